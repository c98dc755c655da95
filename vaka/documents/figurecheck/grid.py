"""A table as labels, columns of figures and their units, for the rules that reckon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from vaka.documents.figurecheck.document import Document, Heading, Paragraph, Row, Table
from vaka.documents.figurecheck.grammar.dates import years
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grammar.sentences import keys
from vaka.documents.figurecheck.readers.tables import is_caption

_MARKS = re.compile(r"[¹²³⁴*†‡]+")
_MONEY = re.compile(
    r"(?<![a-zåäö])(?:tkr|mnkr|mkr|msek|kr|kronor|belopp|budget\w*|kostnad\w*)(?![a-zåäö])", re.I
)
SHARE = re.compile(r"%|\bandel|\bprocent|frekvens|\bkvot", re.IGNORECASE)
_IN_PERCENT = re.compile(r"\bi procent\b|\(procent\)|\bprocent$|%", re.IGNORECASE)
_MEAN = re.compile(
    r"\bmedel(?!s)|snitt\b|genomsnitt"
    r"|\bper (?:patient|person|brukare|boende|invånare|\d|dag\b|vecka)"
    r"|median|index|betyg|poäng|\bdagar\b",
    re.IGNORECASE,
)
_REST = re.compile(
    r"[\s%‰↑↓→↗↘*¹²³†+\-−–±]|kr\b|tkr\b|mnkr\b|mkr\b|procent\b|st\b|personer\b"
    r"|(?:dagar|dygn|veckor|månader|timmar|minuter|tim|min)\b",
    re.IGNORECASE,
)
TOTAL = re.compile(
    r"^(?:summa|totalt?|total\b|totala\b|totalsumma|slutsumma|s:a\b|[Σ∑]|båda könen|sammanlagt"
    r"|samtliga|alla\b|hela\b|netto|sammantaget|jan(?:uari)?\s?[–-]\s?dec(?:ember)?\b"
    r"|tot\.?|helår(?:et)?\b|helårs(?:summa|total\w*|utfall)\b|hela året|året(?: totalt|$))"
    r"|\b(?:totalt|summa|sammanlagt)$",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"^(?:förändring|differens|skillnad|ändring|diff|[+±]\s?/?\s?[-−–]?$|Δ|ökning|minskning)",
    re.IGNORECASE,
)
_UNIT_HEAD = re.compile(r"^(?:enhet|mått?enhet|sort)$", re.IGNORECASE)
_UNIT_IN_CELL = re.compile(
    r"\d\s+(st|personer|dagar|dygn|veckor|månader|timmar|minuter)\s*$", re.IGNORECASE
)
_UNIT_SAID = re.compile(r"antal(?: \w+)? per \w+|%|procent", re.IGNORECASE)
MEAN_ROW = re.compile(
    r"^medel(?!lång|stor|svår)|medelvärde|genomsnitt|^snitt|median|^riket|^länet", re.IGNORECASE
)
SUBTOTAL = re.compile(r"^del(?:summa|total)", re.IGNORECASE)
OF_PEOPLE = re.compile(
    r"person|brukare|individ|patient|medarbetare|\bboende\b", re.IGNORECASE
)  # who may be counted in several rows
_TWICE = re.compile(
    r"\bunik\w*|\bnettoräkna|dubbelräkn"
    r"|\b(?:kan|kunde|får|ha|har|haft|finns|ingår|räknas|förekomm\w+)\b[^.]{0,40}"
    r"\b(?:flera|fler än en|mer än en)\s+(?:rad|kolumn|insats|grupp|kategori|typ|verksam|enhet|gång"
    r"|beslut|orsak|diagnos|område|boende|alternativ)",
    re.IGNORECASE,
)  # one of them may stand in several rows
CONTENTS = re.compile(r"^(?:\d+\.?\s+)?(?:innehåll|\w+förteckning)\w*\s*:?$", re.IGNORECASE)
PART = re.compile(r"^[\s–-]*(?:var\s?av|därav|av vilka|av dessa)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Grid:
    """A table seen by rows; `turned` when it lay on its side."""

    table: Table
    notes: str = ""
    turned: bool = False
    section: str = ""

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The first cell of each row, without marks of notes."""
        return tuple(_MARKS.sub("", row.cells[0]).strip() if row.cells else "" for row in self.rows)

    @cached_property
    def _told(self) -> dict[int, tuple[str, frozenset[float]]]:
        return {}

    def unit_of(self, row: int) -> str:
        """The unit of a row, as its column of units, its cells or the headings say; else empty."""
        return self._of_row(row)[0]

    def fine_values(self, row: int) -> frozenset[float]:
        """The figures of a row that have decimals."""
        return self._of_row(row)[1]

    def _of_row(self, row: int) -> tuple[str, frozenset[float]]:
        if row not in self._told:
            numbers = [n for column in self.columns if (n := self.cell(row, column))]
            fine = frozenset(n.value for n in numbers if n.decimals)
            self._told[row] = self._unit(row), fine
        return self._told[row]

    def _unit(self, row: int) -> str:
        if self.unit_column is not None:
            return self.text(row, self.unit_column).strip()
        if any("%" in self.text(row, at) for at in self.columns):
            return "%"
        told = {match[1].lower() for at in self.columns
                if (match := _UNIT_IN_CELL.search(self.text(row, at)))}  # fmt: skip
        if len(told) == 1:
            return told.pop()
        match = _UNIT_SAID.search(f"{self.caption} {' '.join(self.table.head)}")
        return match.group() if match else ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows under the heading."""
        return self.table.rows

    @property
    def caption(self) -> str:
        """The line over the table."""
        return self.table.caption

    def heading(self, column: int) -> str:
        """The heading of a column, without marks."""
        return self._headings[column] if column < len(self._headings) else ""

    @cached_property
    def _headings(self) -> tuple[str, ...]:
        return tuple(_MARKS.sub("", cell).strip() for cell in self.table.head)

    @cached_property
    def unit_column(self) -> int | None:
        """The column that tells the unit of each row, None when there is none."""
        heads = enumerate(self._headings[1:], 1)
        return next((at for at, head in heads if _UNIT_HEAD.match(head)), None)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The first row of each label."""
        return {label: row for row, label in reversed(list(enumerate(self.labels))) if label}

    @cached_property
    def named_rows(self) -> tuple[tuple[int, frozenset[str]], ...]:
        """The rows that have a name of their own, with its stems: no sums, no parts."""
        return tuple((row, about) for row, label in enumerate(self.labels)
                     if (about := keys(label)) and not TOTAL.search(label)
                     and not PART.match(label) and not SUBTOTAL.match(label))  # fmt: skip

    @cached_property
    def timed_heads(self) -> dict[tuple[str, frozenset[int]], list[int]]:
        """The columns of figures by heading and year, of those that have both."""
        found: dict[tuple[str, frozenset[int]], list[int]] = {}
        of_all = years(self.caption)
        for column in self.columns:
            head = self.heading(column).casefold()
            when = frozenset(years(self.heading(column)) or of_all)
            if head and when:
                found.setdefault((head, when), []).append(column)
        return found

    @cached_property
    def units(self) -> frozenset[str]:
        """The units of the rows that have a name."""
        return frozenset(unit for row in self.row_of.values() if (unit := self.unit_of(row)))

    def text(self, row: int, column: int) -> str:
        """A cell as printed."""
        cells = self.rows[row].cells
        return cells[column] if column < len(cells) else ""

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns that hold figures."""
        return tuple(
            column for column in range(1, self.table.width)
            if any(self.cell(row, column) for row in range(len(self.rows)))
        )  # fmt: skip

    @cached_property
    def _cells(self) -> dict[tuple[int, int], Number]:
        found = {}
        for at, row in enumerate(self.rows):
            for column, numbers in enumerate(row.numbers):
                if column and len(numbers) == 1 and _whole(row.cells[column], numbers[0]):
                    found[at, column] = numbers[0]
        lines: dict[int, int] = {}
        for (row_at, column), number in found.items():
            line = row_at if self.turned else column
            lines[line] = max(lines.get(line, 0), number.decimals)
        return {place: self._read(place, number, lines[place[0] if self.turned else place[1]])
                for place, number in found.items()}  # fmt: skip

    def _read(self, place: tuple[int, int], number: Number, decimals: int) -> Number:
        """Give a cell the precision of its column: 8 among 7,9 and 8,1 is 8,0."""
        if number.low == number.high or number.decimals < decimals:
            rounded = decimals or self.is_money or self.share(place[1]) or number.unit == "%"
            half = 0.5 * 10.0**-decimals if rounded else 0.0
            half *= number.scale
            low, high = number.value - half, number.value + half
            return replace(number, low=low, high=high, decimals=max(decimals, number.decimals))
        return number

    def cell(self, row: int, column: int) -> Number | None:
        """The figure that fills a cell, or None."""
        return self._cells.get((row, column))

    @cached_property
    def is_money(self) -> bool:
        """Tell whether the table speaks of money or goes below zero: its figures are rounded."""
        said = " ".join([self.caption, *self.table.head])
        below = any(
            number.value < 0
            for row in self.rows
            for column, cell in enumerate(row.numbers)
            for number in cell
            if not CHANGE.search(self.heading(column))
        )
        return below or bool(_MONEY.search(said))

    @cached_property
    def _shares(self) -> dict[int, bool]:
        return {}

    def share(self, column: int) -> bool:
        """Tell whether a column (or, when turned, any row) holds shares."""
        if column not in self._shares:
            self._shares[column] = self._is_share(column)
        return self._shares[column]

    def _is_share(self, column: int) -> bool:
        texts = [row.cells[column] for row in self.rows if column < len(row.cells)]
        return bool(SHARE.search(self.heading(column))) or any("%" in text for text in texts)

    def unit_at(self, row: int, column: int) -> str:
        """The unit of a cell as the cell, its heading or the caption says: `%`, `kr` or none."""
        number = self.cell(row, column)
        in_percent = self.share(column) or _IN_PERCENT.search(self.caption)
        return "%" if in_percent else number.unit if number else ""

    def mean(self, column: int) -> bool:
        """Tell whether a column cannot be added: means, indexes, days."""
        # `lägenheter per boende` over rows of homes is no mean
        by_row = re.compile(rf"\bper {re.escape(self.heading(0))}\b", re.IGNORECASE)
        caption = by_row.sub("", self.caption) if self.heading(0) else self.caption
        return bool(_MEAN.search(self.heading(column)) or _MEAN.search(caption))

    @cached_property
    def across(self) -> Grid | None:
        """The table lying on its side; None when it has no heading row."""
        table = self.table
        if not table.head:
            return None
        lines = [table.head, *(row.cells for row in table.rows)]
        width = max(len(line) for line in lines)
        padded = [tuple(line) + ("",) * (width - len(line)) for line in lines]
        across = list(zip(*padded, strict=True))
        rows = tuple(Row(tuple(cells), table.line) for cells in across[1:])
        return Grid(Table(across[0], rows, table.line, table.caption), self.notes, turned=True,
                    section=self.section)  # fmt: skip

    @cached_property
    def subject(self) -> frozenset[str]:
        """What the table is about."""
        return keys(self.caption)


def counts_twice(grid: Grid) -> bool:
    """Tell whether the table says that one of those counted may stand in several rows."""
    return bool(_TWICE.search(f"{grid.caption} {grid.notes} {' '.join(grid.labels)}"))


def _whole(cell: str, number: Number) -> bool:
    rest = cell[: number.start] + cell[number.end :]
    return not _REST.sub("", rest).strip(" ()")


def grids(document: Document) -> Iterator[Grid]:
    """Give every table of a paper with the words under it, but for contents lists."""
    for grid in grids_by_place(document).values():
        if not CONTENTS.match(grid.caption):
            yield grid


def grids_by_place(document: Document) -> dict[int, Grid]:
    """Give the tables that have rows by their place among the blocks, the same to every rule:
    what one rule has read of a table, the next need not read again."""
    if not document.kept:
        document.kept.update(_placed(document))
    return document.kept


def _placed(document: Document) -> Iterator[tuple[int, Grid]]:
    section = ""
    for at, block in enumerate(document.blocks):
        if isinstance(block, Heading) and not is_caption(block.text):
            section = block.text
        if isinstance(block, Table) and block.rows:
            after = document.blocks[at + 1 : at + 3]
            notes = " ".join(one.text for one in after if isinstance(one, Paragraph))
            yield at, Grid(block, notes, section=section)


def both_ways(grid: Grid) -> Iterator[Grid]:
    """Give the table as it stands and lying on its side."""
    yield grid
    if grid.across is not None:
        yield grid.across


PAIR = re.compile(r"(?<![\d,])(\d[\d \u00a0]*)\s+av\s+(?:de\s+)?(\d[\d \u00a0]*)(?![\d,%])")


def pair(cell: str) -> tuple[int, int] | None:
    """Give `n av N` of a cell."""
    match = PAIR.search(cell)
    if not match:
        return None
    n, whole = (int(re.sub(r"\D", "", part)) for part in match.groups())
    return n, whole
