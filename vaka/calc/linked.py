"""Which cells to hide in many linked tables at once, where the exact programme is too big.

Cells that sums tie together are protected together. A small group of them is given to the exact
programme (`vaka.calc.suppression`); a bigger one to a search that hides the cheapest companions
and then has them proved: two tables that both agree with all that is published, and differ by
`width` in a cell, are the proof that nobody can bring the cell nearer. One linear programme finds
tables for many cells; only cells without proof get two of their own. What stays without proof
gets more companions, and in the end everything tied to it is hidden (Willenborg and de Waal,
Elements of Statistical Disclosure Control, 2001, chapters 4 and 6).
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import scipy  # which loads its parts when they are first used: they are slow to load

from vaka.calc.suppression import CannotProtectError, Sum, hidden_cells

EXACT_CELLS = 40
SHARED_PROGRAMMES, SEARCHES = 6, 25
SLACK = 1e-4


def protected(
    values: Sequence[int],
    sums: Sequence[Sum],
    primary: frozenset[int],
    width: int,
    unpublished: frozenset[int] = frozenset(),
    kept: frozenset[int] = frozenset(),
) -> frozenset[int]:
    """Indices of the cells to hide so that each primary one stays at least `width` wide.

    The same promise as `hidden_cells`, for any number of cells. `unpublished` cells are known
    to nobody from the start and are among those given. `kept` cells are published already and
    stay so; in the end all others that are tied to a primary cell are hidden.
    """
    hidden = set(primary | unpublished)
    for cells, own in _groups(len(values), sums):
        wanted = primary & cells
        if wanted:
            found = _protected(values, own, wanted, width, unpublished & cells, kept & cells)
            hidden |= found
    return frozenset(hidden)


def exposed(
    values: Sequence[int],
    sums: Sequence[Sum],
    hidden: frozenset[int],
    cells: Iterable[int],
    width: int,
) -> list[int]:
    """Those of the hidden cells that an attacker can prove to lie within less than `width`."""
    search = _Search(values, sums, width)
    search.hidden = set(hidden)
    return search.unproved(sorted(cells))


def _groups(count: int, sums: Sequence[Sum]) -> list[tuple[frozenset[int], list[Sum]]]:
    """Cells that sums tie together, with those sums; a cell in no sum is alone."""
    above = list(range(count))

    def top(cell: int) -> int:
        while above[cell] != cell:
            above[cell] = above[above[cell]]
            cell = above[cell]
        return cell

    for one in sums:
        for part in one.parts:
            above[top(part)] = top(one.total)
    cells: dict[int, set[int]] = {}
    for cell in range(count):
        cells.setdefault(top(cell), set()).add(cell)
    own: dict[int, list[Sum]] = {}
    for one in sums:
        own.setdefault(top(one.total), []).append(one)
    return [(frozenset(found), own.get(root, [])) for root, found in cells.items()]


def _protected(
    values: Sequence[int],
    sums: list[Sum],
    primary: frozenset[int],
    width: int,
    unpublished: frozenset[int],
    kept: frozenset[int],
) -> frozenset[int]:
    cells = sorted({cell for one in sums for cell in (one.total, *one.parts)})
    if not cells:
        return primary
    place = {cell: k for k, cell in enumerate(cells)}
    own = [values[cell] for cell in cells]
    tied = [Sum(place[one.total], tuple(place[part] for part in one.parts)) for one in sums]
    small, apart, fast = (
        frozenset(place[cell] for cell in some) for some in (primary, unpublished, kept)
    )
    if len(cells) <= EXACT_CELLS and not kept:
        try:
            found = hidden_cells(own, tied, small, width, apart)
        except CannotProtectError:
            found = frozenset(range(len(cells)))
    else:
        found = _Search(own, tied, width, fast).run(small, apart)
    return frozenset(cells[k] for k in found)


class _Search:
    """The greedy choice of companions, and the proof. Indices are those of `values`."""

    def __init__(
        self,
        values: Sequence[int],
        sums: Sequence[Sum],
        width: int,
        kept: frozenset[int] = frozenset(),
    ) -> None:
        self.values, self.sums, self.width, self.kept = values, sums, width, kept
        self.hidden: set[int] = set()
        self.low = np.array(values, dtype=float)
        self.high = self.low.copy()
        self.in_sums: list[list[int]] = [[] for _ in values]
        totals = [0] * len(values)
        for number, one in enumerate(sums):
            totals[one.total] += 1
            for cell in (one.total, *one.parts):
                self.in_sums[cell].append(number)
        self.cost = [
            (1.0 + math.log1p(value)) * (1.0 + 5.0 * min(above, 4))
            for value, above in zip(values, totals, strict=True)
        ]
        self._chance = np.random.default_rng(5)

    def run(self, primary: frozenset[int], unpublished: frozenset[int]) -> frozenset[int]:
        """Hide until every primary cell is proved; in the end everything."""
        self.primary = primary
        self.hidden = set(unpublished)
        for cell in sorted(primary):
            self._hide(cell)
        for _turn in range(SEARCHES):
            left = self.unproved(sorted(primary))
            if not left:
                return frozenset(self.hidden)
            for cell in left:
                self._widen(cell)
        return frozenset(range(len(self.values))) - self.kept

    def _hide(self, cell: int) -> None:
        """Hide a cell and, sum by sum, whatever must go with it."""
        waiting = [cell]
        self.hidden.add(cell)
        while waiting:
            for number in self.in_sums[waiting.pop()]:
                while (more := self._companion(number)) is not None:
                    self.hidden.add(more)
                    waiting.append(more)

    def _companion(self, number: int) -> int | None:
        """The next cell to hide in a sum: one that stands alone, or too little to be uncertain."""
        one = self.sums[number]
        members = (one.total, *one.parts)
        hidden = [cell for cell in members if cell in self.hidden]
        small = [cell for cell in hidden if cell in self.primary]
        lacking = 0
        if one.total not in self.hidden and small:
            lacking = self.width - sum(self.values[cell] for cell in hidden)
        if len(hidden) != 1 and lacking <= 0:
            return None
        return self._cheapest(members, lacking)

    def _cheapest(self, cells: Iterable[int], lacking: int = 0) -> int | None:
        def price(cell: int) -> tuple[float, int]:
            alone = sum(
                not any(c in self.hidden for c in (self.sums[n].total, *self.sums[n].parts))
                for n in self.in_sums[cell]
            )
            short = 6.0 * (self.values[cell] < lacking) + 3.0 * (self.values[cell] == 0)
            return self.cost[cell] + 4.0 * alone + short, cell

        may = [cell for cell in cells if cell not in self.hidden and cell not in self.kept]
        return min(may, key=price, default=None)

    def _widen(self, cell: int) -> None:
        """Hide one more cell in the sums nearest to a cell that has no proof."""
        reached, edge = {cell}, [cell]
        while edge:
            sums = {number for one in edge for number in self.in_sums[one]}
            members = {c for n in sums for c in (self.sums[n].total, *self.sums[n].parts)}
            found = self._cheapest(sorted(members), self.width)
            if found is not None:
                self._hide(found)
                return
            edge = sorted((members & self.hidden) - reached or members - reached)
            reached |= members

    def unproved(self, cells: list[int]) -> list[int]:
        """The cells for which no two tables that fit lie `width` apart."""
        place = {cell: k for k, cell in enumerate(sorted(self.hidden))}
        left = self._open(cells)
        if not left:
            return []
        rows, right = self._equations(place)
        for _turn in range(SHARED_PROGRAMMES):
            signs = self._chance.choice((-1.0, 1.0), size=len(left))
            cost = np.zeros(len(place))
            cost[[place[cell] for cell in left]] = signs
            for way in (1.0, -1.0):
                self._meet(place, _solved(cost * way, rows, right, self._bounds(place)))
            left = self._open(left)
            if not left:
                return []
        return [cell for cell in left if not self._proved_alone(cell)]

    def _open(self, cells: list[int]) -> list[int]:
        return [c for c in cells if self.high[c] - self.low[c] < self.width - SLACK]

    def _bounds(self, place: dict[int, int]) -> list[tuple[float, float]]:
        """No cell needs to rise further than this; so every programme has an end."""
        return [(0.0, self.values[cell] + 10.0 * self.width) for cell in place]

    def _meet(self, place: dict[int, int], table: np.ndarray | None) -> None:
        if table is not None:
            cells = list(place)
            self.low[cells] = np.minimum(self.low[cells], table)
            self.high[cells] = np.maximum(self.high[cells], table)

    def _proved_alone(self, cell: int) -> bool:
        """Two programmes of its own, over the hidden cells that sums tie to it."""
        place = {one: k for k, one in enumerate(sorted(self._tied(cell)))}
        rows, right = self._equations(place)
        for sign in (1.0, -1.0):
            cost = np.zeros(len(place))
            cost[place[cell]] = sign
            self._meet(place, _solved(cost, rows, right, self._bounds(place)))
        return not self._open([cell])

    def _tied(self, cell: int) -> set[int]:
        tied, edge = {cell}, [cell]
        while edge:
            for number in self.in_sums[edge.pop()]:
                one = self.sums[number]
                more = {c for c in (one.total, *one.parts) if c in self.hidden} - tied
                tied |= more
                edge += sorted(more)
        return tied

    def _equations(
        self, place: dict[int, int]
    ) -> tuple["scipy.sparse.csr_matrix[np.float64]", np.ndarray]:
        """Hidden parts minus hidden total = published total minus published parts."""
        numbers = sorted({number for cell in place for number in self.in_sums[cell]})
        entries: list[tuple[int, int, float]] = []
        right = np.zeros(len(numbers))
        for row, number in enumerate(numbers):
            one = self.sums[number]
            for cell, sign in [(one.total, -1.0), *((part, 1.0) for part in one.parts)]:
                if cell in place:
                    entries.append((row, place[cell], sign))
                else:
                    right[row] -= sign * self.values[cell]
        i, j, signs = zip(*entries, strict=True) if entries else ((), (), ())
        shape = (len(numbers), len(place))
        return scipy.sparse.csr_matrix((signs, (i, j)), shape=shape), right


def _solved(
    cost: np.ndarray,
    rows: "scipy.sparse.csr_matrix[np.float64]",
    right: np.ndarray,
    bounds: list[tuple[float, float]],
) -> np.ndarray | None:
    """A table that agrees with all that is published and is extreme one way, if one is found."""
    found = scipy.optimize.linprog(cost, A_eq=rows, b_eq=right, bounds=bounds, method="highs")
    return np.asarray(found.x) if found.success else None
