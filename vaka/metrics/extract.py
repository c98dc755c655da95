"""A fact's rows of one year for others to work on, without the columns that name a case."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from vaka.metrics.facts import FACTS, Column, Fact

if TYPE_CHECKING:
    from vaka.metrics.source import Source

NAMING = frozenset({"case_id", "reference", "row_id", "note"})
"""Columns by which a row could be traced to its case, or that hold free text."""


def columns_of(fact: Fact) -> tuple[Column, ...]:
    """The columns that may be given out."""
    return tuple(column for column in fact.columns if column.name not in NAMING)


def has_years(fact: Fact) -> bool:
    """Whether the fact is divided by year."""
    return fact.partition == "year"


def rows_of(
    source: Source, fact: Fact, year: int | None
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Column names and rows in a fixed order; all years of a fact that is not divided by year."""
    names = tuple(column.name for column in columns_of(fact))
    values = {"first_year_0": year} if has_years(fact) else {}
    return names, list(source.rows(_sql(fact.name, source.dialect), values))


@cache
def _sql(name: str, dialect: str) -> str:
    # here, for Ibis is slow to load and few processes ask for figures
    from vaka.metrics.expressions import table_of
    from vaka.metrics.moment import parameter
    from vaka.metrics.statement import neutral_sql, numbered

    fact = FACTS[name]
    table = table_of(fact)
    rows = table.filter(table.year == parameter("first_year")) if has_years(fact) else table
    names = [column.name for column in columns_of(fact)]
    return numbered(neutral_sql(rows.select(*names).order_by(*names), dialect), 0)
