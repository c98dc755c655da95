"""An attacker against suppressed tables: what can be worked out by adding and subtracting?

Ten thousand random tables of counts, units of one or two houses by kinds of event, published with
every sum: by unit, by house, by kind, in all. The attacker knows all that is published and nothing
of how cells were chosen, and solves the equations exactly, in fractions. A hidden cell that has one
value only is recovered. A second attacker knows that counts are not negative, and gets every
small cell's lowest and highest value from linear programmes of its own.

Then tables that hang together: two measures, one of them a part of the other, over a tree of units,
a year with its quarters and months, and the year by type, hidden by `vaka.metrics.linked`. Here the
attackers count from single events, not from the tables' own equations.
"""

import argparse
import random
import sys
import time
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from scipy.optimize import linprog

from vaka.calc.suppression import CannotProtectError, Sum, hidden_cells
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.linked import suppress_linked
from vaka.metrics.request import Row

TABLES, LIMIT, BOUNDED_EVERY = 10_000, 5, 10
LINKED, LINKED_BOUNDED_EVERY = 2_000, 50
PARENTS = {"a": "top", "b": "top", "a1": "a", "a2": "a"}
BELOW = {"top": ("top", "a", "b", "a1", "a2"), "a": ("a", "a1", "a2"), "b": ("b",),
         "a1": ("a1",), "a2": ("a2",)}  # fmt: skip
MONTHS = ("2026-01", "2026-02", "2026-04")
PERIODS = {"2026": MONTHS, "2026Q1": MONTHS[:2], "2026Q2": MONTHS[2:], **{m: (m,) for m in MONTHS}}
KINDS = ("fall", "medicine")
WHOLE, PART = "deviations", "falls"
Vector = list[Fraction]


def drawn(chance: random.Random) -> tuple[list[int], list[Sum]]:
    """Give cells and sums: units by kinds, with sums over units, houses and kinds."""
    kinds = chance.randint(2, 5)
    houses = [chance.randint(1, 3) for _house in range(chance.randint(1, 2))]
    width, values, sums = kinds + 1, [], []
    most = chance.choice((3, 8, 30))

    def line(counts: Sequence[int]) -> int:
        first = len(values)
        values.extend([*counts, sum(counts)])
        sums.append(Sum(first + kinds, tuple(range(first, first + kinds))))
        return first

    def above(lines: list[int]) -> int:
        first = line([sum(values[one + kind] for one in lines) for kind in range(kinds)])
        sums.extend(Sum(first + k, tuple(one + k for one in lines)) for k in range(width))
        return first

    tops = []
    for units in houses:
        lines = [line([chance.randint(0, most) for _k in range(kinds)]) for _u in range(units)]
        tops.append(above(lines))
    above(tops)
    return values, sums


def recovered(values: list[int], sums: list[Sum], hidden: frozenset[int]) -> set[int]:
    """Give the hidden cells that the published equations leave one value only."""
    places = sorted(hidden)
    rows = []
    for one in sums:
        signs = dict.fromkeys(one.parts, 1) | {one.total: -1}
        if row := [Fraction(signs.get(place, 0)) for place in places]:
            rows.append(row)
    pivots = _reduce(rows, len(places))
    free = set(range(len(places))) - set(pivots)
    return {places[column] for column, row in pivots.items() if not any(row[k] for k in free)}


def _reduce(rows: list[list[Fraction]], columns: int) -> dict[int, list[Fraction]]:
    """Gauss and Jordan: the reduced rows by the column that each begins with."""
    pivots: dict[int, list[Fraction]] = {}
    for column in range(columns):
        found = next((row for row in rows if row[column]), None)
        if found is None:
            continue
        rows.remove(found)
        lead = [cell / found[column] for cell in found]
        for row in [*rows, *pivots.values()]:
            if times := row[column]:
                row[:] = [cell - times * one for cell, one in zip(row, lead, strict=True)]
        pivots[column] = lead
    return pivots


def too_near(values: list[int], sums: list[Sum], hidden: frozenset[int]) -> set[int]:
    """Give the small cells that an attacker who knows there is nothing below nought brings near."""
    known = {index: float(value) for index, value in enumerate(values) if index not in hidden}
    rows, right = np.zeros((len(sums), len(values))), np.zeros(len(sums))
    for number, one in enumerate(sums):
        rows[number, list(one.parts)], rows[number, one.total] = 1.0, -1.0
    bounds = [(known.get(k, 0.0), known.get(k)) for k in range(len(values))]
    near = set()
    for cell in (k for k in hidden if 0 < values[k] < LIMIT):
        ends = []
        for sign in (1.0, -1.0):
            cost = np.zeros(len(values))
            cost[cell] = sign
            found = linprog(cost, A_eq=rows, b_eq=right, bounds=bounds, method="highs")
            ends.append(np.inf if found.status == 3 else sign * found.fun)
        if abs(ends[1] - ends[0]) < LIMIT - 1e-4:
            near.add(cell)
    return near


