"""`sum`, `more_than_all`, `sexes`, `hundred` in tables: totals are found, not told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grid import (
    MEAN_ROW,
    OF_PEOPLE,
    PART,
    SHARE,
    SUBTOTAL,
    TOTAL,
    Grid,
    both_ways,
    counts_twice,
    grids,
)  # fmt: skip

_HIDDEN = re.compile(r"\s*(?:\.{2,3}|…|[<≤]\s?\d+|\*+|[xX]|sekretess\w*|färre än \d+)\s*", re.I)
_COMMON = re.compile(r"\b(?:vanligast\w*|störst\w*|topp|urval|exempel)", re.IGNORECASE)
_GROUP = re.compile(r"^(?:summa|s:a)\s+\w", re.IGNORECASE)
_WOMEN = re.compile(r"^(?:kvinnor?|flickor)\b", re.IGNORECASE)
_MEN = re.compile(r"^(?:män|man|pojkar)\b", re.IGNORECASE)
_ANSWER = re.compile(
    r"^(?:andel(?:en)? )?(?:ja|nej|delvis|ibland|alltid|aldrig|ofta|sällan|vet (?:ej"
    r"|inte)|mycket|ganska|varken|"
    r"positiv|negativ|neutral|instämmer|ingen åsikt|nöjd|missnöjd|bra|dålig|för det mesta|oftast"
    r"|stämmer|i hög|i låg)",
    re.IGNORECASE,
)
_SPREAD = re.compile(r"fördelning|svar i procent|andel av svaren|svarsfördelning", re.IGNORECASE)
_BY_KIND = re.compile(
    r"\b(?:efter|per)\s+(?:ålder|kön|anställning\w*|utbildning\w*|typ|driftform\w*|regi|insats|kategori)\b",
    re.IGNORECASE,
)
_IN_PERCENT = re.compile(r"\bprocent$|\(procent\)|\bi procent\b|, %$", re.IGNORECASE)
_REST = re.compile(r"^(?:övrig\w*|annat|annan|andra|resten|okänt|vet (?:ej|inte))\b", re.I)
_MANY = re.compile(r"fler[ae]?\s+(?:svar|val|alternativ)|flerval", re.IGNORECASE)
_COVERS = re.compile(r"\bandel|täckning|följsamhet|\bnöjd|svarsfrekvens|svarsandel", re.IGNORECASE)
_PASSES = re.compile(
    r"förändr|ökning|minskning|budget|utfall|kostnad|belägg|nyttj|måluppfyll|lön|ersättning|av plan"
    r"|index|utveckling|jämfört",
    re.IGNORECASE,
)


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask the tables of a paper."""
    for grid in grids(document):
        say = partial(_say, document.file, grid)
        for way in both_ways(grid):
            yield from _sums(way, say)
            yield from _sexes(way, say)
            yield from _hundred(way, say)
        yield from _parts(grid, say)


def _say(
    file: str, grid: Grid, way: Grid, row: int, number: Number, computed: str, rule: str,
    confidence: float,
) -> Finding:  # fmt: skip
    line = grid.table.line if way.turned else way.rows[row].line
    return Finding(file, line, way.rows[row].quote, number.text, computed, rule, confidence)


Numbers = list[tuple[int, Number]]


def _column(grid: Grid, column: int) -> Numbers:
    found = ((row, grid.cell(row, column)) for row in range(len(grid.rows)))
    return [(row, number) for row, number in found if number is not None]


