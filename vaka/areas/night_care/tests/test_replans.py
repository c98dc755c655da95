"""The rest of a night planned anew: what began stays, alarms are reached, losses are told."""

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from vaka.areas.night_care import replans
from vaka.areas.night_care.replans import Came
from vaka.calc.rounds import check
from vaka.calc.staffing.example import home

NIGHT = home(2, 20)
FIRST = replans.first(NIGHT, 1)


@pytest.fixture(scope="module")
def rounds():
    """Give the first rounds of a night of two."""
    return FIRST


def alarm(at: float, place: int = 3, staff: int = 1, number: int = 1) -> Came:
    """Give an alarm of ten minutes that is to be met within ten."""
    return Came(f"larm.{number}", place, at, at + 10, 10.0, staff, False)


def sound(one) -> bool:
    """Whether the independent checker finds nothing broken but shifts' ends."""
    found = check.judge(replans.problem(one), one.plan).violations
    return not [each for each in found if each.kind not in {"shift", "late"}]


def test_an_alarm_is_reached_in_time_and_what_began_stays(rounds):
    now = 130.0
    after = replans.anew(rounds, now, 1, alarm=alarm(now))
    met = next(one for one in replans.visits(after) if one.id == "larm.1")
    assert now <= met.start <= now + 10
    begun = [one for one in replans.visits(rounds) if one.start <= now]
    assert [one for one in replans.visits(after) if one.start <= now and one.form != "alarm"] == (
        begun)  # fmt: skip
    assert sound(after)
    assert {one.id for one in replans.visits(after)} == (
        {one.id for one in replans.visits(rounds)} | {"larm.1"})  # fmt: skip


def test_who_goes_home_has_nothing_more_and_what_needs_two_is_lost(rounds):
    now = 60.0
    after = replans.anew(rounds, now, 1, absent="N1")
    assert all("N1" not in one.who for one in replans.visits(after) if one.end > now)
    double = {one.id for one in replans.visits(rounds) if len(one.who) == 2 and one.start > now}
    assert double
    assert double == {name for name, _place, _what in replans.missing(after)}
    assert not double & {one.id for one in replans.visits(after)}
    assert sound(after)


def test_nobody_left_loses_all_the_rest(rounds):
    alone = replans.anew(rounds, 60.0, 1, absent="N1")
    after = replans.anew(alone, 60.0, 1, absent="N2", alarm=None)
    assert [one for one in replans.visits(after) if one.start > 60.0] == []
    lost = replans.anew(after, 61.0, 1, alarm=alarm(61.0))
    assert "larm.1" in lost.lost


def test_what_is_made_before_its_turn_is_left_out(rounds):
    later = replans.visits(rounds)[-1]
    after = replans.anew(rounds, 60.0, 1, alarm=alarm(60.0), made=[later.id])
    assert later.id not in {one.id for one in replans.visits(after)}
    assert later.id not in after.lost


def test_two_may_be_asked_for_and_a_second_alarm_comes(rounds):
    one = replans.anew(rounds, 100.0, 1, alarm=alarm(100.0, staff=2))
    met = next(each for each in replans.visits(one) if each.id == "larm.1")
    assert met.who == ("N1", "N2")
    two = replans.anew(one, 104.0, 1, alarm=alarm(104.0, place=9, number=2))
    assert next(each for each in replans.visits(two) if each.id == "larm.1") == met
    assert sound(two)


@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.floats(0, 560), st.integers(0, 19), st.integers(1, 2), st.booleans())
def test_any_alarm_or_absence_leaves_a_sound_plan_that_repeats(now, place, staff, goes) -> None:
    before = FIRST
    asked = {"alarm": alarm(now, place, staff), "absent": "N2" if goes else ""}
    after = replans.anew(before, now, 1, **asked)
    assert sound(after)
    assert after == replans.anew(before, now, 1, **asked)
    assert replans.read(replans.written(after)) == after


def test_moved_and_late_are_told(rounds):
    now = 60.0
    after = replans.anew(rounds, now, 1, alarm=alarm(now, staff=2))
    pairs = replans.moved(rounds, after, now)
    assert all(was.id == one.id for was, one in pairs)
    hard = replace(after.alarms[0], until=now - 5)
    tight = replace(after, alarms=(hard,))
    assert "larm.1" in {one.id for one in replans.late(tight, now)}
    assert replans.moved(rounds, rounds, 0.0) == []


def test_a_night_without_checks_has_empty_rounds():
    bare = replace(NIGHT, residents=tuple(replace(one, checks=()) for one in NIGHT.residents))
    found = replans.first(bare, 1)
    assert replans.visits(found) == []
    after = replans.anew(found, 30.0, 1, alarm=alarm(30.0))
    assert [one.id for one in replans.visits(after)] == ["larm.1"]
