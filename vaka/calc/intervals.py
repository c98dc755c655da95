"""Intervals of shares and rates, and the comparison of two rates. Exact where named so."""

import math
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np
import scipy  # which loads its parts when they are first used: they are slow to load


def wilson(part: int, whole: int, level: float = 0.95) -> tuple[float, float]:
    """Score interval of a share in percent (Wilson 1927): `part` of `whole` met it.

    Raises ValueError unless 0 <= part <= whole and whole > 0.
    """
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is no share")
    z = _z(level)
    share, spread = part / whole, z * z / whole
    centre = share + spread / 2
    half = z * math.sqrt(share * (1 - share) / whole + spread / (4 * whole))
    low, high = (centre - half) / (1 + spread), (centre + half) / (1 + spread)
    return (0.0 if part == 0 else 100 * low, 100.0 if part == whole else 100 * high)


def poisson_rate(count: int, exposure: float, level: float = 0.95) -> tuple[float, float]:
    """Exact interval of a rate, events per unit of exposure (Garwood 1936).

    Raises ValueError unless count >= 0 and exposure > 0.
    """
    if count < 0 or exposure <= 0:
        raise ValueError(f"{count} events over {exposure} is no rate")
    tail = (1 - level) / 2
    low = scipy.special.gammaincinv(count, tail) if count else 0.0
    high = scipy.special.gammaincinv(count + 1, 1 - tail)
    return float(low / exposure), float(high / exposure)


@dataclass(frozen=True, slots=True)
class RateRatio:
    """Rate of the first over the rate of the second. `ratio` and bounds may be infinite;
    `ratio` is nan only when neither had any event. `p` is two-sided."""

    ratio: float
    low: float
    high: float
    p: float


def compare_rates(
    count_1: int, exposure_1: float, count_2: int, exposure_2: float, level: float = 0.95
) -> RateRatio:
    """Exact conditional comparison of two Poisson counts (Przyborowski and Wilenski 1940).

    Given the sum, the first count is binomial with share r*e1/(r*e1 + e2) at rate ratio r.
    The interval is Clopper and Pearson's, carried over; p sums all outcomes that are at most
    as probable as the one seen. Raises ValueError on negative counts or no exposure.
    """
    if min(count_1, count_2) < 0 or min(exposure_1, exposure_2) <= 0:
        raise ValueError("counts may not be negative and exposure must be positive")
    total = count_1 + count_2
    if total == 0:
        return RateRatio(math.nan, 0.0, math.inf, 1.0)
    p = _binomial_p(count_1, total, exposure_1 / (exposure_1 + exposure_2))
    scale = exposure_2 / exposure_1
    low, high = (_odds(share) * scale for share in _clopper_pearson(count_1, total, level))
    return RateRatio(_odds(count_1 / total) * scale, low, high, p)


def _clopper_pearson(part: int, whole: int, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    low = scipy.special.betaincinv(part, whole - part + 1, tail) if part else 0.0
    high = scipy.special.betaincinv(part + 1, whole - part, 1 - tail) if part < whole else 1.0
    return float(low), float(high)


def _binomial_p(part: int, whole: int, share: float) -> float:
    """Sum of the probabilities of all outcomes that are at most as probable as `part`.
    The slack of 1e-7 keeps outcomes that are equal but for rounding."""
    k = np.arange(whole + 1)
    ways = (
        scipy.special.gammaln(whole + 1)
        - scipy.special.gammaln(k + 1)
        - scipy.special.gammaln(whole - k + 1)
    )
    mass = np.exp(ways + scipy.special.xlogy(k, share) + scipy.special.xlog1py(whole - k, -share))
    return min(1.0, float(mass[mass <= mass[part] * (1 + 1e-7)].sum()))


def _odds(share: float) -> float:
    return math.inf if share >= 1 else share / (1 - share)


@cache
def _z(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)
