"""Thousands of repetitions with the truth known: how often an inadequate level is recommended, and
how often intervals cover.

The truth is the mean over many nights that no repetition sees. Targets stand a fifth of a point
above a level's true share, so that the level is just not adequate, and at round numbers; late
checks are asked to be a tenth fewer than they are. A cell in which most repetitions see nothing at
all is told as a bound: whether the interval of nothing seen holds the truth decides nearly all of
the cell, and no method could then hold it in 93 to 97 percent.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from vaka.calc.staffing import adequate, answers, example, intervals, questions
from vaka.calc.staffing import world as col
from vaka.calc.staffing.run import Counts, simulate
from vaka.calc.staffing.scenario import Criteria

TRUE_NIGHTS, CLOSE, FEWER, AT_ONCE = 500_000, 0.2, 0.9, 100
LEVELS, UNSEEN = (2, 3, 4, 5), 50.0
FEW, SHOWN = (300, 4000), (questions.NIGHTS, 1000)  # nights, repetitions
SEED, TRUE_SEED = 20, 21
Told = dict[str, float | None]
Nights = dict[int, list[Counts]]


def _column(column: int) -> Callable[[Counts], Told]:
    return lambda found: intervals.mean(found.nights[:, column])


MEASURES: dict[str, Callable[[Counts], Told]] = {
    "share within the limit": lambda found: intervals.percent(*answers.within(found)),
    "urgent within the limit": lambda found: intervals.percent(*answers.within(found, "urgent")),
    "late checks a night": _column(col.O_LATE),
    "minutes of work": _column(col.O_WORK),
}


def parts(staff: int, nights: int, repetitions: int) -> list[Counts]:
    """The repetitions of one level; the same nights at every level."""
    found = []
    for first in range(0, repetitions * nights, AT_ONCE * nights):
        whole = simulate(example.home(staff), AT_ONCE * nights, SEED, first=first)
        found += [replace(whole, nights=rows, units=whole.units[:0])
                  for rows in np.split(whole.nights, AT_ONCE)]  # fmt: skip
    return found


def wrong(found: Nights, asked: Criteria, adequate_in_truth: Callable[[int], bool]) -> float:
    """How often, in percent, the level recommended is not adequate in truth."""
    count = 0
    repetitions = len(found[LEVELS[0]])
    for k in range(repetitions):
        chances = [adequate.chance(_asked(asked, found[staff][k])) for staff in LEVELS]
        place = adequate.least(chances)
        count += place is not None and not adequate_in_truth(LEVELS[place])
    return 100 * count / repetitions


def _asked(asked: Criteria, found: Counts) -> list[adequate.Tested]:
    return [row for row in adequate.tested(asked, found) if row.name in ("share", "late")]


def covered(found: list[Counts], true: Counts, name: str) -> tuple[float, float, float]:
    """The truth, how often, in percent, the 95 % interval that a page shows holds it, and in how
    many percent of the repetitions nothing (or nothing else) was seen."""
    told = MEASURES[name](true)
    key = "percent" if "percent" in told else "mean"
    rows = [MEASURES[name](one) for one in found]
    held = np.mean([row["low"] <= told[key] <= row["high"] for row in rows])
    return (
        told[key],
        100 * float(held),
        100 * float(np.mean([row[key] in (0, 100) for row in rows])),
    )


def judged(found: Nights, truth: dict[int, Counts], tail: str) -> None:
    """Print how often the level recommended is wrong, a line a target."""
    share = {n: 100 * intervals.ratio(*answers.within(one))[0] for n, one in truth.items()}
    late = {n: float(one.nights[:, col.O_LATE].mean()) for n, one in truth.items()}
    for target in (80.0, 90.0, *(round(share[n] + CLOSE, 2) for n in LEVELS[:-1])):
        off = wrong(found, Criteria(share=target), lambda n, t=target: share[n] >= t)
        print(f"staffing-truth wrong={off:.1f} goal=5 share of {target} percent; {tail}")
    for most in (FEWER * late[n] for n in LEVELS[:2]):
        off = wrong(found, Criteria(share=None, late=most), lambda n, m=most: late[n] <= m)
        print(f"staffing-truth wrong={off:.1f} goal=5 late checks {most:.3g} a night; {tail}")


def main() -> int:
    """Measure, print a line a target and a line a measure; `quick` leaves the page's nights out."""
    truth = {n: simulate(example.home(n), TRUE_NIGHTS, TRUE_SEED) for n in LEVELS}
    for nights, repetitions in (FEW,) if "quick" in sys.argv else (FEW, SHOWN):
        found = {n: parts(n, nights, repetitions) for n in LEVELS}
        tail = f"{repetitions} repetitions of {nights} nights; load {os.getloadavg()[0]:.1f}"
        judged(found, truth, tail)
        for name in MEASURES:
            for n in LEVELS:
                exact, share, unseen = covered(found[n], truth[n], name)
                goal = "at-least-93" if unseen > UNSEEN else "93-97"
                print(f"staffing-truth covered={share:.1f} goal={goal} {name}, {n} staff, in truth "
                      f"{exact:.4g}, nothing seen in {unseen:.0f} %; {tail}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
