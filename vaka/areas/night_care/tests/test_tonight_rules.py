"""Which night it is, what a check may come to, and what not seen and broken lead to."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.night_care import tonight_rules as rules
from vaka.areas.night_care.tonight_rules import DONE, Mark, Outcome, Why
from vaka.law.local_time import SWEDISH

NIGHT = date(2026, 11, 28)
AT = datetime(2026, 11, 29, 1, 30, tzinfo=SWEDISH)
AGAIN = timedelta(minutes=20)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(SWEDISH))


@given(moments, st.times())
def test_a_time_of_a_night_belongs_to_that_night(moment, clock) -> None:
    night = rules.night_at(moment)
    assert rules.night_at(rules.on_night(night, clock)) == night


@pytest.mark.parametrize(
    ("begins", "ends", "hours"),
    [
        (time(22), time(23), 1),
        (time(23, 30), time(0, 30), 1),
        (time(1), time(4), 3),
        (time(4), time(3), 0),
    ],
)
def test_a_window_never_ends_before_it_begins(begins, ends, hours) -> None:
    start, end = rules.window(NIGHT, begins, ends)
    assert end - start == timedelta(hours=hours)


def test_the_hour_that_comes_twice_makes_a_night_an_hour_longer() -> None:
    start, end = rules.window(date(2026, 10, 24), time(21), time(7))
    assert end - start == timedelta(hours=11)


def marks(*outcomes) -> list[Mark]:
    return [Mark(k + 1, one, AT + k * AGAIN) for k, one in enumerate(outcomes)]


@pytest.mark.parametrize(
    ("told", "form", "minutes"),
    [
        ((), "camera", 0),
        ((Outcome.NOT_SEEN,), "camera", 20),
        ((Outcome.BROKEN,), "look", 0),
        ((Outcome.NOT_SEEN, Outcome.NOT_SEEN), "look", 20),
        ((Outcome.NOT_SEEN, Outcome.BROKEN), "look", 20),
    ],
)
def test_not_seen_is_looked_at_again_and_then_somebody_goes(told, form, minutes) -> None:
    last = rules.steps("camera", AT, marks(*told), look_again=AGAIN)[-1]
    assert last.is_left
    assert (last.form, last.due_at) == (form, AT + timedelta(minutes=minutes))


def test_seen_ends_it_and_a_mark_that_is_taken_back_opens_it_again() -> None:
    seen = marks(Outcome.NOT_SEEN, Outcome.SEEN)
    steps = rules.steps("camera", AT, seen, look_again=AGAIN)
    assert [step.is_left for step in steps] == [False, False]
    undone = [*seen, Mark(1, Outcome.UNDONE, AT + timedelta(hours=1))]
    steps = rules.steps("camera", AT, undone, look_again=AGAIN)
    assert [(step.attempt, step.is_left) for step in steps] == [(1, True)]


@given(st.lists(st.sampled_from(list(Outcome)), max_size=6))
def test_steps_always_end_and_only_the_last_is_left(outcomes) -> None:
    steps = rules.steps("camera", AT, marks(*outcomes), look_again=AGAIN)
    assert [step.attempt for step in steps] == list(range(1, len(steps) + 1))
    assert not any(step.is_left for step in steps[:-1])
    assert all(a.due_at <= b.due_at for a, b in pairwise(steps))


@pytest.mark.parametrize(
    ("form", "outcome", "why", "ok"),
    [
        ("look", "asleep", "", True),
        ("camera", "asleep", "", False),
        ("look", "seen", "", False),
        ("camera", "not_seen", "", True),
        ("look", "skipped", "", False),
        ("look", "skipped", "no_time", True),
        ("look", "skipped", "x", False),
        ("help", "undone", "", True),
        ("help", "nonsense", "", False),
    ],
)
def test_a_mark_fits_its_check(form, outcome, why, ok) -> None:
    assert rules.may_mark(form=form, outcome=outcome, why=why).ok is ok


def test_two_taps_are_one_and_the_same_later_is_another() -> None:
    first = Mark(1, Outcome.ASLEEP, AT)
    assert rules.is_repeated(first, Mark(1, Outcome.ASLEEP, AT + timedelta(seconds=3)))
    assert not rules.is_repeated(first, Mark(1, Outcome.AWAKE, AT))
    assert not rules.is_repeated(first, Mark(1, Outcome.ASLEEP, AT + timedelta(hours=1)))
    assert not rules.is_repeated(None, first)


def test_only_want_of_time_is_a_deviation() -> None:
    assert [why for why in Why if rules.opens_deviation(Outcome.SKIPPED, why)] == [Why.NO_TIME]
    assert not rules.opens_deviation(Outcome.ASLEEP, Why.NO_TIME)


def test_a_look_by_camera_leaves_sleep_undisturbed_and_a_visit_does_not() -> None:
    hours = (AT - timedelta(hours=2), AT + timedelta(hours=2))
    assert rules.undisturbed(hours, [(AT, Outcome.SEEN), (AT, Outcome.SKIPPED)])
    assert not rules.undisturbed(hours, [(AT, Outcome.ASLEEP)])
    assert rules.undisturbed(hours, [(AT + timedelta(hours=2), Outcome.WOKEN)])


def test_a_note_says_something_and_no_number() -> None:
    assert rules.may_note("Rum 3 var oroligt", has_number=False).ok
    assert not rules.may_note("  ", has_number=False).ok
    assert not rules.may_note("x", has_number=True).ok


def test_what_is_done_is_what_somebody_saw() -> None:
    assert set(DONE) == {Outcome.ASLEEP, Outcome.AWAKE, Outcome.WOKEN, Outcome.SEEN}
