"""Homes whose true demand by half hour is known, each with a log by chance."""

from dataclasses import dataclass

import numpy as np

from vaka.calc.staffing import demand

HALF = 20
ASKED = np.linspace(0.4, 2.0, HALF)
LEVEL = 0.25
"""How far the level of a whole home differs from what is expected, as a log-normal's sigma."""


@dataclass(frozen=True)
class Trial:
    """How a correction did: the share of half hours whose 95 % interval held the truth, and the
    mean squared error of the corrected demand, of the log's own and of what was expected."""

    held: float
    corrected: float
    log: float
    expected: float


def trial(draw: np.random.Generator, nights: int, spread: float) -> Trial:
    """Draw a home and its log of so many nights, and correct by it.

    Args:
        spread: the coefficient of variation of the half hours' factors.
    """
    apart = spread**2
    true = ASKED * np.exp(draw.normal(0, LEVEL)) * draw.gamma(1 / apart, apart, HALF)
    log = demand.log_of(draw.poisson(true, (nights, HALF)).tolist())
    found = demand.posterior(ASKED, log)
    low, high = (ASKED * found.quantile(part) for part in (0.025, 0.975))
    each = (ASKED * found.mean(), np.array(log.counts) / nights, ASKED)
    errors = [float(np.mean((one - true) ** 2)) for one in each]
    return Trial(float(((low <= true) & (true <= high)).mean()), *errors)
