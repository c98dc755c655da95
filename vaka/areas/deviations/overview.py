"""The state of deviations at a unit: the year's count, trend, open by age, risk, common types."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaka.areas.deviations.rules import risk_level
from vaka.areas.figures import queries as figures
from vaka.calc.intervals import compare_rates
from vaka.documents import charts, swedish
from vaka.documents.content import Chart, Column, Kind, Table
from vaka.documents.series import down
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.request import Request, Row

MOST_COMMON = 10
MEASURES = (
    "deviations",
    "deviations_assessed_share",
    "deviations_closed_share",
    "deviations_closed_in_month_share",
    "deviations_open",
    "deviations_serious",
)


class Bar(TypedDict):
    """One bar: a label, its count (None: hidden as too small) and where it leads."""

    label: str
    value: int | None
    url: str


@dataclass(frozen=True)
class Overview:
    """All that the page shows, with the sentence that answers first."""

    unit: Unit
    period: Period
    as_of: date
    sentence: str
    lead: str
    figures: dict[str, Row]
    trend: Chart
    ages: list[Bar]
    risk: dict[tuple[int, int], int | None]
    risk_urls: dict[tuple[int, int], str]
    types: list[Bar]
    snapshot: str
    made_at: datetime
    pending: int
    is_suppressed: bool


def requests(unit_code: str, period: Period, as_of: date) -> tuple[Request, ...]:
    """Give the page's questions; the engine asks them all in one query."""
    months = Period.parse(f"{period.previous()}..{period}") if period.kind is Grain.YEAR else period

    def ask(
        *measures: str, by: tuple[str, ...] = (), over: Period = period, grain: Grain | None = None
    ) -> Request:
        return Request(measures, unit_code, over, by, grain, as_of)

    return (
        ask(*MEASURES),
        ask("deviations", over=months, grain=Grain.MONTH),
        ask("deviations_open_by_age", by=("age",)),
        ask("deviations_risk_matrix", by=("severity", "likelihood")),
        ask("deviations", by=("type",)),
    )


def overview(viewer: Viewer, unit: Unit, period: Period, as_of: date) -> Overview:
    """Give the state of a unit's deviations in a year, as known on a date.

    Raises:
        NotVisible, NotAllowed: the unit's figures are not for this viewer.
    """
    answers = figures.ask(viewer, *requests(unit.code, period, as_of))
    totals, by_month, by_age, by_risk, by_type = answers.rows
    found = {row.name: row for row in totals if not row.by}
    opens = figures.may_see_cases(viewer, "deviations", unit.code)
    link = _Linker(unit.code, period, opens)
    months = _months(by_month, as_of)
    return Overview(
        unit=unit,
        period=period,
        as_of=as_of,
        sentence=_sentence(found["deviations"], period, as_of),
        lead=_lead(by_month, period, as_of),
        figures=found,
        trend=_trend(months, unit, period),
        ages=_ages(by_age, link),
        risk={_cell(row): _whole(row.value) for row in by_risk if row.by},
        risk_urls={_cell(row): link.to("deviations_risk_matrix", row) for row in by_risk if row.by},
        types=_types(by_type, link),
        snapshot=answers.snapshot,
        made_at=answers.made_at,
        pending=answers.pending,
        is_suppressed=answers.is_suppressed,
    )


@dataclass(frozen=True)
class _Linker:
    """Makes the way from a figure to its cases, for those who may walk it."""

    unit_code: str
    period: Period
    opens: bool

    def to(self, measure: str, row: Row) -> str:
        if not self.opens or not row.value:
            return ""
        query = {"matt": measure, "enhet": self.unit_code, "period": str(self.period)}
        query |= {f"by_{name}": str(value) for name, value in row.by.items()}
        return f"{reverse('deviations:list')}?{urlencode(query)}"


def level_of(score: int, threshold: int) -> int:
    """Give the shade of a cell of the matrix."""
    return risk_level(score, threshold)


def _cell(row: Row) -> tuple[int, int]:
    return int(row.by["likelihood"] or 0), int(row.by["severity"] or 0)


def _whole(value: float | int | None) -> int | None:
    return None if value is None else int(value)


