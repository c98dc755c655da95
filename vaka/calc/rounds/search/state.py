"""The search's arrays: a problem as numbers, and one plan of it.

A plan is an order of all patients and a carer for each of their visits. Visits are appended to
their carers' rounds in that order, so two that must meet never wait for each other in a ring
(the representation of Mankowska et al. 2014 and Kummer et al. 2021). Patient p lives at row p + 1
of `travel`; row 0 is the depot. A need that is not there has carer -1.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vaka.calc.kernel import Floats, Ints
from vaka.calc.rounds.problem import Problem, Together
from vaka.calc.staffing.draws import GOLDEN, mixed

NEAR = 40
ALONE, SIMULTANEOUS, SEQUENTIAL = range(3)
KINDS = {Together.ALONE: ALONE, Together.SIMULTANEOUS: SIMULTANEOUS,
         Together.SEQUENTIAL: SEQUENTIAL}  # fmt: skip
# totals
DISTANCE, LATE, WORST, BEST, COST = range(5)


class Fixed(NamedTuple):
    """What does not change: times in minutes; `able` lists who can, `can` answers whether."""

    travel: Floats
    opens: Floats
    closes: Floats
    minutes: Floats
    least: Floats
    most: Floats
    kind: Ints
    can: Ints
    able: Ints
    many_able: Ints
    near: Ints


class Moving(NamedTuple):
    """One plan and what follows from it.

    Attributes:
        order, who: the plan; `place` is the order's inverse.
        start, arrive, way: of each visit: when it starts, when its carer is there, the way there.
        prior, next: the rows of the visits before and after it in its carer's round, 0 the depot.
        late, worst: of each patient: sum and largest of the visits' tardiness.
        home: each carer's way home.
        before, top_before, after, top_after: `late` and `worst` summed along the order.
        at, clock, dirty: where carers are while a changed plan is walked through.
        totals: see the names above.
        draw: the state of chance.
    """

    order: Ints
    place: Ints
    who: Ints
    start: Floats
    arrive: Floats
    way: Floats
    prior: Ints
    next: Ints
    late: Floats
    worst: Floats
    home: Floats
    before: Floats
    top_before: Floats
    after: Floats
    top_after: Floats
    at: Ints
    clock: Floats
    dirty: Ints
    totals: Floats
    best_order: Ints
    best_who: Ints
    draw: NDArray[np.uint64]


def fixed(one: Problem) -> Fixed:
    """Give the arrays of a problem; what Mankowska's format lacks is left out."""
    needs = [[need.minutes for need in p.needs] + [0.0] * (2 - len(p.needs)) for p in one.patients]
    can = np.array([
        [[int(k < len(p.needs) and p.needs[k].service in c.skills and c.id not in p.incompatible)
          for k in range(2)]
         for p in one.patients] for c in one.carers
    ], np.int64)  # fmt: skip
    able = np.argsort(-can, axis=0, kind="stable").transpose(1, 2, 0)
    rows = [0, *(p.place for p in one.patients)]
    travel = np.ascontiguousarray(np.array(one.travel, np.float64)[np.ix_(rows, rows)])
    opens = np.array([p.windows[0][0] for p in one.patients])
    closes = np.array([p.windows[-1][1] for p in one.patients])
    minutes = np.array(needs, np.float64)
    return Fixed(
        travel, opens, closes, minutes,
        np.array([p.gap[0] for p in one.patients]), np.array([p.gap[1] for p in one.patients]),
        np.array([KINDS.get(p.together, ALONE) for p in one.patients], np.int64),
        can, np.ascontiguousarray(able), can.sum(axis=0),
        neighbours(travel[1:, 1:], opens, closes, minutes.max(axis=1), can.max(axis=2).T),
    )  # fmt: skip


def neighbours(travel: Floats, opens: Floats, closes: Floats, minutes: Floats,
               can: Ints) -> Ints:  # fmt: skip
    """Give for each patient the others that could well come just before or after, best first.

    What counts is the way, the least wait and the least tardiness between the two, and whether
    anybody could visit both.
    """
    leaves = opens[:, None] + minutes[:, None] + travel
    late = np.maximum(0.0, leaves - closes[None, :])
    wait = np.maximum(0.0, opens[None, :] - (closes[:, None] + minutes[:, None] + travel))
    far = travel + late + wait
    far = np.minimum(far, far.T) + 1e6 * ((can @ can.T) == 0)
    np.fill_diagonal(far, np.inf)
    keep = max(1, min(NEAR, len(opens) - 1))
    return np.ascontiguousarray(np.argsort(far, axis=1, kind="stable")[:, :keep])


def moving(one: Fixed, seed: int) -> Moving:
    """Give an empty plan's arrays with the state of chance set."""
    patients, carers = len(one.opens), len(one.can)
    per, visit = np.zeros(patients), np.zeros((patients, 2))
    along = np.zeros(patients + 1)
    order, who = np.zeros(patients, np.int64), np.full((patients, 2), -1, np.int64)
    return Moving(
        order, order.copy(), who, visit, visit.copy(), visit.copy(), who * 0, who * 0,
        per, per.copy(),
        np.zeros(carers), along, along.copy(), along.copy(), along.copy(),
        np.zeros(carers, np.int64), np.zeros(carers), np.zeros(carers, np.int64), np.zeros(5),
        order.copy(), who.copy(), np.array([mixed(np.uint64(seed) + GOLDEN)]),
    )  # fmt: skip
