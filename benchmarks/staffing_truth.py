"""A thousand repetitions with the truth known: how often an inadequate level is recommended, and
how often intervals cover.

The truth is the mean over many nights that no repetition sees. Targets stand a fifth of a point
above a level's true share, so that the level is just not adequate, and at round numbers.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from vaka.calc.staffing import adequate, answers, example
from vaka.calc.staffing import world as col
from vaka.calc.staffing.run import Counts, simulate
from vaka.calc.staffing.scenario import Criteria

REPETITIONS, NIGHTS, TRUE_NIGHTS, CLOSE = 1000, 300, 200_000, 0.2
LEVELS = (2, 3, 4, 5)
SEED, TRUE_SEED = 20, 21
Told = dict[str, float | None]


def _column(column: int) -> Callable[[Counts], Told]:
    return lambda found: answers.mean(found.nights[:, column])


MEASURES: dict[str, Callable[[Counts], Told]] = {
    "share within the limit": lambda found: answers.percent(*answers.within(found)),
    "urgent within the limit": lambda found: answers.percent(*answers.within(found, "urgent")),
    "late checks a night": _column(col.O_LATE),
    "minutes of work": _column(col.O_WORK),
}


def parts(staff: int) -> list[Counts]:
    """The repetitions of one level; the same nights at every level."""
    whole = simulate(example.home(staff), REPETITIONS * NIGHTS, SEED)
    return [replace(whole, nights=rows) for rows in np.split(whole.nights, REPETITIONS)]


def wrong(found: dict[int, list[Counts]], true: dict[int, float], target: float) -> float:
    """How often, in percent, the level recommended is not adequate in truth."""
    asked, count = Criteria(share=target), 0
    for k in range(REPETITIONS):
        chances = [adequate.chance(_shares(asked, found[staff][k])) for staff in LEVELS]
        place = adequate.least(chances)
        count += place is not None and true[LEVELS[place]] < target
    return 100 * count / REPETITIONS


def _shares(asked: Criteria, found: Counts) -> list[adequate.Tested]:
    return [row for row in adequate.tested(asked, found) if row.name == "share"]


def covered(found: list[Counts], true: Counts, name: str) -> tuple[float, float]:
    """The truth, and how often, in percent, the 95 % interval that a page shows holds it."""
    told = MEASURES[name](true)
    exact = next(value for key, value in told.items() if key in ("percent", "mean"))
    rows = [MEASURES[name](one) for one in found]
    return exact, 100 * float(np.mean([row["low"] <= exact <= row["high"] for row in rows]))


def main() -> int:
    """Measure, print a line a target and a line a measure."""
    truth = {n: simulate(example.home(n), TRUE_NIGHTS, TRUE_SEED) for n in LEVELS}
    found = {n: parts(n) for n in LEVELS}
    true = {n: 100 * answers.ratio(*answers.within(one))[0] for n, one in truth.items()}
    tail = f"{REPETITIONS} repetitions of {NIGHTS} nights; load {os.getloadavg()[0]:.1f}"
    print("staffing-truth true shares", {n: round(share, 2) for n, share in true.items()})
    for target in (80.0, 90.0, *(round(share + CLOSE, 2) for share in list(true.values())[:-1])):
        print(f"staffing-truth wrong={wrong(found, true, target):.1f} goal=5 target {target}; "
              f"{tail}")  # fmt: skip
    for name in MEASURES:
        for n in LEVELS:
            exact, share = covered(found[n], truth[n], name)
            print(f"staffing-truth covered={share:.1f} goal=93-97 {name}, {n} staff, in truth "
                  f"{exact:.4g}; {tail}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
