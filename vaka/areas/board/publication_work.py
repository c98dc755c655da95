"""Pages of copies for everybody: search, judge, publish, take down."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vaka.areas.board import minutes_queries as minutes
from vaka.areas.board import publication_actions as actions
from vaka.areas.board import publication_queries as queries
from vaka.areas.board.jobs import PUBLISH
from vaka.areas.board.publication_forms import CheckForm, JudgeForm
from vaka.areas.board.publication_models import BoardPublication
from vaka.areas.board.queries import meeting as meeting_of
from vaka.areas.board.rules import LEAD
from vaka.areas.board.work import HEAD, sent
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.jobs import actions as jobs
from vaka.web.steps import StepForm, StepPage, Words, WordsForm, take

SEARCH_LEAD = _("Vaka söker efter personnummer, telefonnummer, e-postadresser, rum och ord som kan "
                "vara namn. Bara det som är allmänt kommer med, och filer som andra har gjort "
                "följer inte med.")  # fmt: skip


def of_meeting(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Search a notice."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = meeting_of(viewer, meeting_id)
    demand(viewer, LEAD)
    back = reverse("board:meeting", args=[one.pk])
    return _begin(request, viewer, one.pk, None, back)


def of_minutes(request: HttpRequest, minutes_id: uuid.UUID) -> HttpResponse:
    """Search minutes."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = minutes.minutes(viewer, minutes_id)
    demand(viewer, LEAD)
    back = reverse("board:minutes", args=[one.pk])
    return _begin(request, viewer, one.meeting_id, one.pk, back)


def publication(request: HttpRequest, publication_id: uuid.UUID) -> HttpResponse:
    """Show one copy: what was found and how it was judged, and what may be done."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.publication(viewer, publication_id)
    may = queries.may_publish(viewer, one)
    context = {"one": one, "title": queries.title(one), "back": _back(one), "may_publish": may,
               "findings": list(one.findings.all())}  # fmt: skip
    return render(request, "board/publication.html", context)


def judge(request: HttpRequest, publication_id: uuid.UUID) -> HttpResponse:
    """Say what is masked and what may stand."""
    viewer, one = _held(request, publication_id)
    form = JudgeForm(sent(request), found=list(one.findings.all()))

    def done(_data: dict[str, Any]) -> None:
        actions.judge_findings(by=viewer, publication_id=one.pk, mask=form.chosen(),
                               reason=form.cleaned_data["reason"], more=form.added())  # fmt: skip

    page = _page(one, _("Vad ska maskeras?"), _("Spara"), _("Sparat."))
    return take(request, form, page, done)


def publish(request: HttpRequest, publication_id: uuid.UUID) -> HttpResponse:
    """Make the copy and publish it, in the background, once asked."""
    viewer, one = _held(request, publication_id)
    lead = _("Kopian görs som en ny fil, läses tillbaka och läggs ut för alla. En tidigare kopia "
             "ersätts.")  # fmt: skip
    page = _page(one, _("Publicera"), _("Publicera"), _("Kopian görs."), lead)

    def done(_data: dict[str, Any]) -> str:
        job = jobs.start(by=viewer, kind=PUBLISH, publication_id=str(one.pk),
                         label=_now("Publicerar %s") % queries.title(one))  # fmt: skip
        return reverse("jobs:show", args=[job.pk])

    return take(request, StepForm(sent(request)), page, done)


def withdraw(request: HttpRequest, publication_id: uuid.UUID) -> HttpResponse:
    """Take a copy away from everybody, with a reason."""
    viewer, one = _held(request, publication_id)
    lead = _("Skälet står på adressen där kopian fanns.")
    page = _page(one, _("Avpublicera"), _("Avpublicera"), _("Kopian är avpublicerad."), lead)

    def done(data: dict[str, Any]) -> None:
        actions.withdraw_publication(by=viewer, publication_id=one.pk, words=data["words"])

    return take(request, WordsForm(sent(request)), page, done)


def drop(request: HttpRequest, publication_id: uuid.UUID) -> HttpResponse:
    """Throw a search away, once asked."""
    viewer, one = _held(request, publication_id)
    lead = _("Det som är bedömt försvinner. Inget är publicerat.")
    page = _page(one, _("Släng granskningen"), _("Släng"), _("Granskningen är borta."), lead)

    def done(_data: dict[str, Any]) -> str:
        actions.drop_publication(by=viewer, publication_id=one.pk)
        return _back(one)

    return take(request, StepForm(sent(request)), page, done)


def _begin(
    request: HttpRequest, viewer: Viewer, meeting_id: uuid.UUID, minutes_id: uuid.UUID | None,
    back: str,
) -> HttpResponse:  # fmt: skip
    crumbs = [(HEAD, reverse("board:list")), (_("Tillbaka"), back)]
    page = StepPage(_("Granska för publicering"), _("Sök"), _("Papperet är genomsökt."), back,
                    crumbs, lead=SEARCH_LEAD)  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = actions.begin_publication(by=viewer, meeting_id=meeting_id, minutes_id=minutes_id,
                                         words=data["words"])  # fmt: skip
        return reverse("board:publication", args=[made.pk])

    checked = queries.being_checked(viewer, meeting_id, minutes_id)
    if request.method != "POST" and checked:
        return redirect("board:publication", checked.pk)
    return take(request, CheckForm(sent(request)), page, done)


def _held(request: HttpRequest, publication_id: uuid.UUID) -> tuple[Viewer, BoardPublication]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer, queries.publication(viewer, publication_id)


def _back(one: BoardPublication) -> str:
    if one.minutes_id:
        return reverse("board:minutes", args=[one.minutes_id])
    return reverse("board:meeting", args=[one.meeting_id])


def _page(
    one: BoardPublication, heading: Words, button: Words, message: Words, lead: Words = ""
) -> StepPage:
    address = reverse("board:publication", args=[one.pk])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("board:list")), (queries.title(one), _back(one)),
        (_("Publicering"), address),
    ]  # fmt: skip
    return StepPage(heading, button, message, address, crumbs, lead=lead)
