"""`chain numerator share` in tables of `n av N`: n within N, its percent, and a chain of wholes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grid import Grid, grids, pair
from vaka.documents.figurecheck.rules.columns import COUNT, OF, Told, headed

_NUMERATOR = re.compile(r"^täljare\b", re.IGNORECASE)
_STEP = re.compile(r"\b(?:vid|med|av) (?:risk|brist|behov)\b|av dessa|därav", re.IGNORECASE)
_IN_STEPS = re.compile(r"\bsteg\w*|\bprocess\w*|\bkedja\w*|\bflöde\w*", re.IGNORECASE)
_DONE = re.compile(r"utför|genomför", re.IGNORECASE)


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask the tables of a paper."""
    for grid in grids(document):
        for row, printed, computed, name, confidence in _pairs(grid):
            one = grid.rows[row]
            yield Finding(document.file, one.line, one.quote, printed, computed, name, confidence)


def _pairs(grid: Grid) -> Told:
    """Cells with `n av N`: n within N, the percent beside, and one chain of wholes."""
    found: dict[int, dict[int, tuple[int, int]]] = {}
    for at, row in enumerate(grid.rows):
        for column, cell in enumerate(row.cells[1:], 1):
            if two := pair(cell):
                found.setdefault(column, {})[at] = two
                printed = f"{two[0]} av {two[1]}"
                if two[0] > two[1]:
                    yield at, printed, f"högst {two[1]}", "numerator", 0.95
                    continue
                shares = [n for numbers in row.numbers[1:] for n in numbers if n.unit == "%"]
                own = [n for n in row.numbers[column] if n.unit == "%"] or (
                    shares if len(shares) == 1 else [])  # fmt: skip
                right = 100 * two[0] / two[1] if two[1] else 0
                if len(own) == 1 and two[1] and not own[0].may_be(right):
                    yield at, own[0].text, own[0].like(right), "share", 0.9
    n = headed(grid, COUNT) or headed(grid, _NUMERATOR)
    whole = headed(grid, OF)
    if n is not None and whole is not None and not found:
        for at in range(len(grid.rows)):
            a, b = grid.cell(at, n), grid.cell(at, whole)
            if a and b and a.low <= b.high:
                found.setdefault(n, {})[at] = int(a.value), int(b.value)
    for pairs in found.values():
        yield from _chain(grid, pairs)
        yield from _steps(grid, pairs)


def _steps(grid: Grid, pairs: dict[int, tuple[int, int]]) -> Told:
    """A process in rows: those who were found at one step are all there are at the next."""
    rows = sorted(pairs)
    links = [(row, pairs[row][1], pairs[before][0])
             for before, row in itertools.pairwise(rows)]  # fmt: skip
    wrong = [link for link in links if link[1] != link[2]]
    told = f"{grid.caption} {grid.heading(0)}"
    if any(_STEP.search(label) for label in grid.labels) or not _IN_STEPS.search(told):
        return
    if len(links) > len(wrong) == 1:
        row, whole, first = wrong[0]
        yield row, str(whole), str(first), "chain", 0.85


def _chain(grid: Grid, pairs: dict[int, tuple[int, int]]) -> Told:
    rows = sorted(pairs)
    if len(rows) < 2 or not re.search(r"\b(?:med|vid)\s\w+|bedöm", grid.labels[rows[0]], re.I):
        return
    first = pairs[rows[0]][0]
    for row in rows[1:]:
        label = grid.labels[row]
        if _STEP.search(label) and not _DONE.search(label) and pairs[row][1] != first:
            n, whole = pairs[row]
            told = f"{n} av {whole}"
            held = any(told in cell for cell in grid.rows[row].cells)
            yield row, told if held else str(whole), f"{n} av {first}", "chain", 0.9
