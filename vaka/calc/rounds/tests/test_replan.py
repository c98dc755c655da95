"""The rest of a night planned anew: what has begun stays, and the checker judges the whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.calc.rounds import check, generate, reading, replan, solve
from vaka.calc.rounds.problem import Need, Patient


def night(seed: int, patients: int = 15):
    problem = reading.mankowska(generate.hhcrsp(patients, seed), "night")
    return problem, solve.solve(problem, evaluations=20_000).plan


def alarm(problem, now: float) -> Patient:
    place = problem.patients[3].place
    return Patient("alarm", place, ((now, now + 15.0),), (Need("s2", 8.0),))


def begun(plan, now: float) -> set:
    return {(r.carer, s) for r in plan.routes for s in r.stops if s.start <= now}


@settings(max_examples=12)
@given(st.integers(0, 500), st.floats(0.0, 500.0))
def test_an_alarm_is_answered_and_what_has_begun_stays(seed: int, now: float) -> None:
    problem, plan = night(seed)
    whole, found = replan.replan(problem, plan, now=now, alarms=[alarm(problem, now)], tries=2000)
    verdict = check.judge(whole, found)
    assert verdict.violations == ()
    assert verdict.parts["unvisited"] == 0.0
    assert begun(plan, now) <= begun(found, now)
    starts = {s.patient: s.start for r in found.routes for s in r.stops}
    assert starts["alarm"] >= now


def test_nothing_new_changes_nothing_for_the_worse() -> None:
    problem, plan = night(4)
    before = check.judge(problem, plan).cost
    _whole, found = replan.replan(problem, plan, now=120.0, tries=3000)
    assert check.judge(problem, found).cost <= before + 1e-6


def test_who_is_absent_makes_no_more_visits_and_others_make_them() -> None:
    problem, plan = night(4, patients=25)
    gone = next(
        c.id for c in problem.carers if sum(c.skills <= o.skills for o in problem.carers) > 1
    )
    whole, found = replan.replan(problem, plan, now=150.0, absent=[gone], tries=5000)
    mine = next(r.stops for r in found.routes if r.carer == gone)
    assert all(stop.end <= 150.0 for stop in mine)
    assert check.judge(whole, found).violations == ()
    assert check.judge(whole, found).parts["unvisited"] == 0.0


def test_the_same_tries_give_the_same_plan_and_strangers_are_refused() -> None:
    problem, plan = night(7)
    news = {"now": 100.0, "alarms": [alarm(problem, 100.0)], "tries": 2000}
    assert replan.replan(problem, plan, **news) == replan.replan(problem, plan, **news)
    with pytest.raises(ValueError, match="nobody"):
        replan.replan(problem, plan, now=0.0, absent=["nobody"])


@settings(max_examples=12)
@given(st.integers(0, 500), st.floats(0.0, 500.0), st.integers(0, 2))
def test_an_absence_breaks_only_what_those_left_cannot_do(seed: int, now: float, who: int) -> None:
    problem, plan = night(seed)
    gone = problem.carers[who].id
    whole, found = replan.replan(problem, plan, now=now, absent=[gone], tries=2000)
    able = {c.id for c in problem.carers} - {gone}
    lone = {v.who for v in check.judge(whole, found).violations if v.kind == "simultaneous"}
    cannot = {
        p.id
        for p in problem.patients
        for n in p.needs
        if len({c.id for c in problem.carers if n.service in c.skills} & able) < len(p.needs)
    }
    broken = {v.who for v in check.judge(whole, found).violations}
    assert broken - lone <= cannot
    # whoever was at the home when the other went stays; nobody else waits alone
    assert lone <= {s.patient for _c, s in begun(plan, now)}
