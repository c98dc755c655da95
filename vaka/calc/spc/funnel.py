"""Funnel plots: units of different size against the value of all of them together.

Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24
(2005), 1185-1202: exact limits by interpolation between whole counts (appendix A.1), and limits
widened by the root of a winsorised dispersion when units differ more than chance lets them (A.3).
"""

import math
from dataclasses import dataclass

import numpy as np
import scipy  # which loads its parts when they are first used: they are slow to load
from numpy.typing import ArrayLike

from vaka.calc.kernel import Floats

INNER, OUTER = 0.025, 0.001  # in each tail: 95 % and 99.8 %
WINSOR = 0.1  # of the units at each end are drawn in to the next
FEW_UNITS = 5  # below this the spread between units is not estimated


@dataclass(frozen=True, slots=True, eq=False)
class Funnel:
    """The units in the order given. Limits are NaN for a unit without exposure.

    `dispersion` is 1 where units differ as chance lets them; `widened` says that the limits were
    multiplied by its root.
    """

    y: Floats
    centre: float
    lower: Floats
    upper: Floats
    inner_lower: Floats
    inner_upper: Floats
    dispersion: float
    widened: bool

    def beyond(self, k: int) -> int:
        """2 outside the outer limits, 1 outside the inner, negative below, 0 within."""
        if self.y[k] > self.inner_upper[k]:
            return 2 if self.y[k] > self.upper[k] else 1
        if self.y[k] < self.inner_lower[k]:
            return -2 if self.y[k] < self.lower[k] else -1
        return 0


def funnel(count: ArrayLike, area: ArrayLike, *, share: bool, widen: bool = True) -> Funnel:
    """Limits of events out of tries (`share`, binomial) or per exposure (Poisson).

    Raises ValueError when counts are negative or, for a share, greater than their whole.
    """
    events, whole = np.asarray(count, np.float64), np.asarray(area, np.float64)
    if (events < 0).any() or (whole < 0).any() or (share and (events > whole).any()):
        raise ValueError("a count is negative or greater than its whole")
    has = whole > 0
    y = np.divide(events, whole, out=np.full(len(events), math.nan), where=has)
    centre = float(events[has].sum() / whole[has].sum()) if has.any() else math.nan
    phi = dispersion(y[has], whole[has], centre, share=share)
    widened = widen and is_wide(phi, int(has.sum()))
    lines = np.full((4, len(y)), math.nan)
    lines[:, has] = curves(centre, whole[has], share=share, root=math.sqrt(phi) if widened else 1.0)
    lower, upper, inner_lower, inner_upper = lines
    return Funnel(y, centre, lower, upper, inner_lower, inner_upper, phi, widened)


def curves(centre: float, area: ArrayLike, *, share: bool, root: float = 1.0) -> Floats:
    """Limits at some sizes, in rows: outer lower and upper, inner lower and upper; `root` is that
    of the dispersion."""
    sizes = np.asarray(area, np.float64)
    tails = (OUTER, 1 - OUTER, INNER, 1 - INNER)
    found = [centre + (_limit(tail, centre, sizes, share) - centre) * root for tail in tails]
    return _bounded(np.array(found), share)


def dispersion(y: Floats, area: Floats, centre: float, *, share: bool) -> float:
    """Mean square of the units' z scores, the outermost drawn in; 1 for too few units."""
    variance = centre * (1 - centre) if share else centre
    if len(y) < FEW_UNITS or not variance > 0:
        return 1.0
    z = (y - centre) / np.sqrt(variance / area)
    low, high = np.quantile(z, [WINSOR, 1 - WINSOR])
    return float(np.mean(np.clip(z, low, high) ** 2))


def is_wide(phi: float, units: int) -> bool:
    """More than two standard errors above what chance gives."""
    return units >= FEW_UNITS and phi > 1 + 2 * math.sqrt(2 / units)


def _limit(tail: float, centre: float, area: Floats, share: bool) -> Floats:
    """The quantile of the count between whole numbers, per exposure.

    The upper one is the mirror of the lower, one count further out than published, so that a unit
    outside has a tail below the limit's, and a small unit at 100 % is not outside by itself.
    """
    if not centre > 0 or (share and centre >= 1):
        return np.full(len(area), centre)
    guess = (scipy.special.bdtrik(tail, area, centre) if share
             else scipy.special.pdtrik(tail, area * centre))  # fmt: skip
    k = np.maximum(np.ceil(np.nan_to_num(guess)), 0.0)
    while (high := (k > 0) & (_below(k - 1, area, centre, share) >= tail)).any():
        k[high] -= 1
    while (low := _below(k, area, centre, share) < tail).any():
        k[low] += 1
    upto, before = _below(k, area, centre, share), _below(k - 1, area, centre, share)
    mirrored = 1.0 if tail > 0.5 else 0.0
    limit: Floats = (k - (upto - tail) / (upto - before) + mirrored) / area
    return limit


def _below(k: Floats, area: Floats, centre: float, share: bool) -> Floats:
    """P(count <= k)."""
    whole = np.maximum(k, 0)
    found = (scipy.special.bdtr(whole, area.astype(np.int64), centre) if share
             else scipy.special.pdtr(whole, area * centre))  # fmt: skip
    return np.where(k < 0, 0.0, found)


def _bounded(limit: Floats, share: bool) -> Floats:
    return np.clip(limit, 0.0, 1.0 if share else None)
