"""`sum` in tables whose total stands first, has no name, is in the caption, or is a difference.

Each form asks the rest of the table whether its figures are meant so: what most of the rows say is
the rule that the others are held to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations, permutations

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.dates import YEAR
from vaka.documents.figurecheck.grammar.nonfigures import MONTHS
from vaka.documents.figurecheck.grammar.numbers import Number, scan
from vaka.documents.figurecheck.grid import (
    CHANGE,
    MEAN_ROW,
    OF_PEOPLE,
    PART,
    SUBTOTAL,
    TOTAL,
    Grid,
    both_ways,
    counts_twice,
    grids,
)  # fmt: skip

_GAP = re.compile(
    r"^(?:budget|prognos)?avvikelse(?:n)?\b|^(?:återstår|återstående|kvar"
    rf"|saldo|resultat)\b|^varav (?:under |i )?(?:{MONTHS}|månaden)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"^(?:(?:årets|periodens|verksamhetens|nämndens)\s+)?(?:resultat|saldo|netto\w*)\b"
    r"|^driftnetto\b",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(
    rf"^(?:T|K|Kv|Q|tertial|kvartal)\.?\s?[1-4]$|^(?:{MONTHS})\.?$", re.IGNORECASE
)
_DASH = re.compile(r"^[–—•·-]\s*\S")
_SAID = re.compile(r"\b(?:totalt|sammanlagt|summa|samtliga|alla)(?:\s+de)?\W*$", re.IGNORECASE)
_N = re.compile(r"\bn\s?=\s*$", re.IGNORECASE)
_BEGINS = re.compile(
    r"^(?:(?:tabell|figur|diagram)\s[\d.]+[.:]?\s*)?(?:de\s+|(?:(?!(?:av|bland|för|från|hos|i|på|till)\b)"
    r"[\wåäö-]+\s+){0,4}[\wåäö-]+s\s+)?$|[(]$",
    re.IGNORECASE,
)  # `De 72`, `Hemtjänstens 72`
_PARTED = re.compile(r"\b(?:efter|per|fördela\w*|uppdela\w*|indela\w*)\s+\w", re.IGNORECASE)
_BOTH = (("kvinnor", "män"), ("flickor", "pojkar"), ("egen regi", "privat regi"),
         ("egen regi", "extern regi"), ("egen regi", "enskild regi"))  # fmt: skip
_SOME = re.compile(
    r"vanligast|störst|urval|exempel|några|bland annat|fler[ae]?\b|fler än en|topp", re.IGNORECASE
)
_NOTE = re.compile(
    r"^(?:(?:Sammanlagt|Totalt|Summa|Tillsammans|Sammantaget|I allt)\b:?\s*[\d \u00a0]+"
    r"(?:\s[a-zåäö]+){0,4}[.]?(?=\s|$)|[\d \u00a0]+$|\d[\d \u00a0]*(?=\s[A-ZÅÄÖ]))"
)
LONGEST_NOTE = 60
LEAST = 3  # rows that a lone sum stands under
LONE = 0.1  # how far from its parts a total may be that no other column speaks for
CLOSE = 0.25  # a wrong total is near the right one; what is farther off counts something else

Told = tuple[int, Number, float]  # row, the figure that is wrong, what the others say


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask the tables of a paper."""
    for grid in grids(document):
        for way in both_ways(grid):
            for rule in (_first, _nameless, _dashed, _captioned):
                for row, number, right in rule(way):
                    yield _said(document.file, grid, way, row, number, right)
        for rule in (_gaps, _both, _result, _of_which):
            for row, number, right in rule(grid):
                yield _said(document.file, grid, grid, row, number, right)
        yield from _noted(document.file, grid)
        for row, number, right in _differences(grid):
            yield _said(document.file, grid, grid, row, number, right, "change")


def _said(
    file: str, grid: Grid, way: Grid, row: int, number: Number, right: float, rule: str = "sum"
) -> Finding:
    line = grid.table.line if way.turned or row < 0 else way.rows[row].line
    quote = grid.caption if row < 0 else way.rows[row].quote
    return Finding(file, line, quote, number.text, number.like(right), rule, 0.85)


