"""A table in a file, whatever its format: headings, and rows of text in blocks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Protocol

from vaka.exchange.blocks import Block, Origin
from vaka.exchange.csv_table import open_csv
from vaka.exchange.sniff import MAX_BYTES, Container, container_of
from vaka.exchange.workbook import open_workbook


class Table(Protocol):
    """What `open_table` returns: a checked file whose rows can be read any number of times."""

    @property
    def path(self) -> Path: ...

    @property
    def origin(self) -> Origin: ...

    @property
    def headings(self) -> tuple[str, ...]:
        """One name per column; a column without heading is called `(kolumn N)`."""

    def blocks(self) -> Iterator[Block]: ...


def open_table(path: Path, known: Collection[str] = (), max_bytes: int | None = None) -> Table:
    """The table in a CSV or XLSX file, checked as a whole before any row is given out.

    `known` are normalised well-known headings (`vaka.exchange.headings.normalised`), which help
    to find the heading row and the separator. Raises `FileRefused` when the file cannot be
    trusted.
    """
    container = container_of(path, MAX_BYTES if max_bytes is None else max_bytes)
    if container is Container.XLSX:
        return open_workbook(path, known)
    return open_csv(path, known)
