"""An XLSX workbook as a table: its first sheet that holds anything, every cell as text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from vaka.exchange import headings as heads
from vaka.exchange.blocks import Block, Origin, block, named
from vaka.exchange.package import cells_without_value, check_package
from vaka.exchange.sniff import Container, password, torn

_BLOCK_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Workbook:
    """A checked sheet; a `vaka.exchange.table.Table`.

    `holes` maps (row, column), counted from 0, of cells whose formula has no usable value to the
    marker that stands in for their text.
    """

    path: Path
    sheet: CalamineSheet
    cells: tuple[str, ...]
    heading_at: int
    holes: dict[tuple[int, int], str]

    @property
    def headings(self) -> tuple[str, ...]:
        return named(self.cells)

    @property
    def origin(self) -> Origin:
        return Origin(Container.XLSX, self.heading_at + 1, sheet=self.sheet.name)

    def blocks(self) -> Iterator[Block]:
        width, at = len(self.cells), self.heading_at + 1
        rows = islice(self.sheet.iter_rows(), at, None)
        while texts := [_texts(row, width) for row in islice(rows, _BLOCK_ROWS)]:
            self._mark(texts, at)
            yield block(self.headings, texts, range(at + 1, at + 1 + len(texts)))
            at += len(texts)

    def _mark(self, texts: list[list[str]], first: int) -> None:
        for (row, column), marker in self.holes.items():
            if first <= row < first + len(texts) and column < len(self.cells):
                texts[row - first][column] = marker


def open_workbook(path: Path, known: Collection[str] = ()) -> Workbook:
    """The workbook's first visible sheet that holds anything. Raises `FileRefused`."""
    check_package(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            sheet = _first_filled(book)
    except PasswordError as error:
        raise password() from error
    except (CalamineError, XmlError, ZipError) as error:
        raise torn("Arbetsboken är skadad och kan inte läsas.") from error
    rows = [
        [cell_text(cell) for cell in row] for row in islice(sheet.iter_rows(), heads.SEARCH_ROWS)
    ]
    at = heads.heading_row(rows, known)
    if at is None:
        raise heads.no_header()
    return Workbook(path, sheet, heads.checked(rows[at]), at, cells_without_value(path, sheet.name))


def _first_filled(book: CalamineWorkbook) -> CalamineSheet:
    for about in book.sheets_metadata:
        if about.typ is SheetTypeEnum.WorkSheet and about.visible is SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_name(about.name)
            if sheet.total_height:
                return sheet
    raise heads.no_header()


def _texts(row: list[Any], width: int) -> list[str]:
    texts = [_TEXT[type(cell)](cell) for cell in row[:width]]
    return texts if len(texts) == width else texts + [""] * (width - len(texts))


def cell_text(cell: object) -> str:
    """A cell as a Swedish reader would write it: ISO dates, whole numbers whole, decimal comma."""
    return _TEXT[type(cell)](cell)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else f"{value:.15g}".replace(".", ",")


def _moment(value: datetime) -> str:
    # Excel counts days as floats, so a minute may come as 59.999 seconds.
    whole = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    return whole.isoformat(sep=" ")


_TEXT: dict[type, Callable[[Any], str]] = {
    str: str,
    float: _number,
    int: str,
    bool: lambda value: "SANT" if value else "FALSKT",
    date: date.isoformat,
    datetime: _moment,
    time: lambda value: _moment(datetime.combine(date(1900, 1, 1), value))[11:],
    timedelta: str,
}
