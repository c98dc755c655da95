"""The own search for unified problems: annealed restarts, and the best one's times made the best.

The search lets everybody come as early as they can; when is then chosen for the whole plan at once
by `timing`, because waiting costs and leaving later is free.
"""

from __future__ import annotations

import numpy as np

from vaka.calc.kernel import compiled
from vaka.calc.rounds.annealing import Leg
from vaka.calc.rounds.budget import Budget
from vaka.calc.rounds.problem import BREAK, Plan, Problem, Route, Stop, Together
from vaka.calc.rounds.search import day, days, state
from vaka.calc.rounds.search.day import Day, Unified
from vaka.calc.rounds.timing import FIRM, best_times
from vaka.calc.staffing.draws import GOLDEN, mixed

RESTARTS, AGAIN = 4, 2
HOT, WARM, COLD = 0.03, 0.004, 0.0002
"""Temperatures, as shares of the first plan's cost."""
ONWARD = Leg(1.0, WARM, COLD, False)
"""The one run of a search that begins from a known plan."""
UNBROKEN = 1e5
"""Weight of a break that must be taken."""
KINDS = {Together.ALONE: 0, Together.INDEPENDENT: 0, Together.SIMULTANEOUS: state.SIMULTANEOUS,
         Together.SEQUENTIAL: state.SEQUENTIAL}  # fmt: skip
PARTS = ("travel", "tardiness", "highest_tardiness", "waiting", "extra", "idle", "preferences",
         "unvisited", "missed_break")  # fmt: skip


def legs() -> list[Leg]:
    """Give the runs of the search; temperatures are shares of the first plan's cost."""
    fresh = [Leg(0.6 / RESTARTS, HOT, COLD, True)] * RESTARTS
    return fresh + [Leg(0.4 / AGAIN, WARM, COLD, False)] * AGAIN


def search_for(one: Problem, budget: Budget, seed: int, *, known: Plan | None = None,
               plain: bool = False) -> Plan:  # fmt: skip
    """Search for the best plan, from a known one if there is; `plain` runs kernels as Python."""
    anneal = days.anneal_days if plain else compiled(days.anneal_days)
    reckon = day.whole if plain else compiled(day.whole)
    with np.errstate(over="ignore"):  # the hash wraps around, on purpose
        u = arrays(one)
        now, trial, best, costs = (empty(u, seed) for _ in range(4))
        top, scale, end = empty(u, seed), 0.0, 0.0
        costs.sums[:2] = top_cost = np.inf
        first_plan(u, top, seed)
        if known is not None:
            take(one, u, top, known)
        for number, leg in enumerate(legs() if known is None else [ONWARD]):
            if leg.anew:
                first_plan(u, trial, seed + number)
            else:
                days.copy(top, trial)
            days.copy(trial, now)
            days.copy(trial, best)
            costs.sums[:2] = reckon(u, trial)
            scale = scale or float(costs.sums[0])
            while many := budget.chunk(end + leg.share):
                shares = (budget.share, budget.share_after(many))
                heats = [scale * leg.heat((share - end) / leg.share) for share in shares]
                anneal(u, now, trial, best, costs, many, *heats)
                budget.done += many
            end += leg.share
            if costs.sums[1] < top_cost:
                top_cost = float(costs.sums[1])
                days.copy(best, top)
        return best_times(one, plan(one, u, top))


def take(one: Problem, u: Unified, d: Day, known: Plan) -> None:
    """Take over what a plan says of the problem's patients; who it lacks keeps the plan of d."""
    stops = [(stop, s) for s, carer in enumerate(one.carers) for route in known.routes
             if route.carer == carer.id for stop in route.stops]  # fmt: skip
    starts = dict.fromkeys(range(len(one.patients)), 0.0)
    for p, patient in enumerate(one.patients):
        mine = {stop.service: (s, stop.start) for stop, s in stops if stop.patient == patient.id}
        starts[p] = min([begins for _s, begins in mine.values()], default=patient.windows[0][0])
        if all(need.service in mine for need in patient.needs):
            for k, need in enumerate(patient.needs):
                d.who[p, k] = mine[need.service][0]
    d.order[:] = sorted(starts, key=lambda p: starts[p])
    for stop, s in stops:
        if stop.service == BREAK:
            d.rest[s] = int(stop.start)


