"""Rows into a table: which row is the heading, and what is a caption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vaka.documents.figurecheck.document import Row, Table
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
    if rows and (headed or _is_heading(rows[0])):
        return Table(rows[0].cells, tuple(rows[1:]), line, caption)
    return Table((), tuple(rows), line, caption)


def _is_heading(row: Row) -> bool:
    filled = [cell for cell in row.cells[1:] if cell]
    return bool(filled) and all(
        _PERIOD.match(cell) or not list(scan(cell, cell=True)) for cell in filled
    )
