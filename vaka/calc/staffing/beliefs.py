"""What is not known of a night's inputs, drawn: an answer then holds ignorance as well as chance.

An alarm log of few nights leaves each rate uncertain, and what is assumed may be anything within
its range. A draw is one plausible home. How many alarms the home has is Poisson with a vague prior
(Jeffreys), so their rate is gamma; how they fall on residents is Dirichlet with the shape that the
counts themselves give (`fitting`). With that prior total and shares are independent, and the means
are those of `fitting.shrunken`. What is assumed is drawn evenly from its range. Draws are quantiles
of hashed numbers (`draws`), so a draw gives the same home at every level and in every what-if.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from scipy.special import gammaincinv, stdtr, stdtrit

from vaka.calc.kernel import Floats
from vaka.calc.staffing.draws import night_key, person_key, uniform
from vaka.calc.staffing.fitting import shape_of
from vaka.calc.staffing.scenario import Range, Scenario

TOTAL, SHARE, ALARMS, URGENT, DOUBLE, MINUTES = range(20, 26)  # purposes of a draw
HOME, JEFFREYS, TAIL = 1 << 41, 0.5, 0.025
DRAWS = 30


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What is known of the inputs, beside what the scenario takes them to be.

    Attributes:
        nights: nights of the home's alarm log; nought without one.
        counts: alarms of each resident in it, in the scenario's order.
        alarms: range of what the alarms a night may be multiplied by, where they are assumed.
        urgent: range of the share that is urgent, where it is assumed; so with those below.
    """

    nights: int = 0
    counts: tuple[int, ...] = ()
    alarms: Range | None = None
    urgent: Range | None = None
    double: Range | None = None
    minutes: Range | None = None


def read(told: dict[str, Any]) -> Beliefs:
    """Give beliefs back from what `plain` gave."""
    pairs: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in told.items()
    }
    return Beliefs(**pairs)


def plain(one: Beliefs) -> dict[str, Any]:
    """Give beliefs as JSON holds them."""
    return asdict(one)


def drawn(one: Scenario, held: Beliefs, seed: int, k: int) -> Scenario:
    """Give the k-th plausible home."""
    with np.errstate(over="ignore"):  # the hash wraps around, on purpose
        key = night_key(seed, k)
        home = person_key(key, HOME)
        own = [uniform(person_key(key, r), SHARE, 0) for r in range(len(held.counts))]
        total, *rest = (uniform(home, each, 0) for each in
                        (TOTAL, ALARMS, URGENT, DOUBLE, MINUTES))  # fmt: skip
    residents = one.residents
    if held.nights:
        rates = _rates(held, total, np.array(own))
        residents = tuple(replace(each, alarms=float(rate))
                          for each, rate in zip(residents, rates, strict=True))  # fmt: skip
    many, urgent, double, minutes = (
        _within(span, part) for span, part in
        zip((held.alarms, held.urgent, held.double, held.minutes), rest, strict=True)
    )  # fmt: skip
    was = one.alarms
    return replace(one, residents=residents, alarms=replace(
        was, per_night=was.per_night if many is None else was.per_night * many,
        urgent=was.urgent if urgent is None else urgent,
        double=was.double if double is None else double,
        minutes=was.minutes if minutes is None else minutes,
    ))  # fmt: skip


def _rates(held: Beliefs, total: float, own: Floats) -> Floats:
    """Alarms a night of each resident: the home's, dealt out by drawn shares."""
    home = float(gammaincinv(sum(held.counts) + JEFFREYS, total)) / held.nights
    shape = shape_of(held.counts)
    if math.isinf(shape):
        return np.full(len(own), home / len(own))
    parts: Floats = gammaincinv(shape + np.array(held.counts, np.float64), own)
    return home * parts / parts.sum()


def _within(span: Range | None, part: float) -> float | None:
    return None if span is None else span[0] + (span[1] - span[0]) * part


Counted = tuple[Floats, Floats]  # night by night: alarms in time, and all


def share(taken: Counted, homes: Sequence[Counted], target: float | None) -> (
    dict[str, float | None]
):  # fmt: skip
    """Give the interval of a share over plausible homes, and the chance that it meets a target.

    On the scale of log odds. How far each home lies from the one that the inputs are taken to be is
    measured over the same nights, so hardly any chance is in it, and what there is is taken off the
    spread of the homes. Where they lie follows from the many nights of the home taken. The few
    draws make it Student's.

    Args:
        taken: the home that the inputs are taken to be, over all nights.
        homes: each plausible home, over the first of the same nights.
        target: percent, or None when none is asked.
    """
    middle, own = _log_odds(*taken)
    few = len(homes[0][0])
    start, beside = _log_odds(taken[0][:few], taken[1][:few])
    found = [_log_odds(*one) for one in homes]
    off = np.array([odds - start for odds, _each in found])
    chance = float(np.mean([_error(each - beside) ** 2 for _odds, each in found]))
    spread = float(off.var(ddof=1))
    apart = max(spread - chance, 0.0) + spread / len(off)
    middle += float(off.mean())
    error = math.sqrt(apart + _error(own) ** 2 + chance)
    reach = float(stdtrit(len(off) - 1, 1 - TAIL)) * error
    met = None if target is None else _met(middle, error, target, len(off) - 1)
    return {"low": _percent(middle - reach), "high": _percent(middle + reach), "chance": met}


def _met(middle: float, error: float, target: float, freedom: int) -> float:
    """The chance that what lies about the middle is at least the target."""
    if not 0 < target < 100:
        return float(target <= 0)
    return float(stdtr(freedom, (middle - math.log(target / (100 - target))) / error))


def _log_odds(over: Floats, under: Floats) -> tuple[float, Floats]:
    """Log odds of a share, and what each night adds; never endless: half an event is added to each.

    Where nothing was late, or nothing in time, chance is as that of half an event.
    """
    late, good = float((under - over).sum()), float(over.sum())
    part = (good + 0.5) / (good + late + 1.0)
    each: Floats = (over - part * under) / max(float(under.mean()), 1e-9) / (part * (1 - part))
    return math.log((good + 0.5) / (late + 0.5)), each


def _error(each: Floats) -> float:
    return math.sqrt(float(each.var(ddof=1)) / len(each))


def _percent(odds: float) -> float:
    return 100 / (1 + math.exp(-odds))
