"""The published files that need no mapping, and every other published file as a table."""

from __future__ import annotations

import csv
from datetime import date

import polars as pl

from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.exchange.table import open_table
from vaka.exchange.typed import read_typed

DECISIONS = TargetSchema(
    "decisions",
    "beslut",
    (
        Field("row_no", Kind.INTEGER, "Radnummer"),
        Field("decision_date", Kind.DATE, "Beslutsdatum", required=True),
        Field("service", Kind.TEXT, "Insats", ("intervention_sv",), required=True),
        Field("reason_text", Kind.TEXT, "Skäl", ("reason_raw_sv",)),
        Field("outcome_text", Kind.TEXT, "Utfall", ("outcome_raw_sv",)),
        Field("outcome_date", Kind.DATE, "Utfallsdatum"),
        Field("offers_declined", Kind.INTEGER, "Avböjda erbjudanden"),
    ),
)
COUNTS = TargetSchema(
    "observations",
    "uppgifter",
    (
        Field("type", Kind.TEXT, "Typ", ("deviation_type",), required=True),
        Field("year", Kind.INTEGER, "År", required=True),
        Field("count", Kind.INTEGER, "Antal"),
    ),
)


def test_reads_the_printed_list_of_decisions_with_its_malformed_dates(shared):
    file = read_typed(
        shared / "facts/kungsbacka/reported_earlier_now_executed_2024q1.csv", DECISIONS
    )
    frame = pl.concat(file.chunks())
    assert (file.read, len(frame), file.rejected) == (30, 30, 0)
    by_number = {row["row_no"]: row for row in frame.iter_rows(named=True)}
    assert by_number[8]["outcome_date"] is None
    assert by_number[8]["outcome_date_raw"] == "2024-01-0"
    assert by_number[24]["outcome_date"] == date(2024, 2, 27)
    assert {each.row: each.value for each in file.warnings} == {9: "2024-01-0", 25: "2024- 02-27"}


def test_reads_the_other_two_lists(shared):
    folder = shared / "facts/kungsbacka"
    open_ones = read_typed(folder / "non_executed_decisions_2024q1.csv", DECISIONS)
    frame = pl.concat(open_ones.chunks())
    assert (len(frame), frame["offers_declined"].sum(), open_ones.warnings) == (10, 5, [])
    none = read_typed(folder / "interrupted_decisions_2024q1.csv", DECISIONS)
    assert (sum(len(chunk) for chunk in none.chunks()), none.read) == (0, 0)


def test_reads_the_printed_deviations(shared):
    total = 0
    for name in ("deviations_hsl_2022_2023", "deviations_sol_lss_2023"):
        file = read_typed(shared / f"facts/harnosand/{name}.csv", COUNTS)
        frame = pl.concat(file.chunks())
        assert file.rejected == 0
        total += len(frame)
        assert frame.filter(pl.col("count").is_null() & (pl.col("count_raw") != "")).is_empty()
    assert total > 20


def test_every_published_file_is_read_cell_by_cell(shared):
    for path in sorted((shared / "facts").glob("*/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            expected = list(csv.reader(file))
        table = open_table(path, set(map(str.casefold, expected[0])))
        rows = [list(row) for block in table.blocks() for row in block.cells.rows()]
        assert rows == [row for row in expected[1:] if any(row)], path.name
