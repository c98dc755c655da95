"""A queue reckoned ahead by month, with how sure one can be.

Arrivals are Poisson with a rate that is not known: with Jeffreys' prior the months behind give it a
gamma distribution. Each of those in the queue leaves otherwise than by a place with one probability
a month, and each place becomes vacant with another: with Jeffreys' prior both are beta. Futures are
drawn with a seed, each with rates of its own, month after month, and the queue never falls below
nobody. The interval is that of the drawn futures (Gelman et al., Bayesian Data Analysis, 2013, 2.4
and 2.6). It holds where nothing changes: a new home or a new rule is not in the months behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


class TooFewMonthsError(ValueError):
    """The months behind are fewer than are needed to say anything."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What happened in one month: people.

    Attributes:
        waiting: in the queue when the month began.
        came: new in the queue.
        moved: out of it into a place.
        left: out of it otherwise.
    """

    waiting: int
    came: int
    moved: int
    left: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """The queue at the end of one month ahead: the middle of the futures, and their interval."""

    low: float
    middle: float
    high: float


def reckoned(
    behind: Sequence[Behind], waiting: int, places: int, *, months: int, share: float, draws: int,
    least_months: int, seed: int = 1,
) -> list[Ahead]:  # fmt: skip
    """Give the queue at the end of each month ahead.

    Args:
        behind: whole months, the oldest first.
        waiting: in the queue now.
        places: how many places there are, vacant or not; those that become vacant are taken by the
            queue, in the month in which they do.
        share: of the futures that lie within the interval.

    Raises:
        TooFewMonthsError: fewer months behind than `least_months`.
    """
    if len(behind) < least_months:
        raise TooFewMonthsError(f"{len(behind)} of {least_months}")
    rng = np.random.default_rng(seed)
    rate = rng.gamma(0.5 + sum(one.came for one in behind), 1 / len(behind), draws)
    vacant = _beta(rng, sum(one.moved for one in behind), places * len(behind), draws)
    stood = sum(max(one.waiting, one.left) for one in behind)
    leaves = _beta(rng, sum(one.left for one in behind), stood, draws)
    queue = np.full(draws, waiting, dtype=np.int64)
    found = []
    for _month in range(months):
        queue -= rng.binomial(queue, leaves)
        queue += rng.poisson(rate)
        queue = np.maximum(queue - rng.binomial(places, vacant), 0)
        tail = (1 - share) / 2
        low, middle, high = np.quantile(queue, (tail, 0.5, 1 - tail))
        found.append(Ahead(float(low), float(middle), float(high)))
    return found


def _beta(rng: np.random.Generator, happened: int, chances: int, draws: int) -> np.ndarray:
    """How likely it is in a month, drawn; more that happened than chances counts as always."""
    return rng.beta(0.5 + happened, 0.5 + max(chances - happened, 0), draws)
