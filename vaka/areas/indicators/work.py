"""Pages that decide about a chart: limits made anew, and taken back."""

import uuid
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.figures import actions as figures_actions
from vaka.areas.figures import queries as figures
from vaka.areas.figures.actions import NewObservation
from vaka.areas.indicators import actions, comment_queries, comment_rules, happened, queries, rules
from vaka.areas.indicators.actions import NewComment, NewLimits
from vaka.areas.indicators.forms import CommentForm, LimitsForm, ValueForm
from vaka.areas.remedies import queries as remedies
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period
from vaka.metrics.definitions import UnknownMeasureError, named
from vaka.metrics.measure import Measure
from vaka.web.steps import StepPage, Words, WordsForm, take


def set_limits(request: HttpRequest, name: str) -> HttpResponse:
    """Make the limits of a measure at a unit anew from a month, with the reason."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    measure, unit = _measure(name), _unit(viewer, request.GET.get("enhet", ""))
    demand(viewer, rules.SET, unit.pk)
    done = remedies.done_at(viewer, unit, rules.tied_from(viewer.on))
    done.sort(key=lambda one: (one.measure != name, one.done_date))
    form = LimitsForm(request.POST or None, remedies=done, today=viewer.on)
    page = _step(measure, unit, _("Nya gränser"), _("Räkna om gränserna"),
                 _("Gränserna räknas nu från den månaden."))  # fmt: skip
    return take(request, form, page, lambda data: _set(viewer, measure, unit, data))


def withdraw_limits(request: HttpRequest, change_id: uuid.UUID) -> HttpResponse:
    """Take new limits back, with the reason."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    change = happened.limit_change(viewer, change_id)
    demand(viewer, rules.SET, change.unit_id)
    page = _step(_measure(change.measure), change.unit, _("Ta tillbaka nya gränser"),
                 _("Ta tillbaka"), _("Gränserna räknas som förut."))  # fmt: skip
    form = WordsForm(request.POST or None)
    return take(request, form, page, lambda data: _withdrawn(viewer, change_id, data["words"]))


def comment(request: HttpRequest, name: str) -> HttpResponse:
    """Say what lies behind a measure at a unit in a period, and what is done."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    measure, unit = _measure(name), _unit(viewer, request.GET.get("enhet", ""))
    demand(viewer, comment_rules.COMMENT, unit.pk)
    periods, stands = comment_queries.periods(viewer.on), comment_queries.start(
        measure, unit, request.GET.get("period", ""))  # fmt: skip
    form = CommentForm(request.POST or None, periods=periods, initial=stands)

    def done(data: dict[str, Any]) -> None:
        actions.comment(by=viewer, new=NewComment(
            measure.name, unit, Period.parse(data["period"]), data["words"], data["version"] or 0,
            data["is_sure"],
        ))  # fmt: skip

    lead = _("Kommentaren står på måttets sida med namn och dag. Äldre versioner finns kvar.")
    page = _step(measure, unit, _("Kommentera måttet"), _("Spara kommentaren"),
                 _("Kommentaren är sparad."), lead)  # fmt: skip
    return take(request, form, page, done)


def give_value(request: HttpRequest, name: str) -> HttpResponse:
    """Type in a published number of a measure at a unit, or correct one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    measure, unit = _measure(name), _unit(viewer, request.GET.get("enhet", ""))
    demand(viewer, figures_actions.GIVE)
    if unit.pk not in figures_actions.reached(viewer):
        raise NotAllowed(figures_actions.GIVE)
    start = {"period": request.GET.get("period", ""), "sex": request.GET.get("kon", "")}
    form = ValueForm(request.POST or None, measure=measure, initial=start)
    above = f"{reverse('indicators:values', args=[name])}?enhet={unit.code}"
    crumbs: list[tuple[Words, str]] = [
        (_("Mått"), reverse("indicators:catalogue")), (measure.title.sv, above),
    ]  # fmt: skip
    page = StepPage(
        _("Skriv in ett värde"), _("Spara värdet"), _("Värdet är sparat."), above, crumbs,
        f"{measure.title.sv}, {unit.name}", measure.what,
    )  # fmt: skip
    return take(request, form, page, lambda data: _given(viewer, measure, unit, data))


def _given(viewer: Viewer, measure: Measure, unit: Unit, data: dict[str, Any]) -> None:
    told = {field: data[field] for field in data if field != "version"}
    new = NewObservation(measure=measure.name, unit=unit, **told)
    figures_actions.give_observation(by=viewer, new=new)


def _set(viewer: Viewer, measure: Measure, unit: Unit, data: dict[str, Any]) -> None:
    case_id = uuid.UUID(data["case"]) if data["case"] else None
    new = NewLimits(measure.name, unit, date.fromisoformat(data["from_date"]), data["reason"],
                    case_id, data["event"])  # fmt: skip
    actions.set_limits(by=viewer, new=new)


def _withdrawn(viewer: Viewer, change_id: uuid.UUID, reason: str) -> None:
    actions.withdraw_limits(by=viewer, change_id=change_id, reason=reason)


LIMITS_LEAD = _(
    "Äldre värden behåller sina gränser. Ändringen syns i diagrammet med skäl och namn."
)


def _step(
    measure: Measure, unit: Unit, heading: Any, button: Any, message: Any, lead: Any = LIMITS_LEAD
) -> StepPage:
    above = f"{reverse('indicators:measure', args=[measure.name])}?enhet={unit.code}"
    crumbs: list[tuple[Words, str]] = [
        (_("Mått"), reverse("indicators:catalogue")),
        (measure.title.sv, above),
    ]
    return StepPage(
        heading,
        button,
        message,
        above,
        crumbs,
        f"{measure.title.sv}, {unit.name}",
        lead,
    )


def _measure(name: str) -> Measure:
    try:
        return named(name)
    except UnknownMeasureError as error:
        raise Http404(str(error)) from error


def _unit(viewer: Viewer, code: str) -> Unit:
    """The unit asked for, else the viewer's own."""
    found = next((one for one in figures.units_with_figures(viewer) if one.code == code), None)
    unit = found if code else queries.own_unit(viewer)
    if unit is None:
        demand(viewer, figures.SEE)
        raise NotVisible(code)
    return unit
