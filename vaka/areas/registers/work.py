"""Pages that decide: begin to use a register at a unit, end it, remove a wrong row."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.registers import actions, queries
from vaka.areas.registers.forms import BeginForm, EndForm
from vaka.areas.registers.models import RegisterUse
from vaka.areas.registers.rules import SET
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepPage, Words, WordsForm, take


def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin to use a register at a unit."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SET)
    one = queries.known(code)
    units = [unit for unit in visible_units(viewer, SET, on=viewer.on) if not unit.is_reference]
    form = BeginForm(request.POST or None, units=units, initial={"from_date": viewer.on})
    page = _step(code, one.title, "", _("Börja använda registret"), _("Spara"),
                 _("Registret används nu vid enheten."))  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        actions.begin_use(by=viewer, new=form.new(code))

    return take(request, form, page, done)


def end(request: HttpRequest, use_id: uuid.UUID) -> HttpResponse:
    """End the use of a register at a unit, and tell what takes its place."""
    viewer, row = _opened(request, use_id)
    stands = {"until_date": row.until_date or viewer.on, "replaced_by": row.replaced_by,
              "words": row.end_words}  # fmt: skip
    form = EndForm(request.POST or None, register=row.register, initial=stands)
    page = _page_of(row, _("Sluta använda registret"), _("Spara sista dagen"),
                    _("Sista dagen är sparad."))  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        told = {name: data[name] for name in ("until_date", "replaced_by", "words")}
        actions.end_use(by=viewer, use_id=use_id, **told)

    return take(request, form, page, done)


def remove(request: HttpRequest, use_id: uuid.UUID) -> HttpResponse:
    """Remove a row that was wrong."""
    viewer, row = _opened(request, use_id)
    page = _page_of(row, _("Ta bort en felaktig rad"), _("Ta bort raden"),
                    _("Raden är borttagen och står kvar i historiken."))  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.remove_use(by=viewer, use_id=use_id, words=data["words"])

    return take(request, WordsForm(request.POST or None), page, done)


def _opened(request: HttpRequest, use_id: uuid.UUID) -> tuple[Viewer, RegisterUse]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer, queries.use_to_change(viewer, use_id)


def _page_of(row: RegisterUse, heading: Words, button: Words, message: Words) -> StepPage:
    one = queries.known(row.register)
    return _step(row.register, one.title, row.unit.name, heading, button, message)


def _step(
    code: str, title: str, unit: str, heading: Words, button: Words, message: Words
) -> StepPage:
    above = reverse("registers:register", args=[code])
    crumbs: list[tuple[Words, str]] = [
        (_("Register"), reverse("registers:list")), (title, above),
    ]  # fmt: skip
    return StepPage(heading, button, message, above, crumbs, f"{title}, {unit}" if unit else title)
