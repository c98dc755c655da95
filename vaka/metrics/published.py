"""Published aggregates: observation facts that answer as any measure does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from vaka.metrics.definitions import named
from vaka.metrics.expressions import table_of
from vaka.metrics.facts import OBSERVATION
from vaka.metrics.measure import Unit
from vaka.metrics.moment import parameter
from vaka.metrics.plan import offered, parts_of
from vaka.metrics.request import Request
from vaka.metrics.results import Cell, Group, Published
from vaka.metrics.source import Record
from vaka.metrics.statement import neutral_sql, numbered

if TYPE_CHECKING:
    import ibis.expr.types as ir

GROUPS = ("type", "law", "sex", "area")
_COLUMNS = ("measure", "period", *GROUPS, "value", "numerator", "denominator", "n", "source")

Ask = Callable[[str, Mapping[str, Any]], list[Record]]


def printed(ask: Ask, dialect: str, unit: str) -> list[dict[str, Any]]:
    """All that was ever published about the unit itself; a small table, read once."""
    records = ask(_sql(dialect), {"unit_0": unit})
    return [dict(zip(_COLUMNS, record, strict=True)) for record in records]


def observed(rows: list[dict[str, Any]], request: Request) -> dict[Cell, Published]:
    """The published figures that answer the request, by cell.

    A group that was only printed finer (a type under each law) is the sum of its parts when
    the measure is a number of something; a total is never put together from parts, since
    what was not printed would be missing from it.
    """
    periods = {str(part) for part in parts_of(request)}
    cells: dict[Cell, Published] = {}
    for name in dict.fromkeys(request.measures):
        own = [row for row in rows if row["measure"] == name and row["period"] in periods]
        by, only = offered(named(name), request)
        if own and len(only) == len(request.only):
            for groups in dict.fromkeys(((), tuple(k for k in by if k in GROUPS))):
                if not groups or len(groups) == len(by):
                    cells |= _cells(name, groups, own, dict(request.only))
    return cells


@cache
def _sql(dialect: str) -> str:
    table = table_of(OBSERVATION)
    rows = table.filter(table.unit_code == parameter("unit"))
    chosen: ir.Table = rows.select(*_COLUMNS).order_by(*_COLUMNS)
    return numbered(neutral_sql(chosen, dialect), 0)


def _cells(
    name: str, groups: tuple[str, ...], rows: list[dict[str, Any]], only: dict[str, str]
) -> dict[Cell, Published]:
    """The cells of one grouping, from the rows printed for exactly it, else from finer ones."""
    exact = {*groups, *only}
    kept = [row for row in rows if all(row[k] == value for k, value in only.items())]
    fine = Counter(_level(row) for row in kept if exact <= set(_level(row)))
    levels = sorted(fine, key=lambda level: (len(level), -fine[level]))  # the fuller of two alike
    may_add = bool(groups) and named(name).unit is Unit.COUNT
    if not levels or (set(levels[0]) != exact and not may_add):
        return {}
    collected: dict[Cell, list[dict[str, Any]]] = {}
    for row in kept:
        if _level(row) == levels[0]:
            group: Group = tuple((k, row[k]) for k in groups)
            collected.setdefault((name, row["period"], group), []).append(row)
    return {cell: _together(parts) for cell, parts in collected.items()}


def _level(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in GROUPS if row[name] is not None)


def _together(rows: list[dict[str, Any]]) -> Published:
    """One printed row as it is; several added up, unless one of them has no number."""
    numbers = {
        name: _sum([row[name] for row in rows])
        for name in ("value", "numerator", "denominator", "n")
    }
    sources = "; ".join(dict.fromkeys(row["source"] for row in rows))
    return Published(**numbers, source=sources)


def _sum(numbers: list[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None
