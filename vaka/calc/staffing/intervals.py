"""Intervals and tests where a night is one observation.

Alarms of the same night help or hinder each other, so an error is that of a ratio of sums over
nights (delta method), never of alarms as if they were alone. What is rare (a late alarm where
nearly all are in time) comes a few at a time in a few nights, so its estimate leans, and its
interval has to: `benchmarks/staffing_truth.py` holds the intervals against a known truth.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import gammaincinv, ndtr

from vaka.calc.kernel import Floats

Z_95, TAIL = 1.959963984540054, 0.025
NONE_SEEN = 3.6888794541139363  # the 97.5 % bound of a Poisson mean of which nothing was seen


def ratio(over: Floats, under: Floats) -> tuple[float, float]:
    """Give a ratio of sums over nights, and its standard error; NaN when nothing is counted."""
    total, nights = float(under.sum()), len(under)
    if total == 0.0:
        return math.nan, math.nan
    share = float(over.sum()) / total
    if nights < 2:
        return share, math.nan
    rest = over - share * under
    return share, math.sqrt(float(rest @ rest) * nights / (nights - 1)) / total


def leaning(over: Floats, under: Floats) -> float:
    """Give the skewness of a ratio of sums over nights; nought where there is no spread."""
    share, error = ratio(over, under)
    if math.isnan(error) or error == 0.0:
        return 0.0
    rest = over - share * under
    return float((rest**3).sum() / float(rest @ rest) ** 1.5)


def reach(value: float, error: float, size: float, lean: float) -> tuple[float, float]:
    """Give the 95 % interval of something that cannot be below nought.

    The lower end is that of as many independent Poisson events as would have this error or lean,
    whichever is fewer, by the mid-P gamma quantiles (Fay and Feuer 1997 for the scaling). The upper
    end stands midway between that of so many events by the error alone and that of Hall's cubic
    transformation (1992), for the first falls short where events come in clusters and the second
    goes too far where they do not. Of what was never seen among `size` the upper end is
    `NONE_SEEN / size`.
    """
    if value <= 0.0:
        return 0.0, NONE_SEEN / size
    if math.isnan(error) or error == 0.0:
        return value - Z_95 * error, value + Z_95 * error
    events = (value / error) ** 2
    fewest = min(events, lean**-2) if lean > 0.0 else events
    low = (fewest - float(gammaincinv(fewest + 0.5, TAIL))) / math.sqrt(fewest)
    plain = (float(gammaincinv(events + 0.5, 1 - TAIL)) - events) / math.sqrt(events)
    return max(value - error * low, 0.0), value + error * (plain + _hall(lean)) / 2


def _hall(lean: float) -> float:
    """How many standard errors the upper end lies off, by Hall's transformation turned around."""
    if abs(lean) < 1e-9:
        return Z_95
    return float(3 / lean * (1 - np.cbrt(1 - lean * (Z_95 + lean / 6))))


def above(value: float, error: float, lean: float, asked: float) -> float:
    """Give the chance of a value this low, were the truth what is asked (one-sided p).

    By Hall's transformation, so that it holds for what leans. Mirror all but the error for a value
    that has to be high.
    """
    off = (value - asked) / error
    return float(ndtr(off + lean * off**2 / 3 + lean**2 * off**3 / 27 + lean / 6))


def percent(over: Floats, under: Floats) -> dict[str, float | None]:
    """Give a share in percent with its 95 % interval, reckoned from the rarer of yes and no."""
    share, error = ratio(over, under)
    if math.isnan(share):
        return {"percent": None, "low": None, "high": None}
    size, lean = float(under.sum()), leaning(over, under)
    if share > 0.5:
        high, low = (1.0 - end for end in reach(1.0 - share, error, size, -lean))
    else:
        low, high = reach(share, error, size, lean)
    return {"percent": known(100 * share), "low": known(100 * max(low, 0.0)),
            "high": known(100 * min(high, 1.0))}  # fmt: skip


def mean(values: Floats) -> dict[str, float | None]:
    """Give a mean over nights with its 95 % interval; a change may be below nought."""
    each = np.ones(len(values))
    middle, error = ratio(values, each)
    low, high = middle - Z_95 * error, middle + Z_95 * error
    if len(values) and values.min() >= 0.0:
        low, high = reach(middle, error, float(len(values)), leaning(values, each))
    return {"mean": known(middle), "low": known(low), "high": known(high)}


def known(value: float) -> float | None:
    """Give a number as JSON holds it: nothing for what is not known."""
    return None if math.isnan(value) else float(value)
