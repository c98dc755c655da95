"""A file read into typed columns, with an account of every row."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from vaka.exchange.blocks import Block
from vaka.exchange.columns import Columns, chosen
from vaka.exchange.convert import SHOWN, Converted, Converter, Options
from vaka.exchange.dates import strptime_format
from vaka.exchange.key import Keys
from vaka.exchange.mapping import Mapping
from vaka.exchange.receipt import Finding, Receipt
from vaka.exchange.schema import Field, TargetSchema
from vaka.exchange.shipped import recognised
from vaka.exchange.sniff import Container
from vaka.exchange.suggest import known_headings
from vaka.exchange.table import Table, open_table
from vaka.law.period import Grain, Period, UnreadablePeriod

CHUNK_ROWS = 5_000
EMPTY = "Värdet saknas men måste finnas. Fyll i det i källan."
NO_MONTH = "Månaden går inte att läsa. Skriv till exempel 2024-02."
REPEATED = "Radens id finns redan tidigare i filen. Den första raden gäller."


@dataclass(slots=True)
class TypedFile:
    """Typed chunks of one file and the account of its rows.

    Read `chunks()` once to its end; the counts are whole then. The area adds what only it can
    see by `reject` and `warn`, and takes its receipt from `receipt`.
    """

    schema: TargetSchema
    mapping: Mapping
    table: Table
    columns: Columns
    unit: str
    chunk_rows: int
    read: int = 0
    duplicates: int = 0
    rejects: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    repeated: list[Finding] = field(default_factory=list)
    _rejected: set[int] = field(default_factory=set)

    @property
    def rejected(self) -> int:
        """How many rows are rejected; a row with several reasons counts once."""
        return len(self._rejected)

    def chunks(self) -> Iterator[pl.DataFrame]:
        """Frames of the rows that can be imported, in file order.

        Columns: `row` (Int64, line or sheet row), `key` and `digest` (String), each field of the
        schema by name in its type (null when unknown; a column that the file lacks is all null),
        `<name>_raw` with the source's text, `<name>_has_time` for moments.
        """
        work = _Work(self)
        for block in _grouped(self.table.blocks(), self.chunk_rows):
            yield work.frame(block)

    def reject(self, row: int, name: str, value: str, reason: str) -> None:
        """Rejects a row that the area cannot take; `name` is a field of the schema."""
        self.rejects.append(Finding(row, self.columns.shown(self.schema[name]), value, reason))
        self._rejected.add(row)

    def month(self, row: Lookup[str, Any], name: str = "month") -> date | None:
        """Gives the first day of the month that a cell names, or rejects the row."""
        try:
            period = Period.parse(row[name].strip()[:7])
        except UnreadablePeriod:
            period = None
        if period is None or period.kind is not Grain.MONTH:
            self.reject(row["row"], name, row[name], NO_MONTH)
            return None
        return period.first_date

    def warn(self, row: int, name: str, value: str, reason: str) -> None:
        """Adds a remark on a row that is imported all the same."""
        self.warnings.append(Finding(row, self.columns.shown(self.schema[name]), value, reason))

    def reject_broken(self, row: int, text: str, reason: str) -> None:
        """Rejects a row that could not be divided into cells."""
        self.rejects.append(Finding(row, "Hela raden", text, reason))
        self._rejected.add(row)

    def receipt(
        self, *, imported: int, unchanged: int, rejects_file: str = "", seconds: float = 0.0
    ) -> Receipt:
        """The receipt of the whole file. Raises `RowsUnaccounted` when it does not add up."""
        return Receipt(
            kind=self.schema.kind,
            read=self.read,
            imported=imported,
            unchanged=unchanged,
            duplicates=self.duplicates,
            rejected=self.rejected,
            rejects_file=rejects_file,
            warnings=tuple(sorted(self.warnings, key=lambda finding: finding.row)),
            seconds=seconds,
        )


def read_typed(
    path: Path,
    schema: TargetSchema,
    mapping: Mapping | None = None,
    defaults: Lookup[str, str] | None = None,
    *,
    unit: str = "",
    chunk_rows: int = CHUNK_ROWS,
    max_bytes: int | None = None,
) -> TypedFile:
    """Opens a file as typed rows of a schema, checked as a whole before any row is given out.

    Well-known headings, and exports that a shipped mapping knows, need no mapping. `defaults`
    are texts by field name for cells that are empty or columns that the file lacks; `unit` goes
    into the digest of rows without an id.
    Raises `FileRefused`.
    """
    table = open_table(path, known_headings(schema), max_bytes)
    mapping = mapping or recognised(table.headings, schema)
    return typed_table(table, schema, mapping, defaults, unit=unit, chunk_rows=chunk_rows)


def typed_table(
    table: Table,
    schema: TargetSchema,
    mapping: Mapping | None = None,
    defaults: Lookup[str, str] | None = None,
    *,
    unit: str = "",
    chunk_rows: int = CHUNK_ROWS,
) -> TypedFile:
    """A checked table as typed rows of a schema, with an account of its own.

    Raises `FileRefused` when no heading is known or a required column lacks.
    """
    mapping = mapping or Mapping()
    columns = chosen(table.headings, schema, mapping, defaults or {})
    return TypedFile(schema, mapping, table, columns, unit, chunk_rows)


class _Work:
    """Turns blocks of text into typed frames and writes what it finds into the account."""

    def __init__(self, file: TypedFile) -> None:
        self._file = file
        self._keys = Keys(file.schema, file.unit)
        mapping = file.mapping
        # A workbook's numbers are written with a comma here, whatever sign its texts have.
        workbook = file.table.origin.container is Container.XLSX
        sign = "" if workbook and mapping.decimal == "." else mapping.decimal
        formats = tuple(map(strptime_format, mapping.date_formats))
        options = Options(formats, sign, mapping.values)
        self._converters = [Converter(each, options) for each in file.schema.fields]

    def frame(self, block: Block) -> pl.DataFrame:
        file = self._file
        file.read += len(block.cells) + len(block.broken)
        for broken in block.broken:
            file.reject_broken(broken.row, broken.text, broken.reason)
        texts = file.columns.texts(block.cells)
        digests = self._keys.digests(texts)
        keys, repeated = self._keys.keys(texts, digests)
        self._note_repeated(block.numbers, keys, repeated)
        columns = [block.numbers.alias("row"), keys, digests]
        out = repeated.clone()
        for converter in self._converters:
            column = texts[converter.field.name]
            done = converter.convert(column)
            out |= self._judge(converter.field, column, done, block.numbers, repeated)
            columns += _typed_columns(converter.field, column, done)
        return pl.DataFrame(columns).filter(~out)

    def _note_repeated(self, rows: pl.Series, keys: pl.Series, repeated: pl.Series) -> None:
        for at in repeated.arg_true().to_list():
            self._file.repeated.append(Finding(rows[at], "Id", keys[at], REPEATED))
            self._file.duplicates += 1

    def _judge(
        self,
        target: Field,
        texts: pl.Series,
        done: Converted,
        rows: pl.Series,
        repeated: pl.Series,
    ) -> pl.Series:
        """Notes rejects and warnings of one column; returns which rows are out."""
        file = self._file
        wrong = [(at, reason) for at, reason in done.unreadable if not repeated[at]]
        notes = [(at, note) for at, note in done.notes if not repeated[at]]
        if target.required:
            empty = (texts.is_null() & ~repeated).arg_true().to_list()
            wrong += [(at, EMPTY) for at in empty]
        tell = file.reject if target.required else file.warn
        for at, reason in wrong:
            tell(rows[at], target.name, _shown(texts[at]), reason)
        for at, note in notes:
            file.warn(rows[at], target.name, _shown(texts[at]), note)
        out = pl.Series([False]).new_from_index(0, len(texts))
        return out.scatter([at for at, _ in wrong], True) if target.required and wrong else out


def _shown(text: str | None) -> str:
    return SHOWN.get(text or "", text or "")


def _typed_columns(target: Field, texts: pl.Series, done: Converted) -> list[pl.Series]:
    columns = [done.values.alias(target.name)]
    if target.keeps_raw:
        columns.append(texts.replace(SHOWN).alias(f"{target.name}_raw"))
    if done.has_time is not None:
        columns.append(done.has_time.alias(f"{target.name}_has_time"))
    return columns


def _grouped(blocks: Iterator[Block], rows: int) -> Iterator[Block]:
    """The blocks put together until they hold so many rows."""
    held: list[Block] = []
    for block in blocks:
        held.append(block)
        if sum(len(each.cells) for each in held) >= rows:
            yield _merged(held)
            held = []
    if held:
        yield _merged(held)


def _merged(blocks: list[Block]) -> Block:
    return Block(
        pl.concat([each.cells for each in blocks]),
        pl.concat([each.numbers for each in blocks]),
        tuple(broken for each in blocks for broken in each.broken),
    )
