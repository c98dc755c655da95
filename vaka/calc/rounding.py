"""Counts rounded so that tables still add up, and so that adding up reveals nothing more.

Cells that are nobody's total are rounded up or down to a multiple of the base; every total is
made anew from them. All tables then follow from the rounded cells alone, so whoever knows every
table knows of a cell only that it lies less than the base from what is printed: any one cell may
be moved within that, with its totals, and the tables still fit (controlled rounding: Cox, J. Am.
Stat. Assoc. 82, 1987). A printed nought means 0 to 4, so not even that something happened is told.
"""

import random
from collections.abc import Sequence

from vaka.calc.suppression import Sum

BASE = 5
PASSES = 3


class NotOfOnePieceError(ValueError):
    """Some total is the sum of two sets of cells with nothing finer below both."""


def rounded(
    values: Sequence[int], sums: Sequence[Sum], base: int = BASE, seed: int = 0
) -> list[int]:
    """The values as multiples of `base` that add up; totals stay as near as they can.

    A cell that is no total differs by less than `base`; one that is a multiple stays. Raises
    NotOfOnePieceError when two sums give one total from different cells.
    """
    below = _below(len(values), sums)
    for one in sums:
        if below[one.total] != frozenset().union(*(below[part] for part in one.parts)):
            raise NotOfOnePieceError(f"cell {one.total} is made of different cells by two sums")
    bases = sorted({cell for cells in below for cell in cells})
    above: dict[int, list[int]] = {cell: [] for cell in bases}
    for total, cells in enumerate(below):
        for cell in cells:
            above[cell].append(total)
    chosen = {cell: values[cell] // base * base for cell in bases}
    error = [sum(chosen[c] for c in cells) - values[k] for k, cells in enumerate(below)]
    _settle(values, base, above, chosen, error, seed)
    return [sum(chosen[cell] for cell in cells) for cells in below]


def _settle(
    values: Sequence[int],
    base: int,
    above: dict[int, list[int]],
    chosen: dict[int, int],
    error: list[int],
    seed: int,
) -> None:
    """Move cells between their two multiples while the errors of all sums together shrink."""
    order = [cell for cell in chosen if values[cell] % base]
    random.Random(seed).shuffle(order)  # noqa: S311 # an even spread, not a secret
    for _turn in range(PASSES):
        for cell in order:
            step = base if chosen[cell] < values[cell] else -base
            # (e + s)² − e² = s (2 e + s): does the sum of squares shrink?
            if sum(step * (2 * error[k] + step) for k in above[cell]) < 0:
                chosen[cell] += step
                for k in above[cell]:
                    error[k] += step


def _below(count: int, sums: Sequence[Sum]) -> list[frozenset[int]]:
    """For each cell the cells that are nobody's total and that it is the sum of."""
    parts: dict[int, tuple[int, ...]] = {}
    for one in sorted(sums, key=lambda one: len(one.parts)):
        parts[one.total] = one.parts
    known: dict[int, frozenset[int]] = {}

    def of(cell: int) -> frozenset[int]:
        if cell not in known:
            own = parts.get(cell)
            known[cell] = (
                frozenset().union(*(of(part) for part in own)) if own else frozenset({cell})
            )
        return known[cell]

    return [of(cell) for cell in range(count)]
