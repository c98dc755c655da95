"""`text_table` for sentences with more than one figure, with a sum, a most, or another unit.

A sentence is held to a table when it names a row in full. With several figures at least one must be
as the table has it: then it speaks of that row, and the other is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from vaka.documents.figurecheck.changes import NOT, WAY, changes
from vaka.documents.figurecheck.document import Document, Heading, Paragraph
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.dates import years
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grammar.sentences import keys
from vaka.documents.figurecheck.grid import TOTAL, Grid, both_ways, grids
from vaka.documents.figurecheck.readers.tables import is_caption
from vaka.documents.figurecheck.rules.comparing import (
    MONEY_UNIT,
    MOST,
    OTHER_TIMES,
    PEOPLE,
    PLAIN_LABEL,
    meant,
    scale_of,
)  # fmt: skip
from vaka.documents.figurecheck.said import Said, of

_MOST_WORD = re.compile(rf"{MOST.pattern}\w*|{WAY.pattern}", re.IGNORECASE)
_BY = re.compile(r"\bmed\s+(?:hela\s+)?$", re.IGNORECASE)
_TABLE = re.compile(r"\btabell(?:en)?\s+(\d+)", re.IGNORECASE)
_ALL = re.compile(r"\b(?:totalt|sammanlagt|sammantaget|i allt)\b", re.IGNORECASE)
_WITH = re.compile(r"(?:\bmed|\bpå|[:(,])\s*$", re.IGNORECASE)
_APART = re.compile(r"\b(?:mål(?:et|värdet)?\b|varav|per\b|snitt|medel|genomsnitt)", re.IGNORECASE)
# Words that tell how rows are parted, and verbs that only say that something was.
_LOOSE = keys(
    """
typ typer enhet enheter område kategori verksamhet kön månad avdelning orsak fördelade
fördelat uppdelat översikt sammanställning utveckling jämförelse mellan gånger mest flest
vanligast inträffade skedde skrevs skrivits anmäldes anmälts upprättades upprättats lämnades
lämnats skickades skickats fattades hölls utfördes noterades dokumenterades genomfördes
"""
)


@dataclass(frozen=True)
class Told:
    """A sentence with the heading it stands under and its words as stems."""

    one: Said
    section: str

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of the sentence, without those of its figures' units."""
        return keys(self.one.text)


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every sentence against the tables it names a row of, as they stand and on their side."""
    ways = [way for grid in grids(document) for way in both_ways(grid)]
    index = _index(ways)
    for told in _sentences(document):
        named: dict[int, list[int]] = {}
        for word in told.words:
            for at, row, about in index.get(word, ()):
                if about <= told.words:
                    named.setdefault(at, []).append(row)
        for at in sorted(named):
            if _speaks_of(told.one, ways[at]):
                yield from _named(told, ways[at], sorted(named[at]))
        if len(told.one.numbers) == 1 and _ALL.search(told.one.text):
            for grid in ways:
                if _speaks_of(told.one, grid):
                    yield from _whole(told, grid, ways)


def _index(ways: Sequence[Grid]) -> dict[str, list[tuple[int, int, frozenset[str]]]]:
    """The rows with a name of their own by the longest of its stems: table, row and stems."""
    found: dict[str, list[tuple[int, int, frozenset[str]]]] = {}
    for at, grid in enumerate(ways):
        for row, about in grid.named_rows:
            if not (len(about) == 1 and PLAIN_LABEL.match(grid.labels[row])):
                found.setdefault(max(about, key=len), []).append((at, row, about))
    return found


def _sentences(document: Document) -> Iterator[Told]:
    section = ""
    for block in document.blocks:
        if isinstance(block, Heading) and not is_caption(block.text):
            section = block.text
        if isinstance(block, Paragraph):
            for one in of(document.file, block):
                if one.is_whole and one.numbers:
                    yield Told(one, section)


def _speaks_of(one: Said, grid: Grid) -> bool:
    """Tell whether a sentence that names a table by number names this one."""
    named, own = _TABLE.findall(one.text), _TABLE.match(grid.caption)
    return not named or own is None or own[1] in named


def _named(told: Told, grid: Grid, rows: list[int]) -> Iterator[Finding]:
    if PEOPLE.search(told.one.text) and not any(PEOPLE.search(grid.labels[row]) for row in rows):
        return
    if len(told.one.numbers) > 1:
        yield from _several(told, grid, rows)
    row = _one_row(grid, rows)
    if row is None:
        return
    yield from _changed(told.one, grid, row)
    yield from _dated(told.one, grid, row)
    if len(told.one.numbers) == 1:
        yield from _single(told, grid, row)
        yield from _moved(told, grid, row)


def _one_row(grid: Grid, rows: list[int]) -> int | None:
    """The only row, or the one whose name holds all the others'."""
    widest = max(rows, key=lambda row: len(keys(grid.labels[row])))
    inside = all(keys(grid.labels[row]) <= keys(grid.labels[widest]) for row in rows)
    return widest if inside else None


