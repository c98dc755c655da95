"""Pages of preventive work: all measures, one with its steps, and what is done with them."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.roadmaps import prevention_actions as actions
from vaka.areas.roadmaps import prevention_queries as queries
from vaka.areas.roadmaps import prevention_rules as rules
from vaka.areas.roadmaps.prevention_forms import MeasureForm, MoveForm, TellForm
from vaka.areas.roadmaps.prevention_queries import MeasurePage, StepRow
from vaka.areas.roadmaps.rules import KEEP
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepPage, SureForm, Words, take

HEAD = _("Förebyggande arbete")


def prevention(request: HttpRequest) -> HttpResponse:
    """Show every preventive measure by focus area."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.prevention_page(viewer)
    return render(request, "roadmaps/prevention.html", {"page": page})


def measure(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """Show one measure with its five steps."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.measure_page(viewer, measure_id)
    return render(request, "roadmaps/measure.html", {"page": page})


def begin(request: HttpRequest) -> HttpResponse:
    """Begin a preventive measure."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, KEEP)
    units = visible_units(viewer, KEEP, on=viewer.on)
    form = MeasureForm(request.POST or None, units=units, frame=rules.frame(viewer.on),
                       initial={"begun_date": viewer.on})  # fmt: skip
    above = reverse("roadmaps:prevention")
    page = StepPage(_("Ny förebyggande insats"), _("Börja insatsen"), _("Insatsen har börjat."),
                    above, [(HEAD, above)])  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        unit, new = form.new()
        return _address(actions.begin_measure(by=viewer, unit=unit, new=new).pk)

    return take(request, form, page, done)


def tell(request: HttpRequest, step_id: uuid.UUID) -> HttpResponse:
    """Tell of the step whose turn it is."""
    viewer, page, step = _opened_step(request, step_id)
    form = TellForm(request.POST or None, step=step.kind, initial={"done_date": viewer.on})

    def done(_data: dict[str, Any]) -> None:
        actions.tell_step(by=viewer, step_id=step_id, new=form.new())

    lead = step.kind.lead
    if step.kind.decides:
        lead += " " + _("Nyttan i steg 1: %s") % page.row.benefit
    words = _heading(step), _("Spara steget"), _("Steget är sparat.")
    return take(request, form, _shown(page, *words, lead=lead), done)


def move(request: HttpRequest, step_id: uuid.UUID) -> HttpResponse:
    """Give a step another last day."""
    viewer, page, step = _opened_step(request, step_id)
    form = MoveForm(request.POST or None, initial={"due_date": step.due_date})

    def done(data: dict[str, Any]) -> None:
        actions.move_step(by=viewer, step_id=step_id, due_date=data["due_date"])

    words = _("Ändra sista dagen"), _("Spara dagen"), _("Dagen är ändrad.")
    return take(request, form, _shown(page, *words, lead=_heading(step)), done)


def take_back(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """Take back the step that was told last."""
    viewer, page = _opened(request, measure_id)

    def done(_data: dict[str, Any]) -> None:
        actions.take_back_step(by=viewer, measure_id=measure_id)

    words = _("Ta tillbaka senaste steget"), _("Ta tillbaka"), _("Steget är taget tillbaka.")
    lead = _("Det som är skrivet i steget försvinner från insatsen. Loggen behåller det.")
    return take(request, SureForm(request.POST or None), _shown(page, *words, lead=lead), done)


def remove(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """Take away a measure that was begun by mistake."""
    viewer, page = _opened(request, measure_id)

    def done(_data: dict[str, Any]) -> str:
        actions.remove_measure(by=viewer, measure_id=measure_id)
        return reverse("roadmaps:prevention")

    words = _("Ta bort insatsen"), _("Ta bort"), _("Insatsen är borttagen.")
    return take(request, SureForm(request.POST or None), _shown(page, *words), done)


def _opened(request: HttpRequest, measure_id: uuid.UUID) -> tuple[Viewer, MeasurePage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.measure_page(viewer, measure_id)
    demand(viewer, KEEP, page.unit_id)
    return viewer, page


def _opened_step(
    request: HttpRequest, step_id: uuid.UUID
) -> tuple[Viewer, MeasurePage, StepRow]:  # fmt: skip
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    step = queries.step_of(viewer, step_id)
    viewer, page = _opened(request, step.measure_id)
    return viewer, page, queries.placed(step)


def _address(measure_id: uuid.UUID) -> str:
    return reverse("roadmaps:measure", args=[measure_id])


def _heading(step: StepRow) -> str:
    return _("Steg %(n)d: %(name)s") % {"n": step.kind.number, "name": step.kind.name}


def _shown(
    page: MeasurePage, heading: Words, button: Words, message: Words, lead: Words = ""
) -> StepPage:
    address = _address(page.row.id)
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("roadmaps:prevention")), (page.row.title, address),
    ]  # fmt: skip
    return StepPage(heading, button, message, address, crumbs, page.row.title, lead)
