"""Pages that change something: write a decision in, add an organisation, notify the board."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.delegations import actions, queries, rules
from vaka.areas.delegations.forms import BodyForm, DecisionForm, NotifyForm
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.law.period import Grain, Period
from vaka.web.steps import StepPage, Words, take

HEAD = _("Delegationsbeslut")


def new(request: HttpRequest) -> HttpResponse:
    """Write a decision in."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.WRITE)
    bodies = queries.bodies(viewer, rules.WRITE)
    form = DecisionForm(request.POST or None, bodies=bodies, initial={"decided_date": viewer.on})
    lead = "" if bodies else _("Lägg först till den organisation som beslutar.")
    page = _page(_("Nytt delegationsbeslut"), _("Spara"), _("Beslutet är sparat."), lead)

    def done(_data: dict[str, Any]) -> str:
        made = actions.register(by=viewer, new=form.new())
        address = reverse("delegations:rows")
        return f"{address}?enhet={made.body.unit.code}&period={made.month:%Y-%m}"

    return take(request, form, page, done)


def add_body(request: HttpRequest) -> HttpResponse:
    """Add an organisation to the list."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.WRITE)
    form = BodyForm(request.POST or None, units=visible_units(viewer, rules.WRITE, on=viewer.on))
    page = _page(_("Ny organisation"), _("Lägg till"), _("Organisationen finns i listan."))

    def done(data: dict[str, Any]) -> str:
        actions.add_body(by=viewer, unit=form.units[data["unit"]], name=data["name"])
        return reverse("delegations:new")

    return take(request, form, page, done)


def notify(request: HttpRequest) -> HttpResponse:
    """Tell the board of a period's decisions."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.NOTIFY)
    units = visible_units(viewer, rules.NOTIFY, on=viewer.on)
    granted = viewer.granted(rules.NOTIFY)
    units.sort(key=lambda unit: (unit.pk not in granted, unit.name))
    last = Period.of(viewer.on, Grain.MONTH).previous()
    form = NotifyForm(request.POST or None, units=units, initial={"period": str(last)})
    lead = _("Alla beslut i perioden som inte har anmälts tidigare följer med.")
    page = _page(_("Anmäl till nämnden"), _("Anmäl"), _("Besluten är anmälda."), lead)

    def done(data: dict[str, Any]) -> str:
        unit = form.units[data["unit"]]
        actions.notify_board(by=viewer, unit=unit, period=data["period"],
                             meeting_date=data["meeting_date"])  # fmt: skip
        return f"{reverse('delegations:list')}?enhet={unit.code}&period={data['period']}"

    return take(request, form, page, done)


def _page(heading: Words, button: Words, message: Words, lead: Words = "") -> StepPage:
    above = reverse("delegations:list")
    return StepPage(heading, button, message, above, [(HEAD, above)], lead=lead)
