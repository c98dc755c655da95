"""The search for unified problems against the checker, and the best times against hand."""

import copy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.calc.rounds import check, plans, reading, solve, timing, unified
from vaka.calc.rounds.budget import Budget
from vaka.calc.rounds.search import day, days
from vaka.calc.rounds.tests import small


def drawn(seed: int, patients: int = 9, carers: int = 4):
    """A unified problem by chance, with every kind of wish."""
    draw = np.random.default_rng(seed)
    told = copy.deepcopy(small.UNIFIED)
    spots = draw.integers(0, 40, (patients + 1, 2))
    far = np.abs(spots[:, None] - spots[None]).sum(axis=2) + draw.integers(
        0, 4, (patients + 1,) * 2
    )
    np.fill_diagonal(far, 0)
    told["distances"] = far.tolist()
    told["metadata"]["time_window_met"] = ["at_service_start", "at_service_end"][seed % 2]
    told["caregivers"] = [
        {"id": f"c{c}", "abilities": ["s1", "s2", "s3"][: 1 + c % 3] + ["s3"] * (c % 3 == 0),
         "departing_point": "d", "arrival_point": "d", "lunch_break": bool(c % 2),
         "working_shift": {"start": int(draw.integers(0, 80)), "end": int(draw.integers(200, 500))}}
        for c in range(carers)
    ]  # fmt: skip
    told["patients"] = [_patient(draw, p) for p in range(1, patients + 1)]
    return reading.unified(told, "drawn")


def _patient(draw: np.random.Generator, p: int) -> dict:
    opens = int(draw.integers(0, 300))
    windows = [{"start": opens, "end": opens + 60}, {"start": opens + 90, "end": opens + 120}]
    kind = str(draw.choice(["alone", "simultaneous", "sequential", "independent"]))
    wanted = draw.choice(["s1", "s2", "s3"], 1 + (kind != "alone"), replace=False).tolist()
    return {
        "id": f"p{p}", "distance_matrix_index": p, "time_windows": windows[: 1 + p % 2],
        "required_services": [{"service": s, "duration": int(draw.integers(5, 30))}
                              for s in wanted],
        "synchronization": {"type": "independent" if kind == "alone" else kind,
                            "distance": {"min": 5, "max": 30}},
        "optional": bool(draw.integers(0, 2)), "preferred_caregivers": ["c1"],
    }  # fmt: skip


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_the_kernels_cost_is_the_checkers_whatever_the_plan(seed: int) -> None:
    problem = drawn(seed)
    with np.errstate(over="ignore"):
        u = unified.arrays(problem)
        plan = unified.empty(u, seed)
        unified.first_plan(u, plan, seed)
        seen = 0
        for _ in range(40):
            before = unified.empty(u, 1)
            days.copy(plan, before)
            if not days.change(u, plan):
                days.copy(before, plan)
                continue
            cost, seen = day.whole(u, plan), seen + 1
            judged = check.judge(problem, unified.plan(problem, u, plan))
            assert judged.violations == ()
            assert cost == pytest.approx(judged.cost)
    assert seen > 5


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_better_times_keep_everything_and_cost_no_more(seed: int) -> None:
    problem = drawn(seed)
    with np.errstate(over="ignore"):
        u = unified.arrays(problem)
        plan = unified.empty(u, seed)
        unified.first_plan(u, plan, seed)
        early = unified.plan(problem, u, plan)
    moved = timing.best_times(problem, early)
    before, after = check.judge(problem, early), check.judge(problem, moved)
    assert after.violations == ()
    assert after.cost <= before.cost
    assert after.parts["travel"] == before.parts["travel"]


def test_who_waits_leaves_later_instead() -> None:
    told = copy.deepcopy(small.UNIFIED)
    told["patients"] = told["patients"][:1] + told["patients"][3:]
    problem = reading.unified(told, "two")
    told_plan = {"routes": [{"caregiver_id": "c1", "locations": [
        small.stop(20, 30, "p1", "s1"), small.stop(90, 100, "p4", "s2")]}]}  # fmt: skip
    moved = timing.best_times(problem, small.plan(told_plan, problem))
    starts = [stop.start for stop in moved.routes[0].stops]
    # both live at the same place: the second comes straight after the first, in its window
    assert starts[1] == starts[0] + 10
    assert 20 <= starts[0] <= 60
    assert check.judge(problem, moved).parts["waiting"] == 0.0


@settings(max_examples=6)
@given(st.integers(0, 10**6))
def test_what_is_found_breaks_nothing_and_repeats(seed: int) -> None:
    problem = drawn(seed)
    one, two = (solve.solve(problem, evaluations=4000, seed=seed) for _ in range(2))
    assert one.plan == two.plan
    assert one.verdict.violations == ()
    little = solve.solve(problem, evaluations=100, seed=seed).verdict.cost
    assert one.verdict.cost < little * 1.05


def test_python_and_machine_code_give_the_same_plan() -> None:
    problem = drawn(3)
    slow = unified.search_for(problem, Budget(300), 5, plain=True)
    assert slow == unified.search_for(problem, Budget(300), 5)


def test_the_small_problem_is_planned_as_well_as_by_hand() -> None:
    problem = small.unified()
    by_hand = check.judge(problem, small.plan(small.kept(), problem)).cost
    assert solve.solve(problem, evaluations=20_000).verdict.cost < by_hand


def test_a_break_that_must_be_taken_is_taken() -> None:
    problem = small.unified(missed_lunch_break=None)
    found = solve.solve(problem, evaluations=20_000)
    assert found.verdict.violations == ()
    assert found.verdict.parts["missed_break"] == 0.0


def test_independent_visits_in_mankowskas_format_are_planned_too() -> None:
    from vaka.calc.rounds import generate

    told = generate.hhcrsp(10, 1)
    told["patients"][-1]["synchronization"] = {"type": "independent"}
    found = solve.solve(reading.mankowska(told, "ten"), evaluations=20_000)
    assert found.verdict.violations == ()


def test_most_published_costs_of_the_annealer_are_met(shared) -> None:
    met = []
    for path in sorted((shared / "peers/routing/uhhc").glob("i-1*.sa.json.gz")):
        problem = reading.problem(path.parent / path.name.replace(".sa", ""))
        printed = plans.plan(reading.content(path), problem).stated
        found = solve.solve(problem, evaluations=400_000)
        assert found.verdict.violations == ()
        assert printed is not None
        met.append(found.verdict.cost <= printed)
    assert sum(met) >= 2
