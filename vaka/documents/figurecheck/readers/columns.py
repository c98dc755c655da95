"""Tables whose columns are only spaces, as text out of a PDF has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_GAP = re.compile(r"\t+|[ \u00a0]{2,}")
_FIGURE = re.compile(r"\d")
_WORDS = re.compile(r"^(?:\D*|.*[^\W\d]{3,}\D*(?:19|20)\d\d)$")
_NAMED = re.compile(r"\s*(?:tabell|figur|diagram|bilaga)\s+\d", re.IGNORECASE)
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
    first = split(lines[at])
    nexts = [line for line in lines[at + 1 : at + 3] if line.strip()]
    if not nexts or (at + 1 < len(lines) and not lines[at + 1].strip()):
        return False
    second = split(nexts[0])
    if len(second) == 1 and len(nexts) == 2 and len(nexts[0]) < 60:
        second = split(nexts[1])
    if len(first) < 2 or len(second) < 2:
        return False
    return any(_FIGURE.search(cell[2]) for cell in [*first[1:], *second[1:]])


def rows_of(lines: Sequence[str], at: int) -> tuple[list[tuple[int, list[Span]]], int]:
    """Give (place, cells) of each row from `at`, a broken first cell joined, and where it ends."""
    rows: list[tuple[int, list[Span]]] = []
    head = ""
    while at < len(lines) and lines[at].strip():
        after = split(lines[at + 1]) if at + 1 < len(lines) else []
        cells = split(lines[at])
        if len(cells) >= 2:
            start, end, text = cells[0]
            rows.append((at, [(start, end, f"{head} {text}".strip()), *cells[1:]]))
            head = ""
        elif rows and not head and _ends_label(lines[at], after):
            (start, end, text), *rest = rows[-1][1]
            rows[-1] = (rows[-1][0], [(start, end, f"{text} {lines[at].strip()}"), *rest])
        elif rows and _heads(after):
            break  # the caption of the next table
        elif len(after) >= 2 and len(lines[at]) < 60 and not head and not _NAMED.match(lines[at]):
            head = lines[at].strip()
        else:
            break
        at += 1
    return rows, at


def _heads(cells: Sequence[Span]) -> bool:
    """Tell whether cells are a row of headings: words, and years or dates among them."""
    told = [text for _, _, text in cells[1:]]
    return bool(told) and all(_WORDS.search(text) for text in told)


def _ends_label(line: str, after: Sequence[Span]) -> bool:
    """Tell whether a line without figures is the end of the label above: small before large."""
    begins = after[0][2][:1] if after else ""
    whole = len(split(line)) == 1 and len(line.strip()) < 60 and not line.rstrip().endswith(".")
    return whole and line.strip()[:1].islower() and not begins.islower()


def aligned(rows: Sequence[list[Span]]) -> list[tuple[str, ...]]:
    """Give rows of equal width: a row with a hole has its cells where they stand."""
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
