"""The report `ekonomi`: a month's, tertial's or year's follow-up in the table that boards print.

One table has one unit of money, said in its columns; what does not add up is pointed out.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.economy import (
    hours_queries,
    hours_report,
    queries,
    series_queries,
    series_report,
    shortfall_report,
)
from vaka.areas.economy.models import BudgetMonth
from vaka.areas.economy.queries import FindingRow, LineRow, MonthPage
from vaka.areas.economy.rules import SEE_CLOSED, Money
from vaka.documents.content import Column, Figure, Kind, Table
from vaka.documents.kinds import ReportContent, ReportKind, WrongGrain
from vaka.documents.swedish import number
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.web.words import day

NAME = "ekonomi"
AMOUNTS = (
    "outcome", "budget", "before", "result", "change", "forecast", "annual", "forecast_deviation",
    "forecast_change", "last_year",
)  # fmt: skip
INVESTED = ("last_year", "result", "forecast", "annual", "forecast_deviation")


class NothingFollowedUp(WrongGrain):
    """No month of the period is followed up; Swedish words."""


def build(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str
) -> ReportContent:
    """Build the report from the last month of the period that is followed up.

    Raises:
        NotAllowed: the viewer may see no follow-up.
        NothingFollowedUp: no month of the period is followed up.
    """
    page = queries.month_page(viewer, _month(viewer, unit, period))
    hours = hours_queries.hours_page(viewer, page.month, page.unit, page.money)
    series = series_queries.series_page(viewer, page.month, page.unit)
    made = (*_tables(page, snapshot), hours_report.table(hours, page.money, snapshot),
            *shortfall_report.tables(viewer, page, as_of, snapshot),
            *series_report.tables(series, page.money, snapshot))  # fmt: skip
    tables = [table for table in made if table.rows]
    total = page.total
    return ReportContent(
        values={
            "period": period.words(), "month": Period.of(page.month, Grain.MONTH).words(),
            "money": page.money.value, "money_label": page.money_label,
            "has_total": total is not None and total.result is not None,
            "is_short": (total.result or 0) < 0 if total else False,
            "has_forecast": total is not None and total.forecast_deviation is not None,
            "is_forecast_short": (total.forecast_deviation or 0) < 0 if total else False,
            "tables": [table.id for table in tables], "is_open": page.state == "open",
            "rounded": len(page.roundings), "findings": [_said(one, page) for one in page.findings],
            "hours_span": hours.span,
        },
        tables={table.id: table for table in tables},
        figures=_figures(page, period, snapshot),
        facts=((_("Avser"), f"{page.unit.name}, {period.words()}"),
               (_("Uppgifter till och med"), day(as_of))),
        findings=tuple(_findings(page)),
    )  # fmt: skip


def _month(viewer: Viewer, unit: Unit, period: Period) -> BudgetMonth:
    """The newest month of the period: of the unit's table, else of the one below it."""
    seen = queries.visible_months(viewer).filter(month__range=(period.first_date, period.last_date))
    own = seen.filter(unit=unit).order_by("-month").first()
    if own is None and not unit.is_reference:
        below = seen.filter(unit__is_reference=False, unit__in=Unit.objects.below(unit))
        own = below.order_by("-month").first()
    if own is None:
        words = _("Ingen månad i %(period)s är uppföljd för %(unit)s.")
        raise NothingFollowedUp(words % {"period": period.words(), "unit": unit.name})
    return own


def _tables(page: MonthPage, snapshot: str) -> Iterable[Table]:
    money, source = page.money, _("Källa: %s.") % page.source if page.source else ""
    told = [name for name in AMOUNTS if page.has(name)]
    yield Table(
        "budget", _("Avvikelse mot budget, %s") % money.value,
        (Column(_("Rad")), Column(_("Nivå"), Kind.NUMBER), *_columns(told, money)),
        tuple((row.name, row.level, *(getattr(row, name) for name in told)) for row in page.rows),
        source=source, total=page.total is not None, snapshot=snapshot, missing="",
    )  # fmt: skip
    yield Table(
        "causes", _("Orsak och åtgärd"),
        (Column(_("Rad")), Column(_("Orsak")), Column(_("Åtgärd"))),
        tuple((row.name, row.cause, row.measure) for row in page.rows if row.cause or row.measure),
        source=source, snapshot=snapshot, missing="",
    )  # fmt: skip
    kinds = ("outcome", "budget", "result")
    yield Table(
        "kinds", _("Efter slag, %s") % money.value, (Column(_("Slag")), *_columns(kinds, money)),
        tuple((row.name, row.outcome, row.budget, row.result) for row in page.by_kind),
        snapshot=snapshot, missing="",
    )  # fmt: skip
    yield Table(
        "investments", _("Investeringar, %s") % money.value,
        (Column(_("Kategori")), Column(_("Rad")), *_columns(INVESTED, money)),
        tuple((row.category, row.kind, *(getattr(row, name) for name in INVESTED))
              for row in page.investments),
        source=source, snapshot=snapshot, missing="",
    )  # fmt: skip


def _columns(names: Iterable[str], money: Money) -> list[Column]:
    decimals = 1 if money is Money.MNKR else 0
    return [
        Column(f"{queries.column_label(name)} ({money.value})", Kind.MONEY, decimals)
        for name in names
    ]


def _figures(page: MonthPage, period: Period, snapshot: str) -> dict[str, Figure]:
    total = page.total
    told = {"result": total.result, "forecast_deviation": total.forecast_deviation} if total else {}
    return {
        name: Figure(name, value, f"{number(value)} {page.money.value}", f"budget_{name}",
                     str(period), page.unit.code, snapshot)
        for name, value in told.items() if value is not None
    }  # fmt: skip


def _findings(page: MonthPage) -> Iterable[str]:
    yield from (_said(one, page) for one in page.findings)
    yield from (_lacking(row) for row in page.rows if row.lacks)
    if page.untold:
        yield _("Prognos saknas för %s.") % ", ".join(page.untold)


def _said(one: FindingRow, page: MonthPage) -> str:
    words = _("%(name)s, %(column)s: står %(printed)s %(money)s, räknat %(computed)s %(money)s.")
    return words % {
        "name": one.name, "column": one.column.casefold(), "printed": number(one.printed or 0),
        "computed": number(one.computed or 0), "money": page.money.value,
    }  # fmt: skip


def _lacking(row: LineRow) -> str:
    return _("%(name)s saknar %(what)s.") % {"name": row.name, "what": ", ".join(row.lacks)}


REPORTS = {
    NAME: ReportKind(
        name=NAME, title="Ekonomi", grains=frozenset({Grain.MONTH, Grain.TERTIAL, Grain.YEAR}),
        template="ekonomi.md", build=build, capability=SEE_CLOSED,
    )
}  # fmt: skip
