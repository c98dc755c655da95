"""Pages of minutes: one set of them, the roll, the steps, the signatures."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vaka.areas.board import minutes_actions as actions
from vaka.areas.board import minutes_pages as pages
from vaka.areas.board import minutes_queries as queries
from vaka.areas.board import publication_queries as publications
from vaka.areas.board.jobs import MINUTES
from vaka.areas.board.minutes_forms import (
    AnnounceForm,
    BeginForm,
    ElsewhereForm,
    LineForm,
    NewLineForm,
    RollForm,
)
from vaka.areas.board.minutes_models import BoardMinutes
from vaka.areas.board.minutes_packing import PACKED, packable, package_of
from vaka.areas.board.minutes_rules import MINUTES_TRANSITIONS, last_appeal_date
from vaka.areas.board.pack_queries import packs
from vaka.areas.board.queries import body_names
from vaka.areas.board.queries import meeting as meeting_of
from vaka.areas.board.roll_rules import MEMBERS
from vaka.areas.board.rules import LEAD
from vaka.areas.board.work import HEAD, sent, words_form
from vaka.foundation.access.sessions import signed
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.jobs import actions as jobs
from vaka.web.downloads import to_keep
from vaka.web.steps import StepForm, StepPage, Words, take
from vaka.web.words import day

STEPS = {
    "lamna": "board_minutes.hand_over", "ta-tillbaka": "board_minutes.take_back",
    "ta-ned": "board_minutes.take_down",
}  # fmt: skip


def begin(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Begin a meeting's minutes."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = meeting_of(viewer, meeting_id)
    demand(viewer, LEAD)
    name = body_names().get(one.body, one.body)
    above = reverse("board:meeting", args=[one.pk])
    page = StepPage(_("Börja protokollet"), _("Börja"), _("Protokollet är påbörjat."), above,
                    [(HEAD, reverse("board:list")), (f"{name} {day(one.date)}", above)],
                    lead=_("Varje ärende på dagordningen får en paragraf."))  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = actions.begin_minutes(by=viewer, meeting_id=meeting_id, kept_at=data["kept_at"],
                                     first_number=data["first_number"])  # fmt: skip
        return reverse("board:minutes", args=[made.pk])

    return take(request, BeginForm(sent(request)), page, done)


def minutes(request: HttpRequest, minutes_id: uuid.UUID) -> HttpResponse:
    """Show a meeting's minutes."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = pages.minutes_page(viewer, minutes_id)
    steps = [(name, step) for name, verb in STEPS.items() for step in page.steps
             if step.verb == verb]  # fmt: skip
    one = page.minutes
    context = {
        "page": page, "steps": steps, "has_announce": len(steps) < len(page.steps),
        "files": [pack for pack in packs(viewer, one.meeting) if pack.minutes_id == one.pk],
        "packable": [pack.pk for pack in packable(viewer, one)] if page.may_lead
        and one.adjusted_date else [],
        "copies": publications.copies_of(viewer, one.meeting, one),
        "mine": any(row.is_mine and not row.signed_date for row in page.signatures),
    }  # fmt: skip
    return render(request, "board/minutes.html", context)


def drop(request: HttpRequest, minutes_id: uuid.UUID) -> HttpResponse:
    """Take minutes away, once asked."""
    viewer, one = _led(request, minutes_id)
    lead = _("Allt som är skrivet försvinner, och paragrafnumren blir lediga.")
    page = of_minutes(one, _("Ta bort protokollet"), _("Ta bort"), lead)

    def done(_data: dict[str, Any]) -> str:
        meeting = actions.drop_minutes(by=viewer, minutes_id=minutes_id)
        return reverse("board:meeting", args=[meeting.pk])

    return take(request, StepForm(sent(request)), page, done)


def roll(request: HttpRequest, minutes_id: uuid.UUID) -> HttpResponse:
    """Write who was there."""
    viewer, one = _led(request, minutes_id)
    rows = pages.roll(one)
    stands = {
        "here": [row.name for row in rows if row.is_here],
        "adjusters": [row.name for row in rows if row.is_adjuster],
        "presides": next((row.name for row in rows if row.presides), ""),
    }  # fmt: skip
    names = [(row.name, f"{row.name}, {row.label.lower()}") for row in rows]
    form = RollForm(sent(request), initial=stands, names=names)

    def done(data: dict[str, Any]) -> None:
        actions.call_roll(by=viewer, minutes_id=minutes_id, here=data["here"],
                          adjusters=data["adjusters"], presides=data["presides"])  # fmt: skip

    lead = _("Ersättare som var där får tjänstgöra för frånvarande ledamöter i tur och ordning.")
    return take(request, form, of_minutes(one, _("Upprop"), _("Spara"), lead), done)


