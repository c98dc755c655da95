"""The figures of the yearly reports, drawn and told by rule out of their numbers."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from vaka.areas.reports import sentences
from vaka.areas.reports.numbers import LONGEST as LONGEST
from vaka.areas.reports.numbers import PEERS, Plan, PlanLine, whole
from vaka.areas.reports.numbers import Numbers as Numbers
from vaka.areas.reports.numbers import plans as plans
from vaka.areas.reports.numbers import short as short
from vaka.areas.reports.sentences import Line, Reading
from vaka.documents import charts, swedish
from vaka.documents.content import Cell, Chart, Column, Exhibit, Figure, Kind, Table
from vaka.documents.series import across, down
from vaka.metrics.definitions import named
from vaka.metrics.measure import Good
from vaka.metrics.measure import Unit as Measured

FEWEST_ROUND = 3  # labels that make a ring
COUNTY_COLUMN, COUNTRY_COLUMN = "Länet", "Riket"


def exhibit(plan: Plan, numbers: Numbers) -> Exhibit:
    """Give one figure: drawn and told where there are numbers, otherwise what is lacking."""
    if plan.draw == "flow":
        return _flow(plan)
    table = _table(plan, numbers)
    if table is None:
        return Exhibit(plan.id, lacks=plan.lacks or _lacking(plan, numbers))
    words = () if plan.quiet else _words(plan, numbers)
    drawn = _drawn(plan, table, numbers)
    lacks = _no_peers(plan, table)
    return Exhibit(plan.id, drawn, None if drawn else table, words, lacks)


def _flow(plan: Plan) -> Exhibit:
    rows = tuple((box, i) for i, box in enumerate(plan.boxes, 1))
    table = Table(plan.id, plan.title, (Column(_("Del")), Column(_("Ordning"), Kind.COUNT)), rows)
    drawn = charts.flow(plan.id, plan.title, table, rows=plan.columns, what=plan.title)
    return Exhibit(plan.id, drawn)


def _lacking(plan: Plan, numbers: Numbers) -> str:
    return _("%(title)s: det finns inga värden för %(unit)s %(year)s.") % {
        "title": plan.title, "unit": short(numbers.unit), "year": numbers.year,
    }  # fmt: skip


def _no_peers(plan: Plan, table: Table) -> str:
    if plan.draw != "peers" or len(table.columns) > 2:
        return ""
    return _("Värden för länet och riket saknas.")


def lines(plan: Plan, numbers: Numbers) -> list[Line]:
    """Give what a plan's sentences are made of: lines with a value of the report's year."""
    found = []
    for one in plan.lines:
        if one.measure == plan.target:
            continue
        readings = tuple(_readings(one, plan, numbers))
        if readings and readings[-1].year >= numbers.year - 1:
            found.append(_line(one, plan, readings, numbers))
    return found


def all_lines(numbers: Numbers, only: Collection[str] = ()) -> Iterator[Line]:
    """Give every measure of the figures once, where the year before is known too.

    Args:
        only: the figures asked about; all of them when left out.
    """
    seen = set()
    for plan in plans().values():
        if only and plan.id not in only:
            continue
        if plan.draw in {"trend", "arrows", "results", "radar"}:
            for one in lines(plan, numbers):
                if one.measure not in seen and one.before is not None:
                    seen.add(one.measure)
                    yield one


def _line(one: PlanLine, plan: Plan, readings: tuple[Reading, ...], numbers: Numbers) -> Line:
    measure, year = named(one.measure), readings[-1].year
    target = numbers.value(PlanLine("", plan.target), year) if plan.target else measure.target
    peers = {}
    if plan.draw == "peers":
        told = {name: numbers.value(one, year, code) for code, name in PEERS.items()}
        peers = {name: value for name, value in told.items() if value is not None}
    return Line(one.label, one.measure, measure.unit, measure.good, readings, target, peers)


def _readings(one: PlanLine, plan: Plan, numbers: Numbers) -> Iterator[Reading]:
    years = range(numbers.year - max(LONGEST - 1, *map(abs, plan.back)), numbers.year + 1)
    for year in years:
        row = numbers.row(one, year)
        if row is not None and row.value is not None:
            yield Reading(year, row.value, row.numerator, row.denominator)


def _words(plan: Plan, numbers: Numbers) -> tuple[str | Figure, ...]:
    told = lines(plan, numbers)
    if not told:
        return ()
    parts = _parts(plan, told)
    if not parts:
        return ()
    told_of = (bound(plan.id, part, numbers) for part in parts)
    return (sentences.PROPOSED, *told_of)


def _parts(plan: Plan, told: list[Line]) -> list[sentences.Part]:
    if plan.draw == "peers":
        return sentences.beside(told, PEERS["riket"])
    if len(told) == 1 and plan.subject:
        told = [replace(told[0], label=plan.subject)]
    return sentences.about_many(told, plan.subject or plan.title)


def bound(id: str, part: sentences.Part, numbers: Numbers) -> str | Figure:
    """Give a part of a sentence with its number bound to measure, period, unit and snapshot."""
    if isinstance(part, str):
        return part
    return Figure(f"{id}-{part.measure}-{part.year}", whole(part.value), part.text, part.measure,
                  str(part.year), numbers.unit.code, numbers.snapshot)  # fmt: skip


def _table(plan: Plan, numbers: Numbers) -> Table | None:
    if plan.draw == "peers":
        return _beside(plan, numbers)
    if plan.draw == "arrows":
        return _arrows(plan, numbers)
    return _over_years(plan, numbers)


def _over_years(plan: Plan, numbers: Numbers) -> Table | None:
    years = [numbers.year + back for back in plan.back]
    known = [year for year in years if any(numbers.value(one, year) is not None
                                           for one in plan.lines)]  # fmt: skip
    if not known:
        return None
    rows = [(one, [numbers.cell(one, year) for year in known]) for one in plan.lines]
    told = [(one, cells) for one, cells in rows if any(cell is not None for cell in cells)]
    if plan.peers:
        told += _others(plan, known, numbers)
    table = _laid(plan, told, [str(year) for year in known], numbers)
    return (
        _judged(plan, table, [one for one, _cells in told], numbers)
        if plan.draw == "results"
        else table
    )


def _others(plan: Plan, years: list[int], numbers: Numbers) -> "Told":
    """The first line's measure in the county and the country, where they have told it."""
    names = {"vasternorrland": COUNTY_COLUMN, "riket": COUNTRY_COLUMN}
    rows = [(replace(plan.lines[0], label=name),
             [numbers.cell(plan.lines[0], year, code) for year in years])
            for code, name in names.items()]  # fmt: skip
    return [(one, cells) for one, cells in rows if any(cell is not None for cell in cells)]


