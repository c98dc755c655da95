"""Reads of monthly series: twelve months in a row by part, against the year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from vaka.areas.economy import series_rules as rules
from vaka.areas.economy.models import BudgetMonth, MonthFigure
from vaka.areas.economy.rules import LEAD, ORE, SEE, SEE_CLOSED, Money, MonthState
from vaka.areas.economy.series_rules import MONTHS, Figure, Rolling, Series, Sort, Wanted
from vaka.documents import charts
from vaka.documents.content import Chart, Column, Kind, Table
from vaka.documents.series import down
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.law.months import add_months
from vaka.law.period import Grain, Period

TKR = ORE[Money.TKR]


@dataclass(frozen=True)
class SeriesRow:
    """Twelve months of a series or of a part of it; money in tkr, counts whole."""

    name: str
    total: float
    before: float | None
    change: float | None
    percent: float | None
    told: int
    is_worse: bool
    code: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell whether all twelve months are told."""
        return self.told == MONTHS


@dataclass(frozen=True)
class SeriesGroup:
    """A series with its parts."""

    series: Series
    row: SeriesRow
    parts: list[SeriesRow]

    @property
    def in_tkr(self) -> bool:
        """Tell whether it is money."""
        return self.series.sort is Sort.MONEY


@dataclass(frozen=True)
class SeriesPage:
    """All series up to a month, those told and those that nobody has told."""

    until: date | None
    groups: list[SeriesGroup]
    untold: list[Series]
    may_lead: bool

    @property
    def most(self) -> SeriesGroup | None:
        """The series of money that has risen most, where less is better."""
        risen = [one for one in self.groups if one.in_tkr and one.row.is_worse]
        return max(risen, key=lambda one: one.row.change or 0, default=None)


@dataclass(frozen=True)
class MonthRow:
    """A month of a series: what it came to, and the twelve months up to it."""

    month: date
    value: float | None
    twelve: float | None


@dataclass(frozen=True)
class OneSeries:
    """A series month by month."""

    group: SeriesGroup
    months: list[MonthRow]
    chart: Chart | None
    may_lead: bool


def visible_figures(viewer: Viewer) -> QuerySet[MonthFigure]:
    """Give the figures that the viewer may see: at own units, and to the board what is closed."""
    demand(viewer, SEE_CLOSED)
    rows = MonthFigure.objects.filter(series__in=rules.definitions())
    if viewer.everywhere:
        return rows
    closed = BudgetMonth.objects.filter(state=MonthState.CLOSED, unit__is_reference=False)
    last = closed.aggregate(last=Max("month"))["last"]
    board = Q(unit__in=viewer.unit_ids(SEE_CLOSED), month__lte=last or date.min)
    return rows.filter(Q(unit__in=viewer.unit_ids(SEE)) | board)


def series_page(
    viewer: Viewer, until: date | None = None, unit: Unit | None = None
) -> SeriesPage:  # fmt: skip
    """Give every series up to a month, the newest that any of them tells when none is asked for.

    Args:
        unit: only what is told at the unit and those below it.
    """
    until, held = _held(viewer, until, unit=unit)
    groups = [_group(one, held[one.code], until) for one in rules.definitions().values()
              if until and held.get(one.code)]  # fmt: skip
    told = {one.series.code for one in groups}
    untold = [one for one in rules.definitions().values() if one.code not in told]
    return SeriesPage(until, groups, untold, viewer.may(LEAD))


def one_series(viewer: Viewer, code: str) -> OneSeries:
    """Give a series month by month. Raises NotVisible when there is nothing that may be seen."""
    until, held = _held(viewer, None, code)
    if until is None or not held.get(code):
        raise NotVisible
    series, figures = rules.definitions()[code], held[code]
    by_month, group = rules.by_month(figures), _group(series, figures, until)
    months = [MonthRow(month, _shown(series, by_month.get(month)), _shown(series, twelve))
              for month, twelve in rules.run(figures, until)]  # fmt: skip
    return OneSeries(group, months, _chart(group, months), viewer.may(LEAD))


def _held(
    viewer: Viewer, until: date | None, code: str = "", unit: Unit | None = None
) -> tuple[date | None, dict[str, list[Figure]]]:  # fmt: skip
    found = visible_figures(viewer)
    if code:
        found = found.filter(series=code)
    if unit is not None:
        found = found.filter(unit__in=Unit.objects.below(unit))
    if until is not None:
        found = found.filter(month__lte=until)
    newest = found.aggregate(last=Max("month"))["last"]
    held: dict[str, list[Figure]] = {}
    if newest is not None:
        read = found.filter(month__gt=add_months(newest, -2 * MONTHS))
        for series, month, part, value in read.values_list("series", "month", "part", "value"):
            held.setdefault(series, []).append(Figure(series, month, part, value))
    return newest, held


def _group(series: Series, figures: Sequence[Figure], until: date) -> SeriesGroup:
    told = {one.month for one in figures}
    parts = sorted({one.part for one in figures if one.part})
    rows = [
        _row(series, part, rules.rolling([one for one in figures if one.part == part], until, told))
        for part in parts
    ]
    rows.sort(key=lambda one: -one.total)
    return SeriesGroup(series, _row(series, series.label, rules.rolling(figures, until)),
                       [one for one in rows if one.total or one.before])  # fmt: skip


def _row(series: Series, name: str, sums: Rolling) -> SeriesRow:
    change = sums.change or 0
    worse = {Wanted.LOWER: change > 0, Wanted.HIGHER: change < 0}.get(series.good, False)
    total = _shown(series, sums.total) or 0
    return SeriesRow(
        name, total, _shown(series, sums.before), _shown(series, sums.change), sums.percent,
        sums.told, worse, series.code,
    )  # fmt: skip


def _shown(series: Series, value: int | None) -> float | None:
    """Money in tkr, a count as it is."""
    return None if value is None else value / TKR if series.sort is Sort.MONEY else float(value)


def _chart(group: SeriesGroup, months: Sequence[MonthRow]) -> Chart | None:
    told = [one for one in months if one.twelve is not None]
    if len(told) < 2:
        return None
    unit = _("tkr") if group.in_tkr else _("antal")
    heading = _("Tolv månader (%s)") % unit
    columns = (Column(_("Månad")), Column(heading, Kind.COUNT))
    names = [Period.of(one.month, Grain.MONTH).words() for one in told]
    rows = tuple((name, round(one.twelve or 0)) for name, one in zip(names, told, strict=True))
    title = _("%s, tolv månader i taget") % group.series.label
    table = Table("serie", title, columns, rows)
    return charts.trend("serie", title, table, down(table, _("Månad"), heading), what=heading,
                        period=f"{names[0]} till {names[-1]}")  # fmt: skip
