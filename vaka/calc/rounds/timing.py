"""When everybody should come, if who visits whom in which order is settled: a linear programme.

Waiting costs and leaving home later is free, so as early as can be is not the best. The programme
(SciPy's HiGHS) moves all times at once; windows that had opened, breaks and pairs stay kept. What
comes out is taken only when the checker says that it is better and breaks nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from vaka.calc.rounds import check
from vaka.calc.rounds.problem import BREAK, Patient, Plan, Problem, Route, Stop, Together

FIRM = 1000.0
"""How many times the tardiness of who may not be late counts."""


@dataclass
class _Rows:
    """Rows of the programme: the sum of each row's terms is at most its bound."""

    cost: list[float] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    terms: list[dict[int, float]] = field(default_factory=list)
    bounds: list[float] = field(default_factory=list)

    def variable(self, cost: float = 0.0, least: float = 0.0, most: float = np.inf) -> int:
        """Add a variable. Gives its number."""
        self.cost.append(cost)
        self.least.append(least)
        self.most.append(most)
        return len(self.cost) - 1

    def at_most(self, terms: dict[int, float], bound: float) -> None:
        """Add a row."""
        self.terms.append(terms)
        self.bounds.append(bound)

    def solved(self) -> list[float] | None:
        """Give the variables' best values, None where there are none."""
        places = [(r, c, value) for r, row in enumerate(self.terms) for c, value in row.items()]
        rows, columns, values = zip(*places, strict=True)
        table = csr_matrix((values, (rows, columns)), (len(self.terms), len(self.cost)))
        found = linprog(self.cost, A_ub=table, b_ub=self.bounds, method="highs",
                        bounds=list(zip(self.least, self.most, strict=True)))  # fmt: skip
        return found.x.tolist() if found.status == 0 else None


def best_times(one: Problem, plan: Plan) -> Plan:
    """Give the plan with its best times, or as it was when none are better."""
    rows = _Rows()
    worst, idle = rows.variable(one.weights.highest_tardiness), rows.variable(one.weights.idle)
    start: dict[tuple[str, int], int] = {}
    for route in plan.routes:
        for k, stop in enumerate(route.stops):
            start[route.carer, k] = _stop(rows, one, stop, worst)
    for route in plan.routes:
        _route(rows, one, route, [start[route.carer, k] for k in range(len(route.stops))], idle)
    _pairs(rows, one, plan, start)
    times = rows.solved() if start else None
    if times is None:
        return plan
    moved = Plan(tuple(_moved(route, [times[start[route.carer, k]]
                                      for k in range(len(route.stops))])
                       for route in plan.routes))  # fmt: skip
    before, after = check.judge(one, plan), check.judge(one, moved)
    return moved if after.feasible and after.cost < before.cost else plan


def _moved(route: Route, times: list[float]) -> Route:
    """Give a route with other starts; a millionth is the solver's, not the plan's."""
    at = [round(time, 6) for time in times]
    return Route(route.carer, tuple(
        Stop(s.patient, s.service, begins, begins + s.end - s.start)
        for s, begins in zip(route.stops, at, strict=True)))  # fmt: skip


def _stop(rows: _Rows, one: Problem, stop: Stop, worst: int) -> int:
    """Add a stop's start within its window, and how late it is."""
    minutes = stop.end - stop.start
    met = minutes if one.met_at_end else 0.0
    if stop.service == BREAK:
        assert one.pause is not None
        return rows.variable(0.0, one.pause.start, one.pause.end - met)
    opens, closes, next_opens = _window(one.patient[stop.patient], stop)
    begins = rows.variable(0.0, opens, next_opens)
    firm = FIRM if stop.patient in one.firm else 1.0
    late = rows.variable(one.weights.tardiness * firm)
    rows.at_most({begins: 1.0, late: -1.0}, closes - met)
    rows.at_most({late: 1.0, worst: -1.0}, 0.0)
    return begins


def _window(who: Patient, stop: Stop) -> tuple[float, float, float]:
    """The window that had opened, and when the one after it does."""
    chosen = max((k for k, w in enumerate(who.windows) if w[0] <= stop.start + 1e-6), default=0)
    after = who.windows[chosen + 1][0] if chosen + 1 < len(who.windows) else np.inf
    return (*who.windows[chosen], after)


def _route(rows: _Rows, one: Problem, route: Route, at: list[int], idle: int) -> None:
    """Add one carer's day: the way between stops, waiting, extra and idle time."""
    carer = one.carer[route.carer]
    if not at:
        if carer.shift is not None:
            rows.at_most({idle: -1.0}, carer.shift[0] - carer.shift[1])
        return
    stops, where = route.stops, [one.patient[stop.patient].place for stop in route.stops]
    idles = {idle: -1.0, at[0]: 1.0}
    for k in range(1, len(at)):
        before = stops[k - 1].end - stops[k - 1].start + one.travel[where[k - 1]][where[k]]
        unseen = k == 1 and stops[0].service == BREAK
        wait = rows.variable(0.0 if unseen else one.weights.waiting)
        rows.at_most({at[k]: 1.0, at[k - 1]: -1.0, wait: -1.0}, before)
        rows.at_most({at[k - 1]: 1.0, at[k]: -1.0}, -before)
        idles[wait] = 1.0
    if carer.shift is None:
        return
    first = one.travel[carer.start][where[0]]
    last = stops[-1].end - stops[-1].start + one.travel[where[-1]][carer.end]
    rows.at_most({at[0]: -1.0}, -carer.shift[0] - first)
    extra, rest = rows.variable(one.weights.extra), rows.variable()
    rows.at_most({at[-1]: 1.0, extra: -1.0}, carer.shift[1] - last)
    rows.at_most({at[-1]: -1.0, rest: -1.0}, last - carer.shift[1])
    rows.at_most({**idles, rest: 1.0}, carer.shift[0] + first)


def _pairs(rows: _Rows, one: Problem, plan: Plan, start: dict[tuple[str, int], int]) -> None:
    """Keep what hangs together together."""
    at = {
        (stop.patient, stop.service): start[route.carer, k]
        for route in plan.routes for k, stop in enumerate(route.stops)
    }  # fmt: skip
    for who in one.patients:
        if who.together not in (Together.SIMULTANEOUS, Together.SEQUENTIAL):
            continue
        visits = [at.get((who.id, need.service)) for need in who.needs]
        if visits[0] is None or visits[1] is None:
            continue
        least, most = who.gap
        rows.at_most({visits[1]: 1.0, visits[0]: -1.0}, most)
        rows.at_most({visits[0]: 1.0, visits[1]: -1.0}, -least)
