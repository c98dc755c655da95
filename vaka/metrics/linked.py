"""Figures that hang together, hidden or rounded together: units, periods, groups, parts of wholes.

What one table hides another must not give away: a parent less its other children, a year less
its other quarters, a total less its other groups, a denominator less a numerator. Rows are read
as cells of *counts* (how many of what, where, when, in which group), and measures that count the
same thing share cells. Counts are protected in a fixed order, wholes before their parts, and what
is published of a whole stays so: therefore the answer for one measure is the same whatever else
is asked. docs/explanation/disclosure.md says what this does and does not promise.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from vaka.calc import rounding
from vaka.calc.linked import protected
from vaka.calc.suppression import Sum
from vaka.law.grains import Grain
from vaka.law.period import Period
from vaka.metrics.definitions import MEASURES
from vaka.metrics.disclosure import LIMIT, masked
from vaka.metrics.measure import Count, Share, Spread, Timing
from vaka.metrics.request import Row

Group = tuple[tuple[str, Any], ...]
Place = tuple[str, str, Group]
"""Unit, period, group; the group of a total is empty."""
Parents = Mapping[str, str]
"""The unit above each unit; one without has none."""
OWN = "\0own"
"""Marks the rest of a unit: what it has itself, besides the units below it."""
FINER = {
    Grain.YEAR: (Grain.TERTIAL, Grain.QUARTER, Grain.MONTH),
    Grain.TERTIAL: (Grain.MONTH,),
    Grain.QUARTER: (Grain.MONTH,),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What is counted: the rows of a fact that meet a condition. `within` is its whole."""

    key: tuple[Any, ...]
    within: "Kind | None" = None
    adds_over_time: bool = True
    printed_by: str = ""

    @property
    def origin(self) -> "Kind":
        """The kind as defined, also for numbers that others printed."""
        return replace(self, printed_by="")


