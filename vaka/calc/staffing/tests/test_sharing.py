"""Several homes in one night: one alone is itself, two apart are themselves, and one is shared."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from vaka.calc.staffing import answers, example, sharing
from vaka.calc.staffing import world as col
from vaka.calc.staffing.intervals import ratio
from vaka.calc.staffing.run import simulate, trace
from vaka.calc.staffing.scenario import Alarms, Check, Resident, Scenario, Staff, Unit
from vaka.calc.staffing.tests.test_twin import both
from vaka.calc.staffing.tests.truths import erlang_c

CALM = Alarms(per_night=0.0)


def home(prefix: str, staff: int, residents: int = 20, **alarms) -> Scenario:
    """The example, smaller, with units of its own name."""
    one = example.home(staff, residents)
    units = tuple(replace(unit, code=prefix + unit.code) for unit in one.units)
    return replace(
        one, name=prefix, units=units, alarms=replace(one.alarms, **alarms),
        residents=tuple(replace(each, code=prefix + each.code, unit=prefix + each.unit)
                        for each in one.residents),
        staff=tuple(replace(each, unit=prefix + each.unit, rest=None) for each in one.staff),
    )  # fmt: skip


def tiny(code: str, *checks: Check) -> Scenario:
    return Scenario(code, (Unit(code),), (Resident(f"{code}-b", code, checks=checks),),
                    (Staff("n", code),), alarms=CALM)  # fmt: skip


def test_one_home_merged_is_that_home() -> None:
    one = home("a", 2, 30)
    whole = sharing.merged([("a", one)], 12.0)
    ours, theirs = simulate(whole, 60, 3), simulate(one, 60, 3)
    assert np.allclose(ours.nights, theirs.nights)
    assert np.array_equal(ours.people, theirs.people)


def test_homes_that_share_nobody_are_what_they_are_alone() -> None:
    first, second = home("a", 1), home("b", 2, 40)
    whole = sharing.merged([("a", first), ("b", second)], 12.0)
    found = simulate(whole, 4000, 5)
    for row, alone in zip(sharing.by_home(whole, found), (first, second), strict=True):
        share, error = ratio(*answers.within(simulate(alone, 4000, 6)))
        off = row["percent"] / 100 - share
        print(f"{row['home']}: alone {share:.4f}, merged {row['percent'] / 100:.4f}")  # noqa: T201
        assert abs(off) < 4 * math.sqrt(2) * error


def test_a_shared_one_drives_and_meets_the_one_who_is_there() -> None:
    pair = Check(10, 120, "help", 5.0, 0.0, 2)
    whole = sharing.merged([("a", tiny("a")), ("b", tiny("b", pair))], 12.0)
    assert simulate(whole, 2, plain=True).nights[:, col.O_CHECK_IMPOSSIBLE].tolist() == [1, 1]
    moves = trace(sharing.with_shared(whole, 1), 1, 0)
    # they set off at ten; the shared one is there at 22, and help takes five minutes
    assert sorted(moves[:, [1, 2, 3, 4]].tolist()) == [[1, 10, 22, 27], [2, 10, 22, 27]]


def test_own_staff_stay_at_home_and_one_less_is_one_less() -> None:
    whole = sharing.merged([("a", tiny("a")), ("b", tiny("b", Check(0, 60, minutes=5.0)))], 12.0)
    assert {trace(whole, 1, 0)[0, 1]} == {1.0}
    fewer = sharing.with_shared(whole, 1, ["b"])
    assert [each.code for each in fewer.staff] == ["a:n", "D1"]
    moves = trace(fewer, 1, 0)
    assert moves[:, [1, 2, 3]].tolist() == [[1, 0, 12]]


def test_a_nurse_alone_for_homes_that_lie_at_no_distance_is_a_queue() -> None:
    """Erlang's formula: two nurses, exponential help, no way to go."""
    rate, mean, minutes = 0.1, 8.0, 20000.0
    flat = Alarms(per_night=4 * rate * minutes / 2, law="exponential", minutes=mean, profile=(1.0,))
    scene = Scenario("a", (Unit("a"),), (Resident("b", "a"),), (Staff("n", "a"),), minutes, flat,
                     count_from=2000.0)  # fmt: skip
    other = replace(scene, units=(Unit("c"),), residents=(Resident("d", "c"),),
                    staff=(Staff("n", "c"),))  # fmt: skip
    whole = sharing.merged([("a", scene), ("c", other)], 0.0)
    whole = replace(whole, walking=replace(whole.walking, same_floor=0.0, other_floor=0.0))
    nurses = sharing.only_shared(whole, 2, 0.25, 1e-6)
    found = simulate(nurses, 120, 9)
    waits, error = ratio(*answers.within(found))
    exact = 1 - erlang_c(2, rate * mean)
    off = (waits - exact) / error
    print(f"shared nurses: exact {exact:.4f}, simulated {waits:.4f}, z {off:+.2f}")  # noqa: T201
    assert error < 0.01 * exact
    assert abs(off) < 3.5


def test_every_job_of_a_shared_night_begins_at_the_twins_minute() -> None:
    whole = sharing.merged([("a", home("a", 1)), ("b", home("b", 2, 40))], 12.0)
    _many, begun, other = both(sharing.with_shared(whole, 1), 12, range(30))
    assert begun > 900
    assert other == 0


def test_breaks_of_a_home_come_one_after_another() -> None:
    rest = example.BREAK
    staffed = replace(tiny("a"), staff=tuple(Staff(f"n{k}", "a", rest=rest) for k in range(3)))
    whole = sharing.merged([("a", staffed), ("b", tiny("b"))], 12.0)
    begun = trace(whole, 1, 0)
    spans = sorted((row[2], row[4]) for row in begun if row[0] == -1)
    assert len(spans) == 3
    assert all(end <= start for (_a, end), (start, _b) in pairwise(spans))


def test_nights_of_different_length_are_no_one_night() -> None:
    with pytest.raises(sharing.NightsDiffer):
        sharing.merged([("a", tiny("a")), ("b", replace(tiny("b"), minutes=540.0))], 12.0)


def test_the_answer_has_each_home_at_each_level() -> None:
    whole = sharing.merged([("a", home("a", 1)), ("b", home("b", 1))], 4.0)
    found = sharing.asked([(k, sharing.with_shared(whole, k)) for k in range(2)], 200, 1)
    alone, shared = found["levels"]
    assert [each["home"] for each in shared["homes"]] == ["a", "b"]
    assert alone["cannot_be_given"]["alarms"] > 0
    assert shared["cannot_be_given"]["alarms"] == 0
    assert all(b["percent"] > a["percent"]
               for a, b in zip(alone["homes"], shared["homes"], strict=True))  # fmt: skip
