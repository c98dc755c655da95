"""When something falls due, what keeps it, who may decide."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.disposals import rules
from vaka.areas.disposals.classes import classes
from vaka.areas.disposals.rules import Line, State, Stays

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_the_newest_due_is_the_last_day_that_is_due(today, years):
    newest = rules.newest_due(today, years)
    assert rules.due_date(newest, years) <= today
    assert rules.due_date(newest + timedelta(days=1), years) > today


def test_due_is_the_day_after_the_years():
    assert rules.due_date(date(2020, 5, 17), 5) == date(2025, 5, 18)
    assert rules.due_date(date(2020, 2, 29), 5) == date(2025, 3, 1)
    assert rules.latest_date(date(2025, 5, 18)) == date(2026, 12, 31)
    assert rules.latest_date(date(2026, 1, 1)) == date(2026, 12, 31)  # five years on New Year's Eve


FREE = {"is_held": False, "has_open_link": False, "is_needed": False, "personal_file": False,
        "birth_day": None}  # fmt: skip


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({}, None),
        ({"is_held": True, "is_needed": True}, Stays.HELD),
        ({"has_open_link": True}, Stays.OPEN_LINK),
        ({"is_needed": True}, Stays.NEEDED),
        ({"personal_file": True}, Stays.UNKNOWN_BIRTH),
        ({"personal_file": True, "birth_day": 15}, Stays.RESEARCH),
        ({"personal_file": True, "birth_day": 16}, None),
        ({"birth_day": 15}, None),
    ],
)
def test_what_stays(told, why):
    assert rules.stays(**(FREE | told)) == why


def test_the_day_of_birth_is_read_from_a_number():
    assert rules.birth_day("194102152381") == 15
    assert rules.birth_day("194102752381") == 15  # a coordination number
    assert rules.birth_day("R12345678901") is None


def policy(years, decided=date(2026, 1, 10), first=date(2026, 2, 1)):
    lines = [Line(code, value) for code, value in years.items()]
    return rules.may_keep_policy(lines, classes(), decided=decided, first=first,
                                 today=date(2026, 1, 20)).codes  # fmt: skip


def test_a_plan_keeps_to_the_law_and_its_own_days():
    assert policy({"deviation": 3, "decision": 5, "read_log": 5, "signal": None}) == ()
    assert policy({"decision": 6, "read_log": 4}) == ("years_decision", "years_read_log")
    assert policy({}, decided=date(2026, 1, 21)) == ("decided_on",)
    assert policy({}, first=date(2026, 1, 9)) == ("from_date",)


def test_two_persons_and_the_archive_first():
    assert rules.may_approve(State.PROPOSED, is_proposer=False).ok
    assert rules.may_approve(State.PROPOSED, is_proposer=True).codes == ("two",)
    assert not rules.may_approve(State.DONE, is_proposer=False).ok
    done = rules.may_carry_out
    assert done(State.APPROVED, archive_first=False, is_handed_over=False).ok
    assert not done(State.PROPOSED, archive_first=False, is_handed_over=True).ok
    assert done(State.APPROVED, archive_first=True, is_handed_over=False).codes == ("archive",)


def test_every_suggestion_keeps_to_its_own_bounds():
    assert all(one.least <= one.years <= one.most for one in classes().values())
