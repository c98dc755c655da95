"""The demand by half hour, corrected by what the home's own log saw, and how sure that is.

A half hour's alarms are what the model expects times a factor. Factors are gamma about a level of
the whole home's own: how far they lie apart, and where the level is, are weighed over a grid of
what is plausible, by how well each would have given the counts (a negative binomial; Efron and
Morris 1973 for why that errs less than the counts). So few nights hardly move a half hour, and
its interval holds that the spread itself is not known. Alarms of a restless night come together:
counts that vary from night to night by more than chance count for so many times less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from scipy.special import gammainc, gammaincinv, gammaln, ndtri

from vaka.calc.kernel import Floats
from vaka.calc.staffing import world as col
from vaka.calc.staffing.arrays import alarm_rates
from vaka.calc.staffing.draws import night_key, uniform
from vaka.calc.staffing.scenario import Scenario

LEVEL, APART = 0.4, 0.6
"""How far the home's level and a half hour's own factor are thought to lie from 1: about the range
of what is assumed (`night.toml`), and as far as the example's hours lie apart."""
LEVELS, SPREADS, LEAST_WEIGHT = 15, 15, 1e-4
FAINTEST = 0.02
"""Of a mean half hour: what is told to be without alarms is taken to have so many, for else nothing
that is seen could ever correct it."""
TAIL, DRAWS = 0.025, 30
WHICH, FACTOR = 40, 41  # purposes of a draw


@dataclass(frozen=True, slots=True)
class Log:
    """A home's log by half hour of the night.

    Attributes:
        nights: how many it covers.
        counts: alarms of each half hour, all nights together.
        squares: the sum of each night's alarms in the half hour, squared.
    """

    nights: int
    counts: tuple[int, ...]
    squares: tuple[int, ...]


def read(told: dict[str, Any]) -> Log:
    """Give a log back from what `plain` gave."""
    return Log(int(told["nights"]), tuple(told["counts"]), tuple(told["squares"]))


def plain(log: Log) -> dict[str, Any]:
    """Give a log as JSON holds it."""
    return asdict(log)


def log_of(nights: Sequence[Sequence[int]]) -> Log:
    """Give the log of nights with their alarms by half hour, those without alarms too."""
    rows = np.array(nights, np.int64)
    return Log(len(rows), tuple(rows.sum(0).tolist()), tuple((rows**2).sum(0).tolist()))


def expected(one: Scenario) -> Floats:
    """Give the alarms a night that a scenario expects in each half hour."""
    weights = np.array(one.alarms.profile, np.float64)
    edges = np.linspace(0.0, one.minutes, len(weights) + 1)
    share = np.concatenate([[0.0], np.cumsum(weights) / weights.sum()])
    halves = np.append(np.arange(0.0, one.minutes, col.HALF_HOUR), one.minutes)
    found: Floats = alarm_rates(one).sum() * np.diff(np.interp(halves, edges, share))
    return found


def dispersion(log: Log) -> float:
    """Give how many times as much counts vary from night to night as chance alone makes them."""
    if log.nights < 2 or not sum(log.counts):
        return 1.0
    counts = np.array(log.counts, np.float64)
    means = counts / log.nights
    spread = (np.array(log.squares) - log.nights * means**2) / (log.nights - 1)
    return max(float(spread.sum() / means.sum()), 1.0)


@dataclass(frozen=True)
class Posterior:
    """What is known of each half hour's factor: a mixture of gammas, a row a component.

    Attributes:
        weights: of each component; they sum to 1.
        shapes, rates: of the gammas, components × half hours.
    """

    weights: Floats
    shapes: Floats
    rates: Floats

    def mean(self) -> Floats:
        """Give the mean of each factor."""
        found: Floats = self.weights @ (self.shapes / self.rates)
        return found

    def quantile(self, part: float) -> Floats:
        """Give the quantile of each factor, by halving."""
        low = np.zeros(self.shapes.shape[1])
        high = (gammaincinv(self.shapes, part) / self.rates).max(0)
        for _step in range(40):
            middle = (low + high) / 2
            below = self.weights @ gammainc(self.shapes, self.rates * middle) < part
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        return high

    def drawn(self, seed: int, k: int) -> Floats:
        """Give the k-th plausible home's factors."""
        with np.errstate(over="ignore"):  # the hash wraps around, on purpose
            key = night_key(seed, k)
            which = np.searchsorted(np.cumsum(self.weights), uniform(key, WHICH, 0))
            parts = [uniform(key, FACTOR, n) for n in range(self.shapes.shape[1])]
        row = min(int(which), len(self.weights) - 1)
        found: Floats = gammaincinv(self.shapes[row], parts) / self.rates[row]
        return found


def posterior(asked: Floats, log: Log) -> Posterior:
    """Give what a log says of the factors of what is expected.

    Args:
        asked: expected alarms a night by half hour, all above nought.

    Raises:
        ValueError: the log has other half hours than what is expected.
    """
    if len(asked) != len(log.counts):
        raise ValueError(f"{len(log.counts)} half hours, not {len(asked)}")
    many = dispersion(log)
    seen, due = np.array(log.counts) / many, log.nights * asked / many
    levels = LEVEL * _middles(LEVELS)
    apart = APART * ndtri((1 + (np.arange(SPREADS) + 0.5) / SPREADS) / 2)
    level = np.repeat(np.exp(levels - LEVEL**2 / 2), SPREADS)[:, None]
    shape = np.tile(apart**-2.0, LEVELS)[:, None]
    likely = (gammaln(shape + seen) - gammaln(shape) + seen * np.log(level / shape)
              - (shape + seen) * np.log1p(level * due / shape)).sum(1)  # fmt: skip
    weights = np.exp(likely - likely.max())
    told = weights > LEAST_WEIGHT
    weights = weights[told] / weights[told].sum()
    return Posterior(weights, (shape + seen)[told], (shape / level + due)[told])


def _middles(count: int) -> Floats:
    """Give the middles of so many equally likely parts of a normal distribution, whose spread is
    then made 1 again."""
    found: Floats = ndtri((np.arange(count) + 0.5) / count)
    return found / found.std()


def asked_of(one: Scenario) -> Floats:
    """Give what is expected by half hour, nowhere nothing."""
    found = expected(one)
    least = FAINTEST * float(found.mean())
    return np.maximum(found, least)


def moved(one: Scenario, alarms: Floats) -> Scenario:
    """Give the same night with so many alarms by half hour, shared among residents as before."""
    part = float(alarms.sum()) / float(alarm_rates(one).sum())
    residents = tuple(
        replace(each, alarms=None if each.alarms is None else each.alarms * part)
        for each in one.residents
    )
    profile = tuple(float(each) for each in alarms)
    return replace(one, residents=residents, alarms=replace(
        one.alarms, per_night=one.alarms.per_night * part, profile=profile))  # fmt: skip
