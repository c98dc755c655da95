"""Rows of text in blocks, and how their file was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
