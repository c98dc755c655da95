"""Slow twins of the control charts: each follows the definition's words, point by point."""

import math
from itertools import groupby, pairwise

import numpy as np

NAN = math.nan


def screened(values: list[float], screen: bool = True) -> float:
    """Mean distance of neighbours; those from 3.267 times it are struck out and it is made anew."""
    steps = [abs(b - a) for a, b in pairwise(values) if not math.isnan(a + b)]
    if not steps:
        return NAN
    mean = math.fsum(steps) / len(steps)
    kept = [step for step in steps if step < 3.267 * mean] if screen else steps
    return math.fsum(kept) / len(kept) if kept else NAN


def mean(values: list[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return math.fsum(known) / len(known) if known else NAN


def individual(y: list[float], reach: float, screen: bool) -> list[tuple[float, float, float]]:
    centre, step = mean(y), screened(y, screen)
    return [(centre, centre - reach * step, centre + reach * step)] * len(y)


def moving(y: list[float]) -> list[tuple[float, float, float]]:
    steps = [abs(b - a) for a, b in pairwise(y)]
    centre = mean(steps)
    return [(centre, 0.0, 3.267 * centre)] * len(y)


def attribute(
    events: list[float], whole: list[float], *, share: bool, prime: bool
) -> list[tuple[float, float, float]]:
    centre = math.fsum(events) / math.fsum(whole)
    one = math.sqrt(centre * (1 - centre) if share else centre)
    sigmas = [one / math.sqrt(n) for n in whole]
    if prime:
        z = [((x / n) - centre) / s if s else NAN
             for x, n, s in zip(events, whole, sigmas, strict=True)]  # fmt: skip
        sigmas = [s * screened(z) / 1.128 for s in sigmas]
    top = 1.0 if share else math.inf
    return [(centre, max(0.0, centre - 3 * s) if s == s else NAN,
             min(top, centre + 3 * s) if s == s else NAN) for s in sigmas]  # fmt: skip


def opportunities(y: list[float]) -> list[tuple[float, float, float]]:
    m = mean(y)
    reach = 3 * math.sqrt(m * (m + 1))
    return [(float(np.median(y)), max(0.0, m - reach), m + reach)] * len(y)


def waiting(y: list[float]) -> list[tuple[float, float, float]]:
    lines = individual([value ** (1 / 3.6) for value in y], 3 / 1.128, True)
    return [(c**3.6, max(low, 0.0) ** 3.6 if low == low else NAN, up**3.6) for c, low, up in lines]


def nhs(y: list[float], centre: float, lower: float, upper: float) -> list[str]:
    """Every window is looked at; a later rule of the list gives way to an earlier one."""
    sides = [0 if math.isnan(v) else int(np.sign(v - centre)) for v in y]
    near_low, near_high = (centre + 2 * (limit - centre) / 3 for limit in (lower, upper))
    outside = [v > upper or v < lower for v in y]
    near = [(v > near_high or v < near_low) and not out for v, out in zip(y, outside, strict=True)]
    rising, falling, two, row = set(), set(), set(), set()
    for k in range(len(y) - 6):
        window = range(k, k + 7)
        steps = [y[j + 1] - y[j] for j in window[:-1]]
        if all(step > 0 for step in steps):
            rising |= set(window)
        if all(step < 0 for step in steps):
            falling |= set(window)
        if abs(sum(sides[j] for j in window)) == 7:
            row |= set(window)
    for k in range(len(y) - 2):
        window = range(k, k + 3)
        if abs(sum(sides[j] for j in window)) == 3 and sum(near[j] for j in window) >= 2:
            two |= {j for j in window if near[j]}
    words = []
    for k in range(len(y)):
        way = "Above" if sides[k] > 0 else "Below"
        if outside[k]:
            words.append("Above UCL" if y[k] > upper else "Below LCL")
        elif k in rising or k in falling:
            later = y[k + 1] > y[k] if k in rising and k in falling else k in rising
            words.append(f"7 Point Trend ({'In' if later else 'De'}creasing)")
        elif k in two:
            words.append(f"2 in 3 {way} CL")
        elif k in row:
            words.append(f"7 Points {way} CL")
        else:
            words.append("Common Cause")
    return words


def runs(y: list[float], centre: float) -> tuple[int, int, int, bool]:
    """Useful points, longest run, crossings, and Anhøj's signal."""
    signs = [v > centre for v in y if not math.isnan(v) and v != centre]
    crossings = sum(a != b for a, b in pairwise(signs))
    longest = max((len(list(run)) for _side, run in groupby(signs)), default=0)
    n = len(signs)
    if n == 0:
        return 0, 0, 0, False
    ways, least = 0, -1
    while 20 * ways < 2 ** (n - 1):
        least += 1
        ways += math.comb(n - 1, least)
    return n, longest, crossings, longest > round(math.log2(n)) + 3 or crossings < least