def _counts(grid: Grid) -> list[int]:
    """The columns that can be added; none when the table lies so that a row is a share."""
    shares = [column for column in grid.columns if grid.share(column)]
    if grid.turned and shares:
        return []
    return [at for at in grid.columns if at not in shares and not grid.mean(at)]


def _differs(total: Number, parts: list[Number]) -> bool:
    return not total.may_be(sum(part.low for part in parts), sum(part.high for part in parts))


def _sum(parts: list[Number]) -> float:
    return sum(part.value for part in parts)


def _first(grid: Grid) -> Iterator[Told]:
    """`Samtliga` or `Totalt` above the rows that it is the sum of."""
    wanted = [label for label in grid.labels[1:] if label]
    if len(wanted) < 2 or not TOTAL.search(grid.labels[0]) or any(map(_is_told, grid.labels[1:])):
        return
    fits, wrong = 0, []
    for column in _counts(grid):
        total = grid.cell(0, column)
        parts = [n for row in range(1, len(grid.rows)) if (n := grid.cell(row, column))]
        if not total or len(parts) < len(grid.rows) - 1:
            continue  # a hidden cell may hold the rest
        if not _differs(total, parts):
            fits += 1
        elif not _is_block(total, parts):
            wrong.append((0, total, _sum(parts)))
    if len(wrong) <= max(1, fits // 2) and (fits or len(_counts(grid)) == 1):
        for row, total, right in wrong:
            if (fits > 1 and _is_near(total.value, right)) or _is_sum_of(grid, total, right):
                yield row, total, right


def _is_told(label: str) -> bool:
    return bool(PART.match(label) or TOTAL.search(label) or SUBTOTAL.match(label)
                or MEAN_ROW.search(label) or _DASH.match(label))  # fmt: skip


def _is_block(total: Number, parts: list[Number]) -> bool:
    """Tell whether some rows next to each other are the total: then others divide it again."""
    spans = combinations(range(len(parts) + 1), 2)
    return any(not _differs(total, parts[a:b]) for a, b in spans if b - a > 1)


def _is_near(value: float, right: float, within: float = CLOSE) -> bool:
    return abs(value - right) <= within * abs(right)


def _leaves_out(grid: Grid) -> bool:
    """Tell whether the table shows only some rows, or counts something more than once."""
    return bool(_SOME.search(f"{grid.caption} {grid.notes} {' '.join(grid.table.head)}"))


def _is_sum_of(grid: Grid, total: Number, right: float) -> bool:
    """Tell whether a lone column means a sum: one of people may count some of them twice."""
    parts = [n.value for row in range(1, len(grid.rows))
             for column in grid.columns if (n := grid.cell(row, column))]  # fmt: skip
    said = f"{grid.caption} {' '.join(grid.table.head)} {grid.labels[0]}"
    twice = total.value < right and OF_PEOPLE.search(said)
    near = abs(total.value - right) <= LONE * sum(map(abs, parts)) and not _leaves_out(grid)
    mixed = min(parts) < 0
    return len(grid.rows) > 3 and near and not twice and (mixed or total.value > max(parts))


def _nameless(grid: Grid) -> Iterator[Told]:
    """A last row without a name, or a year after its parts, that is the sum in other columns."""
    last = len(grid.rows) - 1
    if last < 2 or not all(grid.labels[:last]):
        return
    *parts_of_year, name = grid.labels
    if name and not (YEAR.fullmatch(name) and all(map(_OF_YEAR.match, parts_of_year))):
        return
    fits, wrong = 0, []
    for column in _counts(grid):
        total = grid.cell(last, column)
        parts = [n for row in range(last) if (n := grid.cell(row, column))]
        if total and len(parts) == last:
            if _differs(total, parts):
                wrong.append((last, total, _sum(parts)))
            else:
                fits += 1
    if len(wrong) == 1 and _is_near(wrong[0][1].value, wrong[0][2]):
        alone = len(grid.columns) == 1 and last > LEAST and not name
        if fits > 1 or (alone and _is_sum_above(grid, *wrong[0])):
            yield from wrong


def _is_sum_above(grid: Grid, row: int, total: Number, right: float) -> bool:
    """Tell whether a lone figure under a column is near enough to be its sum."""
    parts = [n.value for at in range(row) if (n := grid.cell(at, grid.columns[0]))]
    twice = total.value < right and OF_PEOPLE.search(f"{grid.caption} {grid.table.head}")
    near = _is_near(total.value, right, 1.5 * LONE)
    some = _leaves_out(grid) or counts_twice(grid)
    return near and not some and not twice and min(parts) >= 0 and total.value > max(parts)


def _dashed(grid: Grid) -> Iterator[Told]:
    """Rows marked by a dash are parts of the row above them, when most such rows are."""
    if grid.turned:
        return
    fits, wrong = 0, []
    for column in _counts(grid):
        for row, parts in _families(grid, column):
            total = grid.cell(row, column)
            if total and _differs(total, parts):
                wrong.append((row, total, _sum(parts)))
            elif total:
                fits += 1
    if fits > 1 and len(wrong) <= fits // 2:
        yield from (told for told in wrong if _is_near(told[1].value, told[2]))


def _families(grid: Grid, column: int) -> Iterator[tuple[int, list[Number]]]:
    """Each row without a dash, with the figures of the rows with one right under it."""
    parent, parts = -1, list[Number]()
    for row, label in enumerate((*grid.labels, "")):
        if _DASH.match(label):
            number = grid.cell(row, column)
            parts += [number] if number else []
            continue
        if parent >= 0 and len(parts) > 1 and len(parts) == row - parent - 1:
            yield parent, parts
        parent, parts = row, []


def _gaps(grid: Grid) -> Iterator[Told]:
    """`Avvikelse` beside budget and outcome: the two columns that it mostly is between."""
    for column in grid.columns:
        if _GAP.match(grid.heading(column)):
            yield from _held(grid, column)


def _differences(grid: Grid) -> Iterator[Told]:
    """`Förändring` or `Diff`, whichever two columns and whichever way it is reckoned."""
    for column in grid.columns:
        if CHANGE.search(grid.heading(column)):
            yield from _held(grid, column)


def _held(grid: Grid, column: int) -> Iterator[Told]:
    """Hold a column to the two before it that most rows have it between."""
    if grid.share(column):
        return
    before = [at for at in grid.columns if at < column
              and not CHANGE.search(grid.heading(at)) and not grid.share(at)]  # fmt: skip
    best: tuple[int, list[Told]] = (0, [])
    for a, b in permutations(before, 2):
        best = max(best, _between(grid, a, b, column), key=lambda told: told[0])
    fits, wrong = best
    if fits > 1 and len(wrong) <= max(1, fits // 3):
        yield from wrong


def _between(grid: Grid, a: int, b: int, gap: int) -> tuple[int, list[Told]]:
    """How many rows have the second less the first as their gap, and those that do not."""
    fits, wrong = 0, []
    for row in range(len(grid.rows)):
        x, y, c = (grid.cell(row, at) for at in (a, b, gap))
        if not (x and y and c):
            continue
        low, high = y.low - x.high, y.high - x.low
        if c.may_be(low, high) or (not c.signed and c.unsigned_may_be(low, high)):
            fits += bool(c.value)
        else:
            wrong.append((row, c, y.value - x.value))
    return fits, wrong


def _both(grid: Grid) -> Iterator[Told]:
    """`varav kvinnor` and `varav män` under a row make it up whole."""
    for row, label in enumerate(grid.labels[:-2]):
        under = [PART.sub("", name).strip().casefold() for name in grid.labels[row + 1 : row + 4]]
        more = len(under) > 2 and PART.match(grid.labels[row + 3])
        pair = tuple(sorted(under[:2])) in {tuple(sorted(names)) for names in _BOTH}
        told = all(PART.match(name) for name in grid.labels[row + 1 : row + 3])
        if not (pair and told) or more or PART.match(label):
            continue
        for column in _counts(grid):
            total = grid.cell(row, column)
            parts = [n for at in (row + 1, row + 2) if (n := grid.cell(at, column))]
            if total and len(parts) == 2 and _differs(total, parts) and (
                _is_near(total.value, _sum(parts))):  # fmt: skip
                yield row, total, _sum(parts)


def _of_which(grid: Grid) -> Iterator[Told]:
    """Every row under the first is `därav …`: together they are all there are."""
    under = grid.labels[1:]
    if len(under) < LEAST or not all(map(PART.match, under)) or PART.match(grid.labels[0]):
        return
    for column in _counts(grid):
        total = grid.cell(0, column)
        parts = [n for row in range(1, len(grid.rows)) if (n := grid.cell(row, column))]
        if total and len(parts) == len(under) and _differs(total, parts) and (
            _is_near(total.value, _sum(parts))):  # fmt: skip
            yield 0, total, _sum(parts)


def _captioned(grid: Grid) -> Iterator[Told]:
    """`Avvikelser 2023, totalt 642`, `Personal efter yrke (n = 72)` over one column of counts."""
    columns = _counts(grid)
    said = [(n, near) for n in scan(grid.caption) if (near := _nearness(grid.caption, n))]
    if len(said) != 1 or len(columns) != 1 or len(grid.columns) > 1 or len(grid.rows) < 3:
        return
    if any(map(_is_told, grid.labels)) or _leaves_out(grid) or counts_twice(grid):
        return
    parts = [n for row in range(len(grid.rows)) if (n := grid.cell(row, columns[0]))]
    total, near = said[0]
    if len(parts) == len(grid.rows) and _differs(total, parts) and (
        _is_near(total.value, _sum(parts), near)):  # fmt: skip
        yield -1, total, _sum(parts)


def _noted(file: str, grid: Grid) -> Iterator[Finding]:
    """`Sammanlagt 84 timmar i veckan.` or a bare `84` right under one column of counts."""
    match = _NOTE.match(grid.notes)
    found = list(scan(match.group())) if match else []
    if len(found) != 1 or len(grid.columns) != 1 or len(grid.rows) <= LEAST:
        return
    total, column = found[0], grid.columns[0]
    parts = [n for row in range(len(grid.rows)) if (n := grid.cell(row, column))]
    whole = column in _counts(grid) and len(parts) == len(grid.rows) and _differs(total, parts)
    if not whole or any(map(_is_told, grid.labels)):
        return
    if _is_sum_above(grid, len(grid.rows), total, _sum(parts)):
        quote = f"{grid.caption}: {grid.notes[:LONGEST_NOTE]}"
        right = total.like(_sum(parts))
        yield Finding(file, grid.table.line, quote, total.text, right, "sum", 0.8)


def _nearness(caption: str, number: Number) -> float:
    """How near its rows a figure of a caption is, if it is that of them all; else 0."""
    before = caption[: number.start]
    if number.unit or number.hedge:
        return 0
    if _SAID.search(before) or (_BEGINS.search(before) and _PARTED.search(caption, number.end)):
        return CLOSE
    return (CLOSE if _PARTED.search(before) else LONE) if _N.search(before) else 0


def _result(grid: Grid) -> Iterator[Told]:
    """`Resultat` last, under income and costs with their signs."""
    last = len(grid.rows) - 1
    if last < 2 or not _RESULT.match(grid.labels[last]) or any(map(_is_told, grid.labels[:last])):
        return
    fits, wrong, columns = 0, [], _counts(grid)
    for column in columns:
        total = grid.cell(last, column)
        parts = [n for row in range(last) if (n := grid.cell(row, column))]
        if not total or len(parts) < last or not min(n.value for n in parts) < 0 < (
            max(n.value for n in parts)):  # fmt: skip
            continue
        if _differs(total, parts):
            wrong.append((last, total, _sum(parts)))
        else:
            fits += 1
    if len(wrong) == 1 and (fits or len(columns) == 1):
        yield from wrong
