"""One measure against others: the county, the country and similar municipalities, over years.

Published numbers of reference units come through the measure engine; all municipalities' from what
has been fetched from Kolada. A national series that has ended is compared with nobody after it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.figures.rules import Break
from vaka.areas.indicators import rules, words
from vaka.areas.indicators.happened import national_end
from vaka.documents import charts
from vaka.documents.content import Chart, Column, Kind, Table
from vaka.documents.series import Point, Series
from vaka.exchange.kolada import CREDIT
from vaka.exchange.kolada_snapshot import COUNTRY, Held, Snapshot
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.measure import Measure
from vaka.metrics.measure import Unit as Measured
from vaka.metrics.request import Request, Row

Numbers = Mapping[int, float]
ALL = "T"
MOST_YEARS = 5


@dataclass(frozen=True)
class ComparedRow:
    """One whose numbers stand beside the others': by year, with who is behind a mean."""

    label: str
    values: Numbers
    source: str
    cells: list[str] = field(default_factory=list)
    members: str = ""


@dataclass(frozen=True)
class ComparisonPage:
    """What the page of comparison shows; the first row is the unit's own."""

    measure: Measure
    unit: Unit
    years: list[int]
    sex: str
    sentence: str
    lead: str
    rows: list[ComparedRow]
    chart: Chart | None
    breaks: list[Break]
    offers_sex: bool
    is_suppressed: bool
    fetched_at: str = ""
    why_alone: str = ""


def comparison(viewer: Viewer, measure: Measure, unit: Unit, period: Period, sex: str) -> (
    ComparisonPage
):  # fmt: skip
    """Compare a unit's numbers of whole years with those of others.

    Raises:
        NotVisible, NotAllowed: the unit's figures are not for this viewer.
    """
    years = [part.first_date.year for part in period.parts(Grain.YEAR)]
    asked = sex if "sex" in measure.by else ""
    others = [one for one in figures.units_with_figures(viewer)
              if one.is_reference and one.pk != unit.pk]  # fmt: skip
    answers = figures.ask(viewer, *(_request(measure, one, period, asked)
                                    for one in (unit, *others)))  # fmt: skip
    own, *told = [_numbers(rows, asked) for rows in answers.rows]
    held = Snapshot(folder()).held(measure.kpi) if measure.kpi else []
    rows = [ComparedRow(_short(unit), own, measure.source)]
    rows += [ComparedRow(_short(one), found, _("publicerat av kommunen"))
             for one, found in zip(others, told, strict=True) if found]  # fmt: skip
    rows += list(_kolada(held, unit, asked or ALL, years))
    rows = [_until_the_end(measure, row, is_own=n == 0) for n, row in enumerate(rows)]
    rows = [_with_cells(measure, row, years) for row in rows if row.values or row is rows[0]]
    rows[0] = _with_unused(rows[0], measure, unit, years)
    sentence, lead = _said(measure, rows)
    return ComparisonPage(
        measure, unit, years, asked, sentence, lead, rows, _chart(measure, years, rows),
        _breaks(measure, unit, period), "sex" in measure.by, answers.is_suppressed,
        max((one.fetched_at for one in held), default="")[:10], _alone(measure, rows, held),
    )  # fmt: skip


def _short(unit: Unit) -> str:
    """A unit's name without the word in brackets that sets it apart in lists."""
    return unit.name.partition(" (")[0]


def folder() -> Path:
    """Give where what was fetched from Kolada lies."""
    return Path(settings.DATA_DIR) / "kolada"


def usual_years(measure: Measure, unit: Unit, today: date) -> Period:
    """Give the years shown unasked: those published of the unit, else the last six."""
    told = figures.span(measure.name, unit.code)
    first = told[0].first_date.year if told else today.year - MOST_YEARS
    last = told[0].last_date.year if told else today.year
    return Period.parse(f"{min(first, last - 1)}..{last}")


def _request(measure: Measure, unit: Unit, period: Period, sex: str) -> Request:
    by = ("sex",) if sex else ()
    return Request((measure.name,), unit.code, period, by, grain=Grain.YEAR)


def _numbers(rows: list[Row], sex: str) -> dict[int, float]:
    wanted = {"sex": sex} if sex else {}
    return {
        Period.parse(row.period).first_date.year: float(row.value)
        for row in rows
        if row.by == wanted and row.value is not None and not is_hidden(row)
    }


def _kolada(held: list[Held], unit: Unit, gender: str, years: list[int]) -> Iterator[ComparedRow]:
    """The municipality itself, its county, similar municipalities and the country."""
    found = {(one.value.municipality, one.value.year): one.value.value for one in held
             if one.value.gender == gender and one.value.value is not None}  # fmt: skip
    if not found:
        return
    snapshot = Snapshot(folder())
    places = [row for row in snapshot.names("municipality") if row.get("type") == "K"]
    titles = {row["id"]: row["title"] for row in places}
    own = rules.municipality(unit.name, titles)
    if own:
        yield _mean(_("%s i Kolada") % _short(unit), [own], found, years)
        yield _mean(_("Länets kommuner"), rules.county(own, titles), found, years)
        for title, members in rules.similar(titles[own], snapshot.names("groups")):
            yield _mean(title, members, found, years)
    yield _mean(_("Riket"), [COUNTRY], found, years)


