"""What engines disagree on stays out of every definition (standards.md section 11)."""

import ibis
import ibis.expr.datatypes as dtypes
import ibis.expr.operations as ops
import pytest

from vaka.metrics.definitions import MEASURES
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.expressions import branch_expression, table_of
from vaka.metrics.facts import DEVIATION
from vaka.metrics.plan import Shape
from vaka.metrics.statement import neutral_sql

FORBIDDEN = tuple(
    getattr(ops, name)
    for name in (
        "DateDelta TimestampDelta TimeDelta DateDiff TimestampDiff StringLength First Last Lag "
        "WeekOfYear DayOfWeekIndex DayOfWeekName ExtractQuarter ExtractWeekOfYear Strftime "
        "TimestampTruncate DateTruncate ApproxMedian ApproxQuantile ApproxCountDistinct "
        "TimestampNow DateNow"
    ).split()
    if hasattr(ops, name)
)
COMPUTED = [measure for measure in MEASURES.values() if measure.is_computed]


def faults(expression):
    """The operations that engines answer differently, and time zones that engines would convert."""
    found = [type(node).__name__ for node in expression.op().find(FORBIDDEN)]
    casts = expression.op().find(ops.Cast)
    return found + ["time zone" for cast in casts if isinstance(cast.to, dtypes.Timestamp)]


@pytest.mark.parametrize("measure", COMPUTED, ids=lambda m: m.name)
def test_no_definition_uses_what_engines_disagree_on(measure):
    assert faults(branch_expression(Shape((measure,), measure.by, None, ()))) == []


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "pyspark", "clickhouse"])
@pytest.mark.parametrize("measure", COMPUTED, ids=lambda m: m.name)
def test_every_definition_compiles_for_every_engine(measure, dialect):
    sql = neutral_sql(branch_expression(Shape((measure,), measure.by, None, ())), dialect)
    assert "known_date" in sql.lower()


def test_the_lint_sees_what_it_looks_for():
    table = table_of(DEVIATION)
    bad = [
        table.occurred_date.delta(table.reported_date, unit="day"),
        table.type.length(),
        table.type.first(),
        table.occurred_date.week_of_year(),
        table.occurred_date.cast('timestamp("Europe/Stockholm")'),
    ]
    assert all(
        faults(table.select(x=one) if i != 2 else table.aggregate(x=one))
        for i, one in enumerate(bad)
    )
    assert len(FORBIDDEN) > 12
    assert ibis.__version__.startswith("12.")


def test_every_dimension_that_a_measure_offers_exists_and_fits_its_fact():
    for measure in MEASURES.values():
        for name in measure.by:
            assert name in DIMENSIONS, (measure.name, name)


def test_names_and_titles_are_unique_and_named_in_both_languages():
    titles = [measure.title.sv for measure in MEASURES.values()]
    assert len(set(titles)) == len(titles)
    assert all(m.title.sv and m.title.en and m.source and m.owner for m in MEASURES.values())
