"""Pages of a paragraph: its words, votes, marks, and what goes out."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vaka.areas.board import lists, minutes_pages
from vaka.areas.board import minutes_queries as queries
from vaka.areas.board import paragraph_actions as actions
from vaka.areas.board.jobs import EXTRACT
from vaka.areas.board.minutes_forms import (
    MarkForm,
    ParagraphForm,
    RaisedForm,
    SendForm,
    VoteForm,
)
from vaka.areas.board.minutes_models import BoardParagraph
from vaka.areas.board.minutes_work import of_minutes
from vaka.areas.board.rules import LEAD, Openness
from vaka.areas.board.work import sent
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.jobs import actions as jobs
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, Words, take
from vaka.web.words import day


def paragraph(request: HttpRequest, paragraph_id: uuid.UUID) -> HttpResponse:
    """Write what a paragraph says."""
    viewer, row = _led(request, paragraph_id)
    appeals = lists.appeals(row.minutes.meeting.date)
    names = ("decision", "words", "proposals", "recipients", "appeal")
    stands = {name: getattr(row, name) for name in names}
    form = ParagraphForm(sent(request), appeals=appeals,
                         initial=stands | {"at_once": row.minutes.is_immediate})  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = actions.write_paragraph(by=viewer, paragraph_id=paragraph_id, said=form.said(),
                                       at_once=data["at_once"])  # fmt: skip
        return reverse("board:minutes", args=[made.minutes_id])

    return take(request, form, _page(row, _("Paragraf"), _("Spara")), done)


def raised(request: HttpRequest, minutes_id: uuid.UUID) -> HttpResponse:
    """Add an item that was raised at the meeting."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.minutes(viewer, minutes_id)
    demand(viewer, LEAD)
    form = RaisedForm(sent(request), units=visible_units(viewer, LEAD, on=viewer.on))

    def done(data: dict[str, Any]) -> None:
        actions.raise_item(by=viewer, minutes_id=minutes_id, unit=form.units[data["unit"]],
                           title=data["title"], openness=data["openness"],
                           ground=data["ground"])  # fmt: skip

    return take(request, form, of_minutes(one, _("Tillkommande ärende"), _("Lägg till")), done)


def vote(request: HttpRequest, paragraph_id: uuid.UUID) -> HttpResponse:
    """Record a vote that was held."""
    viewer, row = _led(request, paragraph_id)
    form = VoteForm(sent(request), voters=queries.voters(row))

    def done(data: dict[str, Any]) -> None:
        actions.record_vote(by=viewer, paragraph_id=paragraph_id, yes_means=data["yes_means"],
                            no_means=data["no_means"], ballots=form.ballots())  # fmt: skip

    lead = _("Vaka räknar rösterna. Är de lika avgör ordförandens röst.")
    return take(request, form, _page(row, _("Omröstning"), _("Spara"), lead), done)


def drop_vote(request: HttpRequest, vote_id: uuid.UUID) -> HttpResponse:
    """Take a vote away, once asked."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.vote(viewer, vote_id)
    demand(viewer, LEAD)

    def done(_data: dict[str, Any]) -> None:
        actions.drop_vote(by=viewer, vote_id=vote_id)

    page = _page(one.paragraph, _("Ta bort omröstningen"), _("Ta bort"), one.yes_means)
    return take(request, StepForm(sent(request)), page, done)


def mark(request: HttpRequest, paragraph_id: uuid.UUID) -> HttpResponse:
    """Write one person's part in a paragraph."""
    viewer, row = _led(request, paragraph_id)
    names = [line.name for line in minutes_pages.roll(row.minutes) if line.is_here]
    form = MarkForm(sent(request), names=names)

    def done(data: dict[str, Any]) -> None:
        actions.mark_person(by=viewer, paragraph_id=paragraph_id, name=data["name"],
                            kind=data["kind"], words=data["words"])  # fmt: skip

    return take(request, form, _page(row, _("Jäv eller reservation"), _("Spara")), done)


def drop_mark(request: HttpRequest, mark_id: uuid.UUID) -> HttpResponse:
    """Take a mark away, once asked."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.mark(viewer, mark_id)
    demand(viewer, LEAD)

    def done(_data: dict[str, Any]) -> None:
        actions.drop_mark(by=viewer, mark_id=mark_id)

    lead = f"{one.get_kind_display()}, {one.name}"
    page = _page(one.paragraph, _("Ta bort uppgiften"), _("Ta bort"), lead)
    return take(request, StepForm(sent(request)), page, done)


def send(request: HttpRequest, paragraph_id: uuid.UUID) -> HttpResponse:
    """Write which recipients a decision has gone to."""
    viewer, row = _led(request, paragraph_id)
    left = minutes_pages.unsent(row)
    form = SendForm(sent(request), left=left, initial={"on": viewer.on, "recipients": left})

    def done(data: dict[str, Any]) -> None:
        actions.send_paragraph(by=viewer, paragraph_id=paragraph_id, how=data["how"],
                               recipients=data["recipients"], on=data["on"])  # fmt: skip

    return take(request, form, _page(row, _("Expediera"), _("Skickat")), done)


def despatches(request: HttpRequest) -> HttpResponse:
    """Show every adjusted decision that some recipient has not been sent."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "board/despatches.html", {"rows": minutes_pages.forgotten(viewer)})


def make_extract(request: HttpRequest, paragraph_id: uuid.UUID) -> HttpResponse:
    """Make an extract of one paragraph in the background."""
    viewer, row = _led(request, paragraph_id)
    if request.method != "POST":
        return redirect("board:minutes", row.minutes_id)
    label = _now("Utdrag § %(number)d, %(day)s") % {
        "number": row.number, "day": day(row.minutes.meeting.date),
    }  # fmt: skip
    job = jobs.start(by=viewer, kind=EXTRACT, paragraph_id=str(row.pk), label=label)
    return redirect("jobs:show", job.pk)


def _led(request: HttpRequest, paragraph_id: uuid.UUID) -> tuple[Viewer, BoardParagraph]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.paragraph(viewer, paragraph_id)
    demand(viewer, LEAD)
    return viewer, row


def _page(row: BoardParagraph, heading: Words, button: Words, lead: Words = "") -> StepPage:
    page = of_minutes(row.minutes, f"{heading} § {row.number}", button, lead)
    secret = row.item.openness == Openness.SECRET
    context: Words = _("Sekretess") if secret else row.item.case.title
    return StepPage(page.heading, button, page.message, page.way_back, page.crumbs, context, lead)
