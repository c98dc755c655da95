"""What a fact table is: named, typed columns with a meaning in two languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    import ibis


class Kind(StrEnum):
    """The few column types that every engine holds alike."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"


_ARROW: dict[Kind, pa.DataType] = {
    Kind.TEXT: pa.string(),
    Kind.WHOLE: pa.int32(),
    Kind.NUMBER: pa.float64(),
    Kind.DATE: pa.date32(),
    Kind.FLAG: pa.bool_(),
}
_IBIS = {
    Kind.TEXT: "string",
    Kind.WHOLE: "int32",
    Kind.NUMBER: "float64",
    Kind.DATE: "date",
    Kind.FLAG: "boolean",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `required` says that no row may lack a value."""

    name: str
    kind: Kind
    sv: str
    en: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact table. `version` changes with any change of columns and forces a full rebuild.

    `partition` names the whole-number column that files are divided by, or is None for a
    small table in one file. `key` names the columns that no two rows share. `counted_by` is the
    date that decides which period a row belongs to; `versioned` says that only the rows that
    held on the day asked about count (`valid_from_date <= day < valid_to_date`).
    """

    name: str
    version: str
    sv: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    partition: str | None = "year"
    counted_by: str | None = None
    versioned: bool = False

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def arrow_schema(self) -> pa.Schema:
        """The schema that every Parquet file of this fact has, with the version in its metadata."""
        fields = [
            pa.field(c.name, _ARROW[c.kind], nullable=not c.required, metadata={"sv": c.sv})
            for c in self.columns
        ]
        return pa.schema(fields, metadata={"fact": self.name, "version": self.version})

    def ibis_schema(self) -> "ibis.Schema":
        """The same columns for Ibis, all nullable as engines give them back."""
        import ibis  # here, for those who only write facts start faster without it

        return ibis.schema({c.name: _IBIS[c.kind] for c in self.columns})

    def table(self, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
        """Rows as an Arrow table. Raises pyarrow.ArrowInvalid on a value of the wrong type
        and MissingValue on a required column without one; columns left out become null."""
        table = pa.Table.from_pylist(list(rows), schema=self.arrow_schema())
        for column in self.columns:
            if column.required and table.column(column.name).null_count:
                raise MissingValue(self.name, column.name)
        return table


class MissingValue(ValueError):
    """A row of a fact lacks a value that its schema requires."""

    def __init__(self, fact: str, column: str) -> None:
        super().__init__(f"{fact}.{column} may not be empty")
        self.fact, self.column = fact, column


def text(name: str, sv: str, en: str, *, required: bool = True) -> Column:
    """A text or code column."""
    return Column(name, Kind.TEXT, sv, en, required)


def whole(name: str, sv: str, en: str, *, required: bool = True) -> Column:
    """A whole-number column (32 bits)."""
    return Column(name, Kind.WHOLE, sv, en, required)


def number(name: str, sv: str, en: str, *, required: bool = True) -> Column:
    """A column of numbers with decimals."""
    return Column(name, Kind.NUMBER, sv, en, required)


def date(name: str, sv: str, en: str, *, required: bool = True) -> Column:
    """A column of local (Europe/Stockholm) dates."""
    return Column(name, Kind.DATE, sv, en, required)


def flag(name: str, sv: str, en: str, *, required: bool = True) -> Column:
    """A yes/no column."""
    return Column(name, Kind.FLAG, sv, en, required)
