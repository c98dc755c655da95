"""Alarms a night of each resident out of a log, drawn towards the home's mean.

Three weeks of one resident's alarms say little (night.md, pitfall 12). Counts are Poisson with a
gamma prior over residents, whose shape and rate are those of the counts' own mean and variance
(empirical Bayes; Robbins 1956): the more nights, the less a rate is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def shrunken(counts: Sequence[int], nights: int) -> list[float]:
    """Give each resident's alarms a night.

    Args:
        counts: alarms of each resident over the nights, nought included.
        nights: how many nights the log covers.

    Raises:
        ValueError: no night is covered.
    """
    if nights < 1:
        raise ValueError("nights")
    if not counts:
        return []
    mean, shape = sum(counts) / len(counts), shape_of(counts)
    if math.isinf(shape):
        return [mean / nights] * len(counts)
    return [(shape + one) / (shape / mean + 1) / nights for one in counts]


def shape_of(counts: Sequence[int]) -> float:
    """Give how uneven residents are beyond chance, as a gamma distribution's shape.

    Endless when they are all alike: no more uneven than chance makes them, or without alarms.
    """
    mean = sum(counts) / len(counts) if counts else 0.0
    spread = sum((one - mean) ** 2 for one in counts) / max(len(counts) - 1, 1)
    return mean**2 / (spread - mean) if spread > mean else math.inf
