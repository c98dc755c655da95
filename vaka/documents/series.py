"""What a chart draws, read out of a table: named series of labelled values."""

from dataclasses import dataclass

from vaka.documents import swedish
from vaka.documents.content import Cell, Column, Kind, Table


@dataclass(frozen=True)
class Point:
    """One value of a series. A value that may not or can not be shown is None with a note.

    The note is the table's own text ("färre än 5"), so a suppressed number never reaches a
    specification.
    """

    label: str
    value: float | None
    note: str = ""


@dataclass(frozen=True)
class Series:
    """Points in the table's order; `column` says how values are written."""

    name: str
    points: tuple[Point, ...]
    column: Column

    @property
    def known(self) -> tuple[Point, ...]:
        """The points that have a value."""
        return tuple(point for point in self.points if point.value is not None)

    def text(self, value: float) -> str:
        """A value written as in the table."""
        return swedish.cell(value, self.column)


class NothingToDraw(ValueError):
    """The table has no row or no column that the chart could draw."""


def down(table: Table, labels: str, *values: str) -> tuple[Series, ...]:
    """One series for each value column, labelled by the column `labels`. The sum row is left out.

    Raises `NothingToDraw` for a table without rows, `NoSuchColumn` for a wrong name.
    """
    columns = {column.name: column for column in table.columns}
    names = [swedish.cell(cell, Column(labels)) for cell in table.column(labels)]
    series = tuple(
        Series(name, _points(names, table.column(name), table), columns[name]) for name in values
    )
    return _something(series, table)


def across(table: Table, *, skip: tuple[str, ...] = ("Summa",)) -> tuple[Series, ...]:
    """One series for each row, where periods run across; the first column names the series."""
    drawn = [
        (index, column)
        for index, column in enumerate(table.columns)
        if column.kind.is_number and column.name not in skip
    ]
    if not drawn:
        raise NothingToDraw(f"table {table.id} has no number column")
    names = [column.name for _, column in drawn]
    rows = table.rows[:-1] if table.total else table.rows
    series = tuple(
        Series(str(row[0]), _points(names, [row[i] for i, _ in drawn], table), drawn[0][1])
        for row in rows
    )
    return _something(series, table)


def _something(series: tuple[Series, ...], table: Table) -> tuple[Series, ...]:
    if not series or not series[0].points:
        raise NothingToDraw(f"table {table.id} has nothing to draw")
    return series


def _points(
    labels: list[str], cells: "tuple[Cell, ...] | list[Cell]", table: Table
) -> tuple[Point, ...]:
    return tuple(
        _point(label, cell, table.missing) for label, cell in zip(labels, cells, strict=True)
    )


def _point(label: str, cell: Cell, missing: str) -> Point:
    if isinstance(cell, (int, float)):
        return Point(label, cell)
    return Point(
        label, None, missing if cell is None else swedish.cell(cell, Column("", Kind.TEXT))
    )