def _cell(grid: Grid, row: int, column: int | None) -> Number | None:
    return None if column is None else grid.cell(row, column)


def _by_year(grid: Grid, row: int) -> dict[int, int]:
    """The column of each year that has a column of its own."""
    found: dict[int, list[int]] = {}
    for column in grid.columns:
        named = years(grid.heading(column))
        if len(named) == 1 and grid.cell(row, column):
            found.setdefault(min(named), []).append(column)
    return {year: at[0] for year, at in found.items() if len(at) == 1}


def _judged(one: Said, grid: Grid, pairs: Sequence[tuple[Number, int, int]]) -> Iterator[Finding]:
    """Of several figures with their cells, say the one that is not as the others are.

    Args:
        pairs: figure, row and column.
    """
    wrong = []
    units = {number.unit for number, _, _ in pairs if number.unit} or {""}
    for number, row, column in pairs:
        cell = grid.cell(row, column)
        if not cell or units != {grid.unit_at(row, column)}:
            return
        if not number.agrees(cell):
            wrong.append((number, row, column))
    if len(wrong) == 1 and len(pairs) > 1:
        number, row, column = wrong[0]
        yield one.find(number, grid.text(row, column), "text_table", 0.85)


def _changed(one: Said, grid: Grid, row: int) -> Iterator[Finding]:
    """`Fall ökade från 85 till 152` against two years of the row."""
    found = changes(one)
    at = _by_year(grid, row)
    named = sorted(years(one.text) & at.keys()) or (sorted(at) if len(at) == 2 else [])
    apart = _APART.search(one.text) or MOST.search(one.text)
    if len(found) == 1 and found[0].way is not None and len(named) == 2 and not apart:
        first, last = (at[year] for year in named)
        yield from _judged(one, grid, [(found[0].old, row, first), (found[0].new, row, last)])


def _dated(one: Said, grid: Grid, row: int) -> Iterator[Finding]:
    """`Fall var 85 år 2022 och 152 år 2023`: each figure with its own year after it."""
    at, pairs = _by_year(grid, row), []
    ends = [*(n.start for n in one.numbers[1:]), len(one.text)]
    for number, end in zip(one.numbers, ends, strict=True):
        named = years(one.text[number.end : end])
        if len(named) == 1 and named <= at.keys():
            pairs.append((number, row, at[named.pop()]))
    if len(pairs) == len(one.numbers) and len({column for *_, column in pairs}) == len(pairs):
        yield from _judged(one, grid, pairs)


def _several(told: Told, grid: Grid, rows: list[int]) -> Iterator[Finding]:
    """Several rows, each with its figure right after its name or right before it."""
    one = told.one
    if len(rows) < 2 or OTHER_TIMES.search(one.text) or changes(one):
        return
    if not _says_no_more(told, grid, *rows):
        return
    best: list[tuple[Number, int, int]] = []
    starts = [0, *(n.end for n in one.numbers)]
    ends = [*(n.start for n in one.numbers), len(one.text)]
    for shift in (0, 1):  # the name before a figure, or after it
        pairs = []
        for at, number in enumerate(one.numbers):
            words = keys(one.text[starts[at + shift] : ends[at + shift]])
            here = [row for row in rows if keys(grid.labels[row]) <= words]
            row = _one_row(grid, here) if here else None
            column = None if row is None else _column(one, grid, row)
            if row is not None and column is not None:
                pairs.append((number, row, column))
        best = max(best, pairs, key=len)
    if len(best) == len(one.numbers) and len({row for _, row, _ in best}) == len(best):
        yield from _judged(one, grid, best)


def _column(one: Said, grid: Grid, row: int) -> int | None:
    cells = {column: n for column in grid.columns if (n := grid.cell(row, column))}
    return meant(one, grid, cells)


def _single(told: Told, grid: Grid, row: int) -> Iterator[Finding]:
    """One figure of one row: in another unit of money, as the most, or as what is counted."""
    one, number = told.one, told.one.numbers[0]
    if OTHER_TIMES.search(one.text) or number.hedge in ("more", "less"):
        return
    column = _column(one, grid, row)
    cells = [n for at in grid.columns if (n := grid.cell(row, at))]
    cell = _cell(grid, row, column)
    if column is None or cell is None:
        return
    if number.unit == "kr" and not cell.unit and len(keys(grid.labels[row])) > 1:
        yield from _money(one, grid, row, column, cell)
        return
    if number.unit != grid.unit_at(row, column) or any(number.agrees(other) for other in cells):
        return
    most = MOST.search(one.text) and _WITH.search(one.before(number)) and _says_no_more(
        told, grid, row)  # fmt: skip
    counted = not number.unit and not MOST.search(one.text) and _says_no_more(told, grid, row)
    if (most or counted) and _is_near(number, cell):
        yield one.find(number, grid.text(row, column), "text_table", 0.8)