def _sums(grid: Grid, say: Callable[..., Finding]) -> Iterator[Finding]:
    if counts_twice(grid):
        return
    columns = [column for column in grid.columns if not (
        grid.share(column) or grid.mean(column)
        or (grid.turned and any(grid.share(other) for other in grid.columns)))]  # fmt: skip
    said = [adds for column in columns if (adds := _adds_up(grid, column)) is not None]
    fits, misses = said.count(True), said.count(False)
    if misses > 2 and misses > fits:
        return  # most columns say that the row is no sum of the others
    sure = fits >= 2 and misses <= max(1, fits // 2)
    for column in columns:
        yield from _column_sums(grid, column, say, sure=sure)


def _adds_up(grid: Grid, column: int) -> bool | None:
    """Tell whether the last row of a column is the sum of all above it; None if no total."""
    cells = _column(grid, column)
    if len(cells) < 3 or not TOTAL.search(grid.labels[cells[-1][0]]):
        return None
    total, above = cells[-1][1], cells[:-1]
    single = [number for row, number in above if not _is_told(grid.labels[row])]
    return not (_differs(total, [number for _, number in above]) and _differs(total, single))


def _is_told(label: str) -> bool:
    return bool(PART.match(label) or TOTAL.search(label) or SUBTOTAL.match(label))


def _column_sums(
    grid: Grid, column: int, say: Callable[..., Finding], *, sure: bool
) -> Iterator[Finding]:
    plain: list[Number] = []
    held: list[Number] = []
    subtotals: list[Number] = []
    groups: list[Number] = []
    every: list[Number] = []  # when a group's sum is wrong, the last total may be of these
    texts = [grid.text(row, column) for row in range(len(grid.rows))]
    some = _COMMON.search(f"{grid.caption} {grid.notes}")
    hidden = some is not None or any(map(_HIDDEN.fullmatch, texts))
    for row, number in _column(grid, column):
        label = grid.labels[row]
        if PART.match(label) or MEAN_ROW.search(label):
            continue
        if SUBTOTAL.match(label):
            if len(held) >= 2 and _differs(number, held):
                yield say(grid, row, number, number.like(_total(held)), "sum", 0.95)
            subtotals.append(number)
            held = []
        elif TOTAL.search(label) and (plain or subtotals):
            of_group = bool(_GROUP.match(label))
            least = 2 if _is_pair(grid) or sure or of_group else 3
            enough = len(plain) >= least or len(plain) == 2 == row
            parts = [*subtotals, *held] if subtotals else plain
            over_all = bool(groups) and not _differs(number, [*groups, *plain])
            over_all = over_all or (hidden and number.value > _total(parts))
            if enough and not over_all and _wrong(number, parts, plain, sure=sure, named=of_group):
                yield say(grid, row, number, number.like(_total(parts)), "sum", 0.95)
            groups.append(number)
            plain, held, subtotals = [], [], []
        elif TOTAL.search(label):
            said = f"{grid.caption} {' '.join(grid.table.head)} {label}"
            fewer = number.value < _total(groups) and OF_PEOPLE.search(said)
            wrong = _differs(number, groups) and _differs(number, every)
            if len(groups) >= 2 and wrong and _near(number, groups) and (
                not fewer or sure or _GROUP.match(label)):  # fmt: skip
                yield say(grid, row, number, number.like(_total(groups)), "sum", 0.9)
            groups = []
        else:
            plain.append(number)
            held.append(number)
            every.append(number)


def _is_pair(grid: Grid) -> bool:
    return any(_WOMEN.match(label) for label in grid.labels)


def _wrong(
    total: Number, parts: list[Number], plain: list[Number], *, sure: bool, named: bool = False
) -> bool:
    """A total is wrong when no way of adding gives it and it is no mean."""
    if not _differs(total, parts) or not _differs(total, plain):
        return False
    if not _differs(total, _collapsed(plain)):
        return False
    if sure:
        return True
    values = [part.value for part in plain]
    is_mean = not named and min(values) <= total.value <= max(values) and min(values) > 0
    return _near(total, plain) and not is_mean


def _near(total: Number, parts: list[Number]) -> bool:
    values = [part.value for part in parts]
    return abs(total.value - sum(values)) <= 0.5 * sum(map(abs, values))


def _collapsed(parts: list[Number]) -> list[Number]:
    """Leave out rows that a row above them is the sum of."""
    kept, at = [], 0
    while at < len(parts):
        kept.append(parts[at])
        for end in range(len(parts), at + 2, -1):
            if not _differs(parts[at], parts[at + 1 : end]) and parts[at].value:
                at = end - 1
                break
        at += 1
    return kept


def _total(parts: list[Number]) -> float:
    return sum(part.value for part in parts)


def _differs(total: Number, parts: list[Number]) -> bool:
    return not total.may_be(sum(part.low for part in parts), sum(part.high for part in parts))


def _parts(grid: Grid, say: Callable[..., Finding]) -> Iterator[Finding]:
    """A row `varav …` above the row it is part of."""
    for column in grid.columns:
        whole: Number | None = None
        for row, number in _column(grid, column):
            if not PART.match(grid.labels[row]):
                whole = number
            elif whole and number.low > whole.high >= 0 and not grid.share(column):
                yield say(grid, row, number, f"högst {whole.text}", "more_than_all", 0.95)
        said = f"{grid.heading(column)} {grid.caption}"
        if grid.share(column) and _COVERS.search(said) and not _PASSES.search(said):
            for row, number in _column(grid, column):
                if number.value - 0.5 > 100 and not _PASSES.search(grid.labels[row]):
                    yield say(grid, row, number, "högst 100", "more_than_all", 0.8)


def _all_shares(grid: Grid) -> bool:
    cells = [cell for row in grid.rows for cell in row.cells[1:] if cell]
    return bool(_SPREAD.search(grid.caption)) or all("%" in cell for cell in cells)


def _sexes(grid: Grid, say: Callable[..., Finding]) -> Iterator[Finding]:
    rows = {name: next((at for at, label in enumerate(grid.labels) if sign.search(label)), None)
            for name, sign in (("w", _WOMEN), ("m", _MEN), ("t", TOTAL))}  # fmt: skip
    if None in rows.values():
        return
    found = [[grid.cell(rows[name] or 0, column) for name in "wmt"] for column in grid.columns]
    full = [(w, m, t) for w, m, t in found if w and m and t]
    if sum(w.value + m.value == t.value for w, m, t in full) > 1:
        return  # they are counted, and added up
    for column in grid.columns:
        women, men, total = (grid.cell(rows[name] or 0, column) for name in "wmt")
        if not (women and men and total):
            continue
        beside = (grid.text(rows["t"] or 0, other) for other in range(grid.table.width))
        shares = total.unit == "%" or grid.share(column) or any("%" in text for text in beside)
        low, high = min(women.low, men.low), max(women.high, men.high)
        added = women.value + men.value
        is_count = not shares and abs(total.value - added) < abs(total.value - high)
        if not is_count and not total.may_be(low, high):
            between = (
                f"mellan {min(women, men, key=_value).text} och {max(women, men, key=_value).text}"
            )
            yield say(grid, rows["t"] or 0, total, between, "sexes", 0.95)


def _value(number: Number) -> float:
    return number.value


def _rows_are_whole(grid: Grid) -> bool:
    """Tell whether each row is 100: then its columns are answers to different questions."""
    rows = [[n for column in grid.columns if (n := grid.cell(row, column))]
            for row in range(len(grid.rows))]  # fmt: skip
    whole = [sum(n.low for n in row) <= 100 <= sum(n.high for n in row) for row in rows if row]
    return len(grid.columns) > 1 and sum(whole) >= max(2, len(whole) - 1)


def _hundred(grid: Grid, say: Callable[..., Finding]) -> Iterator[Finding]:
    if _MANY.search(f"{grid.caption} {grid.notes} {' '.join(grid.table.head)}"):
        return
    answers = sum(bool(_ANSWER.match(label)) for label in grid.labels)
    has_rest = any(_REST.match(label) for label in grid.labels)
    is_split = bool(_BY_KIND.search(grid.caption) or has_rest) and not grid.turned
    is_split = is_split and bool(SHARE.search(f"{grid.caption} {' '.join(grid.table.head)}"))
    if grid.turned:
        if answers < 3 or not _all_shares(grid):
            return
    elif not (_IN_PERCENT.search(grid.caption) or all(map(grid.share, grid.columns))):
        return
    if not grid.turned and _rows_are_whole(grid):
        return
    for column in grid.columns:
        parts = [(row, number) for row, number in _column(grid, column)
                 if not TOTAL.search(grid.labels[row])]  # fmt: skip
        has_total = any(TOTAL.search(label) for label in grid.labels)
        told = answers > 1 or _SPREAD.search(grid.caption) or has_total
        if len(parts) < 3 or not (told or is_split):
            continue
        numbers = [number for _, number in parts]
        low, high = sum(n.low for n in numbers), sum(n.high for n in numbers)
        least, most = (60, 140) if told else (80, 125) if has_rest else (90, 110)
        if not low - 1e-6 <= 100 <= high + 1e-6 and least <= _total(numbers) <= most:
            row, last = parts[-1]
            rest = last.like(100 - _total(numbers[:-1]))
            right = f"{rest} (summan blir {_total(numbers):g})"
            found = say(grid, row, last, right, "hundred", 0.9)
            # any of the rows may be the wrong one
            yield replace(found, quote=f"{grid.caption}: {' / '.join(r.quote for r in grid.rows)}")
