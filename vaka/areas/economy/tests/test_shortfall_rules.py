"""The deficit rule as values: what is left, what is due, and when a step may be taken."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.economy import shortfall_rules as rules
from vaka.areas.economy.shortfall_rules import Saving, SavingState, ShortfallState

DAY = date(2026, 5, 4)
ORE = st.integers(-(10**12), 10**12)
SAVINGS = st.lists(
    st.builds(Saving, st.integers(1, 10**11), st.integers(0, 10**11), st.sampled_from(SavingState))
)


@given(ORE, SAVINGS)
def test_what_is_left_is_never_worse_than_the_forecast_and_ended_measures_add_nothing(
    forecast, savings
):  # fmt: skip
    left = rules.left_after(forecast, savings)
    assert left >= forecast
    still = [one for one in savings if not one.is_ended]
    assert left == rules.left_after(forecast, still)
    assert left - forecast <= sum(one.expected for one in still)


@given(st.integers(1, 10**11), st.integers(0, 10**11))
def test_what_is_reached_is_not_counted_twice(expected, reached):
    """Reached money stands in the forecast, so a measure gives at most what it has left."""
    to_come = Saving(expected, reached, SavingState.UNDER_WAY).to_come
    assert to_come + min(reached, expected) == expected


@pytest.mark.parametrize(
    ("state", "left", "days"),
    [
        (ShortfallState.FEARED, -1, 14),
        (ShortfallState.PROPOSED, -1, 10 + 45),
        (ShortfallState.DECIDED, -1, 20 + 7),
        (ShortfallState.DECIDED, 0, None),
        (ShortfallState.REPORTED, -1, None),
        (ShortfallState.ENDED, -1, None),
    ],
)
def test_each_step_is_due_from_the_one_before(state, left, days):
    due = rules.due_date(state, opened=DAY, proposed=DAY + timedelta(10),
                         decided=DAY + timedelta(20), left=left)  # fmt: skip
    assert due == (DAY + timedelta(days) if days is not None else None)


@pytest.mark.parametrize(
    ("verdict", "codes"),
    [
        (rules.may_open(forecast=-1, has_open=False), ()),
        (rules.may_open(forecast=-1, has_open=True), ("open",)),
        (rules.may_open(forecast=0, has_open=False), ("forecast",)),
        (rules.may_open(forecast=None, has_open=False), ("forecast",)),
        (rules.may_propose(savings=1, left=0, words="att godkänna", rest=""), ()),
        (rules.may_propose(savings=0, left=-1, words="att", rest=""),
         ("savings", "proposal", "rest")),
        (rules.may_propose(savings=1, left=-1, words="att godkänna", rest="Begär medel"), ()),
        (rules.may_decide(paragraph="§ 4", decided=DAY, proposed=DAY, today=DAY), ()),
        (rules.may_decide(paragraph=" ", decided=DAY - timedelta(1), proposed=DAY, today=DAY),
         ("paragraph", "day")),
        (rules.may_decide(paragraph="§ 4", decided=DAY + timedelta(1), proposed=DAY, today=DAY),
         ("day",)),
        (rules.may_report(-1), ()),
        (rules.may_report(0), ("left",)),
        (rules.may_end(forecast=0, savings=[], is_year_over=False), ()),
        (rules.may_end(forecast=-1, savings=[], is_year_over=True), ()),
        (rules.may_end(forecast=-1, savings=[Saving(1)], is_year_over=False),
         ("forecast", "savings")),
        (rules.may_end(forecast=0, savings=[Saving(1, 1, SavingState.EFFECT)],
                       is_year_over=False), ()),
        (rules.may_follow(state="effect", reached=5, words="Gav pengar", day=DAY, last=DAY,
                          today=DAY), ()),
        (rules.may_follow(state="effect", reached=0, words="Nej", day=DAY, last=DAY + timedelta(1),
                          today=DAY), ("words", "reached", "day")),
        (rules.may_remove_saving("feared"), ()),
        (rules.may_remove_saving("proposed"), ("state",)),
        (rules.may_add_saving("ended"), ("state",)),
    ],
)  # fmt: skip
def test_what_each_step_needs(verdict, codes):
    assert verdict.codes == codes


def test_every_state_can_be_left_and_each_step_has_a_way_back():
    left = {state for one in rules.SHORTFALL_TRANSITIONS for state in one.from_states}
    assert left == set(ShortfallState)
    forward = {(one.from_states[0], one.to_state) for one in rules.SHORTFALL_TRANSITIONS}
    for start, end in [("feared", "proposed"), ("proposed", "decided"), ("decided", "reported")]:
        assert {(start, end), (end, start)} <= forward
