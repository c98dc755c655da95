"""One model of a paper, whatever file it came in: headings, paragraphs and tables in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from vaka.documents.figurecheck.grammar.numbers import Number, scan


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1, `page` is None where the file has no pages."""

    text: str
    line: int
    level: int = 1
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, a list item, a caption or a line of a contents list."""

    text: str
    line: int
    page: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()

    def line_at(self, place: int) -> int:
        """Give the line that a place in the text stands on; `breaks` are (place, line)."""
        return max((line for start, line in self.breaks if start <= place), default=self.line)

    def own_lines(self) -> list[Paragraph]:
        """Give the lines that it was put together from, each as a paragraph."""
        if len(self.breaks) < 2:
            return [self]
        ends = [*(place for place, _ in self.breaks[1:]), len(self.text)]
        return [Paragraph(self.text[place:end].strip(), line, self.page)
                for (place, line), end in zip(self.breaks, ends, strict=True)]  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells as printed, and where it stands."""

    cells: tuple[str, ...]
    line: int

    @cached_property
    def numbers(self) -> tuple[tuple[Number, ...], ...]:
        """The figures of each cell."""
        return tuple(tuple(scan(cell, cell=True)) for cell in self.cells)

    @property
    def quote(self) -> str:
        """The row as a reader would read it out."""
        return " | ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True)
class Table:
    """A table: `head` is its heading row (empty when it has none), `rows` what follows."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    line: int
    caption: str = ""

    @cached_property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max([len(self.head), *(len(row.cells) for row in self.rows)], default=0)

    def heading(self, column: int) -> str:
        """The heading over a column, empty when there is none."""
        return self.head[column] if column < len(self.head) else ""


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Document:
    """A paper as its blocks, in the order they are read."""

    file: str
    blocks: tuple[Block, ...]
    lines: Sequence[str] = field(default=())
    kept: dict[int, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What the rules share: the tables as they have read them, by place (`grid.grids_by_place`)."""

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the paper."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the paper."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The running text of the paper."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    def texts(self) -> Iterator[tuple[str, int]]:
        """Every heading and paragraph with its line."""
        for block in self.blocks:
            if not isinstance(block, Table):
                yield block.text, block.line
