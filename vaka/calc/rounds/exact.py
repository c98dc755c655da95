"""The best plan with its proof, by CP-SAT: for few patients, and to hold the search against.

Times are whole thousandths of a minute, which is how the published files are written. A circuit a
carer, through the visits that are theirs; starts follow along it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from vaka.calc.rounds.problem import Plan, Problem, Route, Stop, Together

PARTS = 1000
MOST_VISITS = 40
Visit = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Proof:
    """The best plan that was found, and whether it is proven that none is better."""

    plan: Plan
    proven: bool


class _Model:
    """The problem in CP-SAT's terms."""

    def __init__(self, one: Problem, known: Plan) -> None:
        self.one, self.cp = one, cp_model.CpModel()
        self.visits = [(p, k) for p, who in enumerate(one.patients) for k in range(len(who.needs))]
        ends = [stop.end for route in known.routes for stop in route.stops]
        self.latest = whole(2 * max(ends) + 1)
        self.start = {v: self._from(v) for v in self.visits}
        self.mine: dict[tuple[Visit, int], cp_model.IntVar] = {}
        self.way: list[tuple[int, cp_model.IntVar]] = []
        for c in range(len(one.carers)):
            self._circuit(c)
        for v in self.visits:
            self.cp.add_exactly_one(lit for (of, _c), lit in self.mine.items() if of == v)
        for p in range(len(one.patients)):
            self._pair(p)
        self.hint(known)

    def _from(self, v: Visit) -> cp_model.IntVar:
        opens = whole(self.one.patients[v[0]].windows[0][0])
        return self.cp.new_int_var(opens, self.latest, f"start {v}")

    def _circuit(self, c: int) -> None:
        one, carer = self.one, self.one.carers[c]
        able = [(p, k) for p, k in self.visits if one.patients[p].needs[k].service in carer.skills]
        idle = self.cp.new_bool_var(f"idle {c}")
        arcs: list[tuple[int, int, Any]] = [(0, 0, idle)]
        for i, v in enumerate(able, 1):
            self.mine[v, c] = self.cp.new_bool_var(f"{v} by {c}")
            arcs.append((i, i, self.mine[v, c].negated()))
            arcs += [self._arc(0, i, c, None, v), self._arc(i, 0, c, v, None)]
            arcs += [self._arc(i, j, c, v, w) for j, w in enumerate(able, 1) if w[0] != v[0]]
        self.cp.add_circuit(arcs)

    def _arc(self, i: int, j: int, c: int, v: Visit | None,
             w: Visit | None) -> tuple[int, int, cp_model.IntVar]:  # fmt: skip
        one = self.one
        taken = self.cp.new_bool_var(f"{v} then {w} by {c}")
        rows = [0 if each is None else one.patients[each[0]].place for each in (v, w)]
        way = whole(one.travel[rows[0]][rows[1]])
        self.way.append((way, taken))
        if w is not None:
            minutes = 0 if v is None else whole(one.patients[v[0]].needs[v[1]].minutes)
            left = 0 if v is None else self.start[v]
            self.cp.add(self.start[w] >= left + minutes + way).only_enforce_if(taken)
        return i, j, taken

    def _pair(self, p: int) -> None:
        one = self.one.patients[p]
        if one.together is Together.ALONE:
            return
        apart = self.start[p, 1] - self.start[p, 0]
        for c in range(len(self.one.carers)):
            both = [self.mine[(p, k), c] for k in range(2) if ((p, k), c) in self.mine]
            self.cp.add_at_most_one(both)
        if one.together is Together.SIMULTANEOUS:
            self.cp.add(apart == 0)
        else:
            self.cp.add_linear_constraint(apart, *(whole(gap) for gap in one.gap))

    def aim(self) -> None:
        """Minimise the way, all tardiness and the largest."""
        late = []
        worst = self.cp.new_int_var(0, self.latest, "worst")
        for v, start in self.start.items():
            late.append(self.cp.new_int_var(0, self.latest, f"late {v}"))
            self.cp.add(late[-1] >= start - whole(self.one.patients[v[0]].windows[0][1]))
            self.cp.add(worst >= late[-1])
        way = sum(length * taken for length, taken in self.way)
        self.cp.minimize(way + sum(late) + worst)

    def hint(self, known: Plan) -> None:
        """Begin from a plan that is known."""
        names = {one.id: p for p, one in enumerate(self.one.patients)}
        for c, carer in enumerate(self.one.carers):
            for stop in next((r.stops for r in known.routes if r.carer == carer.id), ()):
                p = names[stop.patient]
                k = [need.service for need in self.one.patients[p].needs].index(stop.service)
                self.cp.add_hint(self.mine[(p, k), c], True)
                self.cp.add_hint(self.start[p, k], whole(stop.start))


def whole(minutes: float) -> int:
    """Give minutes in whole thousandths."""
    return round(minutes * PARTS)


def is_whole(one: Problem) -> bool:
    """Nothing in the problem is finer than a thousandth, so that the proof is of the problem."""
    numbers = [time for row in one.travel for time in row]
    for p in one.patients:
        numbers += [*p.windows[0], *p.gap, *(need.minutes for need in p.needs)]
    return all(abs(time * PARTS - whole(time)) < 1e-6 for time in numbers)


def prove(one: Problem, known: Plan, seconds: float, seed: int) -> Proof | None:
    """Look for the best plan, on one thread; None where not even one was found in the time."""
    model = _Model(one, known)
    model.aim()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_time_in_seconds = seconds
    ended = solver.solve(model.cp)
    if ended not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return Proof(_plan(model, solver), ended == cp_model.OPTIMAL and is_whole(one))


def _plan(model: _Model, solver: cp_model.CpSolver) -> Plan:
    stops: dict[str, list[Stop]] = {carer.id: [] for carer in model.one.carers}
    for ((p, k), c), taken in model.mine.items():
        if solver.boolean_value(taken):
            begins = solver.value(model.start[p, k]) / PARTS
            need = model.one.patients[p].needs[k]
            stops[model.one.carers[c].id].append(
                Stop(model.one.patients[p].id, need.service, begins, begins + need.minutes)
            )
    return Plan(tuple(Route(name, tuple(sorted(row, key=lambda stop: stop.start)))
                      for name, row in stops.items()))  # fmt: skip
