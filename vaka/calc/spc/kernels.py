"""The kernels of control charts: plain loops on flat arrays, run as they stand or compiled.

Many series lie one after the other in `y`; `starts` holds where each begins, and the end. A part
whose limits are its own is a series of its own. `base` marks the points that the limits are made
of, `shown` those that are judged. A missing value is NaN, a missing limit too. Kinds and labels
are the numbers of `kinds.Kind` and `labels.LABELS`.

Sources: Nelson, Control charts for individual measurements, J. Quality Technology 14 (1982),
172-173 (moving ranges from 3.267 times their mean are left out once); Montgomery, Introduction to
Statistical Quality Control, 6th ed., 6.4 (I, MR), 7.2 (p), 7.3 (c, u); Laney, Quality Engineering
14 (2002), 531-537 (p′, u′); Benneyan, Health Care Management Science 4 (2001), 305-318 (g);
Nelson, J. Quality Technology 26 (1994), 239-240 (t).
"""

import math

import numpy as np

from vaka.calc.kernel import Bools, Floats, Lines, kernel

D2 = 1.128  # mean range of two standard normal values
UPPER_RANGE = 3.267  # upper limit of a moving range, in mean ranges
XMR_REACH = 2.66  # 3 / D2, as the NHS method rounds it
T_POWER = 3.6  # makes exponential waiting times nearly normal

RUN, I, XMR, MR, P, PP, U, UP, C, G, T = range(11)  # noqa: E741  the charts' own names


@kernel
def mean_of(y: Floats, use: Bools) -> float:
    """Mean of the known points in use, the second time so that equal values give themselves."""
    total, count = 0.0, 0
    for k in range(len(y)):
        if use[k] and not math.isnan(y[k]):
            total += y[k]
            count += 1
    if count == 0:
        return math.nan
    mean, rest = total / count, 0.0
    for k in range(len(y)):
        if use[k] and not math.isnan(y[k]):
            rest += y[k] - mean
    return mean + rest / count


