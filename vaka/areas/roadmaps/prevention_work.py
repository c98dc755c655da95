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
from vaka.areas.roadmaps.prevention_forms import (
    DutyForm,
    MeasureForm,
    MoveForm,
    PresentForm,
    ReachForm,
    TellForm,
)
from vaka.areas.roadmaps.prevention_queries import MeasurePage, StepRow
from vaka.areas.roadmaps.rules import KEEP
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.law.period import Grain, Period
from vaka.web.steps import StepPage, SureForm, Words, take

HEAD, PRESENT = _("Förebyggande arbete"), _("Nuläget")


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
                       duties=rules.duties(viewer.on),
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


def change_duty(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """Point a measure to another duty."""
    viewer, page = _opened(request, measure_id)
    stands = "" if page.row.is_outdated or not page.row.law else page.row.law.topic
    form = DutyForm(request.POST or None, duties=rules.duties(viewer.on),
                    initial={"duty_topic": stands, "duty": page.row.duty})  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.change_duty(by=viewer, measure_id=measure_id, duty_topic=data["duty_topic"],
                            duty=data["duty"])  # fmt: skip

    words = _("Byt skyldighet"), _("Spara"), _("Skyldigheten är ändrad.")
    return take(request, form, _shown(page, *words), done)


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


def present(request: HttpRequest) -> HttpResponse:
    """Show the present state by focus area."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.present_page(viewer)
    return render(request, "roadmaps/present.html", {"page": page})


def map_present(request: HttpRequest) -> HttpResponse:
    """Tell of a way of working as it is now."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, KEEP)
    units = visible_units(viewer, KEEP, on=viewer.on)
    form = PresentForm(request.POST or None, units=units, frame=rules.frame(viewer.on),
                       initial={"focus_area": request.GET.get("omrade", "")})  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        unit, new = form.new()
        actions.map_present(by=viewer, unit=unit, new=new)

    words = _("Beskriv nuläget"), _("Spara"), _("Nuläget är sparat.")
    return take(request, form, _present_page(*words), done)


def unmap_present(request: HttpRequest, state_id: uuid.UUID) -> HttpResponse:
    """Take away a way of working that is no longer so."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.present_of(viewer, state_id)
    demand(viewer, KEEP, row.unit_id)

    def done(_data: dict[str, Any]) -> None:
        actions.unmap_present(by=viewer, state_id=state_id)

    words = _("Ta bort ur nuläget"), _("Ta bort"), _("Raden är borttagen.")
    page = _present_page(*words, lead=row.words)
    return take(request, SureForm(request.POST or None), page, done)


def count_reach(request: HttpRequest, measure_id: uuid.UUID) -> HttpResponse:
    """Tell what a measure did in a month."""
    viewer, page = _opened(request, measure_id)
    form = ReachForm(request.POST or None, begun=page.row.begun_date, on=viewer.on)

    def done(_data: dict[str, Any]) -> None:
        actions.count_reach(by=viewer, measure_id=measure_id, new=form.new())

    words = _("Räkna en månad"), _("Spara månaden"), _("Månaden är sparad.")
    lead = _("En månad som redan är räknad byts ut.")
    return take(request, form, _shown(page, *words, lead=lead), done)


def remove_reach(request: HttpRequest, reach_id: uuid.UUID) -> HttpResponse:
    """Take away a month of a measure that was told wrong."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.reach_of(viewer, reach_id)
    viewer, page = _opened(request, row.measure_id)

    def done(_data: dict[str, Any]) -> None:
        actions.remove_reach(by=viewer, reach_id=reach_id)

    words = _("Ta bort en månad"), _("Ta bort"), _("Månaden är borttagen.")
    lead = Period.of(row.month, Grain.MONTH).words()
    return take(request, SureForm(request.POST or None), _shown(page, *words, lead=lead), done)


def _present_page(heading: Words, button: Words, message: Words, lead: Words = "") -> StepPage:
    above = reverse("roadmaps:present")
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("roadmaps:prevention")), (PRESENT, above)]
    return StepPage(heading, button, message, above, crumbs, lead=lead)


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
