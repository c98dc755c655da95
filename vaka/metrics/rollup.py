"""Figures of many units at once: what each unit has itself, added up through the tree.

One question cut by unit gives what a question for each unit would, as long as totals follow from
their parts; a median does not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from vaka.calc.intervals import wilson
from vaka.metrics.definitions import named
from vaka.metrics.request import Row

UNIT = "unit"
Key = tuple[str, str, str, tuple[tuple[str, Any], ...]]


def may_roll_up(measure: str) -> bool:
    """Whether the measure can be cut by unit and its totals are the sums of its parts."""
    one = named(measure)
    return one.is_computed and one.is_additive and UNIT in one.by


def rolled_up(rows: Iterable[Row], above: Mapping[str, str], units: Sequence[str]) -> list[Row]:
    """Rows of each unit, from rows cut by unit (and at most one thing more).

    Each unit has a total for every measure and period asked, nought where nothing happened;
    groups only where something did. `above` gives the unit above each unit.
    """
    sums: dict[Key, Row] = {}
    for row in rows:
        for unit in units if not row.by else _chain(str(row.by.get(UNIT)), above):
            group = tuple((name, value) for name, value in row.by.items() if name != UNIT)
            key = (row.name, unit, row.period, group)
            sums[key] = _added(sums.get(key), row, unit, dict(group))
    wanted = set(units)
    return [_finished(row) for key, row in sums.items() if key[1] in wanted]


def _chain(unit: str, above: Mapping[str, str]) -> list[str]:
    found = [unit]
    while found[-1] in above:
        found.append(above[found[-1]])
    return found


def _added(so_far: Row | None, row: Row, unit: str, by: dict[str, Any]) -> Row:
    """The sum; a total as asked only opens the place, for its parts come by unit."""
    is_share = row.denominator is not None
    start = so_far or replace(row, unit=unit, by=by, value=0, numerator=0, n=0,
                              denominator=0 if is_share else None, low=None, high=None)  # fmt: skip
    if UNIT not in row.by:
        return start
    whole = (start.denominator or 0) + (row.denominator or 0) if is_share else None
    return replace(start, numerator=(start.numerator or 0) + (row.numerator or 0),
                   denominator=whole, n=(start.n or 0) + (row.n or 0))  # fmt: skip


def _finished(row: Row) -> Row:
    if row.denominator is None:
        return replace(row, value=row.numerator)
    if not row.denominator:
        return replace(row, value=None)
    part, whole = int(row.numerator or 0), int(row.denominator)
    low, high = wilson(part, whole)
    return replace(row, value=100 * part / whole, low=low, high=high)
