"""A CSV file as a table: separator and heading row found, the whole file checked once."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from vaka.exchange import headings as heads
from vaka.exchange.blocks import Block, Origin, block, check_trust, filled, named
from vaka.exchange.csv_records import Batch, CsvRecords, divided
from vaka.exchange.encoding import LABELS, encoding_of
from vaka.exchange.sniff import Container

SEPARATORS = {";": "semikolon", "\t": "tabb", ",": "komma"}
_SAMPLE_LINES = 100
_EXCEL_HINT = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the heading row is: its cells, its first line from 1, and the lines before the data."""

    separator: str
    headings: tuple[str, ...]
    heading_line: int
    lines_before: int
    score: tuple[int, float, int]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A checked CSV file; a `vaka.exchange.table.Table`."""

    path: Path
    codec: str
    layout: _Layout

    @property
    def headings(self) -> tuple[str, ...]:
        return named(self.layout.headings)

    @property
    def origin(self) -> Origin:
        return Origin(
            Container.CSV,
            self.layout.heading_line,
            encoding=LABELS[self.codec],
            separator=SEPARATORS[self.layout.separator],
        )

    def blocks(self) -> Iterator[Block]:
        for batch in self.batches():
            yield self._block(batch)

    def _block(self, batch: Batch) -> Block:
        if not batch.lines:
            return block(self.headings, batch.rows, batch.numbers, batch.broken)
        cells = divided(batch.lines, self.layout.separator, len(self.headings))
        cells.columns = list(self.headings)
        return filled(cells, batch.numbers, batch.broken)

    def batches(self) -> Iterator[Batch]:
        """The rows as lists of text. Raises `FileRefused` when the file is torn."""
        with self.path.open(encoding=self.codec, newline="") as lines:
            for _ in range(self.layout.lines_before):
                next(lines)
            first = self.layout.lines_before + 1
            width = len(self.layout.headings)
            yield from CsvRecords(lines, self.layout.separator, width, first).batches()


def open_csv(path: Path, known: Collection[str] = ()) -> CsvTable:
    """The CSV file as a table, read through once. Raises `FileRefused`."""
    codec = encoding_of(path)
    with path.open(encoding=codec, newline="") as lines:
        sample = list(islice(lines, _SAMPLE_LINES))
    table = CsvTable(path, codec, _layout(sample, known))
    _check_rows(table)
    return table


def _check_rows(table: CsvTable) -> None:
    good = broken = 0
    for batch in table.batches():
        good += len(batch.numbers)
        broken += len(batch.broken)
    check_trust(good, broken)


def _layout(sample: Sequence[str], known: Collection[str]) -> _Layout:
    hint = _EXCEL_HINT.match(sample[0]) if sample else None
    wanted = [hint.group(1)] if hint and hint.group(1) in SEPARATORS else list(SEPARATORS)
    found = [layout for each in wanted if (layout := _with_separator(sample, each, known))]
    if not found:
        raise heads.no_header()
    best = max(found, key=lambda layout: layout.score)
    cells = heads.checked(best.headings)
    return _Layout(best.separator, cells, best.heading_line, best.lines_before, best.score)


def _with_separator(
    sample: Sequence[str], separator: str, known: Collection[str]
) -> _Layout | None:
    """The layout if this were the separator.

    It scores by known headings, then by the share of rows that are as wide as the heading row.
    """
    rows, ends = _sample_rows(sample, separator)
    at = heads.heading_row(rows, known)
    if at is None:
        return None
    width = len(rows[at])
    widths = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    hits = len({heads.normalised(cell) for cell in rows[at]} & set(known))
    share = widths[width] / widths.total() if width > 1 else 0.0
    line = (ends[at - 1] if at else 0) + 1
    return _Layout(separator, tuple(rows[at]), line, ends[at], (hits, share, width))


def _sample_rows(sample: Sequence[str], separator: str) -> tuple[list[list[str]], list[int]]:
    reader = csv.reader(sample, delimiter=separator)
    rows: list[list[str]] = []
    ends: list[int] = []
    for row in reader:
        rows.append(row)
        ends.append(reader.line_num)
    return rows, ends