@dataclass(slots=True)
class Counts:
    """All counts of some rows, by kind and place, and for each row the cells that it shows."""

    by_kind: dict[Kind, dict[Place, int]] = field(default_factory=dict)
    shown: list[tuple[tuple[Kind, Place], ...]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Cells:
    """One programme: values and sums, with the index of each kind's place."""

    values: list[int] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    at: dict[tuple[Kind, Place], int] = field(default_factory=dict)
    unpublished: set[int] = field(default_factory=set)

    def add(self, value: int) -> int:
        """A new cell."""
        self.values.append(value)
        return len(self.values) - 1

    def tie(self, total: int, parts: Sequence[int]) -> None:
        """Say that a cell is the sum of others, and of one that nobody prints if they fall short.

        A sum that does not hold (a printed total, parts counted twice) tells nothing.
        """
        rest = self.values[total] - sum(self.values[part] for part in parts)
        if rest < 0 or not parts:
            return
        own = list(parts)
        if rest:
            own.append(self.add(rest))
            self.unpublished.add(own[-1])
        self.sums.append(Sum(total, tuple(own)))


def suppress_linked(
    rows: Sequence[Row], parents: Parents, limit: int = LIMIT, only: str = ""
) -> list[Row]:
    """The rows in the same order, those without numbers that are small or would reveal it.

    Args:
        rows: everything that the reader can get of these measures: units, periods, groups.
        parents: the unit above each unit, as the rows were counted.
        only: the measure that is wanted; the rows of others are read but not given.
    """
    counts = _counts(rows)
    if only:
        rows = [row for row in rows if row.name == only]
        counts = _narrowed(counts, only)
    hidden: set[tuple[Kind, Place]] = set()
    for kind in sorted(counts.by_kind, key=_depth):
        hidden |= _hidden(counts, kind, hidden, parents, limit)
    return [
        masked(row) if any(cell in hidden for cell in shown) else row
        for row, shown in zip(rows, counts.shown, strict=True)
    ]


def round_linked(rows: Sequence[Row], parents: Parents, base: int = rounding.BASE) -> list[Row]:
    """The rows with counts as multiples of `base` that add up; shares are made of those.

    Each count is rounded once, whichever measures print it. Raises
    `vaka.calc.rounding.NotOfOnePieceError` when its rows are not one crossed table.
    """
    counts = _counts(rows)
    found: dict[tuple[Kind, Place], int] = {}
    counts.by_kind = {kind: _crossed(own) for kind, own in counts.by_kind.items()}
    for kind in counts.by_kind:
        cells = _cells(counts, [kind], parents)
        made = rounding.rounded(cells.values, cells.sums, base)
        found |= {cell: made[k] for cell, k in cells.at.items()}
    return [_rounded(row, shown, found) for row, shown in zip(rows, counts.shown, strict=True)]


def _crossed(places: Mapping[Place, int]) -> dict[Place, int]:
    """Every unit, period and group; where nothing is printed nothing happened."""
    units = dict.fromkeys(unit for unit, _period, _group in places)
    periods = dict.fromkeys(period for _unit, period, _group in places)
    groups = dict.fromkeys(group for _unit, _period, group in places)
    return {place: places.get(place, 0) for place in product(units, periods, groups)}


def counted_with(name: str) -> tuple[str, ...]:
    """The measures that print any count that this one prints or is a part of, itself first."""
    wanted = set(_wholes(name))
    others = [one for one in MEASURES if one != name and wanted & set(_kinds(one))]
    return name, *others


def _wholes(name: str) -> Iterator[Kind]:
    for kind in _kinds(name):
        above: Kind | None = kind
        while above is not None:
            yield above
            above = above.within


def _narrowed(counts: Counts, name: str) -> Counts:
    wanted = set(_wholes(name))
    by_kind = {kind: own for kind, own in counts.by_kind.items() if kind.origin in wanted}
    return Counts(
        by_kind, [own for own, by in zip(counts.shown, counts.names, strict=True) if by == name]
    )


def _depth(kind: Kind) -> int:
    return 0 if kind.within is None else 1 + _depth(kind.within)


def _chain(counts: Counts, kind: Kind) -> list[Kind]:
    """The kind and its wholes, as far as they are printed."""
    above = kind.within
    return [kind, *(_chain(counts, above) if above in counts.by_kind else [])]


def _hidden(
    counts: Counts, kind: Kind, hidden: set[tuple[Kind, Place]], parents: Parents, limit: int
) -> set[tuple[Kind, Place]]:
    """The hidden places of a kind, given those of its wholes, which stay as they are."""
    chain = _chain(counts, kind)[:2]
    cells = _cells(counts, chain, parents)
    fixed = {cell: k for cell, k in cells.at.items() if cell[0] is not kind}
    primary = frozenset(k for k, value in enumerate(cells.values) if 0 < value < limit)
    known = {k for cell, k in fixed.items() if cell not in hidden}
    start = frozenset(cells.unpublished | set(fixed.values()) - known)
    found = protected(cells.values, cells.sums, primary - known, limit, start, frozenset(known))
    return {cell for cell, k in cells.at.items() if cell[0] is kind and k in found}


def _cells(counts: Counts, kinds: Sequence[Kind], parents: Parents) -> Cells:
    """The cells of some kinds, each the whole of the one before it, with every sum."""
    cells = Cells()
    for kind in kinds:
        printed = counts.by_kind[kind]
        own = _own(printed, parents)
        above = {**parents, **{unit: unit.removesuffix(OWN) for unit, _period, _group in own}}
        for place, value in (printed | own).items():
            cells.at[kind, place] = cells.add(value)
        cells.unpublished |= {cells.at[kind, place] for place in own}
        for total, parts in _sums(printed | own, kind, above):
            cells.tie(cells.at[kind, total], [cells.at[kind, part] for part in parts])
    for part, whole in itertools.pairwise(kinds):
        for place in counts.by_kind[part]:
            if (whole, place) in cells.at:
                cells.tie(cells.at[whole, place], [cells.at[part, place]])
    return cells


def _own(places: Mapping[Place, int], parents: Parents) -> dict[Place, int]:
    """What a unit has besides the units below it, which nobody prints, where it ever has any."""
    below: dict[Place, int] = {}
    for (unit, period, group), value in places.items():
        if (parents.get(unit), period, group) in places:
            above = (parents[unit], period, group)
            below[above] = below.get(above, 0) + value
    rests = {place: places[place] - value for place, value in below.items()}
    units = {place[0] for place, rest in rests.items() if rest}
    return {
        (unit + OWN, period, group): rest
        for (unit, period, group), rest in rests.items()
        if unit in units and rest >= 0
    }


def _sums(
    places: Mapping[Place, int], kind: Kind, parents: Parents
) -> Iterator[tuple[Place, list[Place]]]:
    """Each total with its parts: over groups, over the units below, over the periods within."""
    by_cut: dict[tuple[str, str, tuple[str, ...]], list[Place]] = {}
    by_unit: dict[tuple[str, str, Group], list[Place]] = {}
    by_time: dict[tuple[str, Group], list[Place]] = {}
    for place in places:
        unit, period, group = place
        if group:
            by_cut.setdefault((unit, period, tuple(n for n, _ in group)), []).append(place)
        if unit in parents:
            by_unit.setdefault((parents[unit], period, group), []).append(place)
        by_time.setdefault((unit, group), []).append(place)
    for (unit, period, _names), parts in by_cut.items():
        if (unit, period, ()) in places:
            yield (unit, period, ()), parts
    yield from ((total, parts) for total, parts in by_unit.items() if total in places)
    if kind.adds_over_time:
        for several in by_time.values():
            yield from _within(several)


def _within(places: Sequence[Place]) -> Iterator[tuple[Place, list[Place]]]:
    """Periods with the finer ones inside them; a year by its tertials and by its quarters."""
    periods = [(Period.parse(place[1]), place) for place in places]
    for whole, total in periods:
        met = False
        for grain in FINER.get(whole.kind, ()):
            parts = [
                place
                for one, place in periods
                if one.kind is grain
                and whole.first_date <= one.first_date
                and one.last_date <= whole.last_date
            ]
            if parts and not (met and grain is Grain.MONTH):
                met = True
                yield total, parts


def _counts(rows: Sequence[Row]) -> Counts:
    counts = Counts()
    for row in rows:
        place = (row.unit, row.period, tuple(sorted(row.by.items(), key=str)))
        shown = []
        for kind, value in _shown(row):
            own = counts.by_kind.setdefault(kind, {})
            if own.setdefault(place, value) != value:  # printed by others: a number of its own
                kind = replace(kind, printed_by=f"{row.name}, {row.source}")
                counts.by_kind.setdefault(kind, {})[place] = value
            shown.append((kind, place))
        counts.shown.append(tuple(shown))
        counts.names.append(row.name)
    return counts


def _shown(row: Row) -> Iterator[tuple[Kind, int]]:
    """The counts that a row's numbers give, wholes first."""
    if row.denominator is not None:
        whole, part = _kinds(row.name)
        yield whole, int(row.denominator)
        yield part, int(row.numerator or 0)
    elif row.n is not None:
        yield _kinds(row.name)[0], int(row.n)


def _kinds(name: str) -> tuple[Kind, Kind]:
    """What a measure's n or denominator counts, and what its numerator counts."""
    measure = MEASURES.get(name)
    if measure is None or measure.fact is None:
        whole = Kind((name,))
        return whole, Kind((name, "part"), whole)
    adds, base = measure.timing is Timing.PERIOD, (measure.fact.name, str(measure.timing))
    every = Kind((*base, None), None, adds)
    match measure.formula:
        case Share(part=part, whole=None):
            return every, Kind((*base, None, part), every, adds)
        case Share(part=part, whole=where):
            whole = Kind((*base, where), every, adds)
            return whole, Kind((*base, where, part), whole, adds)
        case Count(where=None):
            return every, every
        case Count(where=where) | Spread(where=where):
            whole = Kind((*base, where), every, adds)
            return whole, whole
        case _:
            raise AssertionError(name)


def _rounded(
    row: Row, shown: Sequence[tuple[Kind, Place]], found: Mapping[tuple[Kind, Place], int]
) -> Row:
    if not shown:
        return row
    whole = found[shown[0]]
    part = min(whole, found[shown[-1]])
    bare = replace(row, low=None, high=None, n=whole)
    if row.denominator is None:
        is_count = row.numerator is not None
        return replace(bare, value=whole, numerator=whole) if is_count else bare
    value = round(100 * part / whole) if whole else None
    return replace(bare, value=value, numerator=part, denominator=whole)
