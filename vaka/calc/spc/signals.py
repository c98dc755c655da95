"""The kernels that find signals: the NHS rules, point by point, and Anhøj's two, for a series.

A missing point is never a signal; it breaks a trend and a run of the NHS rules, and Anhøj's rules
pass over it, as over a point that lies on the centre. Without limits only runs and trends remain.

Sources: NHS England, Making Data Count, as in NHSRplotthedots 0.2.2; Anhøj and Olesen, Run charts
revisited, PLoS ONE 9 (2014) e113825; Anhøj, Diagnostic value of run chart analysis, PLoS ONE 10
(2015) e0121349.
"""

import math

import numpy as np

from vaka.calc.kernel import Bools, Floats, Ints, Labels, Lines, kernel
from vaka.calc.spc.kernels import MR, PP, UP, P, U, limits

NHS, ANHOEJ = range(2)
SEVEN, THREE = 7, 3

COMMON = 0
ABOVE_LIMIT, BELOW_LIMIT = 1, 2
RISING, FALLING = 3, 4
NEAR_UPPER, NEAR_LOWER = 5, 6
ABOVE_CENTRE, BELOW_CENTRE = 7, 8
SIGMA, RUNS, SIGMA_RUNS = 9, 10, 11


@kernel
def side(value: float, line: float) -> int:
    """1 above, -1 below, 0 on the line; 0 too where either is missing."""
    return int(value > line) - int(value < line)


@kernel
def find_sides(y: Floats, shown: Bools, centre: Floats, sides: Labels) -> None:
    """Fill the side of the centre that each point lies on; 0 for what is not judged."""
    for k in range(len(y)):
        sides[k] = side(y[k], centre[k]) * shown[k]


@kernel
def mark_sides(sides: Labels, label: Labels) -> None:
    """Label every point that is one of seven in a row on one side of the centre."""
    length, before = 0, 0
    for k in range(len(sides)):
        length = length + 1 if sides[k] == before else 1
        before = sides[k]
        if length >= SEVEN and before != 0:
            for back in range(k - SEVEN + 1 if length == SEVEN else k, k + 1):
                label[back] = ABOVE_CENTRE if before > 0 else BELOW_CENTRE


@kernel
def is_near(value: float, lines: Lines, k: int) -> bool:
    """Beyond two thirds of the way to a limit, but not outside it."""
    outside = value < lines[1, k] or value > lines[2, k]
    return bool(not outside and (value < lines[3, k] or value > lines[4, k]))


@kernel
def mark_near(y: Floats, sides: Labels, lines: Lines, label: Labels) -> None:
    """Label the near points of every three on one side of which at least two are near."""
    older, old, new = 0, 0, 0
    for k in range(len(y)):
        older, old, new = old, new, int(is_near(y[k], lines, k))
        if k < 2 or older + old + new < 2 or abs(sides[k] + sides[k - 1] + sides[k - 2]) < 3:
            continue
        for back in range(k - 2, k + 1):
            if is_near(y[back], lines, back):
                label[back] = NEAR_UPPER if sides[k] > 0 else NEAR_LOWER


@kernel
def mark_trends(y: Floats, shown: Bools, label: Labels) -> None:
    """Label every point that is one of seven, each higher (or lower) than the one before.

    Where a rise ends in a fall the turning point belongs to what comes after it.
    """
    length, before = 0, 0
    for k in range(1, len(y)):
        here = side(y[k], y[k - 1]) * (shown[k] and shown[k - 1])
        length = length + 1 if here == before else 1
        before = here
        if length >= SEVEN - 1 and here != 0:
            for back in range(k - SEVEN + 1 if length == SEVEN - 1 else k, k + 1):
                label[back] = RISING if here > 0 else FALLING


@kernel
def mark_outside(y: Floats, shown: Bools, lines: Lines, label: Labels) -> None:
    """Label every point outside a limit."""
    for k in range(len(y)):
        if shown[k] and y[k] > lines[2, k]:
            label[k] = ABOVE_LIMIT
        elif shown[k] and y[k] < lines[1, k]:
            label[k] = BELOW_LIMIT


@kernel
def nhs_labels(y: Floats, shown: Bools, sides: Labels, lines: Lines, label: Labels) -> None:
    """The NHS rules; what is marked later wins: outside, trend, two of three, one side."""
    mark_sides(sides, label)
    mark_near(y, sides, lines, label)
    mark_trends(y, shown, label)
    mark_outside(y, shown, lines, label)


@kernel
def count_runs(y: Floats, shown: Bools, sides: Labels, found: Ints) -> None:
    """Fill `found`: known points, useful ones (not on the centre), longest run, crossings."""
    known, useful, longest, crossings, length, before = 0, 0, 0, 0, 0, 0
    for k in range(len(y)):
        known += shown[k] and not math.isnan(y[k])
        here = sides[k]
        if here == 0:
            continue
        useful += 1
        crossings += here == -before
        length = length + 1 if here == before else 1
        before = here
        longest = max(longest, length)
    found[0], found[1], found[2], found[3] = known, useful, longest, crossings


@kernel
def is_shifted(found: Ints, fewest: Ints) -> bool:
    """Anhøj's rules: a run longer than round(log2 n) + 3, or fewer crossings than `fewest[n]`."""
    useful = found[1]
    if useful == 0:
        return False
    return bool(found[2] > round(math.log2(useful)) + THREE or found[3] < fewest[useful])


@kernel
def anhoej_labels(y: Floats, lines: Lines, shifted: bool, label: Labels) -> None:
    """Points outside three sigma, and all points of a series that has shifted."""
    for k in range(len(y)):
        outside = y[k] < lines[1, k] or y[k] > lines[2, k]
        label[k] = (SIGMA_RUNS if shifted else SIGMA) if outside else (RUNS if shifted else COMMON)


@kernel
def judge(
    kind: int, rules: int, y: Floats, area: Floats, base: Bools, shown: Bools, starts: Ints,
    screen: bool, fewest: Ints, limit: Lines, label: Labels, found: Ints,
) -> None:  # fmt: skip
    """Limits, runs and labels of every series.

    `limit` has three rows (centre, lower, upper) and a column a point where limits follow an
    exposure, a series where they do not. `found` has a row a series: known, useful, longest run,
    crossings, and 1 where Anhøj's rules say that it has shifted.
    """
    longest = 0
    for one in range(len(starts) - 1):
        longest = max(longest, starts[one + 1] - starts[one])
    scratch, signs = np.empty((5, longest)), np.empty(longest, np.int8)
    for one in range(len(starts) - 1):
        at = slice(starts[one], starts[one + 1])
        lines, sides = scratch[:, : at.stop - at.start], signs[: at.stop - at.start]
        limits(kind, y[at], area[at], base[at], screen, lines)
        find_sides(y[at], shown[at], lines[0], sides)
        count_runs(y[at], shown[at], sides, found[one])
        found[one, 4] = kind != MR and is_shifted(found[one], fewest)
        if rules == NHS:
            nhs_labels(y[at], shown[at], sides, lines, label[at])
        else:
            anhoej_labels(y[at], lines, found[one, 4] == 1, label[at])
        if kind in (P, PP, U, UP):
            limit[:, at] = lines[:3]
        else:
            limit[:, one] = lines[:3, 0]
