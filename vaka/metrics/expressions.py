"""From a branch's shape to one Ibis expression: period, groups d0.., numbers v0.. ."""

from collections.abc import Callable, Iterator
from functools import reduce
from operator import or_

import ibis
import ibis.expr.types as ir

from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.facts import UNIT_TREE, Fact
from vaka.metrics.measure import Count, Measure, Share, Spread, Timing
from vaka.metrics.moment import Moment, parameter
from vaka.metrics.plan import GRAIN_COLUMNS, Shape

MOMENT = Moment()
SPREADS: dict[str, Callable[[ir.NumericColumn], ir.NumericScalar]] = {
    "median": lambda one: one.median(),
    "max": lambda one: one.max(),
    "sum": lambda one: one.sum(),
}


def table_of(fact: Fact) -> ir.Table:
    """The fact table under the name it has on every engine."""
    return ibis.table(fact.ibis_schema(), name=fact.name)


def branch_expression(shape: Shape) -> ir.Table:
    """One row for each group that has cases; totals without cases give one row of zeros."""
    rows = restricted(shape)
    numbers = {
        f"v{i}": number.cast("float64")
        for i, number in enumerate(n for m in shape.measures for n in _numbers(m, rows))
    }
    groups = _groups(shape, rows)
    if not groups:
        return rows.aggregate(**numbers)
    return rows.group_by(**groups).aggregate(**numbers)


def restricted(shape: Shape) -> ir.Table:
    """The rows of the fact that the shape's measures may count."""
    first = shape.measures[0]
    assert first.fact is not None
    table = table_of(first.fact)
    conditions = [*_known(table, first.fact), _in_unit(table), *_in_period(table, first)]
    conditions += [
        DIMENSIONS[name].key(table, MOMENT).cast("string") == parameter(f"only_{name}")
        for name in shape.only
    ]
    scopes = [measure.scope(table, MOMENT) for measure in shape.measures]
    wanted = [scope for scope in scopes if scope is not None]
    if len(wanted) == len(scopes):
        conditions.append(reduce(or_, wanted))
    return table.filter(conditions)


def _known(table: ir.Table, fact: Fact) -> Iterator[ir.BooleanValue]:
    if fact.versioned:
        known = parameter("known_date")
        yield table.valid_from_date <= known
        yield table.valid_to_date > known


def _in_unit(table: ir.Table) -> ir.BooleanValue:
    """The unit or one below it, by the tree of the slice's date."""
    tree, on = table_of(UNIT_TREE), parameter("tree_date")
    below = tree.filter(
        tree.ancestor_code == parameter("unit"),
        tree.valid_from_date <= on,
        tree.valid_to_date > on,
    )
    return table.unit_code.isin(below.unit_code)


def _in_period(table: ir.Table, measure: Measure) -> Iterator[ir.BooleanValue]:
    """The year bounds let engines skip whole files."""
    assert measure.fact is not None
    if measure.timing is Timing.PERIOD_END or measure.fact.counted_by is None:
        return
    day = table[measure.fact.counted_by]
    yield table.year <= parameter("last_year")
    yield day <= parameter("last_date")
    if measure.timing is Timing.PERIOD:
        yield table.year >= parameter("first_year")
        yield day >= parameter("first_date")


def _groups(shape: Shape, rows: ir.Table) -> dict[str, ir.Value]:
    groups: dict[str, ir.Value] = {}
    if shape.grain is not None:
        fact = shape.measures[0].fact
        assert fact is not None
        column = GRAIN_COLUMNS[shape.grain] or fact.counted_by
        groups["period"] = rows[column].cast("string")
    for i, name in enumerate(shape.by):
        groups[f"d{i}"] = DIMENSIONS[name].key(rows, MOMENT).cast("string")
    return groups


def width(measure: Measure) -> int:
    """How many numbers the measure takes of a result row."""
    return 1 if isinstance(measure.formula, Count) else 2


def _numbers(measure: Measure, rows: ir.Table) -> tuple[ir.NumericValue, ...]:
    """Count: rows. Share: numerator, denominator. Spread: value, n."""
    scope = measure.scope(rows, MOMENT)
    match measure.formula:
        case Count():
            return (rows.count(where=scope),)
        case Share(part=part):
            met = part(rows, MOMENT)
            both = met if scope is None else met & scope
            return rows.count(where=both), rows.count(where=scope)
        case Spread(statistic=statistic, of=of):
            # not `where=`: Ibis would put the condition on Spark's share of the percentile too
            quantity = of(rows, MOMENT) if scope is None else scope.ifelse(of(rows, MOMENT), None)
            return SPREADS[statistic](quantity), rows.count(where=scope)
    raise AssertionError(measure.name)