def _mean(
    label: str, members: list[str], found: Mapping[tuple[str, int], float], years: list[int]
) -> ComparedRow:
    """The unweighted mean of those who have a number that year."""
    by_year = {year: [found[m, year] for m in members if (m, year) in found] for year in years}
    values = {year: sum(some) / len(some) for year, some in by_year.items() if some}
    told = max((len(some) for some in by_year.values()), default=0)
    words_of = _("ovägt medel av %(n)s av %(all)s") % {"n": told, "all": len(members)}
    return ComparedRow(label, values, CREDIT, members=words_of if len(members) > 1 else "")


def _until_the_end(measure: Measure, row: ComparedRow, *, is_own: bool) -> ComparedRow:
    """Others' numbers after the national series are another thing, so they are left out."""
    if is_own or measure.national_until is None:
        return row
    last = measure.national_until.year
    kept = {year: value for year, value in row.values.items() if year <= last}
    return ComparedRow(row.label, kept, row.source, members=row.members)


def _with_cells(measure: Measure, row: ComparedRow, years: list[int]) -> ComparedRow:
    places = 1 if row.members else 2
    cells = [words.written(measure, round(row.values[year], places)) if year in row.values else "–"
             for year in years]  # fmt: skip
    return ComparedRow(row.label, row.values, row.source, cells, row.members)


def _with_unused(row: ComparedRow, measure: Measure, unit: Unit, years: list[int]) -> ComparedRow:
    """The unit's own row, which says so for years when it did not use the register."""
    in_use = figures.RegistersInUse()
    cells = [
        _("används inte")
        if year not in row.values and in_use.is_outside(measure, unit, Period.parse(str(year)))
        else cell
        for year, cell in zip(years, row.cells, strict=True)
    ]
    return replace(row, cells=cells)


def _breaks(measure: Measure, unit: Unit, period: Period) -> list[Break]:
    fact = measure.fact.name if measure.fact else ""
    return [*figures.breaks(fact, period.first_date, period.last_date),
            *national_end(measure, period),
            *figures.RegistersInUse().breaks(measure, unit, period)]  # fmt: skip


def _said(measure: Measure, rows: list[ComparedRow]) -> tuple[str, str]:
    """Ours against each of the others in the newest year that all of two have."""
    own = next((row for row in rows if row.values), rows[0])
    others = [row for row in rows if row is not own]
    shared = sorted({year for row in others for year in row.values if year in own.values})
    title = measure.title.sv
    if not shared:
        return _("%(title)s: inget att jämföra med än.") % {"title": title}, ""
    year = shared[-1]
    beside = [_("%(who)s %(value)s") % {"who": row.label, "value": _of(measure, row, year)}
              for row in others if year in row.values]  # fmt: skip
    told = {"title": title, "unit": own.label, "year": year, "own": _of(measure, own, year),
            "others": ", ".join(beside)}  # fmt: skip
    sentence = _("%(title)s %(year)s: %(unit)s %(own)s, %(others)s.") % told
    return sentence, _("En skillnad kan vara slump: källorna anger sällan hur osäkra talen är.")


def _of(measure: Measure, row: ComparedRow, year: int) -> str:
    return words.written(measure, round(row.values[year], 1 if row.members else 2))


def _alone(measure: Measure, rows: list[ComparedRow], held: list[Held]) -> str:
    """Why nobody stands beside, and what to do about it."""
    if len(rows) > 1:
        return ""
    if not measure.kpi:
        return _("Måttet finns inte hos andra med samma definition.")
    if not held:
        return _("Inget är hämtat från Kolada än. Kör ”vaka kolada fetch --kpi %s”.") % measure.kpi
    return _("Kolada har inga värden för de valda åren.")


def _chart(measure: Measure, years: list[int], rows: list[ComparedRow]) -> Chart | None:
    """A line for each of the first four, where at least two years are known of any."""
    drawn = [row for row in rows if row.values][:4]
    known = [year for year in years if any(year in row.values for row in drawn)]
    if len(drawn) < 2 or len(known) < 2:
        return None
    kind = {Measured.PERCENT: Kind.PERCENT, Measured.COUNT: Kind.COUNT}
    columns = [Column(row.label, kind.get(measure.unit, Kind.DECIMAL)) for row in drawn]
    cells = [(str(year), *(row.values.get(year) for row in drawn)) for year in known]
    title = measure.title.sv
    table = Table("jamfor", title, (Column(_("År")), *columns), tuple(cells))
    series = tuple(
        Series(column.name, tuple(Point(str(y), row.values.get(y)) for y in known), column)
        for row, column in zip(drawn, columns, strict=True)
    )
    return charts.trend("jamfor", title, table, series, what=title,
                        period=f"{known[0]} till {known[-1]}")  # fmt: skip
