"""V12: every job of the night begins at the very minute at which SimPy's twin begins it."""

from dataclasses import replace

import numpy as np
import pytest

from vaka.calc.kernel import compiled
from vaka.calc.staffing import arrays, example, loop, run
from vaka.calc.staffing import world as col
from vaka.calc.staffing.scenario import Policy, Scenario
from vaka.calc.staffing.tests import twin
from vaka.calc.staffing.tests.twin import Home, Night, NotTwinned


def shifts() -> Scenario:
    """Skills, staff bound to their unit, one who comes late and one who goes early."""
    one = example.home(5, cameras=10)
    residents = tuple(
        replace(r, checks=tuple(replace(c, skill="ssk") if k % 9 == 0 and c.staff == 1 else c
                                for c in r.checks))
        for k, r in enumerate(one.residents)
    )  # fmt: skip
    a, b, c, d, e = one.staff
    staff = (a, replace(b, bound=("E2", "E3")), replace(c, start=60.0),
             replace(d, end=480.0), replace(e, skills=("ssk",)))  # fmt: skip
    return replace(one, residents=residents, staff=staff)


def skilled() -> Scenario:
    """Two skills: one that a single person has, one that two together need and just two have."""
    one = example.home(4)
    residents = tuple(
        replace(r, checks=tuple(replace(c, skill="lyft" if c.staff == 2 else "insulin")
                                if k % 3 == 0 or c.staff == 2 else c for c in r.checks))
        for k, r in enumerate(one.residents)
    )  # fmt: skip
    own = (("insulin", "lyft"), ("lyft",), (), ())
    staff = tuple(replace(s, skills=has) for s, has in zip(one.staff, own, strict=True))
    return replace(one, residents=residents, staff=staff)


def ruled(staff: int, **rules) -> Scenario:
    one = example.home(staff, cameras=20)
    return replace(one, policy=replace(one.policy, **rules))


NIGHTS = {
    "one": example.home(1), "two": example.home(2), "four": example.home(4),
    "cameras": example.home(3, cameras=20), "shifts": shifts(),
    "skills": skilled(),
    "unit first": ruled(3, who="unit_first"), "lowest": ruled(3, who="lowest"),
    "two breaks": ruled(4, breaks_at_once=2, awake=2),
}  # fmt: skip


def both(one: Scenario, seed: int, nights: range) -> tuple[int, int, int]:
    """Give how many jobs there were, how many were begun, and how many began at another minute."""
    run, w = compiled(loop.run_nights), arrays.build(one, 1, 4.0)
    home, many, begun, other = Home(w), 0, 0, 0
    for night in nights:
        with np.errstate(over="ignore"):
            assert run(w.world, seed, night, 0, 1) == 1
            told = twin.drawn(w, seed, night)
        starts = w["JOB_F"][: w.world.i[col.G_JOBS], col.J_START]
        ours = {int(j): float(starts[j]) for j in np.flatnonzero(starts >= 0)}
        theirs = Night(home, told).run()
        many, begun = many + len(told.jobs), begun + len(ours)
        other += sum(ours.get(j) != theirs.get(j) for j in ours.keys() | theirs.keys())
    return many, begun, other


@pytest.mark.parametrize("name", NIGHTS)
def test_every_job_begins_at_the_twins_minute(name) -> None:
    many, begun, other = both(NIGHTS[name], 12, range(40))
    print(f"V12 {name}: exact {begun} starts of {many} jobs, simulated {begun - other}, z 0")  # noqa: T201
    assert begun > 1500
    assert other == 0


def test_the_twin_refuses_rules_that_it_does_not_know() -> None:
    with pytest.raises(NotTwinned):
        Home(arrays.build(replace(example.home(), policy=Policy(keep_floor=True)), 1))


def test_only_who_has_the_skill_goes_and_it_costs() -> None:
    one = skilled()
    rows = run.trace(one, 3, 0)
    asked = [(k, c) for k, r in enumerate(one.residents) for c in r.checks if c.skill]
    bare = replace(one, staff=tuple(replace(s, skills=("insulin", "lyft")) for s in one.staff))
    told = run.simulate(one, 400, 3).nights, run.simulate(bare, 400, 3).nights
    assert {c.skill for _k, c in asked} == {"insulin", "lyft"}
    only = {k for k, r in enumerate(one.residents) if r.checks and all(c.skill for c in r.checks)}
    went = {int(row[1]) for row in rows if int(row[6]) == col.PLANNED and int(row[5]) in only}
    assert went == {0, 1}
    assert told[0][:, col.O_LATE].mean() > told[1][:, col.O_LATE].mean()
    none = replace(one, staff=tuple(replace(s, skills=()) for s in one.staff))
    never = run.simulate(none, 5, 3).nights[:, col.O_CHECK_IMPOSSIBLE]
    assert never.tolist() == [float(len(asked))] * 5
