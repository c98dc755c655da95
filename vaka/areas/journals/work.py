"""Pages that change something: a day's file and its answer, the routine, whose a room is."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.journals import actions, queries
from vaka.areas.journals.forms import (
    AnswerForm,
    EndTieForm,
    RoutineForm,
    SendForm,
    TieForm,
    WithdrawForm,
)
from vaka.areas.journals.queries import FilePage, RoomRow
from vaka.areas.journals.rules import HAND_OVER, RowState
from vaka.areas.journals.views import day_of
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.web.steps import StepForm, StepPage, Words, take
from vaka.web.words import day as in_words

HEAD = _("Till journalen")


def make(request: HttpRequest, unit: str, day: str) -> HttpResponse:
    """Make a day's file."""
    viewer, found, on = *_asked(request, unit), day_of(day)
    page = queries.day_page(viewer, found, on)
    back = reverse("journals:day", args=[found.code, day])
    shown = StepPage(
        _("Skapa filen"), _("Skapa filen"), _("Filen är skapad."), back,
        [(HEAD, _list(found)), (in_words(on), back)], found.name,
        _("Filen innehåller personnummer. Att den skapas och hämtas loggas."),
        {"rows": len(page.gathered.whole)},
    )  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        made = actions.make_file(by=viewer, unit=found, day=on)
        return reverse("journals:file", args=[made.pk])

    return take(request, StepForm(request.POST or None), shown, done)


def send(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Write down that a file was handed over."""
    viewer, page = _opened(request, file_id)
    form = SendForm(request.POST or None, initial={"sent_date": viewer.on})

    def done(data: dict[str, Any]) -> None:
        actions.send_file(by=viewer, file_id=file_id, sent_date=data["sent_date"])

    return take(request, form, _step(page, _("Anteckna som lämnad"), _("Det är antecknat.")), done)


def answer(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Write down one answer for a whole file."""
    viewer, page = _opened(request, file_id)

    def done(data: dict[str, Any]) -> None:
        actions.answer_file(by=viewer, file_id=file_id, receipt=data["receipt"],
                            accepted=data["answer"] == RowState.ACCEPTED)  # fmt: skip

    shown = _step(page, _("Anteckna kvittensen"), _("Kvittensen är antecknad."))
    return take(request, AnswerForm(request.POST or None), shown, done)


def withdraw(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Withdraw a file that nobody has been given."""
    viewer, page = _opened(request, file_id)

    def done(data: dict[str, Any]) -> None:
        actions.withdraw_file(by=viewer, file_id=file_id, words=data["words"])

    shown = _step(page, _("Dra tillbaka filen"), _("Filen är tillbakadragen."))
    return take(request, WithdrawForm(request.POST or None), shown, done)


def routine(request: HttpRequest, unit: str) -> HttpResponse:
    """Write down that notes on protected identities were handed over by the routine."""
    viewer, found = _asked(request, unit)
    page = queries.unit_page(viewer, found, 0)
    shown = StepPage(
        _("Lämnat enligt rutinen"), _("Spara"), _("Det är antecknat."), _list(found),
        [(HEAD, _list(found))], found.name,
        _("Rutinen: %(how)s. Anteckningar som väntar: %(n)d.")
        % {"how": page.routine, "n": page.protected},
    )  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.hand_by_routine(by=viewer, unit=found, words=data["words"])

    return take(request, RoutineForm(request.POST or None), shown, done)


def tie(request: HttpRequest, unit: str, room_id: uuid.UUID) -> HttpResponse:
    """Say whose a room is."""
    viewer, found = _asked(request, unit)
    row = queries.room(viewer, found, room_id)
    form = TieForm(request.POST or None, initial={"from_date": viewer.on})
    plans = queries.open_plans(viewer, found)
    form.choose("plan", [(str(one.id), f"{one.mark}, {one.reference}") for one in plans])

    def done(data: dict[str, Any]) -> None:
        actions.tie_room(by=viewer, unit=found, room_id=room_id, from_date=data["from_date"],
                         plan_id=uuid.UUID(data["plan"]))  # fmt: skip

    shown = _of_room(found, row, _("Knyt rummet till en plan"), _("Rummet är knutet."))
    return take(request, form, shown, done)


def end_tie(request: HttpRequest, unit: str, room_id: uuid.UUID) -> HttpResponse:
    """Say when somebody no longer lives in a room."""
    viewer, found = _asked(request, unit)
    row = queries.room(viewer, found, room_id)
    form = EndTieForm(request.POST or None, initial={"until_date": viewer.on})

    def done(data: dict[str, Any]) -> None:
        actions.end_tie(by=viewer, unit=found, room_id=room_id, until_date=data["until_date"])

    shown = _of_room(found, row, _("Avsluta"), _("Rummet är inte längre knutet."))
    return take(request, form, shown, done)


def _asked(request: HttpRequest, code: str) -> tuple[Viewer, Unit]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer, queries.unit_chosen(viewer, code, HAND_OVER)


def _opened(request: HttpRequest, file_id: uuid.UUID) -> tuple[Viewer, FilePage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.file_page(viewer, file_id)
    demand(viewer, HAND_OVER, page.file.unit_id)
    return viewer, page


def _list(unit: Unit) -> str:
    return f"{reverse('journals:list')}?enhet={unit.code}"


def _step(page: FilePage, heading: Words, message: Words) -> StepPage:
    address = reverse("journals:file", args=[page.row.id])
    crumbs: list[tuple[Words, str]] = [(HEAD, _list(page.file.unit)), (page.row.name, address)]
    return StepPage(heading, _("Spara"), message, address, crumbs, page.row.name)


def _of_room(unit: Unit, row: RoomRow, heading: Words, message: Words) -> StepPage:
    address = reverse("journals:rooms", args=[unit.code])
    crumbs: list[tuple[Words, str]] = [(HEAD, _list(unit)), (_("Rum"), address)]
    place = _("Rum %(label)s, %(unit)s") % {"label": row.label, "unit": row.unit_name}
    return StepPage(heading, _("Spara"), message, address, crumbs, place)
