"""Pages of the board's assignments: the list, one, and what is done with it."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.board import assignment_actions as actions
from vaka.areas.board import assignment_queries as queries
from vaka.areas.board import incoming_actions, incoming_queries
from vaka.areas.board.assignment_forms import AssignmentForm, MergeForm, MoveForm, RelinkForm
from vaka.areas.board.assignment_rules import ASSIGNMENT_TRANSITIONS, FOLLOWED, AssignmentState
from vaka.areas.board.models import BoardAssignment
from vaka.areas.board.queries import coming
from vaka.areas.board.rules import LEAD
from vaka.areas.board.work import HEAD, sent
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.transitions import offered
from vaka.web.steps import StepPage, Words, WordsForm, take

STEPS = {
    "redovisa": "board_assignment.report", "inte-fardigt": "board_assignment.return",
    "for-sig": "board_assignment.separate", "avsluta": "board_assignment.end",
    "ta-upp": "board_assignment.resume",
}  # fmt: skip
BY_VERB = {verb: name for name, verb in STEPS.items()}
TITLE = _("Uppdrag")


def listing(request: HttpRequest) -> HttpResponse:
    """Show every assignment, the late ones first."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = queries.assignments(viewer)
    open_rows = [row for row in rows if row.state in FOLLOWED]
    context = {
        "rows": open_rows, "ended": [row for row in rows if row not in open_rows],
        "late": sum(row.is_late for row in rows), "may_lead": viewer.may(LEAD),
    }  # fmt: skip
    return render(request, "board/assignments.html", context)


def assignment(request: HttpRequest, assignment_id: uuid.UUID) -> HttpResponse:
    """Show one assignment with all that has happened to it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.assignment(viewer, assignment_id)
    steps = [(BY_VERB[step.verb], step.label)
             for step in offered(ASSIGNMENT_TRANSITIONS, one.state)
             if viewer.may(step.capability)]  # fmt: skip
    events = [{"at": step.at, "words": f"{step.what}, {step.by_name}. {step.words}".strip(),
               "is_done": True} for step in queries.steps(one)]  # fmt: skip
    context = {"row": queries.row_of(one, viewer.on), "steps": steps, "events": events,
               "may_lead": viewer.may(LEAD), "item": one.item,
               "is_followed": one.state in FOLLOWED, "leads_to": queries.leads_to(viewer, one),
               "merged": queries.merged_into(viewer, one)}  # fmt: skip
    return render(request, "board/assignment.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Write an assignment in, from an item or by itself."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, LEAD)
    item = queries.item_to_follow(viewer, request.GET.get("arende", ""))
    stands: dict[str, Any] = {"decided_date": viewer.on}
    if item:
        stands = {"body": item.body, "responsible": item.responsible,
                  "decided_date": item.meeting.date if item.meeting else viewer.on}  # fmt: skip
    letter = incoming_queries.letter_to_follow(viewer, request.GET.get("skrivelse", ""))
    if letter:
        stands = {"body": letter.body, "decided_date": letter.received_date,
                  "words": letter.subject, "paragraph": letter.paragraph}  # fmt: skip
    form = AssignmentForm(sent(request), meetings=coming(viewer), initial=stands)
    above = reverse("board:assignments")
    page = StepPage(_("Nytt uppdrag"), _("Spara"), _("Uppdraget är inskrivet."), above,
                    [(HEAD, reverse("board:list")), (TITLE, above)],
                    context_line=item.case.title if item else "")  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        told = form.new(item)
        made = (
            incoming_actions.assign_letter(by=viewer, letter_id=letter.pk, new=told)
            if letter else actions.give_assignment(by=viewer, new=told)
        )  # fmt: skip
        return reverse("board:assignment", args=[made.pk])

    return take(request, form, page, done)


def move(request: HttpRequest, assignment_id: uuid.UUID) -> HttpResponse:
    """Plan an assignment to another meeting."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.assignment(viewer, assignment_id)
    demand(viewer, LEAD)
    own = [row for row in coming(viewer) if row.body == one.body]
    form = MoveForm(sent(request), meetings=own, initial={"meeting": str(one.due_id or "")})

    def done(data: dict[str, Any]) -> None:
        actions.move_assignment(by=viewer, assignment_id=assignment_id, words=data["words"],
                                due=form.meetings.get(data["meeting"]))  # fmt: skip

    return take(request, form, _page(one, _("Flytta uppdraget"), _("Flytta")), done)


def merge(request: HttpRequest, assignment_id: uuid.UUID) -> HttpResponse:
    """Follow an assignment in another."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.assignment(viewer, assignment_id)
    demand(viewer, LEAD)
    form = MergeForm(sent(request), rows=queries.others(viewer, one))

    def done(data: dict[str, Any]) -> None:
        actions.merge_assignment(by=viewer, assignment_id=assignment_id, words=data["words"],
                                 into_id=uuid.UUID(data["into"]))  # fmt: skip

    return take(request, form, _page(one, _("Slå ihop med ett annat"), _("Slå ihop")), done)


def relink(request: HttpRequest, assignment_id: uuid.UUID) -> HttpResponse:
    """Move an assignment to another item."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.assignment(viewer, assignment_id)
    demand(viewer, LEAD)
    form = RelinkForm(sent(request))

    def done(data: dict[str, Any]) -> None:
        actions.relink_assignment(by=viewer, assignment_id=assignment_id, number=data["number"],
                                  words=data["words"])  # fmt: skip

    return take(request, form, _page(one, _("Flytta till ett annat ärende"), _("Flytta")), done)


def step(request: HttpRequest, assignment_id: uuid.UUID, step: str) -> HttpResponse:
    """Take an assignment a step on."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.assignment(viewer, assignment_id)
    found = next((row for row in ASSIGNMENT_TRANSITIONS if row.verb == STEPS.get(step)), None)
    if found is None:
        raise Http404(step)
    demand(viewer, found.capability)
    form = WordsForm(sent(request))
    if found.to_state == AssignmentState.ENDED:
        form.fields["words"].label = _("Vilket beslut avslutar det? Skriv dag och paragraf.")
    if found.to_state == AssignmentState.REPORTED:
        form.fields["words"].label = _("Vad har gjorts, och var står det?")

    def done(data: dict[str, Any]) -> None:
        actions.step_assignment(by=viewer, assignment_id=assignment_id, verb=found.verb,
                                words=data["words"])  # fmt: skip

    return take(request, form, _page(one, found.label, found.label), done)


def _page(one: BoardAssignment, heading: Words, button: Words) -> StepPage:
    address = reverse("board:assignment", args=[one.pk])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("board:list")), (TITLE, reverse("board:assignments")),
    ]  # fmt: skip
    return StepPage(heading, button, _("Sparat."), address, crumbs, lead=one.words)