def _sentence(total: Row, period: Period, as_of: date) -> str:
    count = _whole(total.value)
    if count is None:
        return _("Antalet visas inte, färre än fem.")
    so_far = period.contains(as_of)
    words = {"count": swedish.number(count), "period": period.words()}
    if so_far:
        return (
            ngettext(
                "%(count)s avvikelse hittills %(period)s.",
                "%(count)s avvikelser hittills %(period)s.",
                count,
            )
            % words
        )
    return (
        ngettext("%(count)s avvikelse %(period)s.", "%(count)s avvikelser %(period)s.", count)
        % words
    )


def _lead(by_month: Iterable[Row], period: Period, as_of: date) -> str:
    """Compare with the same months a year before, and say how sure that is."""
    months = {row.period: row.value for row in by_month if not row.by}
    last = _last_whole_month(period, as_of)
    ours = [str(m) for m in period.parts(Grain.MONTH) if m.last_date <= last]
    theirs = [str(Period.parse(m).same_last_year()) for m in ours]
    now, then = (_sum(months, names) for names in (ours, theirs))
    if now is None or not then:
        return _("Det finns inget tidigare år att jämföra med.")
    return _compared(now, then, Period.parse(ours[0]), Period.parse(ours[-1]))


def _compared(now: int, then: int, first: Period, last: Period) -> str:
    ratio = compare_rates(now, 1, then, 1)
    span = f"{first.words().split()[0]} till {last.words().split()[0]}"
    words = {"span": span, "now": swedish.number(now), "then": swedish.number(then)}
    if ratio.low > 1:
        return (
            _(
                "Fler än förra året: %(now)s mot %(then)s i %(span)s. "
                "Skillnaden är större än slumpen ger."
            )
            % words
        )
    if ratio.high < 1:
        return (
            _(
                "Färre än förra året: %(now)s mot %(then)s i %(span)s. "
                "Skillnaden är större än slumpen ger."
            )
            % words
        )
    return _("Ingen säker skillnad mot förra året: %(now)s mot %(then)s i %(span)s.") % words


def _last_whole_month(period: Period, as_of: date) -> date:
    month = Period.of(as_of, Grain.MONTH)
    whole = as_of if as_of == month.last_date else month.previous().last_date
    return min(whole, period.last_date)


def _sum(months: dict[str, float | int | None], names: list[str]) -> int | None:
    values = [months.get(name) for name in names]
    if not values or any(value is None for value in values):
        return None
    return int(sum(value or 0 for value in values))


def _months(rows: Iterable[Row], as_of: date) -> list[Row]:
    """Whole months only: a month under way would look like a fall at the line's end."""
    return [r for r in rows if not r.by and Period.parse(r.period).last_date <= as_of]


def _trend(months: list[Row], unit: Unit, period: Period) -> Chart:
    shown = [(Period.parse(row.period).words(), row.value) for row in months]
    table = Table(
        id="manad",
        title=_("Avvikelser efter månad"),
        columns=(Column(_("Månad")), Column(_("Avvikelser"), Kind.COUNT)),
        rows=tuple(shown),
    )
    series = down(table, _("Månad"), _("Avvikelser"))
    what = _("Avvikelser, %(unit)s") % {"unit": unit.name}
    span = f"{shown[0][0]} till {shown[-1][0]}" if shown else period.words()
    return charts.trend("manad", table.title, table, series, what=what, period=span)


def _ages(rows: Iterable[Row], link: _Linker) -> list[Bar]:
    found = {row.by["age"]: row for row in rows if row.by}
    bars = []
    for code, label in DIMENSIONS["age"].labels:
        row = found.get(code)
        url = link.to("deviations_open_by_age", row) if row else ""
        value = _whole(row.value) if row else 0
        bars.append(Bar(label=label.sv, value=value, url=url))
    return bars


def _types(rows: Iterable[Row], link: _Linker) -> list[Bar]:
    """The most frequent first; hidden counts stand last, since their size is not to be told."""
    groups = [row for row in rows if row.by]
    ordered = sorted(groups, key=lambda r: (r.value is None, -(r.value or 0), str(r.by["type"])))
    return [
        Bar(label=str(row.by["type"]), value=_whole(row.value), url=link.to("deviations", row))
        for row in ordered[:MOST_COMMON]
    ]
