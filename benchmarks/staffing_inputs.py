"""Homes whose true alarms are known, with a log of a few weeks by chance: what an answer then says.

Each repetition draws a log of the example home, fits it, and asks as a page does. Printed are how
often the 95 percent interval holds the true share: the interval with plausible homes, and that of
chance alone, as if what is fitted were true. And how often a level is taken to be enough that is
not: its true share lies a fifth of a point below the target. `python benchmarks/staffing_inputs.py
100` takes a hundred repetitions, for a look.
"""

import os
import sys
from dataclasses import replace

import numpy as np

from vaka.calc.staffing import adequate, answers, arrays, beliefs, example, intervals, questions
from vaka.calc.staffing.beliefs import Beliefs
from vaka.calc.staffing.fitting import shrunken
from vaka.calc.staffing.run import simulate
from vaka.calc.staffing.scenario import Criteria, Scenario

TRUE_NIGHTS, CLOSE, TRUE_SEED, SEED = 500_000, 0.2, 21, 20
REPETITIONS, LOGS, LEVELS = 1000, (14, 21, 90), (2, 3)


def logged(one: Scenario, nights: int, draw: np.random.Generator) -> tuple[Scenario, Beliefs]:
    """A home as it is taken to be after a log by chance, and what is known of it."""
    counts = tuple(int(each) for each in draw.poisson(arrays.alarm_rates(one) * nights))
    rates = shrunken(counts, nights)
    residents = tuple(replace(each, alarms=rate) for each, rate
                      in zip(one.residents, rates, strict=True))  # fmt: skip
    return replace(one, residents=residents), Beliefs(nights, counts)


def measured(staff: int, nights: int, repetitions: int) -> None:
    """Print two lines a level of staffing and length of log."""
    true_home = example.home(staff)
    true = 100 * intervals.ratio(*answers.within(simulate(true_home, TRUE_NIGHTS, TRUE_SEED)))[0]
    asked = Criteria(share=round(true + CLOSE, 2))
    draw, held, alone, wrong = np.random.default_rng(SEED), 0, 0, 0
    for seed in range(1, repetitions + 1):
        home, known = logged(replace(true_home, criteria=asked), nights, draw)
        told = questions.believed(home, known, [staff], seed=seed)["levels"][0]
        held += told["low"] <= true <= told["high"]
        wrong += (told["chance"] or 0.0) >= 1 - adequate.ERROR
        plain = questions.tonight(home, seed=seed)["within"]["all"]
        alone += plain["low"] <= true <= plain["high"]
    tail = (f"{staff} staff, in truth {true:.4g}, a log of {nights} nights; {repetitions} "
            f"repetitions of {beliefs.DRAWS} homes; load {os.getloadavg()[0]:.1f}")  # fmt: skip
    print(f"staffing-inputs covered={100 * held / repetitions:.1f} goal=93-97 with plausible homes "
          f"(chance alone {100 * alone / repetitions:.1f}) {tail}", flush=True)  # fmt: skip
    print(f"staffing-inputs wrong={100 * wrong / repetitions:.1f} goal=5 {tail}", flush=True)


def main() -> int:
    """Measure each level and length of log."""
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else REPETITIONS
    for staff in LEVELS:
        for nights in LOGS:
            measured(staff, nights, repetitions)
    return 0


if __name__ == "__main__":
    sys.exit(main())
