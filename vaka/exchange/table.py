"""A table in a file, whatever its format: headings, and rows of text in blocks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl

from vaka.exchange.csv_records import Broken
from vaka.exchange.refusal import FileRefused, Refused
from vaka.exchange.sniff import Container

_TRUSTED_BROKEN_ROWS = 20
"""So many broken rows are set aside one by one; more, and a tenth of all, and no row is trusted."""


@dataclass(frozen=True, slots=True)
class Origin:
    """How a file was read, as the receipt's page tells it.

    `encoding` and `separator` are empty for a workbook, `sheet` for a text file; `heading_row` is
    the heading row's line or row, counted from 1.
    """

    container: Container
    heading_row: int
    encoding: str = ""
    separator: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a table in file order.

    `cells` has one String column per heading, in their order; `numbers` the rows' lines or sheet
    rows as Int64; `broken` the rows that could not be divided into cells.
    """

    cells: pl.DataFrame
    numbers: pl.Series
    broken: tuple[Broken, ...] = ()


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


def named(headings: Sequence[str]) -> tuple[str, ...]:
    """The headings, with a name for each empty one."""
    return tuple(name or f"(kolumn {at})" for at, name in enumerate(headings, start=1))


def block(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    numbers: Sequence[int],
    broken: Sequence[Broken] = (),
) -> Block:
    """A block of rows that are all as wide as the headings, without those that hold no text."""
    columns = list(zip(*rows, strict=True)) or [()] * len(headings)
    cells = pl.DataFrame(
        [
            pl.Series(name, column, dtype=pl.String)
            for name, column in zip(headings, columns, strict=True)
        ]
    )
    return filled(cells, numbers, broken)


def filled(cells: pl.DataFrame, numbers: Sequence[int], broken: Sequence[Broken]) -> Block:
    """A block of the rows that hold any text."""
    at = pl.Series("row", numbers, dtype=pl.Int64)
    any_text = cells.select(pl.any_horizontal(pl.all().str.strip_chars() != "")).to_series()
    if not any_text.all():
        cells, at = cells.filter(any_text), at.filter(any_text)
    return Block(cells, at, tuple(broken))


def check_trust(good: int, broken: int) -> None:
    """Raises `FileRefused` when so many rows are broken that the good ones may be wrong too."""
    many = broken > _TRUSTED_BROKEN_ROWS and broken * 10 > good + broken
    if many or (broken and not good):
        raise FileRefused(
            Refused.BROKEN_ROWS,
            f"{broken} av filens {good + broken} rader går inte att dela i kolumner.",
            "Kontrollera skiljetecken och citattecken, exportera filen på nytt och läs in den.",
        )


def open_table(path: Path, known: Collection[str] = (), max_bytes: int | None = None) -> Table:
    """The table in a CSV or XLSX file, checked as a whole before any row is given out.

    `known` are normalised well-known headings (`vaka.exchange.headings.normalised`), which help
    to find the heading row and the separator. Raises `FileRefused` when the file cannot be
    trusted.
    """
    from vaka.exchange.csv_table import open_csv
    from vaka.exchange.sniff import MAX_BYTES, container_of
    from vaka.exchange.workbook import open_workbook

    container = container_of(path, MAX_BYTES if max_bytes is None else max_bytes)
    if container is Container.XLSX:
        return open_workbook(path, known)
    return open_csv(path, known)
