"""The least adequate staffing, with a guarantee: how often it may be wrong is known beforehand.

A level passes when every criterion's one-sided bound is on the right side. Levels are tested from
the top down and the first that fails ends it (fixed-sequence test; Maurer, Hothorn and Lehmacher
1995): a level that is not adequate is recommended in at most the stated share of cases, however
many levels there are. That needs no more than an order fixed beforehand; but "least" has no meaning
where fewer could do better, so a policy with staff bound to units, whose adequacy need not grow
with number, is tested with Holm's step-down over all levels instead.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vaka.calc.kernel import Floats
from vaka.calc.staffing import world as col
from vaka.calc.staffing.answers import within
from vaka.calc.staffing.intervals import above, leaning, ratio
from vaka.calc.staffing.run import Counts
from vaka.calc.staffing.scenario import Criteria

ERROR = 0.05


@dataclass(frozen=True, slots=True)
class Tested:
    """One criterion at one level.

    Attributes:
        name: which criterion.
        value: the estimate, percent or number a night.
        wanted: what is asked, the zone taken off.
        p: the chance of an estimate this good if the level were just not adequate.
    """

    name: str
    value: float
    wanted: float
    p: float


def tested(asked: Criteria, found: Counts) -> list[Tested]:
    """Test each criterion that is asked; what too few could ever do fails, asked for or not."""
    never = found.nights[:, [col.O_IMPOSSIBLE, col.O_EACH + col.O_IMPOSSIBLE]].sum()
    never += found.nights[:, col.O_CHECK_IMPOSSIBLE].sum()
    shares = [("share", asked.share, "all"), ("urgent_share", asked.urgent_share, "urgent")]
    most = [("late", asked.late, col.O_LATE), ("missed", asked.missed, col.O_MISSED),
            ("breaks_missed", asked.breaks_missed, col.O_PAUSES_MISSED)]  # fmt: skip
    rows = [_at_least(name, wanted - asked.zone, *within(found, which))
            for name, wanted, which in shares if wanted is not None]  # fmt: skip
    if never:
        rows.append(Tested("cannot_be_given", float(never) / len(found.nights), 0.0, 1.0))
    return rows + [_at_most(name, wanted, found.nights[:, column])
                   for name, wanted, column in most if wanted is not None]  # fmt: skip


def _at_least(name: str, wanted: float, over: Floats, under: Floats) -> Tested:
    share = ratio(over, under)[0]
    return Tested(name, 100 * share, wanted, _p(under - over, under, 1 - wanted / 100))


def _at_most(name: str, wanted: float, values: Floats) -> Tested:
    each = np.ones(len(values))
    return Tested(name, ratio(values, each)[0], wanted, _p(values, each, wanted))


def _p(over: Floats, under: Floats, most: float) -> float:
    """One-sided p of so little, were it just what is asked.

    Of what was never seen it is that of no Poisson event; where nothing may be and nothing was it
    passes, for no number of nights could tell more.
    """
    value, error = ratio(over, under)
    if math.isnan(error):
        return 1.0
    if error == 0.0:
        if value > 0.0:
            return 0.0 if value <= most else 1.0
        return math.exp(-most * float(under.sum())) if most > 0.0 else 0.0
    return above(value, error, leaning(over, under), most)


def chance(rows: Sequence[Tested]) -> float:
    """A level's p: all its criteria have to hold, so the worst (intersection-union test)."""
    return max((row.p for row in rows), default=1.0)


def least(chances: Sequence[float], *, monotone: bool = True, error: float = ERROR) -> int | None:
    """Give the place of the least adequate level, of levels from the fewest to the most staff.

    None when no level passes: not adequate at any level tried.
    """
    passed = _sequence(chances, error) if monotone else _holm(chances, error)
    return min(passed, default=None)


def _sequence(chances: Sequence[float], error: float) -> list[int]:
    passed = []
    for place in range(len(chances) - 1, -1, -1):
        if chances[place] > error:
            break
        passed.append(place)
    return passed


def _holm(chances: Sequence[float], error: float) -> list[int]:
    passed: list[int] = []
    for place in sorted(range(len(chances)), key=lambda k: chances[k]):
        if chances[place] > error / (len(chances) - len(passed)):
            break
        passed.append(place)
    return passed
