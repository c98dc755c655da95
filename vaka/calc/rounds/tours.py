"""Solomon's problems by PyVRP (iterated local search): rounds without pairs, with hard windows.

PyVRP counts in whole numbers; a tenth of the file's unit is one. Evaluations are its iterations,
so such a run repeats.
"""

from __future__ import annotations

import numpy as np
import pyvrp
from pyvrp import stop as until

from vaka.calc.rounds.budget import Budget
from vaka.calc.rounds.plans import earliest
from vaka.calc.rounds.problem import Plan, Problem

TENTHS = 10


class NoPlanFound(ValueError):
    """The search ended without a plan that keeps every window and load."""


def search_for(one: Problem, budget: Budget, seed: int) -> Plan:
    """Search for the best tours. Raises NoPlanFound."""
    ends = (
        until.MaxIterations(budget.tries)
        if budget.tries is not None
        else until.MaxRuntime(budget.seconds or 0.0)
    )
    found = pyvrp.solve(_data(one), ends, seed % 2**32, collect_stats=False, display=False)
    budget.done = found.num_iterations
    if not found.is_feasible():
        raise NoPlanFound(one.name)
    tours = [
        [one.patients[visit.idx].id for visit in tour if visit.is_client()]
        for tour in found.best.routes()
    ]
    return Plan(tuple(earliest(one, carer.id, tour)
                      for carer, tour in zip(one.carers, tours, strict=False)))  # fmt: skip


def _data(one: Problem) -> pyvrp.ProblemData:
    horizon = one.carers[0].shift
    assert horizon is not None
    way = np.rint(np.array(one.travel) * TENTHS).astype(np.int64)
    early, late = (_tenths(time) for time in horizon)
    clients = [
        pyvrp.Client(
            p.place, delivery=[int(p.demand)], service_duration=_tenths(p.needs[0].minutes),
            tw_early=_tenths(p.windows[0][0]), tw_late=_tenths(p.windows[0][1]),
        )
        for p in one.patients
    ]  # fmt: skip
    fleet = pyvrp.VehicleType(len(one.carers), [int(one.carers[0].capacity)], tw_early=early,
                              tw_late=late)  # fmt: skip
    return pyvrp.ProblemData(
        [pyvrp.Location(0, 0) for _row in way], clients, [pyvrp.Depot(0)], [fleet], [way], [way]
    )


def _tenths(time: float) -> int:
    return round(time * TENTHS)
