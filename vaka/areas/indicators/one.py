"""One measure at one unit: the answer, the series, its cuts, and what others have."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.indicators import change, words
from vaka.documents import charts
from vaka.documents.content import Chart, Column, Kind, Table
from vaka.documents.series import down
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.metrics import disclosure
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.measure import Measure
from vaka.metrics.measure import Unit as In
from vaka.metrics.request import Request, Row

CUTS = tuple("type law area unit sex night severity closed_how age service reason wait end".split())
_KINDS = {In.COUNT: Kind.COUNT, In.PERCENT: Kind.PERCENT, In.DAYS: Kind.COUNT}


@dataclass(frozen=True)
class Choice:
    """What the page was asked to show."""

    measure: Measure
    unit: Unit
    period: Period
    grain: Grain
    as_of: date

    @property
    def span(self) -> Period:
        """The period and the same a year before, so that the line has something behind it."""
        first = self.period.same_last_year().first_date
        return Period(first, self.period.last_date, self.grain)


@dataclass(frozen=True)
class Line:
    """One figure as shown; `url` leads to its cases for those who may see them."""

    label: str
    value: float | int | None
    text: str
    row: Row
    url: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether the number is too small to be shown."""
        return disclosure.is_hidden(self.row)


@dataclass(frozen=True)
class Cut:
    """The figure cut one way."""

    name: str
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class MeasurePage:
    """All that the page shows, the answer first."""

    choice: Choice
    answer: str
    lead: str
    reason: str
    chart: Chart | None
    lines: list[Line]
    cuts: list[Cut]
    others: list[Line]
    snapshot: str
    made_at: datetime
    pending: int
    is_suppressed: bool
    source: str


def page(viewer: Viewer, choice: Choice, units: Iterable[Unit]) -> MeasurePage:
    """Give one measure's page. Raises NotVisible for a unit whose figures are for others."""
    units = list(units)
    cuts = [name for name in choice.measure.by if name in CUTS]
    others = [one for one in units if one.is_reference and one.pk != choice.unit.pk]
    answers = figures.ask(viewer, *_questions(choice, cuts, others))
    whole, series, *rest = answers.rows
    total = _total(whole)
    totals = [row for row in series if not row.by]
    names = {one.code: one.name for one in units}
    link = _links(viewer, choice)
    return MeasurePage(
        choice=choice,
        answer=_answer(choice, total),
        lead=_lead(choice, totals),
        reason=_reason(choice, total),
        chart=_chart(choice, totals),
        lines=[_line(choice, row, Period.parse(row.period).words(), link) for row in totals][::-1],
        cuts=_cuts(choice, cuts, rest, names, link),
        others=_others(choice, others, rest[len(cuts) :]),
        snapshot=answers.snapshot,
        made_at=answers.made_at,
        pending=answers.pending,
        is_suppressed=answers.is_suppressed,
        source=total.source if total else choice.measure.source,
    )


def _questions(choice: Choice, cuts: list[str], others: list[Unit]) -> list[Request]:
    names = (choice.measure.name,)
    at = {"measures": names, "as_of": choice.as_of}
    own = {**at, "unit": choice.unit.code}
    year = Period.of(choice.period.last_date, Grain.YEAR)
    years = Period(year.same_last_year().first_date, year.last_date, Grain.YEAR)
    return [
        Request(period=choice.period, **own),
        Request(period=choice.span, grain=choice.grain, **own),
        *(Request(period=choice.period, by=(cut,), **own) for cut in cuts),
        *(Request(period=years, unit=one.code, **at) for one in others),
    ]


def _total(rows: list[Row]) -> Row | None:
    """The period's own total; a period of several parts has one for each and is told by the last."""
    totals = [row for row in rows if not row.by]
    return totals[-1] if totals else None


def _answer(choice: Choice, total: Row | None) -> str:
    title, when = choice.measure.title.sv, choice.period.words()
    if total is None or (total.value is None and not disclosure.is_hidden(total)):
        return _("%(title)s kan inte räknas för %(when)s.") % {"title": title, "when": when}
    if disclosure.is_hidden(total):
        return _("%(title)s visas inte för %(when)s.") % {"title": title, "when": when}
    said = {
        "title": title,
        "value": words.value(choice.measure, total.value),
        "when": Period.parse(total.period).words(),
    }
    if choice.period.contains(choice.as_of):
        return _("%(title)s: %(value)s hittills %(when)s.") % said
    return _("%(title)s: %(value)s %(when)s.") % said