_WAYS = {Good.LOWER: "minska", Good.HIGHER: "öka"}
BEARINGS = {"better": "bättre", "worse": "sämre"}


def _judged(plan: Plan, table: Table, shown: list[PlanLine], numbers: Numbers) -> Table:
    """A table of results with the goal of each line, and how its last value turned, by rule."""
    told = {row.label: row for row in lines(plan, numbers)}
    rows = tuple(
        (row[0], _WAYS.get(named(one.measure).good), *row[1:], _bearing(told.get(one.label)))
        for one, row in zip(shown, table.rows, strict=True)
    )
    columns = (table.columns[0], Column(_("Mål")), *table.columns[1:], Column(_("Bedömning")))
    return replace(table, columns=columns, rows=rows)


def _bearing(line: Line | None) -> str | None:
    """How a value turned from the year before."""
    if line is None or line.before is None:
        return _("kan inte jämföras")
    if not line.turn:
        return _("lika")
    return BEARINGS.get(line.good.bearing(line.turn))


def _beside(plan: Plan, numbers: Numbers) -> Table | None:
    """The unit, the county and the country beside each other in the report's year."""
    columns = {short(numbers.unit): "", COUNTY_COLUMN: "vasternorrland", COUNTRY_COLUMN: "riket"}
    rows = [(one, [numbers.cell(one, numbers.year, code) for code in columns.values()])
            for one in plan.lines]  # fmt: skip
    told = [(one, cells) for one, cells in rows if cells[0] is not None]
    if not told:
        return None
    keep = [i for i in range(len(columns)) if any(cells[i] is not None for _one, cells in told)]
    kept = [(one, [cells[i] for i in keep]) for one, cells in told]
    return _laid(plan, kept, [list(columns)[i] for i in keep], numbers)


