"""X-bar charts: means of several observations at a time (Montgomery, 6th ed., 6.3)."""

import math

import numpy as np
from numpy.typing import ArrayLike

from vaka.calc.kernel import Floats


def xbar(groups: ArrayLike, values: ArrayLike) -> tuple[Floats, float, Floats, Floats]:
    """Means by group in order, their centre, and the limits; NaN where a group is too small.

    A missing value is left out; a group of one has no spread of its own, and no limits.
    """
    names, place = np.unique(np.asarray(groups), return_inverse=True)
    y = np.asarray(values, np.float64)
    known = ~np.isnan(y)
    size = np.bincount(place[known], minlength=len(names)).astype(np.float64)
    total = np.bincount(place[known], y[known], len(names))
    mean = np.divide(total, size, out=np.full(len(names), math.nan), where=size > 0)
    centre = float(total.sum() / size.sum()) if size.sum() else math.nan
    squares = (y[known] - mean[place[known]]) ** 2
    rest = np.bincount(place[known], squares, len(names)).astype(np.float64)
    return mean, centre, *_limits(size, centre, _sigma(rest, size))


def _sigma(rest: Floats, size: Floats) -> float:
    """The mean of the groups' own deviations where all are of one size, else pooled (6.27, 6.31).

    As in qicharts2 a group without any value still costs a degree of freedom.
    """
    free = float(size.sum() - len(size))
    if not free > 0:
        return math.nan
    if (size == size[0]).all():
        return float(np.sqrt(rest / (size - 1)).mean())
    return math.sqrt(float(rest.sum()) / free)


def _limits(size: Floats, centre: float, sigma: float) -> tuple[Floats, Floats]:
    wide = np.array([3 * sigma / (c4(n) * math.sqrt(n)) if n > 1 else math.nan for n in size])
    return centre - wide, centre + wide


def c4(n: float) -> float:
    """The expected standard deviation of n normal values with sigma 1."""
    ways = math.lgamma(n / 2) - math.lgamma((n - 1) / 2)
    return math.sqrt(2 / (n - 1)) * math.exp(ways)
