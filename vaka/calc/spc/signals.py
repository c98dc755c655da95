"""The kernels that find signals: the NHS rules, point by point, and Anhøj's two, for a series.

A missing point is never a signal; it breaks a trend and a run of the NHS rules, and Anhøj's rules
pass over it, as over a point that lies on the centre. Without limits only runs and trends remain.

Sources: NHS England, Making Data Count, as in NHSRplotthedots 0.2.2; Anhøj and Olesen, Run charts
revisited, PLoS ONE 9 (2014) e113825; Anhøj, Diagnostic value of run chart analysis, PLoS ONE 10
(2015) e0121349.
"""

import math

import numpy as np

from vaka.calc.kernel import Bools, Floats, Ints, Labels, Lines, Signs, kernel
from vaka.calc.spc.kernels import MR, PP, UP, P, U, limits

NHS, ANHOEJ = range(2)
SEVEN, THREE = 7, 3
SIDES, STEPS, NEAR = range(3)  # the rows of signs

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
def find_signs(y: Floats, shown: Bools, lines: Lines, signs: Signs) -> None:
    """Fill three rows: the side of the centre, the step from the point before, and 1 for a point
    beyond two thirds of the way to a limit but not outside it; 0 for what is not judged."""
    for k in range(len(y)):
        signs[SIDES, k] = side(y[k], lines[0, k]) * shown[k]
    signs[STEPS, 0] = 0
    for k in range(1, len(y)):
        signs[STEPS, k] = side(y[k], y[k - 1]) * shown[k] * shown[k - 1]
    for k in range(len(y)):
        outside = (y[k] < lines[1, k]) | (y[k] > lines[2, k])
        beyond = (y[k] < lines[3, k]) | (y[k] > lines[4, k])
        signs[NEAR, k] = int(beyond) * (1 - int(outside)) * shown[k]


@kernel
def mark_runs(signs: Labels, run: int, up: int, down: int, label: Labels) -> None:
    """Label the seven points that so many equal signs in a row end, and those that follow.

    Seven sides make seven points, and so do six steps. Where a rise ends in a fall the turning
    point belongs to what comes after it.
    """
    length, before = 0, 0
    for k in range(len(signs)):
        length = length * int(signs[k] == before) + 1
        before = signs[k]
        if length >= run and before != 0:
            for back in range(k - SEVEN + 1 if length == run else k, k + 1):
                label[back] = up if before > 0 else down


@kernel
def mark_near(signs: Signs, label: Labels) -> None:
    """Label the near points of every three on one side of which at least two are near."""
    sides, near = signs[SIDES], signs[NEAR]
    for k in range(2, len(sides)):
        if near[k] + near[k - 1] + near[k - 2] < 2:
            continue
        if abs(sides[k] + sides[k - 1] + sides[k - 2]) == THREE:
            for back in range(k - 2, k + 1):
                if near[back]:
                    label[back] = NEAR_UPPER if sides[k] > 0 else NEAR_LOWER


@kernel
def mark_outside(y: Floats, shown: Bools, lines: Lines, label: Labels) -> None:
    """Label every point outside a limit."""
    for k in range(len(y)):
        if shown[k] and y[k] > lines[2, k]:
            label[k] = ABOVE_LIMIT
        elif shown[k] and y[k] < lines[1, k]:
            label[k] = BELOW_LIMIT


@kernel
def nhs_labels(y: Floats, shown: Bools, signs: Signs, lines: Lines, label: Labels) -> None:
    """The NHS rules; what is marked later wins: outside, trend, two of three, one side."""
    mark_runs(signs[SIDES], SEVEN, ABOVE_CENTRE, BELOW_CENTRE, label)
    mark_near(signs, label)
    mark_runs(signs[STEPS], SEVEN - 1, RISING, FALLING, label)
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
    screen: bool, fewest: Ints, limit: Floats, label: Labels, found: Ints,
) -> None:  # fmt: skip
    """Limits, runs and labels of every series.

    `limit` has three columns (centre, lower, upper) and a row a point where limits follow an
    exposure, a series where they do not. `found` has a row a series: known, useful, longest run,
    crossings, and 1 where Anhøj's rules say that it has shifted.
    """
    longest = 0
    for one in range(len(starts) - 1):
        longest = max(longest, starts[one + 1] - starts[one])
    lines_of, signs_of = np.empty((5, longest)), np.empty((3, longest), np.int8)
    for one in range(len(starts) - 1):
        at = slice(starts[one], starts[one + 1])
        lines, signs = lines_of[:, : at.stop - at.start], signs_of[:, : at.stop - at.start]
        limits(kind, y[at], area[at], base[at], screen, lines)
        find_signs(y[at], shown[at], lines, signs)
        count_runs(y[at], shown[at], signs[SIDES], found[one])
        found[one, 4] = kind != MR and is_shifted(found[one], fewest)
        if rules == NHS:
            nhs_labels(y[at], shown[at], signs, lines, label[at])
        else:
            anhoej_labels(y[at], lines, found[one, 4] == 1, label[at])
        if kind in (P, PP, U, UP):
            limit[at] = lines[:3].T
        else:
            limit[one] = lines[:3, 0]
