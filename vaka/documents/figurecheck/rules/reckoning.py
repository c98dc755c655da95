"""`sum` where the paper shows its reckoning: women and men, `12 + 9 = 21`, a deficit, a flow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grid import Grid, grids
from vaka.documents.figurecheck.said import Said, is_list, said

_WOMEN = re.compile(r"^\s+(?:(?:var|är)\s+)?(?:kvinnor|flickor)\b", re.IGNORECASE)
_MEN = re.compile(r"^\s+(?:(?:var|är)\s+)?(?:män|pojkar)\b", re.IGNORECASE)
_PLUS, _EQUALS = re.compile(r"\s*[+]\s*"), re.compile(r"\s*=\s*")
_BUDGET = re.compile(r"\b(?:budget\w*|ram(?:en)?)\b", re.IGNORECASE)
_OUT = re.compile(r"\b(?:utfall\w*|kostnad\w*|prognos\w*|förbruk\w*)\b", re.IGNORECASE)
_GAP = re.compile(
    r"\b(?:under|över)skott\w*\s+(?:på|om)\s+$|\bavvikelse\w*\s+(?:på|om)\s+[-−–]?$", re.IGNORECASE
)
_RUNNING = re.compile(r"^(?:ack\b|ackumulera|hittills|summa hittills|löpande)", re.IGNORECASE)
Rows = list[tuple[int, Number, float]]  # row, what is printed, what it ought to be


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every sentence and every table of a paper."""
    for one in said(document):
        for rule in (_women_and_men, _added, _deficit):
            yield from rule(one)
    for grid in grids(document):
        yield from _most(document.file, grid, _running)


def _women_and_men(one: Said) -> Iterator[Finding]:
    """`120 personer, varav 80 kvinnor och 45 män`."""
    if len(one.numbers) != 3 or any(n.unit or n.hedge for n in one.numbers):
        return
    total, *parts = one.numbers
    told = {bool(_WOMEN.match(one.after(n))) - bool(_MEN.match(one.after(n))) for n in parts}
    gap = one.text[total.end : parts[0].start]
    if told != {1, -1} or not is_list(one, parts) or len(gap) > 60 or re.search(r"[.;]", gap):
        return
    if one.tells_mean(total):
        return
    true = sum(n.value for n in parts)
    if total.value != true and 0.5 * true < total.value < 2 * true:
        yield one.find(total, total.like(true), "sum", 0.85)


def _added(one: Said) -> Iterator[Finding]:
    """`12 + 9 + 4 = 25`."""
    numbers = one.numbers
    for at, total in enumerate(numbers):
        if not at or not _EQUALS.fullmatch(one.text[numbers[at - 1].end : total.start]):
            continue
        first = at - 1
        while first and _PLUS.fullmatch(_joint(one, numbers[first - 1], numbers[first])):
            first -= 1
        parts = numbers[first:at]
        if len(parts) > 1 and not total.may_be(
            sum(n.low for n in parts), sum(n.high for n in parts)
        ):
            yield one.find(total, total.like(sum(n.value for n in parts)), "sum", 0.95)


def _joint(one: Said, a: Number, b: Number) -> str:
    """What stands between two figures; a plus at the second is read as its sign."""
    return one.text[a.end : b.start] + ("+" if b.signed and b.text.startswith("+") else "")


def _deficit(one: Said) -> Iterator[Finding]:
    """`Utfallet blev 12,9 mnkr mot budgeterade 12,0, ett underskott på 0,7 mnkr`."""
    money = [n for n in one.numbers if n.unit == "kr"]
    if len(money) != 3 or len(one.numbers) != 3 or any(n.hedge for n in money):
        return
    a, b, gap = money
    heads = one.text[: a.start], one.text[a.end : b.start]
    both = any(_BUDGET.search(x) and _OUT.search(y) for x, y in (heads, heads[::-1]))
    if not both or not _GAP.search(one.text[b.end : gap.start]):
        return
    low, high = sorted((abs(a.low - b.high), abs(a.high - b.low)))
    low = 0.0 if a.low <= b.high and b.low <= a.high else low
    if not low - 1e-6 <= abs(gap.high) or not abs(gap.low) <= high + 1e-6:
        yield one.find(gap, gap.like(abs(a.value - b.value)), "sum", 0.85)


def _most(file: str, grid: Grid, kind: Callable[[Grid], tuple[int, Rows]]) -> Iterator[Finding]:
    """Say the rows that are not as most of the rows are."""
    fits, wrong = kind(grid)
    if fits > 1 and len(wrong) <= max(1, fits // 3):
        for row, number, true in wrong:
            one = grid.rows[row]
            yield Finding(file, one.line, one.quote, number.text, number.like(true), "sum", 0.85)


def _running(grid: Grid) -> tuple[int, Rows]:
    """A column that adds the one before it, row by row."""
    at = next((at for at in grid.columns if _RUNNING.match(grid.heading(at))), None)
    before = [column for column in grid.columns if at and column < at]
    fits, wrong, last = 0, Rows(), None
    for row in range(len(grid.rows)) if at and before else ():
        number, step = grid.cell(row, at or 0), grid.cell(row, before[-1])
        if number and step and last:
            low, high = last.low + step.low, last.high + step.high
            if number.may_be(low, high):
                fits += 1
            else:
                wrong.append((row, number, last.value + step.value))
        last = number
    # the row after a wrong one starts from it and is wrong as well, in the other direction
    first = [told for told in wrong if told[0] - 1 not in {row for row, _, _ in wrong}]
    return fits, first
