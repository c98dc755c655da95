"""From branches to one SQL text with bound parameters, compiled once for each shape.

Ibis writes parameter values into the text; here each parameter is first replaced by a call of
a made-up function, which then becomes a named placeholder, so that the text can be kept.
Branches are compiled one by one and joined as text: as one Ibis expression their common parts
would become a materialised CTE, which cost DuckDB 1.7 times the time (measured 2026-11-24).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import sqlglot
from ibis.config import Config

from vaka.metrics.expressions import branch_expression, width
from vaka.metrics.moment import Slice, parameter_name
from vaka.metrics.plan import Branch, Shape

_CALL = re.compile(r"VAKA_PARAMETER_(\w+)\(\)", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\$(\w+)")
KEPT_TEXTS = 2_000


@dataclass(frozen=True, slots=True)
class Statement:
    """A SQL text and the values of its placeholders, named `<parameter>_<slice number>`.

    Result columns: branch number, period, then `groups` texts and `numbers` floats.
    """

    sql: str
    values: dict[str, Any]
    groups: int
    numbers: int


def fused(branches: Sequence[Branch], dialect: str = "duckdb") -> Statement:
    """One statement for all branches."""
    slices = tuple(dict.fromkeys(branch.slice for branch in branches))
    places = tuple((b.shape, slices.index(b.slice)) for b in branches)
    sql, groups, numbers = _joined(places, dialect)
    return Statement(sql, bound(sql, slices), groups, numbers)


def bound(sql: str, slices: Sequence[Slice]) -> dict[str, Any]:
    """The values of the placeholders that the text has."""
    values = {
        f"{name}_{i}": value for i, one in enumerate(slices) for name, value in one.values().items()
    }
    return {name: values[name] for name in PLACEHOLDER.findall(sql)}


def numbered(sql: str, place: int) -> str:
    """The neutral text of one branch with the placeholders of its slice."""
    return _CALL.sub(lambda call: f"${call[1].lower()}_{place}", sql)


class SparkOptions(Config):  # type: ignore[misc]  # Ibis tells no types
    """What Ibis asks of Spark's options when the backend itself is not loaded: no number is NaN."""

    treat_nan_as_null: bool = False


if ibis.options.pyspark is None:
    ibis.options.pyspark = SparkOptions()


def neutral_sql(expression: ir.Table, dialect: str) -> str:
    """SQL text in which every parameter stands as a call `VAKA_PARAMETER_<name>()`."""
    calls = {node: _call_of(node) for node in expression.op().find(ops.ScalarParameter)}
    return str(ibis.to_sql(expression.op().replace(calls).to_expr(), dialect=dialect))


@lru_cache(maxsize=KEPT_TEXTS)
def _branch_sql(shape: Shape, dialect: str) -> str:
    return neutral_sql(branch_expression(shape), dialect)


@lru_cache(maxsize=KEPT_TEXTS)
def _joined(places: tuple[tuple[Shape, int], ...], dialect: str) -> tuple[str, int, int]:
    groups = max(len(shape.by) for shape, _ in places)
    numbers = max(sum(map(width, shape.measures)) for shape, _ in places)
    texts = [
        f"SELECT {i}, {_columns(shape, groups, numbers, dialect)} "  # noqa: S608
        # every part is made here or by Ibis; what users give is always bound
        f"FROM ({numbered(_branch_sql(shape, dialect), place)}) AS b{i}"
        for i, (shape, place) in enumerate(places)
    ]
    return "\nUNION ALL\n".join(texts), groups, numbers


def _columns(shape: Shape, groups: int, numbers: int, dialect: str) -> str:
    """Period, groups and numbers of a branch, with nulls where it has fewer than the widest."""
    no_text, no_number = _null("VARCHAR", dialect), _null("DOUBLE", dialect)
    own = len(shape.by), sum(map(width, shape.measures))
    period = "period" if shape.grain else no_text
    texts = [f"d{k}" if k < own[0] else no_text for k in range(groups)]
    values = [f"v{k}" if k < own[1] else no_number for k in range(numbers)]
    return ", ".join([period, *texts, *values])


@cache
def _null(kind: str, dialect: str) -> str:
    """A null of a type, in the words of the dialect."""
    written = "spark" if dialect == "pyspark" else dialect
    return str(sqlglot.transpile(f"CAST(NULL AS {kind})", read="duckdb", write=written)[0])


@cache
def _call_of(node: ops.ScalarParameter) -> ops.Node:
    """A call of a function without arguments that stands for the parameter."""

    def call() -> Any:
        raise AssertionError("only its name is used")

    call.__name__ = f"vaka_parameter_{parameter_name(node)}"
    return ibis.udf.scalar.builtin(call, signature=((), node.dtype))().op()
