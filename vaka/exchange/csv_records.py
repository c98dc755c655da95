"""Rows of a delimited text, line by line, so that a broken quote costs one row and not the file.

Python's own parser would let a quote that never closes swallow the rest of the file. Here a row
that does not parse is set aside with its lines, and reading goes on at the next physical line
that parses as a whole row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TextIO

import polars as pl

from vaka.exchange.sniff import torn

MAX_RECORD_LINES = 200
"""How many lines one quoted text may span before its quote is taken as broken."""

_BLOCK_LINES = 5000
_PATTERN_WIDTH = 60
"""Up to so many columns the fast pattern of a row stays small."""

_SURE_WIDTH = 4
"""From so many columns on, a whole row inside a quoted text tells that its quote is broken."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read: its first line in the file, its text and the reason (Swedish)."""

    row: int
    text: str
    reason: str


@dataclass(slots=True)
class Batch:
    """Whole rows with their line numbers, and the broken rows met among them.

    When every line is a row by itself, as in most files, the rows stand undivided in `lines`
    and `rows` is empty.
    """

    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


class CsvRecords:
    """Reads the rows after the heading row; `width` is the number of headings.

    `lines` stands after the heading row and `first` is the number of the next line.
    """

    def __init__(self, lines: TextIO, separator: str, width: int, first: int) -> None:
        self._lines = lines
        self._separator = separator
        self._width = width
        self._first = first
        self._clean_line = _clean_line(separator, width)
        self._window: list[str] = []
        self._ended = False

    def batches(self) -> Iterator[Batch]:
        """Batches in file order. Raises `FileRefused` when the file ends in the middle of a row."""
        self._fill(_BLOCK_LINES)
        while self._window:
            batch = Batch()
            used = self._clean(batch) or self._plain(batch)
            if used < len(self._window):
                used = self._careful(batch, used)
            del self._window[:used]
            self._first += used
            yield batch
            self._fill(_BLOCK_LINES)

    def _fill(self, lines: int) -> None:
        if not self._ended and len(self._window) < lines:
            wanted = lines - len(self._window)
            more = list(islice(self._lines, wanted))
            self._ended = len(more) < wanted
            self._window += more

    def _clean(self, batch: Batch) -> int:
        """Takes the whole window undivided when each of its lines is a row; else nothing, 0."""
        lines = pl.Series(self._window, dtype=pl.String)
        if not self._clean_line or not lines.str.contains(self._clean_line).all():
            return 0
        batch.lines = list(self._window)
        batch.numbers = list(range(self._first, self._first + len(batch.lines)))
        return len(batch.lines)

    def _plain(self, batch: Batch) -> int:
        """Takes rows of one line each as long as all is well; returns the lines used."""
        reader = csv.reader(self._window, delimiter=self._separator, strict=True)
        width, rows, numbers, first = self._width, batch.rows, batch.numbers, self._first
        used = 0
        try:
            for row in reader:
                if reader.line_num != used + 1 or len(row) != width:
                    if not row and reader.line_num == used + 1:
                        used += 1
                        continue
                    return used
                rows.append(row)
                numbers.append(first + used)
                used += 1
        except csv.Error:
            return used
        return used

    def _careful(self, batch: Batch, at: int) -> int:
        """Takes the one row at `at` that is not plain; returns the lines used."""
        self._fill(at + MAX_RECORD_LINES + 1)
        row, lines = self._record(at)
        if row is not None and len(row) >= self._width and not any(row[self._width :]):
            self._keep(batch, at, row[: self._width])
            return at + lines
        if row is not None and not any(cell.strip() for cell in row):
            return at + lines
        if row is not None:
            self._check_last_line(at, lines, row)
            batch.broken.append(Broken(self._first + at, self._text(at, lines), self._count(row)))
            return at + lines
        end = self._resync(at + 1)
        batch.broken.append(Broken(self._first + at, self._text(at, end - at), _BROKEN_QUOTE))
        return end

    def _keep(self, batch: Batch, at: int, row: list[str]) -> None:
        if any(cell.strip() for cell in row):
            batch.rows.append(row)
            batch.numbers.append(self._first + at)

    def _record(self, at: int) -> tuple[list[str] | None, int]:
        """The record that starts at a line and its number of lines; None when its quote breaks."""
        span = self._window[at : at + MAX_RECORD_LINES]
        reader = csv.reader(span, delimiter=self._separator, strict=True)
        try:
            row = next(reader)
        except csv.Error:
            return None, 1
        inner = range(at + 1, at + reader.line_num)
        if self._width >= _SURE_WIDTH and any(self._whole_line(line) for line in inner):
            return None, 1
        return row, reader.line_num

    def _whole_line(self, at: int) -> bool:
        """Whether a line without quotes is as wide as a row."""
        line = self._window[at]
        return '"' not in line and line.count(self._separator) == self._width - 1

    def _resync(self, at: int) -> int:
        """The next line where a row starts, whole or as wide as one.

        Raises `FileRefused` when the file ends first.
        """
        while True:
            self._fill(at + MAX_RECORD_LINES + 1)
            if at >= len(self._window):
                raise torn(
                    "Filen slutar mitt i en text: ett citattecken som öppnats stängs aldrig."
                )
            row, _ = self._record(at)
            wide = self._window[at].count(self._separator) >= max(1, self._width - 1)
            if wide or (row is not None and len(row) == self._width):
                return at
            at += 1

    def _check_last_line(self, at: int, lines: int, row: list[str]) -> None:
        last = at + lines == len(self._window) and self._ended
        if last and len(row) < self._width and not self._window[-1].endswith(("\n", "\r")):
            raise torn(f"Filens sista rad (rad {self._first + at}) är avbruten.")

    def _text(self, at: int, lines: int) -> str:
        return "".join(self._window[at : at + lines]).strip()[:500]

    def _count(self, row: list[str]) -> str:
        more = "fler" if len(row) > self._width else "färre"
        return (
            f"Raden har {len(row)} värden, {more} än filens {self._width} rubriker. "
            "Kontrollera skiljetecken och citattecken på raden."
        )


def divided(lines: list[str], separator: str, width: int) -> pl.DataFrame:
    """Lines that are a whole row each, divided into String columns by position."""
    text = "\n".join(line.rstrip("\r\n") for line in lines)
    return pl.read_csv(
        io.BytesIO(text.encode()),
        has_header=False,
        separator=separator,
        schema={str(at): pl.String for at in range(width)},
        empty_string_is_null=False,
    )


def _clean_line(separator: str, width: int) -> str:
    """The pattern of a line that is one row beyond doubt; empty when there is no such pattern."""
    if not 2 <= width <= _PATTERN_WIDTH:
        return ""
    sign = re.escape(separator)
    cell = f'(?:"(?:[^"]|"")*"|[^"{sign}\\r\\n]*)'
    return f"^{cell}(?:{sign}{cell}){{{width - 1}}}[\\r\\n]*$"


_BROKEN_QUOTE = (
    "Ett citattecken på raden är inte rätt avslutat, så raden går inte att dela i kolumner. "
    "Rätta citattecknen och läs in raden igen."
)
