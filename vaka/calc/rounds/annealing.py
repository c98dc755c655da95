"""The own search for Mankowska's problems: annealed restarts, then the best annealed further.

The restarts matter most: single runs get caught by who stands for the largest tardiness.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from vaka.calc.kernel import Ints, compiled
from vaka.calc.rounds.budget import Budget
from vaka.calc.rounds.problem import (
    Carer,
    Format,
    Need,
    Patient,
    Plan,
    Problem,
    Route,
    Stop,
    Weights,
)
from vaka.calc.rounds.search import anneal as search
from vaka.calc.rounds.search import state, walk

Anneal = Callable[[state.Fixed, state.Moving, int, float, float], int]


LEAST = Problem(
    Format.HHCRSP, "least",
    tuple(Patient(name, k, ((0.0, 1.0),), (Need("s", 1.0),)) for k, name in ((1, "a"), (2, "b"))),
    (Carer("c", frozenset({"s"}), 0, 0),), ((0.0, 1.0, 1.0),) * 3, Weights(),
)  # fmt: skip
"""The least problem there is, to load the kernels with."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One run of the search: its share of the work, its temperatures, and from where."""

    share: float
    hot: float
    cold: float
    anew: bool

    def heat(self, share: float) -> float:
        """Give the temperature when so much of the leg is done."""
        return self.hot * (self.cold / self.hot) ** min(1.0, share)


LEGS = [Leg(0.5 / 8, 60.0, 1.0, True)] * 8 + [Leg(0.5 / 4, 10.0, 0.7, False)] * 4
"""The runs: eight anew, then four from the best so far; temperatures in minutes."""


def search_for(one: Problem, budget: Budget, seed: int, *, plain: bool = False) -> Plan:
    """Search for the best plan; `plain` runs the kernels as Python."""
    with np.errstate(over="ignore"):  # the hash wraps around, on purpose
        fixed = state.fixed(one)
        now = state.moving(fixed, seed)
        best, end = None, 0.0
        for leg in LEGS:
            start_from(fixed, now, None if leg.anew else best, plain)
            run(fixed, now, leg, budget, end, plain)
            end += leg.share
            found = (float(now.totals[state.BEST]), now.best_order.copy(), now.best_who.copy())
            best = found if best is None or found[0] < best[0] else best
        assert best is not None
        return plan(one, fixed, now, best, plain)


Best = tuple[float, Ints, Ints]


def _fast(kernel: Callable[..., object], plain: bool) -> Callable[..., object]:
    return kernel if plain else compiled(kernel)


def start_from(fixed: state.Fixed, now: state.Moving, best: Best | None, plain: bool) -> None:
    """Begin a run anew, or from the best plan so far."""
    if best is None:
        _fast(search.begin, plain)(fixed, now)
        return
    now.order[:], now.who[:] = best[1], best[2]
    _fast(walk.reckon, plain)(fixed, now)
    keep(now)


def keep(now: state.Moving) -> None:
    """Take the plan as it is for the best so far."""
    now.best_order[:], now.best_who[:] = now.order, now.who
    now.totals[state.BEST] = now.totals[state.COST]


def run(fixed: state.Fixed, now: state.Moving, leg: Leg, budget: Budget, begin: float,
        plain: bool) -> None:  # fmt: skip
    """Anneal one leg, in chunks, as the budget allows; the temperature follows the work done."""
    anneal = _fast(search.anneal, plain)
    if now.totals[state.BEST] > now.totals[state.COST]:
        keep(now)
    while many := budget.chunk(begin + leg.share):
        ends = (budget.share, budget.share_after(many))
        hot, cold = (leg.heat((share - begin) / leg.share) for share in ends)
        anneal(fixed, now, many, hot, cold)
        budget.done += many


def plan(one: Problem, fixed: state.Fixed, now: state.Moving, best: Best, plain: bool) -> Plan:
    """Give the best plan with its times."""
    start_from(fixed, now, best, plain)
    stops: dict[str, list[Stop]] = {carer.id: [] for carer in one.carers}
    for p in now.order:
        patient = one.patients[p]
        for k, need in enumerate(patient.needs):
            begins = float(now.start[p, k])
            stops[one.carers[now.who[p, k]].id].append(
                Stop(patient.id, need.service, begins, begins + need.minutes)
            )
    return Plan(tuple(Route(name, tuple(row)) for name, row in stops.items()))


def warm() -> None:
    """Load the kernels, so that the clock counts search only; compiles them if set-up has not."""
    with np.errstate(over="ignore"):
        fixed = state.fixed(LEAST)
        now = state.moving(fixed, 1)
        compiled(search.begin)(fixed, now)
        compiled(search.anneal)(fixed, now, 1, 1.0, 1.0)
