"""One reading of one claim: what was printed, what the table says, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from vaka.documents.figurecheck.claims.frames import Frame
from vaka.documents.figurecheck.claims.scenes import Mark
from vaka.documents.figurecheck.grammar.numbers import Number

SLACK = 1e-9


@dataclass(frozen=True)
class Reading:
    """A claim read one way; `key` is the same for all readings of one claim.

    `used` are the figures that the claim accounts for, `is_of_all` that no row is named, so that
    the sentence must be about just what the table is about.
    """

    key: tuple[str, int]
    printed: str
    computed: str
    holds: bool
    used: frozenset[Number] = field(default=frozenset())
    is_of_all: bool = False
    rule: str = "text_table"


def size(number: Number) -> Number:
    """Give a figure without its sign: `ett underskott på 7 mnkr`."""
    low, high = sorted((abs(number.low), abs(number.high)))
    return replace(number, value=abs(number.value), low=low, high=high)


def agrees(number: Number, cell: Number, scale: float = 1.0) -> bool:
    """Tell whether a told figure and a cell, times the scale of its heading, can be the same."""
    if scale == 1.0 and number.unit != "kr":
        return number.agrees(cell)
    low, high = sorted((abs(cell.low) * scale, abs(cell.high) * scale))
    return size(number).may_be(low, high)


def interval(cells: Iterable[Number]) -> tuple[float, float]:
    """Give the least and the most that some cells can add up to."""
    held = list(cells)
    return sum(one.low for one in held), sum(one.high for one in held)


def column_of(frame: Frame, column: int, rows: Sequence[int] | None = None) -> list[Number]:
    """Give the figures of a column at the rows of one kind, or at some of them."""
    some = frame.members if rows is None else rows
    return [cell for row in some if (cell := frame.number(row, column))]


def whole_of(frame: Frame, column: int) -> Iterator[tuple[float, float]]:
    """Give what a column may add up to: its row of the sum, and the sum of its rows."""
    for row in frame.totals:
        if cell := frame.number(row, column):
            yield cell.low, cell.high
    if not frame.grid.share(column) and not frame.is_mean(column):
        yield interval(column_of(frame, column))


def number_of(mark: Mark) -> Number:
    """Give the figure of a mark that is one."""
    if mark.number is None:
        raise ValueError(f"the mark at {mark.start} is no figure")
    return mark.number
