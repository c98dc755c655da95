"""An attacker against suppressed tables: what can be worked out by adding and subtracting?

Ten thousand random tables of counts, units of one or two houses by kinds of event, published with
every sum: by unit, by house, by kind, in all. The attacker knows all that is published and nothing
of how cells were chosen, and solves the equations exactly, in fractions. A hidden cell that has one
value only is recovered. A second attacker knows that counts are not negative, and gets every
small cell's lowest and highest value from linear programmes of its own.
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

TABLES, LIMIT, BOUNDED_EVERY = 10_000, 5, 10


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


def main() -> int:
    """Attack the tables and print the line."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--tables", type=int, default=TABLES)
    chance, began = random.Random(11), time.perf_counter()
    count = small = more = whole = found = naked = near = 0
    for number in range(asked.parse_args().tables):
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
    return int(found > 0 or near > 0)


if __name__ == "__main__":
    sys.exit(main())
