"""A small grid of answers: levels of staffing by what else may be chosen, for a page to look up.

Each cell is a night of its own over the same nights and the same plausible homes as every other
cell, so what differs between two of them is what was chosen and hardly chance.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from vaka.calc.staffing import adequate, answers, beliefs, intervals
from vaka.calc.staffing import world as col
from vaka.calc.staffing.beliefs import Beliefs
from vaka.calc.staffing.run import Counts, simulate
from vaka.calc.staffing.scenario import Scenario

FEWER = 5  # percent; so many of the nights each plausible home is asked in each cell
LEAST = 8  # nights of a plausible home, or as many as there are


def cells(asked: Iterable[tuple[Mapping[str, int], Scenario]], held: Beliefs | None, nights: int,
          seed: int, say: Callable[[], None] = lambda: None) -> list[dict[str, Any]]:  # fmt: skip
    """Answer each night that may be chosen.

    Args:
        asked: what was chosen, by name, and the night that it makes.
        held: what is known of the inputs; None leaves the interval to chance alone.
        say: called after each cell.
    """
    found = []
    for chosen, one in asked:
        found.append({**chosen, **cell(one, held, nights, seed)})
        say()
    return found


def cell(one: Scenario, held: Beliefs | None, nights: int, seed: int) -> dict[str, Any]:
    """Answer one night: the share in time, what is late, what it costs in visits and wakings."""
    found = simulate(one, nights, seed)
    rows = adequate.tested(one.criteria, found)
    return {
        **intervals.percent(*answers.within(found)),
        "inputs": None if held is None else _believed(one, held, found, seed),
        "late": float((found.nights[:, col.O_LATE] + found.nights[:, col.O_MISSED]).mean()),
        "visits": float(found.nights[:, col.O_VISITS].mean()),
        "wakings": float(found.nights[:, col.O_WAKINGS].mean()),
        "cannot_be_given": {name: each["mean"]
                            for name, each in answers.cannot_be_given(found).items()},
        "passes": adequate.chance(rows) <= adequate.ERROR,
    }  # fmt: skip


def nights_each(nights: int) -> int:
    """Give how many nights a plausible home is asked."""
    return min(nights, max(math.ceil(nights * FEWER / 100), LEAST))


def _believed(one: Scenario, held: Beliefs, found: Counts, seed: int) -> dict[str, Any]:
    few = nights_each(len(found.nights))
    homes = [answers.within(simulate(beliefs.drawn(one, held, seed, k), few, seed))
             for k in range(beliefs.DRAWS)]  # fmt: skip
    return beliefs.share(answers.within(found), homes, one.criteria.share)
