"""The file of rejected rows: what to put right, ready to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from vaka.exchange.receipt import Finding
from vaka.exchange.writers import Cell, csv_bytes, write_xlsx

HEADINGS = ("rad", "fält", "värde", "orsak")


def rejects_csv(rejects: Iterable[Finding]) -> bytes:
    """The rejects in row order, one line per reason: UTF-8 with BOM, semicolons."""
    return csv_bytes(HEADINGS, _rows(rejects))


def write_rejects(path: Path, rejects: Iterable[Finding]) -> None:
    """Writes the rejects as XLSX when the name ends so, else as CSV."""
    if path.suffix.lower() == ".xlsx":
        with path.open("wb") as file:
            write_xlsx(file, HEADINGS, _rows(rejects), "Avvisade rader")
    else:
        path.write_bytes(rejects_csv(rejects))


def _rows(rejects: Iterable[Finding]) -> Iterator[Sequence[Cell]]:
    for each in sorted(rejects, key=lambda finding: finding.row):
        yield each.row, each.field, each.value, each.reason