def warm() -> None:
    """Load the kernels, so that the clock counts search only."""
    from vaka.calc.rounds.annealing import LEAST

    with np.errstate(over="ignore"):
        u = arrays(LEAST)
        now, trial, best, costs = (empty(u, 1) for _ in range(4))
        for each in (now, trial, best):
            first_plan(u, each, 1)
        compiled(day.whole)(u, trial)
        compiled(days.anneal_days)(u, now, trial, best, costs, 1, 1.0, 1.0)


def arrays(one: Problem) -> Unified:
    """Give a unified problem's arrays."""
    base = state.fixed(one)
    most = max(len(p.windows) for p in one.patients)
    windows = np.array([[*p.windows, *[p.windows[-1]] * (most - len(p.windows))]
                        for p in one.patients], np.float64)  # fmt: skip
    weights = [getattr(one.weights, name) for name in PARTS]
    if one.hard_break:
        weights[-1] = UNBROKEN
    pause = one.pause
    rest = [0.0, -1.0, 0.0] if pause is None else [pause.start, pause.end, pause.minutes]
    return Unified(
        np.array([*weights, float(one.met_at_end), *rest]), np.array(one.travel, np.float64),
        windows[:, :, 0].copy(), windows[:, :, 1].copy(), base.minutes, base.least, base.most,
        np.array([KINDS[p.together] for p in one.patients], np.int64),
        np.array([len(p.needs) for p in one.patients], np.int64),
        np.array([int(p.optional) for p in one.patients], np.int64),
        np.array([FIRM if p.id in one.firm else 1.0 for p in one.patients]),
        np.array([p.place for p in one.patients], np.int64),
        np.array([c.start for c in one.carers], np.int64),
        np.array([c.end for c in one.carers], np.int64),
        np.array([c.shift or (0.0, -1.0) for c in one.carers], np.float64),
        np.array([int(c.wants_break) for c in one.carers], np.int64),
        np.array([[int(p.preferred is not None and c.id not in p.preferred) for p in one.patients]
                  for c in one.carers], np.int64),
        base.can, base.able, base.many_able, base.near,
    )  # fmt: skip


def empty(u: Unified, seed: int) -> Day:
    """Give a plan's arrays with the state of chance set."""
    patients, carers = len(u.row), len(u.start)
    whole, part = np.zeros(carers, np.int64), np.zeros(carers)
    return Day(
        np.arange(patients), np.full((patients, 2), -1, np.int64), whole, np.zeros_like(u.row),
        np.zeros((patients, 2)), part, whole.copy(), whole.copy(), whole.copy(), part.copy(),
        part.copy(), part.copy(), np.zeros(9), np.array([mixed(np.uint64(seed) + GOLDEN)]),
    )  # fmt: skip


def first_plan(u: Unified, d: Day, seed: int) -> None:
    """Make a plan by chance: in the order in which windows close, each to anybody able."""
    draw = np.random.default_rng(seed)
    d.order[:] = np.argsort(u.closes[:, 0], kind="stable")
    d.who[:], d.window[:] = -1, 0
    d.rest[:] = int(u.rules[day.BREAK_FROM])
    for p in range(len(d.order)):
        able = [[int(s) for s in u.able[p, k, : u.many_able[p, k]]] for k in range(u.needs[p])]
        choices = [(a,) for a in able[0]] if len(able) == 1 else [
            (a, b) for a in able[0] for b in able[1] if u.kind[p] == 0 or a != b
        ]  # fmt: skip
        if choices:
            d.who[p, : len(able)] = choices[int(draw.integers(len(choices)))]


def plan(one: Problem, u: Unified, d: Day) -> Plan:
    """Give a plan with its times."""
    day.whole(u, d)
    stops: dict[str, list[Stop]] = {carer.id: [] for carer in one.carers}
    for p, patient in enumerate(one.patients):
        for k, need in enumerate(patient.needs):
            if d.who[p, 0] >= 0:
                begins = float(d.begins[p, k])
                stops[one.carers[d.who[p, k]].id].append(
                    Stop(patient.id, need.service, begins, begins + need.minutes)
                )
    for s, carer in enumerate(one.carers):
        if d.pause[s] >= 0.0 and one.pause is not None:
            begins, home = float(d.pause[s]), one.patients[d.paused[s]].id
            stops[carer.id].append(Stop(home, BREAK, begins, begins + one.pause.minutes))
    return Plan(tuple(Route(name, tuple(sorted(row, key=lambda stop: (stop.start, stop.end))))
                      for name, row in stops.items()))  # fmt: skip