def _is_near(number: Number, cell: Number) -> bool:
    return abs(cell.value) * 0.5 <= abs(number.value) <= abs(cell.value) * 2


def _says_no_more(told: Told, grid: Grid, *rows: int) -> bool:
    """Tell whether the sentence says no more than the rows' names and the table's own words."""
    known = (
        keys(" ".join(grid.labels[row] for row in rows))
        | grid.subject
        | keys(" ".join(grid.table.head))
        | _LOOSE
    )
    words = keys(_MOST_WORD.sub(" ", told.one.text))
    return words <= known | keys(told.section) and (
        told.section == grid.section or keys(grid.section) <= known
    )


def _moved(told: Told, grid: Grid, row: int) -> Iterator[Finding]:
    """`ökade med 7 procentenheter` against two years of the row."""
    one, number = told.one, told.one.numbers[0]
    at, way = _by_year(grid, row), WAY.search(told.one.text)
    named = sorted(years(one.text) & at.keys()) or (sorted(at) if len(at) == 2 else [])
    if not way or way["flat"] or len(named) != 2 or number.hedge or _APART.search(one.text) or (
        NOT.search(one.text) or not _BY.search(one.before(number))):  # fmt: skip
        return
    first, last = (grid.cell(row, at[year]) for year in named)
    unit = grid.unit_at(row, at[named[0]])
    if not first or not last or not first.value or not _says_no_more(told, grid, row):
        return
    if number.unit == "%" and unit == "":
        right = 100 * (last.value - first.value) / first.value
        fits = number.unsigned_may_be(right)
    elif number.unit == ("pp" if unit == "%" else unit):
        right = last.value - first.value
        fits = number.unsigned_may_be(last.low - first.high, last.high - first.low)
    else:
        return
    if not fits:
        yield one.find(number, number.like(abs(right)), "text_table", 0.8)


def _money(one: Said, grid: Grid, row: int, column: int, cell: Number) -> Iterator[Finding]:
    """`2,3 mnkr` against 2 100 under `tkr`."""
    sign = MONEY_UNIT.search(grid.heading(column)) or MONEY_UNIT.search(
        f"{grid.caption} {' '.join(grid.table.head)}")  # fmt: skip
    if not sign or MOST.search(one.text):
        return
    scale, number = scale_of(sign.group()), one.numbers[0]
    least, most = sorted((abs(number.low), abs(number.high)))
    told = replace(number, value=abs(number.value), low=least, high=most)
    cells = [n for at in grid.columns if (n := grid.cell(row, at))]
    sizes = [sorted((abs(n.low) * scale, abs(n.high) * scale)) for n in cells]
    if any(told.may_be(low, high) for low, high in sizes):
        return
    size = abs(cell.value) * scale
    if size / 2 <= told.value <= size * 2 and number.scale != scale:
        right = f"{grid.text(row, column)} {sign.group()}"
        yield one.find(number, right, "text_table", 0.8)


def _whole(told: Told, grid: Grid, ways: Sequence[Grid]) -> Iterator[Finding]:
    """`Totalt rapporterades 642 avvikelser` against the row of the sum."""
    one = told.one
    rows = [row for row, label in enumerate(grid.labels) if TOTAL.search(label)]
    if len(rows) != 1 or one.numbers[0].unit:
        return
    number, row = one.numbers[0], rows[0]
    column = _column(one, grid, row)
    cell = _cell(grid, row, column)
    if column is None or cell is None or grid.share(column) or OTHER_TIMES.search(one.text):
        return
    if number.hedge or _is_elsewhere(number, ways) or not _is_near(number, cell):
        return
    if _is_of_all(told, grid):
        yield one.find(number, grid.text(row, column), "text_table", 0.8)


def _is_of_all(told: Told, grid: Grid) -> bool:
    """Tell whether sentence and table are about the same: neither says more than the other."""
    about = grid.subject - _LOOSE
    narrower = about - told.words
    section = keys(grid.section) - _LOOSE
    known = grid.subject | keys(" ".join(grid.table.head)) | _LOOSE
    same = told.section == grid.section or section <= told.words | known
    return bool(about & told.words) and not narrower and same and told.words <= (
        known | keys(told.section))  # fmt: skip


def _is_elsewhere(number: Number, ways: Sequence[Grid]) -> bool:
    """Tell whether some table has the figure as a sum: then the sentence speaks of that one."""
    return any(
        TOTAL.search(label) and any(
            (cell := grid.cell(row, column)) and number.agrees(cell) for column in grid.columns)
        for grid in ways for row, label in enumerate(grid.labels)
    )  # fmt: skip
