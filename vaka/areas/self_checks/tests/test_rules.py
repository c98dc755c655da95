"""Occasions, states by table, and what may be shown of few answers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.self_checks import rules
from vaka.areas.self_checks.rules import (
    FINDING_TRANSITIONS,
    TRANSITIONS,
    FindingState,
    Frequency,
    State,
)
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases import transitions

HANDLERS = {"unit_manager", "provider_manager", "quality_developer", "mas"}


def test_four_times_a_year_has_four_occasions_that_meet():
    found = list(rules.occasions(Frequency.QUARTERLY, date(2026, 1, 1), date(2026, 12, 31)))
    assert [one.start.month for one in found] == [1, 4, 7, 10]
    assert found[0].due == date(2026, 3, 31)


def test_a_yearly_one_in_autumn_is_open_for_its_days():
    (one,) = rules.occasions(Frequency.YEARLY, date(2023, 10, 1), date(2024, 9, 30), 92)
    assert (one.start, one.due) == (date(2023, 10, 1), date(2023, 12, 31))


def test_once_is_once():
    assert len(list(rules.occasions(Frequency.ONCE, date(2023, 8, 1), date(2030, 1, 1)))) == 1


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("one", TRANSITIONS, ids=lambda one: one.verb)
def test_each_step_of_a_round_by_state_and_role(one, state, role):
    leaves = state in one.from_states and one.capability in all_roles()[role].can
    assert leaves == (role in HANDLERS and one in transitions.offered(TRANSITIONS, state))


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("state", list(FindingState))
@pytest.mark.parametrize("one", FINDING_TRANSITIONS, ids=lambda one: one.verb)
def test_each_step_of_a_finding_by_state_and_role(one, state, role):
    leaves = state in one.from_states and one.capability in all_roles()[role].can
    offered = one in transitions.offered(FINDING_TRANSITIONS, state)
    assert leaves == (role in HANDLERS and offered)


@given(st.lists(st.integers(1, 9), max_size=30), st.integers(1, 20))
def test_between_two_looks_what_is_shown_grows_by_whole_batches_or_not_at_all(comes, least):
    answers, batches, before = 0, [], 0
    for new in comes:
        batches += [rules.batch_of(answers + one, least) for one in range(new)]
        answers += new
        shown = rules.shown_batches(answers, least, is_anonymous=True)
        seen = sum(batch < shown for batch in batches)
        assert (seen - before) % least == 0
        assert seen <= answers < seen + least
        before = seen


def test_signed_in_answers_are_shown_at_once():
    assert rules.shown_batches(1, 5, is_anonymous=False) is None


def test_a_round_takes_answers_while_it_is_open():
    day = date(2026, 5, 1)
    assert rules.may_answer(state="open", start=day, today=day).ok
    assert not rules.may_answer(state="closed", start=day, today=day).ok
    assert not rules.may_answer(state="open", start=day, today=date(2026, 4, 30)).ok


def test_a_finding_needs_a_remedy_or_a_reason():
    assert rules.may_settle(has_remedy=True, words="").ok
    assert rules.may_settle(has_remedy=False, words="Rättat på plats direkt").ok
    assert not rules.may_settle(has_remedy=False, words="ok").ok


def test_a_version_asks_something_and_comes_after_the_one_before():
    day = date(2026, 1, 1)
    assert rules.may_put_in_force(questions=8, since=day, latest=None).ok
    assert not rules.may_put_in_force(questions=0, since=day, latest=None).ok
    assert not rules.may_put_in_force(questions=8, since=day, latest=day).ok


def test_the_answer_rate_of_an_unknown_number_is_unknown():
    assert rules.answer_rate(5, None) is None
    assert rules.answer_rate(10, 12) == pytest.approx(83.33, abs=0.01)
