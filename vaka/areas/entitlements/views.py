"""Pages of decisions: the list, one decision, a quarter's account."""

import uuid
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.entitlements import (
    case_queries,
    charge_queries,
    handling_queries,
    list_queries,
    queries,
    rules,
)
from vaka.areas.entitlements.forms import ALL, EXPIRED, LATE, PARTLY, SOON, FilterForm
from vaka.areas.entitlements.list_queries import ListFilter, ListRow
from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.queries import QuarterAccount
from vaka.areas.entitlements.rules import GROUND_LABELS, Ground, State
from vaka.areas.entitlements.statistics import Counts, Statistics, executed_waits, statistics
from vaka.areas.entitlements.words import partly, told, validity
from vaka.areas.figures import queries as figures
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases.clock import CaseClock, case_clock
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units
from vaka.law import cite
from vaka.law.clock import quarter_of
from vaka.law.period import Grain, Period
from vaka.web.nav import address_of
from vaka.web.periods import period_named

PER_PAGE = 25
QUARTERS_SHOWN = 8


def listing(request: HttpRequest) -> HttpResponse:
    """List the decisions that the viewer may see, those that have waited longest first."""
    form, wanted, figure = filtered(request)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = Paginator(list_queries.listed(viewer, wanted), PER_PAGE).get_page(
        request.GET.get("sida")
    )
    today = timezone.localdate()
    rows = [list_queries.row(one, today) for one in page.object_list]
    queries.note_listed(viewer, wanted.told, [one.id for one in rows])
    context = {
        "form": form,
        "figure": figure,
        "page": page,
        "rows": [(one, _clock(one, today)) for one in rows],
        "quarters": _quarters(today),
        "is_late": wanted.late_on is not None,
        "is_soon": wanted.soon_on is not None,
        "is_expired": wanted.expired_on is not None,
        "may_decide": viewer.may(rules.HANDLE),
        "is_waiting": wanted.state == State.WAITING,
    }
    return render(request, "entitlements/list.html", context)


def filtered(
    request: HttpRequest,
) -> tuple[FilterForm, ListFilter, figures.FigureAsked | None]:
    """Read the list's filter; nothing chosen shows those that wait. A list that was opened from a
    figure keeps exactly the decisions that the figure counted."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may(queries.SEE):
        raise NotAllowed(queries.SEE)
    units = visible_units(viewer, queries.SEE)
    services = list_queries.services_in_use(viewer)
    form = FilterForm(request.GET or {"lage": State.WAITING}, services=services, units=units)
    if figure := _figure_asked(request, viewer):
        return form, ListFilter(ids=figure.ids), figure
    data = form.cleaned_data if form.is_valid() else {}
    state = data.get("lage") or State.WAITING
    wanted = ListFilter(
        state="" if state in (ALL, LATE, SOON, PARTLY, EXPIRED) else state,
        service=data.get("insats", ""),
        unit_code=data.get("enhet", ""),
        period=data.get("period"),
        late_on=timezone.localdate() if state == LATE else None,
        soon_on=timezone.localdate() if state == SOON else None,
        is_partly=state == PARTLY,
        expired_on=timezone.localdate() if state == EXPIRED else None,
    )
    return form, wanted, None


def _figure_asked(request: HttpRequest, viewer: Viewer) -> figures.FigureAsked | None:
    try:
        return figures.asked(viewer, request.GET.dict())
    except figures.UnclearFigure as error:
        raise Http404(str(error)) from error


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one decision."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = case_queries.case_page(viewer, case_id)
    context = {
        "page": page,
        "clock": _case_clock(page, timezone.localdate()),
        "events": [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline],
        "steps": [
            {"label": offer.label, "url_name": f"entitlements:{offer.verb.split('.')[1]}"}
            for offer in page.offers
        ],
        "law": cite(rules.topic(page.decision.law), on=page.decision.decided_date).text,
        "ground": str(GROUND_LABELS[Ground(page.decision.ground)]),
        "ground_law": _ground_law(page.decision),
        "partly": partly(page.decision),
        "validity": validity(page.decision, page.frame.state, viewer.on),
        "risk": charge_queries.risk_of(page.decision, viewer.on),
    }
    return render(request, "entitlements/case.html", context)


def _ground_law(decision: Decision) -> str:
    topic = rules.ground_topic(decision.law, Ground(decision.ground))
    return cite(topic, on=decision.decided_date).text


def quarter(request: HttpRequest, quarter: str) -> HttpResponse:
    """Show a quarter's account: its tables, what contradicts the rule, statistics."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, queries.SEE)
    account, units = account_of(request, quarter)
    counted = statistics(account.not_executed)
    context = {
        "account": account,
        "statistics": counted,
        "executed_waits": executed_waits(account),
        "bars": _bars(counted) | {"ends": _bar_rows(statistics(account.ended).by_end)},
        "units": units,
        "previous": account.quarter.previous(),
        "next": account.quarter.next(),
        "handling": handling_queries.handling(viewer, account.unit, account.quarter),
        "is_over": account.quarter.last_date < timezone.localdate(),
        "bands": charge_queries.bands(account),
        "law": [cite(topic, on=account.quarter.last_date).text for topic in rules.TOPICS.values()],
        "report_url": address_of("reports:new") if viewer.may("report.make") else "",
    }
    return render(request, "entitlements/quarter.html", context)


