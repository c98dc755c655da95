"""Control charts of one series or a hundred thousand, by the published rules."""

import math
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from vaka.calc.kernel import Bools, Floats, Ints, Labels, compiled
from vaka.calc.spc import signals
from vaka.calc.spc.kinds import Kind, Rules
from vaka.calc.spc.labels import LABELS, Label

FEW_POINTS = 12  # below this limits are trial limits, and no shift is called (NHS, Anhøj)
_PLAIN = 4000  # points; above this the compiled kernels pay for being loaded
_MANY = 400_000  # points; above this every core takes a part
_ENOUGH_TABLE = 128


class NotDrawable(ValueError):
    """The values are none that this kind of chart is for."""


@dataclass(frozen=True, slots=True)
class Runs:
    """What Anhøj's rules see in one series. `longest_most` and `crossings_least` are what chance
    allows; both None without useful points. `shifted` is the signal."""

    known: int
    useful: int
    longest: int
    longest_most: int | None
    crossings: int
    crossings_least: int | None
    shifted: bool


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The points in order, with limits and labels. Limits that do not exist are NaN.

    `limit` has the columns centre, lower, upper, and a row a point where limits follow an
    exposure, else a row a series; `centre`, `lower` and `upper` have a place a point.
    """

    kind: Kind
    rules: Rules
    y: Floats
    limit: Floats
    codes: Labels
    starts: Ints
    found: Ints

    @property
    def centre(self) -> Floats:
        """The centre line at each point."""
        return self._at_points(0)

    @property
    def lower(self) -> Floats:
        """The lower limit at each point."""
        return self._at_points(1)

    @property
    def upper(self) -> Floats:
        """The upper limit at each point."""
        return self._at_points(2)

    def _at_points(self, row: int) -> Floats:
        line: Floats = self.limit[:, row]
        return line if self.kind.has_exposure else np.repeat(line, np.diff(self.starts))

    def label(self, k: int) -> Label:
        """What a point is called."""
        return LABELS[int(self.codes[k])]

    def runs(self, one: int = 0) -> Runs:
        """What Anhøj's rules see in the series with this place."""
        known, useful, longest, crossings, shifted = (int(v) for v in self.found[one])
        if not useful:
            return Runs(known, 0, 0, None, 0, None, False)
        least = int(fewest_crossings(useful)[useful])
        return Runs(known, useful, longest, longest_most(useful), crossings, least, bool(shifted))


def judge(
    kind: Kind, y: ArrayLike, area: ArrayLike | None = None, *, starts: Sequence[int] = (),
    base: ArrayLike | None = None, shown: ArrayLike | None = None, screen: bool = True,
    rules: Rules | None = None,
) -> Judged:  # fmt: skip
    """Limits and signals of series that lie one after the other.

    `y` is what is drawn: a value, a count, or events per exposure with `area` as the exposure
    (p, u and their primes); NaN is missing. `starts` is where each series begins; none means one
    series. `base` marks the points that limits are made of, `shown` those that are judged by
    runs; none means all. `screen` leaves out moving ranges that are themselves signals, once.
    Rules: NHS for xmr, Anhøj for the rest, unless said.

    Raises NotDrawable for values that the kind can not have, ValueError for arrays that differ.
    """
    points = np.ascontiguousarray(y, np.float64)
    if kind is Kind.MR:
        points = ranges(points, starts)
    size = len(points)
    exposure = np.ones(size) if area is None else np.ascontiguousarray(area, np.float64)
    masks = [np.ones(size, np.bool_) if one is None else np.ascontiguousarray(one, np.bool_)
             for one in (base, shown)]  # fmt: skip
    if any(len(one) != size for one in (exposure, *masks)):
        raise ValueError("every array must have one place a point")
    _must_fit(kind, points, exposure)
    return _judged(kind, points, exposure, masks, _places(starts, size), screen,
                   rules or (Rules.NHS if kind is Kind.XMR else Rules.ANHOEJ))  # fmt: skip


def _judged(
    kind: Kind, y: Floats, area: Floats, masks: list[Bools], starts: Ints,
    screen: bool, rules: Rules,
) -> Judged:  # fmt: skip
    count = len(starts) - 1
    limit = np.full((len(y) if kind.has_exposure else count, 3), np.nan)
    codes, found = np.zeros(len(y), np.int8), np.zeros((count, 5), np.int64)
    fewest = fewest_crossings(int(np.diff(starts).max(initial=0)))
    run: Callable[..., None] = signals.judge if len(y) <= _PLAIN else compiled(signals.judge)

    def some(first: int, stop: int) -> None:
        part = limit if kind.has_exposure else limit[first:stop]
        run(kind.number, rules.number, y, area, *masks, starts[first : stop + 1], screen, fewest,
            part, codes, found[first:stop])  # fmt: skip

    _in_parts(some, count, len(y))
    return Judged(kind, rules, y, limit, codes, starts, found)


def _in_parts(some: Callable[[int, int], None], count: int, points: int) -> None:
    """Many series go through in parts, one a core: the compiled kernels let others run."""
    cores = min(os.cpu_count() or 1, count) if points > _MANY else 1
    if cores <= 1:
        some(0, count)
        return
    ends = [count * k // cores for k in range(cores + 1)]
    with ThreadPoolExecutor(cores) as pool:
        list(pool.map(some, ends[:-1], ends[1:]))


def ranges(y: Floats, starts: Sequence[int] = ()) -> Floats:
    """Distances between neighbours; the first point of each series has none."""
    moved = np.full(len(y), np.nan)
    moved[1:] = np.abs(np.diff(y))
    moved[[first for first in starts if first < len(y)]] = np.nan
    return moved


def longest_most(useful: int) -> int:
    """The longest run that chance allows among so many points that are not on the centre."""
    return round(math.log2(useful)) + signals.THREE


def fewest_crossings(most: int) -> Ints:
    """The fewest crossings that chance allows, by number of useful points up to `most`.

    The 5 % quantile of a binomial with n - 1 tries and one half.
    """
    table = _crossings(1 << max(most, _ENOUGH_TABLE).bit_length())
    return table[: max(most, _ENOUGH_TABLE) + 1]


@lru_cache(maxsize=4)
def _crossings(size: int) -> Ints:
    """In whole numbers: `below` is 2**tries times the chance of at most `k` crossings."""
    table = np.zeros(size, np.int64)
    k, below, here = 0, 1, 1  # here: the binomial coefficient of (tries, k)
    for tries in range(size - 1):
        while 20 * below < 1 << tries:
            here = here * (tries - k) // (k + 1)
            k += 1
            below += here
        table[tries + 1] = k
        below = 2 * below - here
        here = here * (tries + 1) // (tries + 1 - k)
    return table


def _places(starts: Sequence[int], size: int) -> Ints:
    places = np.unique(np.concatenate(([0], np.asarray(starts, np.int64), [size])))
    if places[0] < 0 or places[-1] > size:
        raise ValueError("a series begins outside the points")
    return places


def _must_fit(kind: Kind, y: Floats, area: Floats) -> None:
    known = ~np.isnan(y)
    if kind is Kind.T and (y[known] <= 0).any():
        raise NotDrawable("t: time between events must be above nought")
    if kind.has_exposure and (area[known] < 0).any():
        raise NotDrawable(f"{kind}: exposure must not be negative")
    if (kind.has_exposure or kind in {Kind.C, Kind.G}) and (y[known] < 0).any():
        raise NotDrawable(f"{kind}: counts must not be negative")
    if kind.is_share and (y[known] > 1).any():
        raise NotDrawable(f"{kind}: a part must not be greater than its whole")
