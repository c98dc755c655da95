"""CSV and Parquet of figures and facts, with what every column means beside.

CSV is UTF-8 with a heading row, commas and a decimal point (RFC 4180), so that any tool reads it
without being told; texts that a spreadsheet would run are written so that it does not.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from vaka.areas.figures.queries import FactRows
from vaka.areas.open_data.queries import COLUMNS, SCHEMA_VERSION
from vaka.exchange.writers import safe_text
from vaka.metrics.extract import columns_of
from vaka.metrics.facts import Fact


class FileKind(StrEnum):
    """Kinds of file."""

    CSV = "csv"
    PARQUET = "parquet"


TYPES = {FileKind.CSV: "text/csv; charset=utf-8; header=present",
         FileKind.PARQUET: "application/vnd.apache.parquet"}  # fmt: skip
NUMBERS = frozenset({"value", "numerator", "denominator", "n", "low", "high"})
MEANINGS = {
    "measure": ("Måttets namn", "Name of the measure"),
    "unit": ("Enhetens kod", "Code of the unit"),
    "unit_name": ("Enhetens namn", "Name of the unit"),
    "period": ("Period: 2026, 2026Q1 eller 2026-01", "Period"),
    "grain": ("Periodens slag: year, quarter eller month", "FileKind of period"),
    "dimension": ("Indelning; tomt för totalen", "Dimension; empty for the total"),
    "group": ("Grupp i indelningen", "Group of the dimension"),
    "value": ("Värde; andelar i procent 0–100", "Value; shares are percent"),
    "numerator": ("Täljare", "Numerator"),
    "denominator": ("Nämnare", "Denominator"),
    "n": ("Antal bakom värdet", "Number behind the value"),
    "low": ("Nedre gräns, 95 procent", "Lower bound, 95 percent"),
    "high": ("Övre gräns, 95 procent", "Upper bound, 95 percent"),
    "hidden": ("Sant om talen döljs, se röjandeskydd", "True when the numbers are hidden"),
    "measured_in": ("Måttenhet: count, percent eller days", "Unit of measure"),
    "source": ("Källa", "Source"),
}


def _type(name: str) -> pa.DataType:
    if name in NUMBERS:
        return pa.float64()
    return pa.bool_() if name == "hidden" else pa.string()


SCHEMA = pa.schema(
    [pa.field(name, _type(name), metadata={"sv": MEANINGS[name][0], "en": MEANINGS[name][1]})
     for name in COLUMNS]
)  # fmt: skip


def columns_told() -> list[dict[str, str]]:
    """Give the columns of figures: name, type and meaning."""
    return [
        {"name": field.name, "type": str(field.type), "title": MEANINGS[field.name][0],
         "title_en": MEANINGS[field.name][1]}
        for field in SCHEMA
    ]  # fmt: skip


def fact_columns_told(fact: Fact) -> list[dict[str, str]]:
    """Give the columns of a fact that are given out."""
    return [
        {"name": one.name, "type": str(one.kind), "title": one.sv, "title_en": one.en}
        for one in columns_of(fact)
    ]


def figures(lines: Sequence[dict[str, Any]], kind: FileKind, snapshot: str) -> bytes:
    """Give figures as a file."""
    if kind is FileKind.CSV:
        return csv_text(COLUMNS, ([one[name] for name in COLUMNS] for one in lines))
    found = {"schema_version": SCHEMA_VERSION, "snapshot": snapshot}
    return _parquet(pa.Table.from_pylist(list(lines), schema=SCHEMA.with_metadata(found)))


def facts(fact: Fact, rows: FactRows, kind: FileKind) -> bytes:
    """Give a fact's rows as a file."""
    if kind is FileKind.CSV:
        return csv_text(rows.columns, rows.rows)
    whole = fact.arrow_schema()
    schema = pa.schema([whole.field(name) for name in rows.columns], metadata=whole.metadata)
    columns = list(zip(*rows.rows, strict=True)) or [()] * len(rows.columns)
    arrays = [pa.array(list(one), type=field.type)
              for one, field in zip(columns, schema, strict=True)]  # fmt: skip
    return _parquet(pa.Table.from_arrays(arrays, schema=schema))


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Give a table as CSV for machines."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_cell(one) for one in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe_text(value) if isinstance(value, str) else str(value)


def _parquet(table: pa.Table) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()
