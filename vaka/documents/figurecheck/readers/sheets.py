"""CSV files and workbooks: every sheet a table, blank rows part tables, lone cells are text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from vaka.documents.figurecheck.document import Block, Document, Heading, Paragraph, Row
from vaka.documents.figurecheck.readers.refusal import Unreadable, decoded, opened
from vaka.documents.figurecheck.readers.tables import made

MOST_CELLS = 2_000_000
_PARTS = re.compile(r"(?<!\d),(?!\s)|,(?![\s\d])")


def read_csv(path: Path) -> Document:
    """Read a CSV file with semicolons, commas or tabs. Raises `Unreadable`."""
    text = decoded(path)
    bare = re.sub(r'"[^"]*"', '""', text[:8192])
    sign = _parted_by([line for line in bare.split("\n") if line.strip()][:20])
    try:
        rows = [tuple(cell.strip() for cell in row)
                for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign)]  # fmt: skip
    except csv.Error as error:
        raise Unreadable(f"{path.name} kan inte läsas som CSV: {error}.") from error
    return Document(path.name, tuple(_blocks(rows)))


def _parted_by(lines: Sequence[str]) -> str:
    """Give the sign between cells: one that stands equally often in several lines."""
    for sign in ";\t,":
        if sign == "," and not any(_PARTS.search(line) for line in lines):
            continue  # decimals and commas of sentences part no cells
        counts = [line.count(sign) for line in lines if line.count(sign)]
        alike = max((counts.count(count) for count in set(counts)), default=0)
        if alike >= 2 or (alike == len(lines) and alike):
            return sign
    return ";"


def read_xlsx(path: Path) -> Document:
    """Read every visible sheet of a workbook. Raises `Unreadable`."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    opened(path).close()
    blocks: list[Block] = []
    try:
        with CalamineWorkbook.from_path(path) as book:
            for about in book.sheets_metadata:
                if about.visible is not SheetVisibleEnum.Visible:
                    continue
                sheet = book.get_sheet_by_name(about.name)
                if sheet.total_height * sheet.total_width > MOST_CELLS:
                    raise Unreadable(f"{path.name}: bladet {about.name} är för stort.")
                rows = [tuple(_cell(cell) for cell in row)
                        for row in sheet.to_python(skip_empty_area=False)]  # fmt: skip
                blocks.append(Heading(about.name, 1))
                blocks += _blocks(rows)
    except (CalamineError, OSError) as error:
        raise Unreadable(f"{path.name} är skadad och kan inte läsas.") from error
    return Document(path.name, tuple(blocks))


def _blocks(rows: Sequence[tuple[str, ...]]) -> Iterator[Block]:
    """Part the rows at blank ones; one filled cell is a text, more are rows of a table."""
    held: list[Row] = []
    caption = ""
    for at, cells in enumerate([*rows, ()], 1):
        filled = [cell for cell in cells if cell]
        if len(filled) >= 2 or (held and len(filled) == 1 and cells[0] and len(cells[0]) < 60):
            held.append(Row(cells, at))
            continue
        if held:
            yield made(held, caption)
            held, caption = [], ""
        if filled:
            caption = filled[0]
            yield Paragraph(filled[0], at)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, float):
        text = str(int(value)) if value.is_integer() else f"{value:.10g}"
        return text.replace(".", ",")
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()
