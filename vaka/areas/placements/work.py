"""Pages that change something: write a placement in, note what was done, plan and end care."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.placements import actions, queries, rules
from vaka.areas.placements.forms import ConsideredForm, EndForm, PlacementForm, PlanForm
from vaka.areas.placements.queries import PlacementPage
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, Words, WordsForm, take

HEAD = _("Placeringar")


def new(request: HttpRequest) -> HttpResponse:
    """Write in a placement."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    above = reverse("placements:list")
    form = PlacementForm(request.POST or None,
                         units=visible_units(viewer, rules.HANDLE, on=viewer.on))  # fmt: skip
    page = StepPage(_("Ny placering"), _("Spara"), _("Placeringen är inskriven."), above,
                    [(HEAD, above)])  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        made = actions.begin_placement(by=viewer, new=form.new())
        return reverse("placements:placement", args=[made.pk])

    return take(request, form, page, done)


def consider(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write down that something owed has been done."""
    viewer, page = _opened(request, case_id)
    next_one = page.owed[0].due.owed if page.owed else None
    stands = {"version": page.frame.version, "what": next_one, "on_date": viewer.on}
    form = ConsideredForm(request.POST or None, initial=stands)

    def done(data: dict[str, Any]) -> None:
        actions.note_considered(by=viewer, case_id=case_id, version=data["version"],
                                new=form.new())  # fmt: skip

    return take(request, form, _shown(page, _("Anteckna vad som gjorts"), _("Sparat.")), done)


def plan(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say when the care is meant to end."""
    viewer, page = _opened(request, case_id)
    form = PlanForm(request.POST or None, initial={"version": page.frame.version})

    def done(data: dict[str, Any]) -> None:
        actions.plan_end(by=viewer, case_id=case_id, **data)

    return take(request, form, _shown(page, _("Planera när vården upphör"), _("Sparat.")), done)


def end(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """End the care."""
    viewer, page = _opened(request, case_id)
    stands = {"version": page.frame.version, "on_date": viewer.on}
    form = EndForm(request.POST or None, initial=stands)

    def done(data: dict[str, Any]) -> None:
        actions.end_care(by=viewer, case_id=case_id, **data)

    return take(request, form, _shown(page, _("Avsluta vården"), _("Vården är avslutad.")), done)


def resume(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take an ended placement up again."""
    viewer, page = _opened(request, case_id)
    form: StepForm = WordsForm(request.POST or None, initial={"version": page.frame.version})

    def done(data: dict[str, Any]) -> None:
        actions.resume_care(by=viewer, case_id=case_id, **data)

    return take(request, form, _shown(page, _("Öppna igen"), _("Placeringen är öppen.")), done)


def _opened(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, PlacementPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.placement_page(viewer, case_id)
    demand(viewer, rules.HANDLE, page.frame.unit_id)
    return viewer, page


def _shown(page: PlacementPage, heading: Words, message: Words) -> StepPage:
    address = reverse("placements:placement", args=[page.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("placements:list")), (page.frame.reference, address),
    ]  # fmt: skip
    return StepPage(heading, _("Spara"), message, address, crumbs, page.placement.file_number)
