"""Rows into a table: which row is the heading, and what is a caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vaka.documents.figurecheck.document import Block, Row, Table
from vaka.documents.figurecheck.grammar.numbers import scan

_CAPTION = re.compile(r"^(?:tabell|diagram|figur)\s+\d+(?:[.:]|\s[A-ZÅÄÖ–-]|$)", re.IGNORECASE)
_PERIOD = re.compile(r"^\D{0,20}(?:19|20)\d\d\D{0,20}$")
_VERB = re.compile(
    r"^\w+\s+\d+\s+(?:visar|framgår|ovan|nedan|och|finns|redovisar|är)", re.IGNORECASE
)


def is_caption(text: str) -> bool:
    """Tell whether a line is the caption of a table or figure."""
    return bool(_CAPTION.match(text)) and not _VERB.match(text) and len(text) < 200


def made(rows: Sequence[Row], caption: str = "", *, headed: bool = False) -> Table:
    """Give the table of its rows; the first is the heading when it holds no figures."""
    line = rows[0].line if rows else 1
    if len(rows) > 2 and _is_over(rows[0], rows[1]):
        joined = _joined(rows[0], rows[1])
        return Table(joined, tuple(rows[2:]), line, caption)
    if rows and (headed or _is_heading(rows[0])):
        return Table(rows[0].cells, tuple(rows[1:]), line, caption)
    return Table((), tuple(rows), line, caption)


def continued(blocks: Sequence[Block]) -> list[Block]:
    """Join a table with what follows it on the next page, where its heading row stands again."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(last, Table) and isinstance(block, Table):
            at = _again(last.head, block)
            if at is not None:
                joined[-1] = replace(last, rows=(*last.rows, *block.rows[at:]))
                continue
        joined.append(block)
    return joined


def _again(head: Sequence[str], table: Table) -> int | None:
    """Give the place of the first row below a heading row that repeats another table's."""
    wanted = [cell for cell in head if cell]
    above = [table.head, *(row.cells for row in table.rows[:2])]
    for at, cells in enumerate(above):
        if wanted and [cell for cell in cells if cell] == wanted:
            return at
    return None


def _is_heading(row: Row) -> bool:
    filled = [cell for cell in row.cells[1:] if cell]
    return bool(filled) and all(
        _PERIOD.match(cell) or not list(scan(cell, cell=True)) for cell in filled
    )


def _is_over(first: Row, second: Row) -> bool:
    """Tell whether a row is a group heading over the row of headings: sparse above full."""
    width = max(len(first.cells), len(second.cells))
    above = [cell for cell in first.cells if cell]
    below = [cell for cell in second.cells if cell]
    sparse = 0 < len(above) < len(below) and len(above) < width and not first.cells[0]
    return sparse and len(below) >= width - 1 and _is_heading(second) and _is_heading(first)


def _joined(first: Row, second: Row) -> tuple[str, ...]:
    """Each column's heading with the group it stands under, but for a group over all of them."""
    group, found = "", []
    one = sum(bool(cell) for cell in first.cells) == 1
    for at, cell in enumerate(second.cells):
        group = first.cells[at] if at < len(first.cells) and first.cells[at] else group
        found.append(cell if one or not group else f"{group} {cell}".strip())
    return tuple(found)
