"""Tables whose columns are only spaces, as text out of a PDF has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_GAP = re.compile(r"\t+|[ \u00a0]{2,}")
_FIGURE = re.compile(r"\d")
Span = tuple[int, int, str]


def split(line: str) -> list[Span]:
    """Give (start, end, text) of each cell of a line."""
    cells, at = [], 0
    for match in [*_GAP.finditer(line), None]:
        end = match.start() if match else len(line)
        if line[at:end].strip():
            lead = len(line[at:end]) - len(line[at:end].lstrip())
            cells.append((at + lead, end, line[at:end].strip()))
        at = match.end() if match else end
    return cells


def is_columns(lines: Sequence[str], at: int) -> bool:
    """Tell whether a table of spaces begins here: two such lines, figures in one of them."""
    if at + 1 >= len(lines):
        return False
    first, second = split(lines[at]), split(lines[at + 1])
    if len(first) < 2 or len(second) < 2:
        return False
    return any(_FIGURE.search(cell[2]) for cell in [*first[1:], *second[1:]])


def aligned(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """Give rows of equal width: a row with a hole has its cells where they stand."""
    rows = [split(line) for line in lines]
    width = max(len(row) for row in rows)
    full = next(row for row in reversed(rows) if len(row) == width)
    return [
        tuple(text for _, _, text in row) if len(row) == width else _placed(row, full)
        for row in rows
    ]


def _placed(row: list[Span], full: list[Span]) -> tuple[str, ...]:
    cells, last = [""] * len(full), -1
    for start, end, text in row:
        free = range(last + 1, len(full))
        if free:
            last = min(free, key=lambda k: _distance(full[k], start, end))
            cells[last] = text
    return tuple(cells)


def _distance(column: Span, start: int, end: int) -> float:
    middle = abs(column[0] + column[1] - start - end) / 2
    return min(abs(column[0] - start), abs(column[1] - end), middle)
