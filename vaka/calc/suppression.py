"""Which cells of a table of counts must be hidden so that small ones cannot be worked out.

A table is given as non-negative cells and sums: each sum names cells and the one cell that is
their total. Primary cells are hidden first; a mixed-integer programme (HiGHS) then hides the
cheapest further cells, and an audit by linear programmes checks what an attacker can conclude
from all that is left (Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # which loads its parts when they are first used: they are slow to load


@dataclass(frozen=True, slots=True)
class Sum:
    """`total` is the index of the cell that is the sum of the cells `parts`."""

    total: int
    parts: tuple[int, ...]


class CannotProtectError(ValueError):
    """Even with every cell hidden that may be hidden, an attacker comes too close."""


def hidden_cells(
    values: Sequence[int],
    sums: Sequence[Sum],
    primary: frozenset[int],
    width: int,
    unpublished: frozenset[int] = frozenset(),
) -> frozenset[int]:
    """Indices of the cells to hide: `primary` and what protects them.

    `values` are counts, `width` the least distance between the lowest and the highest value
    that an attacker, who knows all published cells and that counts are not negative, can
    prove for a primary cell. `unpublished` cells stand in no table but in its sums; they are
    hidden from the start. Raises CannotProtectError when hiding everything is not enough.
    """
    hidden = primary | unpublished
    while open_cells := [
        i for i in sorted(primary) if _known_width(values, sums, hidden, i) < width
    ]:
        more = _cheapest(values, sums, hidden | _neighbour(values, sums, hidden, open_cells[0]))
        if more <= hidden:
            raise CannotProtectError(f"cells {open_cells} stay within {width}")
        hidden |= more
    return hidden


def interval(
    values: Sequence[int], sums: Sequence[Sum], hidden: frozenset[int], cell: int
) -> tuple[float, float]:
    """The lowest and highest value of the cell that fit all published cells and sums."""
    if cell not in hidden:
        return float(values[cell]), float(values[cell])
    place = {index: k for k, index in enumerate(sorted(hidden))}
    rows, right = _equations(values, sums, place)
    cost = np.zeros(len(place))
    cost[place[cell]] = 1.0
    low, high = (_extreme(cost * sign, rows, right) * sign for sign in (1, -1))
    return low, high


def _known_width(
    values: Sequence[int], sums: Sequence[Sum], hidden: frozenset[int], cell: int
) -> float:
    low, high = interval(values, sums, hidden, cell)
    # the solver is exact to about 1e-7; counts are whole
    return round(high - low, 5)


def _equations(
    values: Sequence[int], sums: Sequence[Sum], place: dict[int, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Hidden parts minus hidden total = published total minus published parts."""
    rows, right = np.zeros((len(sums), len(place))), np.zeros(len(sums))
    for k, one in enumerate(sums):
        for index, sign in [(one.total, -1.0), *((part, 1.0) for part in one.parts)]:
            if index in place:
                rows[k, place[index]] += sign
            else:
                right[k] -= sign * values[index]
    return rows, right


def _extreme(cost: np.ndarray, rows: np.ndarray, right: np.ndarray) -> float:
    found = scipy.optimize.linprog(cost, A_eq=rows, b_eq=right, bounds=(0, None), method="highs")
    if found.status == 3:  # unbounded: the attacker knows no limit
        return -np.inf
    if not found.success:
        raise ValueError(f"the cells do not add up to their sums: {found.message}")
    return float(found.fun)


def _neighbour(
    values: Sequence[int], sums: Sequence[Sum], hidden: frozenset[int], cell: int
) -> frozenset[int]:
    """The cheapest published cell that shares a sum with the cell, to widen what is known."""
    together = {
        index
        for one in sums
        if cell in (one.total, *one.parts)
        for index in (one.total, *one.parts)
    }
    left = sorted(together - hidden, key=lambda i: (_cost(values, sums, i), i))
    if not left:
        left = sorted(set(range(len(values))) - hidden, key=lambda i: (_cost(values, sums, i), i))
    return frozenset(left[:1])


def _cheapest(values: Sequence[int], sums: Sequence[Sum], forced: frozenset[int]) -> frozenset[int]:
    """The least costly set with no sum in which exactly one cell is hidden."""
    count = len(values)
    rows = [_spread_rule(count, one, index) for one in sums for index in (one.total, *one.parts)]
    fixed = np.array([1.0 if i in forced else 0.0 for i in range(count)])
    found = scipy.optimize.milp(
        c=np.array([_cost(values, sums, i) for i in range(count)]),
        constraints=scipy.optimize.LinearConstraint(np.array(rows), lb=0) if rows else (),
        integrality=np.ones(count),
        bounds=scipy.optimize.Bounds(fixed, np.ones(count)),
    )
    if not found.success:
        raise CannotProtectError(found.message)
    return frozenset(int(i) for i in np.flatnonzero(found.x > 0.5))


def _spread_rule(count: int, one: Sum, index: int) -> np.ndarray:
    """Whoever is hidden in a sum has a companion: the others together >= this one."""
    row = np.zeros(count)
    row[[one.total, *one.parts]] = 1.0
    row[index] = -1.0
    return row


def _cost(values: Sequence[int], sums: Sequence[Sum], index: int) -> float:
    """Big cells are worth more, totals much more; a zero hides little and costs a little."""
    totals = sum(one.total == index for one in sums)
    return (1.0 + float(np.log1p(values[index]))) * (1.0 + 20.0 * totals)
