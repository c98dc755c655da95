"""Pages that show: a period's list, its decisions, the delegation order of a day, a public file."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vaka.areas.delegations import queries, report, rules
from vaka.areas.delegations.service_queries import ServiceList, service_list
from vaka.exchange import writers
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value, root
from vaka.law import cite
from vaka.law.period import Grain, Period
from vaka.web.downloads import CSV_TYPE, to_keep
from vaka.web.nav import address_of
from vaka.web.periods import period_named

ROWS_SHOWN = 200


def listing(request: HttpRequest) -> HttpResponse:
    """Show what was decided in a period, organisation by organisation."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    unit, period, units = asked(request)
    found = queries.period_list(viewer, unit, period)
    on = period.last_date
    statutes = [(code or _("Ingen angiven"), n) for code, n in found.by_statute]
    services = _services(viewer, unit, period)
    context = {
        "found": found, "services": services,
        "to_check": len(found.found) + (len(services.found) if services else 0),
        "units": units, "unit": unit, "period": period,
        "previous": period.previous(), "next": period.next(),
        "outcomes": _bars(found.by_outcome), "statutes": _bars(statutes),
        "notifications": queries.notifications(viewer),
        "may_write": viewer.may(rules.WRITE), "may_notify": viewer.may(rules.NOTIFY),
        "law": cite("board.report_decisions", on=on).text,
        "report_url": address_of("reports:new") if viewer.may("report.make") else "",
    }  # fmt: skip
    return render(request, "delegations/list.html", context)


def _services(viewer: Viewer, unit: Unit, period: Period) -> ServiceList | None:
    """Another municipality's decisions are not held against our own order."""
    return None if unit.is_reference else service_list(viewer, unit, period)


def rows(request: HttpRequest) -> HttpResponse:
    """Show a period's decisions one by one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    unit, period, _units = asked(request)
    found = queries.decision_rows(viewer, unit, period)
    context = {"rows": found[:ROWS_SHOWN], "total": len(found), "unit": unit, "period": period}
    return render(request, "delegations/rows.html", context)


def order(request: HttpRequest) -> HttpResponse:
    """Show the delegation order as it read on a day."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    on = _day(request.GET.get("dag", ""), viewer.on)
    context = {
        "points": queries.order_on(viewer, on), "on": on, "law": cite("board.delegate", on=on).text,
        "edit_url": address_of("administration:mandates") if viewer.may("term.change") else "",
    }  # fmt: skip
    return render(request, "delegations/order.html", context)


def public(request: HttpRequest) -> HttpResponse:
    """Give the list that may be published as CSV: small counts are put together."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    unit, period = _public_asked(request, viewer)
    groups = queries.public_groups(viewer, unit, period)
    least = int(local_value("disclosure.smallest_cell", period.last_date))
    headings = [_("Organisation"), _("Beslut"), _("Antal")]
    content = writers.csv_bytes(headings, report.public_rows(groups, least))
    return to_keep(content, CSV_TYPE, f"delegationsbeslut-{period}.csv")


def _public_asked(request: HttpRequest, viewer: Viewer) -> tuple[Unit, Period]:
    """Who sees decisions may choose; others get the whole municipality's."""
    if viewer.may(rules.SEE):
        unit, period, _units = asked(request)
        return unit, period
    demand(viewer, rules.PUBLIC)
    text = request.GET.get("period", "")
    return root(), read_period(text) if text else Period.of(viewer.on, Grain.MONTH).previous()


def asked(request: HttpRequest) -> tuple[Unit, Period, list[Unit]]:
    """Read the unit and the period of an address."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    units = queries.units_to_list(viewer)
    unit = _unit(viewer, units, request.GET.get("enhet", ""))
    text = request.GET.get("period", "").strip()
    period = read_period(text) if text else queries.latest_month(viewer, unit, viewer.on)
    return unit, period, units


def read_period(text: str) -> Period:
    """Read a period of whole months. Raises Http404."""
    grains = (Grain.MONTH, Grain.QUARTER, Grain.TERTIAL, Grain.YEAR)
    return period_named(text, grains, _("Välj en månad, ett kvartal eller ett år."), may_span=True)


def _unit(viewer: Viewer, units: list[Unit], code: str) -> Unit:
    """The unit asked for, else the one of the viewer's own role."""
    if not code:
        granted = viewer.granted(rules.SEE)
        return next((unit for unit in units if unit.pk in granted), units[0])
    found = next((unit for unit in units if unit.code == code), None)
    if found is None:
        raise Http404(code)
    return found


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text) if text else today
    except ValueError as error:
        raise Http404(text) from error


def _bars(counts: Any) -> list[dict[str, Any]]:
    return [{"label": name, "value": n} for name, n in counts]