def linked_drawn(chance: random.Random) -> tuple[list[Row], list[Vector], Vector]:
    """Give rows, what each adds up (by event cell: first wholes, then parts), and the truth."""
    keys = [(unit, month, kind) for unit in BELOW for month in MONTHS for kind in KINDS]
    most = chance.choice((1, 3, 9))
    wholes = [0 if key[0] in PARENTS.values() and chance.random() < 0.8 else chance.randint(0, most)
              for key in keys]  # fmt: skip
    truth = [Fraction(n) for n in (*wholes, *(chance.randint(0, whole) for whole in wholes))]
    rows, adds = [], []
    for unit, below in BELOW.items():
        for period, months in PERIODS.items():
            for kind in ("", *(KINDS if period == "2026" else ())):
                one = [Fraction(key[0] in below and key[1] in months and kind in ("", key[2]))
                       for key in keys]  # fmt: skip
                none = [Fraction(0)] * len(keys)
                for name, vector in ((WHOLE, one + none), (PART, none + one)):
                    count = int(sum(a * b for a, b in zip(vector, truth, strict=True)))
                    by: dict[str, str | int | None] = {"type": kind} if kind else {}
                    rows.append(Row(name, unit, period, by, count, count, None, count))
                    adds.append(vector)
    return rows, adds, truth


def targets(adds: list[Vector], truth: Vector) -> list[Vector]:
    """Give the small counts: those that rows print, and wholes less their parts."""
    half = len(truth) // 2
    rests = [[a - b for a, b in zip(one, two, strict=True)]
             for one, two in zip(adds[::2], adds[1::2], strict=True)]  # fmt: skip
    assert all(not any(one[half:]) for one in adds[::2])
    return [one for one in (*adds, *rests)
            if 0 < sum(a * b for a, b in zip(one, truth, strict=True)) < LIMIT]  # fmt: skip


def linked_recovered(seen: list[Vector], small: list[Vector]) -> int:
    """Count the small counts that follow from what is seen by adding and subtracting."""
    width = len(small[0]) if small else 0
    pivots = _reduce([list(one) for one in seen], width)
    found = 0
    for one in small:
        left = list(one)
        for column, row in pivots.items():
            if times := left[column]:
                left = [cell - times * lead for cell, lead in zip(left, row, strict=True)]
        found += not any(left)
    return found


def linked_near(seen: list[Vector], small: list[Vector], truth: Vector) -> int:
    """Count the small counts that who knows nothing is below nought, nor a part above its whole,
    places within less than the limit."""
    half, near = len(truth) // 2, 0
    equal = np.array([[float(a) for a in one] for one in seen]) if seen else None
    right = equal @ np.array([float(a) for a in truth]) if equal is not None else None
    under = np.hstack([-np.eye(half), np.eye(half)])
    for one in small:
        cost = np.array([float(a) for a in one])
        ends = []
        for sign in (1.0, -1.0):
            found = linprog(cost * sign, A_eq=equal, b_eq=right, A_ub=under, b_ub=np.zeros(half))
            ends.append(np.inf if found.status == 3 else sign * found.fun)
        near += abs(ends[1] - ends[0]) < LIMIT - 1e-4
    return near


def attack_linked(tables: int) -> int:
    """Attack linked tables, print their line, and give how many counts were found or near."""
    chance, began = random.Random(13), time.perf_counter()
    small = shown = found = near = naked = 0
    for number in range(tables):
        rows, adds, truth = linked_drawn(chance)
        wanted = targets(adds, truth)
        out = suppress_linked(rows, PARENTS, LIMIT)
        seen = [one for one, row in zip(adds, out, strict=True) if not is_hidden(row)]
        bare = [one for one, row in zip(adds, rows, strict=True) if not 0 < (row.n or 0) < LIMIT]
        small, shown = small + len(wanted), shown + len(seen)
        found += linked_recovered(seen, wanted)
        naked += linked_recovered(bare, wanted)
        if number % LINKED_BOUNDED_EVERY == 0:
            near += linked_near(seen, wanted, truth)
    print(f"disclosure_linked tables={tables} recovered={found} brought_near={near} small={small} "
          f"rows_shown={shown} recovered_if_only_the_small_were_hidden={naked} "
          f"{(time.perf_counter() - began) / max(tables, 1) * 1000:.1f} ms a table")  # fmt: skip
    return found + near


def main() -> int:
    """Attack the tables and print the line."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--tables", type=int, default=TABLES)
    asked.add_argument("--linked", type=int, default=LINKED)
    given = asked.parse_args()
    chance, began = random.Random(11), time.perf_counter()
    count = small = more = whole = found = naked = near = 0
    for number in range(given.tables):
        values, sums = drawn(chance)
        primary = frozenset(k for k, value in enumerate(values) if 0 < value < LIMIT)
        try:
            hidden = hidden_cells(values, sums, primary, LIMIT)
        except CannotProtectError:
            hidden = frozenset(range(len(values)))
            whole += 1
        count, small, more = count + 1, small + len(primary), more + len(hidden - primary)
        found += len(recovered(values, sums, hidden))
        naked += len(recovered(values, sums, primary))
        if number % BOUNDED_EVERY == 0:
            near += len(too_near(values, sums, hidden))
    print(f"disclosure tables={count} recovered={found} brought_near={near} small={small} "
          f"hidden_with_them={more} hidden_whole={whole} "
          f"recovered_if_only_the_small_were_hidden={naked} "
          f"{(time.perf_counter() - began) / max(count, 1) * 1000:.1f} ms a table")  # fmt: skip
    linked = attack_linked(given.linked)
    return int(found > 0 or near > 0 or linked > 0)


if __name__ == "__main__":
    sys.exit(main())