def line(request: HttpRequest, attendance_id: uuid.UUID) -> HttpResponse:
    """Write when one person came and left, and whom they served for."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.attendance(viewer, attendance_id)
    demand(viewer, LEAD)
    members = [each.name for each in pages.roll(row.minutes) if each.seating in MEMBERS]
    stands = {name: getattr(row, name) for name in ("is_here", "serves_for", "since", "until")}
    form = LineForm(sent(request), initial=stands, members=members)

    def done(_data: dict[str, Any]) -> None:
        actions.change_line(by=viewer, attendance_id=attendance_id, line=form.line())

    return take(request, form, of_minutes(row.minutes, row.name, _("Spara")), done)


def new_line(request: HttpRequest, minutes_id: uuid.UUID) -> HttpResponse:
    """Write somebody in who is not in the register."""
    viewer, one = _led(request, minutes_id)

    def done(data: dict[str, Any]) -> None:
        actions.add_line(by=viewer, minutes_id=minutes_id, name=data["name"],
                         seating=data["seating"])  # fmt: skip

    return take(request, NewLineForm(sent(request)),
                of_minutes(one, _("Ny i uppropet"), _("Spara")), done)  # fmt: skip


def step(request: HttpRequest, minutes_id: uuid.UUID, step: str) -> HttpResponse:
    """Take minutes a step on."""
    viewer, one = _led(request, minutes_id)
    found = next((row for row in MINUTES_TRANSITIONS if row.verb == STEPS.get(step)), None)
    if found is None:
        raise Http404(step)

    def done(data: dict[str, Any]) -> None:
        actions.step_minutes(by=viewer, minutes_id=minutes_id, verb=found.verb,
                             words=data["words"])  # fmt: skip

    return take(request, words_form(found, request), of_minutes(one, found.label, found.label),
                done)  # fmt: skip


def announce(request: HttpRequest, minutes_id: uuid.UUID) -> HttpResponse:
    """Write the day of the announcement; its text stands above to be copied."""
    viewer, one = _led(request, minutes_id)

    def done(data: dict[str, Any]) -> None:
        actions.announce(by=viewer, minutes_id=minutes_id, on=data["date"])

    lead = _now("Anslaget kan tas ned dagen efter %s om det sätts upp i dag.") % day(
        last_appeal_date(viewer.on)
    )
    page = of_minutes(one, _("Anslå justeringen"), _("Spara"), lead)
    return take(request, AnnounceForm(sent(request), initial={"date": viewer.on}), page, done)


@signed
def sign(request: HttpRequest, minutes_id: uuid.UUID) -> HttpResponse:
    """Sign in one's own name."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.minutes(viewer, minutes_id)
    if not any(row.is_mine for row in pages.minutes_page(viewer, minutes_id).signatures):
        raise NotAllowed("board.sit")

    def done(_data: dict[str, Any]) -> None:
        actions.sign_minutes(by=viewer, minutes_id=minutes_id)

    lead = _("Läs protokollet först. När alla har skrivit under är det justerat.")
    return take(request, StepForm(sent(request)),
                of_minutes(one, _("Skriv under"), _("Skriv under"), lead), done)  # fmt: skip


def sign_elsewhere(request: HttpRequest, signature_id: uuid.UUID) -> HttpResponse:
    """Write that somebody has signed in another system."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.signature(viewer, signature_id)
    demand(viewer, LEAD)
    form = ElsewhereForm(sent(request), initial={"signed": viewer.on})

    def done(_data: dict[str, Any]) -> None:
        actions.sign_elsewhere(by=viewer, signature_id=signature_id, elsewhere=form.elsewhere())

    return take(request, form, of_minutes(row.minutes, _("Underskrift i annat system"),
                                          _("Spara"), row.name), done)  # fmt: skip


def make_minutes(request: HttpRequest, minutes_id: uuid.UUID) -> HttpResponse:
    """Make the minutes' paper in the background: for everybody, or whole."""
    viewer, one = _led(request, minutes_id)
    if request.method != "POST":
        return redirect("board:minutes", minutes_id)
    job = jobs.start(
        by=viewer, kind=MINUTES, minutes_id=str(one.pk), label=_now("Protokoll %s") % day(
            one.meeting.date), public=request.POST.get("for") != "members",
    )  # fmt: skip
    return redirect("jobs:show", job.pk)


def package(request: HttpRequest, minutes_id: uuid.UUID, pack_id: uuid.UUID) -> HttpResponse:
    """Give a paper of adjusted minutes as a package for the diary, to keep."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    name, content = package_of(viewer, minutes_id, pack_id)
    return to_keep(content, PACKED, name)


def of_minutes(one: BoardMinutes, heading: Words, button: Words, lead: Words = "") -> StepPage:
    """Give the words of a page about minutes, and the way back to them."""
    address = reverse("board:minutes", args=[one.pk])
    name = body_names().get(one.meeting.body, one.meeting.body)
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("board:list")),
        (f"{name} {day(one.meeting.date)}", reverse("board:meeting", args=[one.meeting_id])),
        (_("Protokoll"), address),
    ]  # fmt: skip
    return StepPage(heading, button, _("Sparat."), address, crumbs, lead=lead)


def _led(request: HttpRequest, minutes_id: uuid.UUID) -> tuple[Viewer, BoardMinutes]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.minutes(viewer, minutes_id)
    demand(viewer, LEAD)
    return viewer, one
