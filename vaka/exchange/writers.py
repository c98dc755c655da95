"""Tables written for people: CSV that Swedish Excel opens by a double click, and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

Cell = str | int | float | Decimal | bool | date | datetime | None

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTH = {"least": 10, "most": 60}
_MAX_CELL = 32_767
_SWEDISH = ZoneInfo("Europe/Stockholm")


def safe_text(text: str) -> str:
    """The text as a spreadsheet shows it and never runs it: a formula's start gets an apostrophe.

    Source: OWASP, CSV Injection.
    """
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def plain_cell(cell: Cell) -> str:
    """A cell as Swedish text: decimal comma, ISO dates, ja and nej, empty for unknown."""
    match cell:
        case None:
            return ""
        case bool():
            return "ja" if cell else "nej"
        case datetime():
            return _local(cell).isoformat(sep=" ", timespec="minutes")
        case date():
            return cell.isoformat()
        case float() | Decimal():
            return str(cell).replace(".", ",")
        case int():
            return str(cell)
        case _:
            return safe_text(cell)


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with BOM, semicolons, CRLF; moments in Swedish local time."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_text(heading) for heading in headings])
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(
    file: BinaryIO, headings: Sequence[str], rows: Iterable[Sequence[Cell]], sheet: str = "Data"
) -> None:
    """A workbook with one sheet: bold frozen heading row, typed cells, filter; row by row.

    Texts are written as texts, so nothing in them is run as a formula or a link. Moments are in
    Swedish local time. Raises nothing of its own; `file` gets the bytes.
    """
    import xlsxwriter  # slow to load, and most processes never write a workbook

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    page = book.add_worksheet(sheet[:31])
    page.freeze_panes(1, 0)
    for at, heading in enumerate(headings):
        width = min(max(len(heading) + 2, _WIDTH["least"]), _WIDTH["most"])
        page.set_column(at, at, width)
    page.write_row(0, 0, headings, book.add_format({"bold": True, "bottom": 1}))
    formats: dict[type[date], Any] = {
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    count = 0
    for count, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            _write_cell(page, count, at, cell, formats)
    page.autofilter(0, 0, count, max(len(headings) - 1, 0))
    book.close()


def _write_cell(
    page: Any, row: int, column: int, cell: Cell, formats: dict[type[date], Any]
) -> None:
    match cell:
        case None:
            return
        case bool():
            page.write_string(row, column, "ja" if cell else "nej")
        case datetime():
            local = _local(cell).replace(tzinfo=None)
            page.write_datetime(row, column, local, formats[datetime])
        case date():
            page.write_datetime(row, column, cell, formats[date])
        case int() | float() | Decimal():
            page.write_number(row, column, cell)
        case _:
            page.write_string(row, column, cell[:_MAX_CELL])


def _local(moment: datetime) -> datetime:
    """Swedish local time; a naive moment is taken to be local already."""
    local = moment.astimezone(_SWEDISH) if moment.tzinfo else moment
    return local.replace(tzinfo=None)


def xlsx_bytes(sheet: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook as `write_xlsx` makes it, in memory, for a download."""
    out = io.BytesIO()
    write_xlsx(out, headings, rows, sheet)
    return out.getvalue()