def _arrows(plan: Plan, numbers: Numbers) -> Table | None:
    """A row for each year, each value with an arrow from the year before and its numbers."""
    years = [numbers.year + back for back in plan.back]
    told = [year for year in years if any(numbers.value(one, year) is not None
                                          for one in plan.lines)]  # fmt: skip
    if not told:
        return None
    columns = (Column(_("År")), *(Column(one.label) for one in plan.lines))
    rows = tuple((str(year), *(_arrow(one, year, numbers) for one in plan.lines)) for year in told)
    return Table(plan.id, plan.title, columns, rows, _source(plan, numbers),
                 snapshot=numbers.snapshot)  # fmt: skip


def _arrow(one: PlanLine, year: int, numbers: Numbers) -> str | None:
    row, before = numbers.row(one, year), numbers.value(one, year - 1)
    if row is None or row.value is None:
        return None
    way = "" if before is None or before == row.value else (" ↑" if row.value > before else " ↓")
    text = f"{sentences.written(row.value, named(one.measure).unit)}{way}"
    if row.numerator is None or row.denominator is None:
        return text
    part, whole = (swedish.number(number) for number in (row.numerator, row.denominator))
    return f"{text} {part} av {whole}"


Told = list[tuple[PlanLine, list[Cell]]]


def _laid(plan: Plan, rows: Told, headings: Iterable[str], numbers: Numbers) -> Table:
    """A table of lines; where they are measured in different units each says its own."""
    units = {named(one.measure).unit for one, _cells in rows}
    values = [cell for _one, cells in rows for cell in cells if isinstance(cell, (int, float))]
    kind = _KINDS.get(next(iter(units)), Kind.DECIMAL) if len(units) == 1 else Kind.NUMBER
    places = None if kind is Kind.NUMBER else sentences.decimals(values)
    columns = [Column(heading, kind, places) for heading in headings]
    labels = [one.label if len(units) == 1 else _with_unit(one) for one, _cells in rows]
    cells = tuple((label, *cells) for label, (_one, cells) in zip(labels, rows, strict=True))
    return Table(plan.id, plan.title, (Column(_("Mått")), *columns), cells, _source(plan, numbers),
                 snapshot=numbers.snapshot)  # fmt: skip


_KINDS = {Measured.PERCENT: Kind.PERCENT, Measured.COUNT: Kind.COUNT}


def _with_unit(one: PlanLine) -> str:
    words = {Measured.PERCENT: _("procent"), Measured.DAYS: _("dagar")}
    unit = words.get(named(one.measure).unit)
    return f"{one.label}, {unit}" if unit else one.label


def _source(plan: Plan, numbers: Numbers) -> str:
    rows = [row for one in plan.lines for (unit, name, _sex, _year), row in numbers.rows.items()
            if name == one.measure and unit in (numbers.unit.code, *PEERS)]  # fmt: skip
    told = dict.fromkeys(
        part for row in rows for part in (row.source or named(row.name).source).split("; ")
    )
    return _("Källa: %(sources)s.") % {"sources": "; ".join(told)}


def _drawn(plan: Plan, table: Table, numbers: Numbers) -> Chart | None:
    """The chart that the table can carry; None where the table says it all."""
    headings = [column.name for column in table.columns[1:]]
    if plan.draw in {"table", "arrows", "results"} or not _has_numbers(table):
        return None
    what, period = plan.subject or plan.title, _years(headings, numbers.year)
    first = table.columns[0].name
    if plan.draw == "radar" and len(table.rows) >= FEWEST_ROUND:
        return charts.radar(plan.id, plan.title, table, down(table, first, *headings),
                            what=what, period=period)  # fmt: skip
    if plan.draw == "trend" and len(headings) > 1:
        return charts.trend(plan.id, plan.title, table, across(table), what=what, period=period)
    if len(headings) > 1:
        return charts.grouped(plan.id, plan.title, table, down(table, first, *headings),
                              what=what, period=period)  # fmt: skip
    if len(table.rows) == 1:
        return None
    return charts.bars(plan.id, plan.title, table, down(table, first, headings[0])[0],
                       what=what, period=period)  # fmt: skip


def _has_numbers(table: Table) -> bool:
    return any(isinstance(cell, (int, float)) for row in table.rows for cell in row[1:])


def _years(headings: list[str], year: int) -> str:
    told = [heading for heading in headings if heading.isdigit()]
    if not told:
        return str(year)
    return told[0] if len(told) == 1 else f"{told[0]}–{told[-1]}"
