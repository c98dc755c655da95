"""Pages that show: a month's table, one line over the months, the table as a file."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vaka.areas.economy import queries, shortfall_queries
from vaka.areas.economy.models import BudgetMonth
from vaka.areas.economy.queries import LineRow, MonthPage
from vaka.areas.economy.rules import LEAD, is_short
from vaka.exchange import writers
from vaka.foundation.access.viewer import Viewer
from vaka.law.period import Grain, Period
from vaka.web.downloads import CSV_TYPE, to_keep
from vaka.web.periods import period_named

CSV_COLUMNS = (
    "outcome", "budget", "result", "before", "change", "forecast", "annual", "forecast_deviation",
    "forecast_change", "last_year",
)  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """One cell of the table: its heading, the amount, and whether it is worse than the budget."""

    label: str
    value: float | None
    is_short: bool


def listing(request: HttpRequest) -> HttpResponse:
    """Show a month's table, the newest when none is asked for."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    month = asked(request)
    context = {"units": queries.units(viewer), "may_open": viewer.may(LEAD)}
    if month is None:
        return render(request, "economy/none.html", context)
    page = queries.month_page(viewer, month)
    columns = [name for name in CSV_COLUMNS if page.has(name)]
    context |= {
        "page": page, "period": Period.of(page.month, Grain.MONTH),
        "months": queries.siblings(viewer, month), "headings": _headings(columns),
        "lines": [(row, _amounts(row, columns)) for row in page.rows],
        "rows": shortfall_queries.shortfalls(viewer, page.unit.pk), "may_fear": page.may_lead,
    }  # fmt: skip
    return render(request, "economy/list.html", context)


def line(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Show one line over the months."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context = {"page": queries.line_page(viewer, line_id),
               "may_fear": shortfall_queries.may_open(viewer, line_id)}  # fmt: skip
    return render(request, "economy/line.html", context)


def download(request: HttpRequest) -> HttpResponse:
    """Give a month's table as CSV, with its unit in the headings."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    month = asked(request)
    if month is None:
        raise Http404(_("Ingen månad är uppföljd än."))
    page = queries.month_page(viewer, month)
    return to_keep(as_csv(page), CSV_TYPE, f"ekonomi-{page.unit.code}-{page.month:%Y-%m}.csv")


def as_csv(page: MonthPage) -> bytes:
    """Write a month's table with the columns that tell something."""
    columns = [name for name in CSV_COLUMNS if page.has(name)]
    unit = str(page.money.value)
    headings = [_("Rad"), _("Nivå"), *(f"{queries.column_label(one)} ({unit})" for one in columns),
                _("Orsak"), _("Åtgärd")]  # fmt: skip
    rows = [
        [row.name, str(row.level), *(_cell(getattr(row, one)) for one in columns), row.cause,
         row.measure]
        for row in page.rows
    ]  # fmt: skip
    return writers.csv_bytes(headings, rows)


def asked(request: HttpRequest) -> BudgetMonth | None:
    """Read the unit and the month of an address."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    text = request.GET.get("manad", "").strip()
    return queries.month_of(viewer, request.GET.get("enhet", ""), read_month(text))


def read_month(text: str) -> date | None:
    """Read a month such as 2024-02. Raises Http404."""
    return period_named(text, {Grain.MONTH}, _("Välj en månad.")).first_date if text else None


def _headings(columns: list[str]) -> list[str]:
    return [queries.column_label(one) for one in columns]


def _amounts(row: LineRow, columns: list[str]) -> list[Amount]:
    amounts = ((one, getattr(row, one)) for one in columns)
    return [
        Amount(queries.column_label(name), amount, is_short(name, amount))
        for name, amount in amounts
    ]


def _cell(amount: float | None) -> str:
    return "" if amount is None else str(amount)
