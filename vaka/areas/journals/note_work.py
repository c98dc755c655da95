"""Pages of notes of visits: those of a plan, a new one, one put right, one taken back."""

import uuid
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vaka.areas.journals import note_actions, note_queries
from vaka.areas.journals.forms import VisitForm
from vaka.areas.journals.note_actions import NewVisit
from vaka.areas.journals.note_queries import NotesPage
from vaka.foundation.access.viewer import Viewer
from vaka.law.local_time import moment_from_local, swedish
from vaka.web.steps import StepPage, Words, WordsForm, take

SHOWN = 60
HEAD = _("Anteckningar från besök")


def visits(request: HttpRequest) -> HttpResponse:
    """Show the notes of a plan."""
    return render(request, "journals/visits.html", {"page": _page(request, _plan(request))})


def new(request: HttpRequest) -> HttpResponse:
    """Note a visit."""
    page = _page(request, _plan(request))
    now = swedish(timezone.now())
    form = VisitForm(request.POST or None, initial={"on": now.date(), "time": now.time()})

    def done(data: dict[str, Any]) -> None:
        note_actions.write_visit(by=_viewer(request), plan_id=page.plan.id, new=_told(data))

    return take(request, form, _step(page, _("Anteckna ett besök"), _("Det är antecknat.")), done)


def correct(request: HttpRequest, note_id: uuid.UUID) -> HttpResponse:
    """Put a note right."""
    one = note_queries.found(_viewer(request), note_id)
    page, at = _page(request, one.plan_id), swedish(one.at)
    told = {"sort": one.sort, "text": one.text, "on": at.date(), "time": at.time()}
    form = VisitForm(request.POST or None, initial=told)

    def done(data: dict[str, Any]) -> None:
        note_actions.correct_visit(by=_viewer(request), note_id=note_id, new=_told(data))

    shown = _step(page, _("Rätta anteckningen"), _("Anteckningen är rättad."))
    return take(request, form, shown, done)


def take_back(request: HttpRequest, note_id: uuid.UUID) -> HttpResponse:
    """Say that a note does not hold."""
    one = note_queries.found(_viewer(request), note_id)
    page = _page(request, one.plan_id)

    def done(data: dict[str, Any]) -> None:
        note_actions.take_back_visit(by=_viewer(request), note_id=note_id, words=data["words"])

    shown = _step(page, _("Ta tillbaka anteckningen"), _("Anteckningen gäller inte längre."))
    return take(request, WordsForm(request.POST or None), shown, done)


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _plan(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.GET.get("case", ""))
    except ValueError:
        raise Http404(request.GET.get("case", "")) from None


def _page(request: HttpRequest, plan_id: uuid.UUID) -> NotesPage:
    return note_queries.notes_of(_viewer(request), plan_id, SHOWN)


def _told(data: dict[str, Any]) -> NewVisit:
    at = moment_from_local(datetime.combine(data["on"], data["time"])).moment
    return NewVisit(data["sort"], data["text"], at)


def _step(page: NotesPage, heading: Words, message: Words) -> StepPage:
    address = f"{reverse('journals:visits')}?case={page.plan.id}"
    crumbs: list[tuple[Words, str]] = [
        (page.plan.reference, reverse("care_plans:plan", args=[page.plan.id])), (HEAD, address),
    ]  # fmt: skip
    return StepPage(heading, _("Spara"), message, address, crumbs,
                    f"{page.plan.unit_name}, {page.plan.mark}")  # fmt: skip
