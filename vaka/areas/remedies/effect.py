"""A measure before and after a remedy: the chart with the remedy marked, and plain words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from statistics import median

from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.calc.intervals import compare_rates
from vaka.documents import charts, swedish
from vaka.documents.content import Chart, Column, Kind, Table
from vaka.documents.series import NothingToDraw, down
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.months import add_months
from vaka.law.period import Grain, Period
from vaka.metrics.definitions import MEASURES, named
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.measure import Good, Measure
from vaka.metrics.measure import Unit as Measured
from vaka.metrics.request import Request, Row

MONTHS = 12
FEWEST = 3
"""Whole months on each side that words may stand on."""


@dataclass(frozen=True)
class Month:
    """One month of the measure; `side` is before, during or after the month it was done."""

    words: str
    value: float | None
    text: str
    hidden: bool
    side: str


@dataclass(frozen=True)
class EffectPage:
    """What the effect page shows; without figures `why_not` says why."""

    measure_title: str
    unit: Unit
    done_date: date | None
    months: list[Month]
    chart: Chart | None
    sentence: str
    lead: str
    made_at: datetime | None
    is_suppressed: bool
    why_not: str = ""


def effect(viewer: Viewer, name: str, unit: Unit, done: date | None) -> EffectPage:
    """Give a measure of a unit around the day a remedy was done.

    Raises:
        NotVisible, NotAllowed: the unit's figures are not for this viewer.
    """
    title = named(name).title.sv if name in MEASURES else ""
    empty = EffectPage(title, unit, done, [], None, "", "", None, False)
    if not title:
        return replace(empty, why_not=_("Åtgärden har inget mått. Kontrollera den på annat sätt."))
    if done is None:
        return replace(empty, why_not=_("Åtgärden är inte genomförd än, så det finns inget efter."))
    measure, period = named(name), _around(done, viewer.on)
    asked = Request((name,), unit.code, period, grain=Grain.MONTH)
    answers = figures.ask(viewer, asked)
    months = [_month(measure, row, done) for row in answers.rows[0] if not row.by]
    sentence, lead = compared(measure, months)
    return replace(
        empty, months=months, chart=_chart(measure, months, unit, period), sentence=sentence,
        lead=lead, made_at=answers.made_at, is_suppressed=answers.is_suppressed,
    )  # fmt: skip


def _around(done: date, today: date) -> Period:
    """Give twelve whole months before the month of a day, and up to twelve that are over after."""
    first = Period.of(add_months(done.replace(day=1), -MONTHS), Grain.MONTH)
    last = Period.of(add_months(done.replace(day=1), MONTHS), Grain.MONTH)
    over = Period.of(today, Grain.MONTH).previous()
    latest = min(last, over, key=lambda month: month.first_date)
    latest = max(latest, first, key=lambda month: month.first_date)
    return Period.parse(f"{first}..{latest}")


def _month(measure: Measure, row: Row, done: date) -> Month:
    period = Period.parse(row.period)
    side = "during" if period.contains(done) else "before" if period.last_date < done else "after"
    value = None if row.value is None else float(row.value)
    return Month(period.words(), value, written(measure, value), is_hidden(row), side)


def compared(measure: Measure, months: Sequence[Month]) -> tuple[str, str]:
    """Say how the measure went after against before, no surer than the numbers allow.

    The month in which it was done belongs to neither side. Counts are compared exactly (see
    `compare_rates`); of shares and days only the medians are told, without a judgement.
    """
    before, after = (
        [m.value for m in months if m.side == side and m.value is not None]
        for side in ("before", "after")
    )
    if min(len(before), len(after)) < FEWEST:
        return _("Det är för tidigt att säga något om effekten."), _few(len(before), len(after))
    words = {
        "then": written(measure, round(median(before), 1)),
        "now": written(measure, round(median(after), 1)),
        "title": measure.title.sv,
    }
    lead = _("Mitten av månaderna: %(then)s före, %(now)s efter.") % words
    lead += " " + _("Annat kan ha hänt samtidigt. Läs kurvan tillsammans med vad ni vet.")
    if measure.unit is not Measured.COUNT:
        return _middle(measure, median(before), median(after)) % words, lead
    ratio = compare_rates(int(sum(after)), len(after), int(sum(before)), len(before))
    if ratio.low > 1:
        return _changed(measure, rose=True) % words, lead
    if ratio.high < 1:
        return _changed(measure, rose=False) % words, lead
    return _("Ingen säker förändring av %(title)s.") % words, lead


def _few(before: int, after: int) -> str:
    needed = _("Det behövs minst %(fewest)s hela månader före och efter.") % {"fewest": FEWEST}
    found = _("Nu finns %(before)s före och %(after)s efter.")
    return f"{needed} {found % {'before': before, 'after': after}}"


def _changed(measure: Measure, *, rose: bool) -> str:
    better = measure.good is (Good.HIGHER if rose else Good.LOWER)
    if measure.good is Good.NEITHER:
        return _("%(title)s: fler efter.") if rose else _("%(title)s: färre efter.")
    if rose:
        return _("Bättre: %(title)s har ökat.") if better else _("Sämre: %(title)s har ökat.")
    return _("Bättre: %(title)s har minskat.") if better else _("Sämre: %(title)s har minskat.")


def _middle(measure: Measure, before: float, after: float) -> str:
    if after > before:
        return _("%(title)s var högre efter: %(now)s mot %(then)s.")
    if after < before:
        return _("%(title)s var lägre efter: %(now)s mot %(then)s.")
    return _("%(title)s var lika före och efter: %(now)s.")


def _chart(measure: Measure, months: Sequence[Month], unit: Unit, period: Period) -> Chart | None:
    kind = {Measured.PERCENT: Kind.PERCENT, Measured.COUNT: Kind.COUNT}.get(
        measure.unit, Kind.DECIMAL
    )
    title = measure.title.sv
    rows = tuple((month.words, month.value) for month in months)
    table = Table("effekt", title, (Column(_("Månad")), Column(title, kind)), rows,
                  missing=_("visas inte"))  # fmt: skip
    if len([row for row in rows if row[1] is not None]) < 2:
        return None
    try:
        series = down(table, _("Månad"), title)
    except NothingToDraw:
        return None
    what = f"{title}, {unit.name}"
    drawn = charts.trend("effekt", title, table, series, what=what, period=period.words())
    marked = next((month.words for month in months if month.side == "during"), "")
    return charts.marked(drawn, marked, _("Åtgärden gjord")) if marked else drawn


def written(measure: Measure, value: float | None) -> str:
    """Write a figure of a measure."""
    if value is None:
        return _("okänt")
    if measure.unit is Measured.PERCENT:
        return swedish.percent(value)
    return swedish.number(value)