def _lead(choice: Choice, totals: list[Row]) -> str:
    """Compare the parts that are over with the same parts a year before."""
    found = {row.period: row for row in totals}
    ours = [p for p in choice.period.parts(choice.grain) if p.last_date <= choice.as_of]
    pairs = [(found.get(str(p.same_last_year())), found.get(str(p))) for p in ours]
    whole = [(then, now) for then, now in pairs if then and now]
    then, now = [pair[0] for pair in whole], [pair[1] for pair in whole]
    return words.compared(choice.measure, change.between(choice.measure, then, now))


def _reason(choice: Choice, total: Row | None) -> str:
    """Why there is no number, or nothing when there is one."""
    if total is None:
        if choice.measure.is_computed:
            return _("Enheten har inga ärenden av det här slaget i Vaka, och inget är publicerat.")
        return _("Måttet har bara publicerade värden, och för enheten finns inget för perioden.")
    if total.value is None and not disclosure.is_hidden(total):
        return _("Inget att räkna på i perioden: nämnaren är noll eller värdet är inte tryckt.")
    return ""


def _chart(choice: Choice, totals: list[Row]) -> Chart | None:
    """Parts that are over; one under way would look like a fall at the line's end."""
    over = [r for r in totals if Period.parse(r.period).last_date <= choice.as_of]
    if not any(row.value is not None for row in over):
        return None
    when, title = _("Period"), choice.measure.title.sv
    table = Table(
        id="serie",
        title=title,
        columns=(Column(when), Column(title, _KINDS[choice.measure.unit])),
        rows=tuple((Period.parse(row.period).words(), row.value) for row in over),
    )
    what = f"{title}, {choice.unit.name}"
    span = f"{table.rows[0][0]} till {table.rows[-1][0]}"
    return charts.trend("serie", title, table, down(table, when, title), what=what, period=span)


def _cuts(
    choice: Choice, cuts: list[str], answers: list[list[Row]], names: dict[str, str],
    link: "_Links",
) -> list[Cut]:  # fmt: skip
    """Only for a period of one part, and only where there is more than one group."""
    if choice.period.parts(choice.period.kind)[1:]:
        return []
    found = []
    for cut, rows in zip(cuts, answers, strict=False):
        groups = sorted((row for row in rows if row.by), key=lambda row: _rank(choice, cut, row))
        lines = [_line(choice, row, words.group(cut, row.by[cut], names), link) for row in groups]
        if len(lines) > 1:
            found.append(Cut(cut, DIMENSIONS[cut].title.sv, lines))
    return found


def _rank(choice: Choice, cut: str, row: Row) -> tuple[bool, float]:
    """Labelled groups keep their order; others the largest first and hidden ones last."""
    if DIMENSIONS[cut].labels or DIMENSIONS[cut].is_number:
        return (False, 0)
    return (row.value is None, -(row.value or 0))


def _others(choice: Choice, units: list[Unit], answers: list[list[Row]]) -> list[Line]:
    lines = []
    for unit, rows in zip(units, answers, strict=True):
        for row in rows:
            if not row.by and row.value is not None:
                label = f"{unit.name} {Period.parse(row.period).words()}"
                lines.append(_line(choice, row, label, _Links()))
    return lines


@dataclass(frozen=True)
class _Links:
    """The way from a figure to its cases; closed unless told otherwise."""

    measure: str = ""
    unit_code: str = ""

    def to(self, row: Row) -> str:
        if not self.measure or not (row.numerator or row.value) or None in row.by.values():
            return ""
        query = {"matt": self.measure, "enhet": self.unit_code, "period": row.period}
        query |= {f"by_{name}": str(value) for name, value in row.by.items()}
        return f"{reverse('deviations:list')}?{urlencode(query)}"


def _links(viewer: Viewer, choice: Choice) -> _Links:
    """The list counts as of today, so an earlier day's figure has no way to it."""
    fact = choice.measure.fact
    opens = figures.may_see_cases(viewer, choice.measure.name, choice.unit.code)
    if fact is None or fact.name != "deviation" or not opens or choice.as_of < viewer.on:
        return _Links()
    return _Links(choice.measure.name, choice.unit.code)


def _line(choice: Choice, row: Row, label: str, link: _Links) -> Line:
    return Line(label, row.value, words.value(choice.measure, row.value), row, link.to(row))