@kernel
def median_of(y: Floats, use: Bools) -> float:
    """Median of the known points in use."""
    known = np.empty(len(y))
    count = 0
    for k in range(len(y)):
        if use[k] and not math.isnan(y[k]):
            known[count] = y[k]
            count += 1
    if count == 0:
        return math.nan
    known = np.sort(known[:count])
    return float((known[(count - 1) // 2] + known[count // 2]) / 2)


@kernel
def moving_range(y: Floats, use: Bools, most: float) -> float:
    """Mean of the ranges between neighbours in use that are below `most`; NaN without any."""
    total, count, before = 0.0, 0, math.nan
    for k in range(len(y)):
        if use[k]:
            step = abs(y[k] - before)
            if step < most:  # never true of NaN
                total += step
                count += 1
            before = y[k]
    return total / count if count else math.nan


@kernel
def screened_range(y: Floats, use: Bools, screen: bool) -> float:
    """Mean moving range; with `screen` ranges from 3.267 times the mean are left out, once."""
    mean = moving_range(y, use, math.inf)
    return moving_range(y, use, UPPER_RANGE * mean) if screen else mean


@kernel
def fill(lines: Lines, centre: float, lower: float, upper: float, near: float) -> None:
    """The same lines for the whole series; `near` is the distance of two thirds of the way."""
    lines[0], lines[1], lines[2] = centre, lower, upper
    lines[3], lines[4] = centre - near, centre + near


@kernel
def individual_limits(y: Floats, base: Bools, reach: float, screen: bool, lines: Lines) -> None:
    """I and XmR: the mean, and so many mean moving ranges to both sides."""
    centre, step = mean_of(y, base), screened_range(y, base, screen)
    fill(lines, centre, centre - reach * step, centre + reach * step, 2 * (reach / 3) * step)


@kernel
def range_limits(y: Floats, base: Bools, lines: Lines) -> None:
    """MR: the mean of the ranges, and 3.267 of it; a range has no lower limit but nought."""
    centre = mean_of(y, base)
    fill(lines, centre, 0.0, UPPER_RANGE * centre, math.nan)


@kernel
def pooled(y: Floats, area: Floats, base: Bools) -> float:
    """Events over exposure, all points of the base together; y is events per exposure."""
    events, exposure = 0.0, 0.0
    for k in range(len(y)):
        if base[k] and not math.isnan(y[k]):
            events += y[k] * area[k]
            exposure += area[k]
    return events / exposure if exposure > 0 else math.nan


@kernel
def scores_range(
    y: Floats, area: Floats, base: Bools, centre: float, spread: float, screen: bool
) -> float:
    """Mean moving range of the points' z scores; a point without exposure has none."""
    z = np.full(len(y), math.nan)
    for k in range(len(y)):
        if area[k] > 0 and spread > 0:
            z[k] = (y[k] - centre) / (spread / math.sqrt(area[k]))
    return screened_range(z, base, screen)


@kernel
def attribute_limits(
    kind: int, y: Floats, area: Floats, base: Bools, screen: bool, lines: Lines
) -> None:
    """p, u and c: pooled centre, limits by each point's exposure; p′ and u′ widen them."""
    share = kind in (P, PP)
    centre = pooled(y, area, base)
    variance = centre * (1 - centre) if share else centre
    spread = math.sqrt(variance) if variance > 0 else (0.0 if variance == 0 else math.nan)
    widen, top = 1.0, 1.0 if share else math.inf
    if kind in (PP, UP):
        widen = scores_range(y, area, base, centre, spread, screen) / D2
    for k in range(len(y)):
        sigma = widen * spread / math.sqrt(area[k]) if area[k] > 0 else math.nan
        fill(lines[:, k : k + 1], centre, centre - 3 * sigma, centre + 3 * sigma, 2 * sigma)
        bound(lines[:, k : k + 1], top)


@kernel
def bound(lines: Lines, top: float) -> None:
    """No limit below nought or above the top; a missing one stays missing."""
    for k in range(lines.shape[1]):
        if lines[1, k] < 0:
            lines[1, k] = 0.0
        if lines[2, k] > top:
            lines[2, k] = top


@kernel
def opportunity_limits(y: Floats, base: Bools, lines: Lines) -> None:
    """g: cases between events, geometric; the drawn centre is the median, so that runs are fair."""
    mean = mean_of(y, base)
    sigma = math.sqrt(mean * (mean + 1)) if mean >= 0 else math.nan
    fill(lines, mean, mean - 3 * sigma, mean + 3 * sigma, 2 * sigma)
    bound(lines, math.inf)
    lines[0] = median_of(y, base)


@kernel
def waiting_limits(y: Floats, base: Bools, screen: bool, lines: Lines) -> None:
    """t: time between events, made nearly normal by the power 1/3.6, and back again.

    Equal waits have no limits; there and back again would move the centre off them.
    """
    made = np.full(len(y), math.nan)
    for k in range(len(y)):
        if y[k] > 0:
            made[k] = y[k] ** (1 / T_POWER)
    centre, sigma = mean_of(made, base), screened_range(made, base, screen) / D2
    fill(lines, centre, centre - 3 * sigma, centre + 3 * sigma, 2 * sigma)
    for line in range(5):
        at = lines[line, 0]
        lines[line] = at**T_POWER if at > 0 else (0.0 if at <= 0 else math.nan)
    if math.isnan(sigma):
        lines[0] = median_of(y, base)


@kernel
def limits(kind: int, y: Floats, area: Floats, base: Bools, screen: bool, lines: Lines) -> None:
    """Fill rows of `lines`: centre, lower and upper limit, lower and upper two thirds."""
    if kind == RUN:
        fill(lines, median_of(y, base), math.nan, math.nan, math.nan)
    elif kind == I:
        individual_limits(y, base, 3 / D2, screen, lines)
    elif kind == XMR:
        individual_limits(y, base, XMR_REACH, screen, lines)
    elif kind == MR:
        range_limits(y, base, lines)
    elif kind == G:
        opportunity_limits(y, base, lines)
    elif kind == T:
        waiting_limits(y, base, screen, lines)
    else:
        attribute_limits(kind, y, area, base, screen, lines)