def _bars(counted: Statistics) -> dict[str, list[dict[str, Any]]]:
    names = ("by_bucket", "by_service", "by_reason", "by_sex")
    return {name: _bar_rows(getattr(counted, name)) for name in names}


def _bar_rows(counts: Counts) -> list[dict[str, Any]]:
    return [{"label": name, "value": number} for name, number in counts]


def account_of(request: HttpRequest, text: str) -> tuple[QuarterAccount, list[Unit]]:
    """Read the quarter and the unit of an address, and fetch the account."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    unit, units = chosen_unit(request)
    return queries.quarter_account(viewer, unit, quarter_named(text)), units


def chosen_unit(request: HttpRequest) -> tuple[Unit, list[Unit]]:
    """Give the unit that an address names, or the viewer's own, with those to choose from."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not (viewer.may(queries.SEE) or viewer.may(rules.SEND)):
        raise NotAllowed(queries.SEE)
    units = queries.units_to_account(viewer)
    return _chosen(viewer, units, request.GET.get("enhet", "")), units


def quarter_named(text: str) -> Period:
    """Read a quarter of an address. Raises Http404."""
    return period_named(text, {Grain.QUARTER}, _("Välj ett kvartal."))


def _chosen(viewer: Viewer, units: list[Unit], code: str) -> Unit:
    """The unit asked for, else the one of the viewer's own role."""
    granted = viewer.granted(queries.SEE, rules.SEND)
    if not code:
        return next((unit for unit in units if unit.pk in granted), units[0])
    unit = next((unit for unit in units if unit.code == code), None)
    if unit is None:
        raise Http404(code)
    return unit


def _clock(row: ListRow, today: date) -> CaseClock | None:
    if row.state != State.WAITING:
        return None
    return case_clock(row.decided_date, row.last_day, today)


def _case_clock(page: case_queries.CasePage, today: date) -> CaseClock | None:
    """The clock of what is waited for: execution, or that an interruption ends."""
    if page.frame.state == State.WAITING:
        return case_clock(page.decision.decided_date, page.last_day, today)
    start = page.decision.interrupted_date
    if page.frame.state != State.INTERRUPTED or start is None:
        return None
    return case_clock(start, rules.last_day_in_time(start), today)


def _quarters(today: date) -> list[Any]:
    found = [quarter_of(today)]
    while len(found) < QUARTERS_SHOWN:
        found.append(found[-1].previous())
    return found
