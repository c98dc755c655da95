"""What a document is made of: typed tables, charts and figures, and the sheet they stand on.

Numbers stay numbers all the way to the page: a cell is formatted only when it is written, so
the data file, the table, the chart and the text say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

Cell = str | int | float | date | None


class Kind(StrEnum):
    """What a column holds; it decides alignment and Swedish formatting."""

    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    PERCENT = "percent"
    MONEY = "money"
    NUMBER = "number"
    DATE = "date"

    @property
    def is_number(self) -> bool:
        """True when cells stand to the right with digits under digits."""
        return self in {Kind.COUNT, Kind.DECIMAL, Kind.PERCENT, Kind.MONEY, Kind.NUMBER}


@dataclass(frozen=True)
class Column:
    """A column: Swedish heading, kind, and decimals where the kind's own do not fit.

    Decimals by kind: count and money 0, decimal and percent 1; a number of mixed units is written
    as it is, whole or with one decimal.
    """

    name: str
    kind: Kind = Kind.TEXT
    decimals: int | None = None


@dataclass(frozen=True)
class Table:
    """A table as data. Rows are in the order of columns.

    A cell is a number, a text, a date or None. A text in a number column is printed as it is
    ("färre än 5", or a malformed date as the source wrote it). None is printed as `missing`.
    `source` is the line under the table ("Källa: …"). With `total` the last row is a sum row.
    `snapshot` names the data that the cells were counted from.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = ""
    total: bool = False
    missing: str = "saknas"
    snapshot: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise UnevenTable(self.id, len(self.columns), len(row))

    def column(self, name: str) -> tuple[Cell, ...]:
        """The cells of one column, without the sum row. Raises `NoSuchColumn`."""
        names = [column.name for column in self.columns]
        if name not in names:
            raise NoSuchColumn(self.id, name, names)
        rows = self.rows[:-1] if self.total else self.rows
        return tuple(row[names.index(name)] for row in rows)


@dataclass(frozen=True)
class Chart:
    """A Vega-Lite specification with its Swedish alt text and the table that it draws.

    The functions of `vaka.documents.charts` make charts out of tables; the table is printed
    after the chart unless the report shows it by its own verb, or the alt text tells all of it
    (`is_told`).
    """

    id: str
    title: str
    spec: Mapping[str, Any]
    alt: str
    table: Table
    source: str = ""
    is_told: bool = False


@dataclass(frozen=True)
class Figure:
    """One number in running text, bound to its measure.

    `text` is how it is read ("8,3 procent"), `value` the number itself; `period` is written as
    in the commands (`2023T1`), `unit` is a unit code, `snapshot` the data it was counted from.
    """

    id: str
    value: int | float | None
    text: str
    measure: str
    period: str
    unit: str
    snapshot: str = ""


@dataclass(frozen=True)
class Exhibit:
    """What a report shows in one place: a chart or a table (or neither), and words about it.

    `words` are texts and figures in turn. `lacks` says in one sentence what cannot be shown.
    """

    id: str
    chart: Chart | None = None
    table: Table | None = None
    words: tuple[str | Figure, ...] = ()
    lacks: str = ""


@dataclass(frozen=True)
class Letterhead:
    """The head of the first page and the foot of every page.

    `facts` are label and text pairs under the title: ("Till", "Socialnämnden"), …
    """

    principal: str
    kind: str
    date: date
    office: str = ""
    reference: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Manuscript:
    """A rendered template: Markdown with place markers, and the objects they stand for."""

    markdown: str
    tables: Mapping[str, Table] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportSource:
    """All that a document needs; picklable, so that a worker process can compile it.

    `name` is the stem of the files. The title is the manuscript's first heading (`# …`), which
    should be the conclusion. `contents` None means: a contents list from eight sections on.
    `reference` is a Word document whose styles the DOCX takes instead of Vaka's.
    """

    name: str
    letterhead: Letterhead
    manuscript: Manuscript
    contents: bool | None = None
    reference: Path | None = None


class UnevenTable(ValueError):
    """A row of a table has another number of cells than there are columns."""

    def __init__(self, table: str, columns: int, cells: int) -> None:
        super().__init__(f"table {table}: {columns} columns but a row of {cells} cells")


class NoSuchColumn(KeyError):
    """A chart or a reader asked a table for a column that it does not have."""

    def __init__(self, table: str, name: str, names: list[str]) -> None:
        super().__init__(f"table {table} has no column {name!r}, only {names}")
