"""The search against a slow twin that follows the definition, and what it finds."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.calc.rounds import annealing, check, generate, reading, solve
from vaka.calc.rounds.budget import Budget
from vaka.calc.rounds.problem import Problem, Together
from vaka.calc.rounds.search import anneal, state, walk

PLAIN = 600  # tries of the kernel as Python


def drawn(patients: int, seed: int) -> Problem:
    return reading.mankowska(generate.hhcrsp(patients, seed), "drawn")


def begun(problem: Problem, seed: int) -> tuple[state.Fixed, state.Moving]:
    with np.errstate(over="ignore"):
        fixed = state.fixed(problem)
        now = state.moving(fixed, seed)
        anneal.begin(fixed, now)
    return fixed, now


def twin(problem: Problem, now: state.Moving) -> float:
    """The cost of a plan: starts are pushed later for as long as anything is broken."""
    routes = [[(p, k) for p in now.order for k in range(2) if now.who[p, k] == s]
              for s in range(len(problem.carers))]  # fmt: skip
    people = problem.patients
    start = {(p, k): one.windows[0][0] for p, one in enumerate(people)
             for k in range(len(one.needs))}  # fmt: skip
    moved = True
    while moved:
        wanted = dict(start)
        for route in routes:
            for before, after in zip([None, *route], route, strict=False):
                at = 0 if before is None else people[before[0]].place
                free = 0.0 if before is None else (
                    wanted[before] + people[before[0]].needs[before[1]].minutes)  # fmt: skip
                there = free + problem.travel[at][people[after[0]].place]
                wanted[after] = max(wanted[after], there)
        for p, one in enumerate(people):
            if one.together is Together.SIMULTANEOUS:
                wanted[p, 0] = wanted[p, 1] = max(wanted[p, 0], wanted[p, 1])
            if one.together is Together.SEQUENTIAL:
                wanted[p, 1] = max(wanted[p, 1], wanted[p, 0] + one.gap[0])
                wanted[p, 0] = max(wanted[p, 0], wanted[p, 1] - one.gap[1])
        moved, start = wanted != start, wanted
    way = 0.0
    for route in routes:
        spots = [0, *(people[p].place for p, _k in route), 0]
        way += sum(problem.travel[a][b] for a, b in itertools.pairwise(spots))
    late = [max(0.0, begins - people[p].windows[0][1]) for (p, _k), begins in start.items()]
    return way + sum(late) + max(late)


@settings(max_examples=25)
@given(st.integers(5, 14), st.integers(0, 10**6), st.integers(0, 10**6))
def test_each_change_costs_what_the_twin_says_and_is_taken_back_whole(
    patients: int, which: int, seed: int
) -> None:
    problem = drawn(patients, which)
    fixed, now = begun(problem, seed)
    assert now.totals[state.COST] == pytest.approx(twin(problem, now))
    with np.errstate(over="ignore"):
        for k in range(60):
            before = now.order.tolist(), now.who.tolist(), float(now.totals[state.COST])
            limit = math.inf if k % 3 == 0 else before[2] * (0.97 + 0.03 * (k % 5))
            cost = anneal.attempt(fixed, now, limit)
            assert not now.dirty.any()
            if cost <= limit and cost < math.inf:
                assert cost == pytest.approx(twin(problem, now), rel=1e-9)
                walk.reckon(fixed, now)
                assert cost == pytest.approx(now.totals[state.COST], rel=1e-9)
            else:
                assert (now.order.tolist(), now.who.tolist()) == before[:2]


def test_python_and_machine_code_give_the_same_plan_and_repeat_to_the_bit() -> None:
    problem = drawn(40, 3)
    slow = annealing.search_for(problem, Budget(PLAIN), 5, plain=True)
    fast = annealing.search_for(problem, Budget(PLAIN), 5)
    again = annealing.search_for(problem, Budget(PLAIN), 5)
    assert slow == fast == again
    assert annealing.search_for(problem, Budget(PLAIN), 6) != fast


@settings(max_examples=10)
@given(st.integers(5, 40), st.integers(0, 10**6))
def test_what_is_found_breaks_nothing_and_costs_what_the_checker_says(
    patients: int, which: int
) -> None:
    problem = drawn(patients, which)
    answer = solve.solve(problem, evaluations=5000, seed=which)
    assert answer.verdict.violations == ()
    assert answer.evaluations == 5000
    order = sorted((s.start, s.patient) for r in answer.plan.routes for s in r.stops)
    assert len(order) == sum(len(p.needs) for p in problem.patients)


def test_more_search_gives_no_worse_and_seconds_are_kept() -> None:
    problem = drawn(30, 2)
    little, much = (solve.solve(problem, evaluations=n).verdict.cost for n in (1200, 300_000))
    assert much < little
    timed = solve.solve(problem, seconds=0.5)
    assert timed.verdict.feasible
    assert timed.evaluations > 1000
    with pytest.raises(ValueError, match="either"):
        Budget()


def test_the_published_best_of_ten_and_25_patients_are_met(shared) -> None:
    import csv

    with (shared / "peers/routing/hhcrsp/published_best.csv").open() as file:
        printed = {row["instance"]: float(row["total_cost"]) for row in csv.DictReader(file)}
    for path in sorted((shared / "peers/routing/hhcrsp").glob("*_[12][05]_?.json.gz")):
        problem = reading.problem(path)
        found = solve.solve(problem, evaluations=2_000_000)
        assert found.verdict.violations == ()
        assert found.verdict.cost <= printed[problem.name] * (1 + 1e-5)
        assert check.judge(problem, found.plan) == found.verdict
