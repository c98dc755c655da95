"""The rules of delegations and of what is asked of employees, tabled."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from vaka.areas.competence import lists, rules, staff_rules
from vaka.areas.competence.rules import TRANSITIONS, Posts, Preparation, ReviewReason, State
from vaka.areas.competence.staff_actions import NewAttempt
from vaka.areas.competence.staff_rules import Lack
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

TODAY = date(2026, 3, 10)
GIVES = {"nurse", "therapist", "mas", "mar"}
ALLOWED = {
    ("prepared", "delegation.give"), ("valid", "delegation.follow_up"),
    ("valid", "delegation.put_under_review"), ("review", "delegation.uphold"),
    ("prepared", "delegation.recall"), ("valid", "delegation.recall"),
    ("review", "delegation.recall"), ("valid", "delegation.expire"),
    ("review", "delegation.expire"),
}  # fmt: skip
READY = Preparation(introduced_days=2, least_days=2)


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    found = {(state.value, step.verb) for state in State if fits(step, state, "skäl", "").ok}
    assert found == {pair for pair in ALLOWED if pair[1] == step.verb}
    assert (step.capability in all_roles()[role].can) is (role in GIVES)


@pytest.mark.parametrize(
    ("found", "codes"),
    [
        (READY, ()),
        (replace(READY, missing_courses=("Webb",)), ("course",)),
        (replace(READY, introduced_days=None), ("introduction",)),
        (replace(READY, introduced_days=1), ("introduction",)),
        (replace(READY, untested=("Prov",)), ("test",)),
        (replace(READY, tested_elsewhere=("Prov",)), ("place",)),
        (replace(READY, is_minor=True), ("minor",)),
        (replace(READY, is_self=True), ("self",)),
        (replace(READY, receiver_works=False), ("receiver",)),
        (replace(READY, wrong_giver=("Sår",)), ("giver",)),
        (Preparation(("Webb",), ("Prov",)), ("course", "introduction", "test")),
    ],
)
def test_nothing_is_given_before_course_introduction_and_passed_test(found, codes):
    assert rules.may_give(found).codes == codes


@pytest.mark.parametrize(
    ("start", "until", "codes"),
    [
        (TODAY, date(2027, 3, 10), ()),
        (TODAY, date(2027, 3, 11), ("until_date",)),
        (TODAY, date(2026, 3, 9), ("until_date",)),
        (date(2026, 3, 9), TODAY, ("from_date",)),
        (date(2024, 2, 29), date(2025, 2, 28), ("from_date",)),
    ],
)
def test_a_delegation_lasts_a_year_at_most(start, until, codes):
    verdict = rules.may_last(start=start, until=until, today=TODAY, longest_years=1)
    assert verdict.codes == codes


@pytest.mark.parametrize(
    ("posts", "reason"),
    [
        (Posts(), None),
        (Posts(giver_works=False), ReviewReason.GIVER_LEFT),
        (Posts(receiver_works=False), ReviewReason.RECEIVER_LEFT),
        (Posts(giver_absent_days=59), None),
        (Posts(giver_absent_days=60), ReviewReason.GIVER_ABSENT),
        (Posts(receiver_absent_days=400), ReviewReason.RECEIVER_ABSENT),
    ],
)
def test_a_change_of_post_or_a_long_absence_calls_for_review(posts, reason):
    assert rules.must_review(posts, 60) is reason


@pytest.mark.parametrize(
    ("state", "on", "valid"),
    [
        (State.VALID, date(2026, 3, 1), True),
        (State.VALID, date(2026, 6, 1), True),
        (State.VALID, date(2026, 6, 2), False),
        (State.VALID, date(2026, 2, 28), False),
        (State.REVIEW, TODAY, False),
        (State.PREPARED, TODAY, False),
    ],
)
def test_what_is_under_review_may_not_be_used(state, on, valid):
    assert rules.is_valid(state, date(2026, 3, 1), date(2026, 6, 1), on) is valid


def test_follow_up_is_due_while_the_delegation_holds():
    assert rules.due_follow_up(TODAY, date(2027, 3, 10), 3) == date(2026, 6, 10)
    assert rules.due_follow_up(TODAY, date(2026, 4, 1), 3) == date(2026, 4, 1)


def test_attempts_are_counted():
    made = ((False, True), (True, False), (True, True))
    passed = [NewAttempt("prov", TODAY, *one) for one in made]
    assert rules.attempts_needed([*passed, passed[-1]]) == 3
    assert rules.attempts_needed(passed[:2]) is None
    assert rules.may_name([], " ").codes == ("tasks", "places")


@pytest.mark.parametrize(
    ("on", "until", "lack"),
    [
        (None, None, Lack.MISSING),
        (date(2026, 3, 11), None, Lack.MISSING),
        (date(2020, 1, 1), None, Lack.MET),
        (date(2025, 3, 9), date(2026, 3, 9), Lack.EXPIRED),
        (date(2025, 3, 10), TODAY, Lack.SOON),
        (date(2025, 5, 10), date(2026, 5, 10), Lack.MET),
    ],
)
def test_the_last_day_of_a_course_is_in_time(on, until, lack):
    assert staff_rules.standing(on, until, TODAY, 30).lack is lack


@pytest.mark.parametrize(
    ("days", "on", "codes"),
    [(2, TODAY, ()), (0, TODAY, ("days",)), (None, date(2026, 4, 1), ("on_date", "days"))],
)
def test_an_introduction_has_days_and_is_over(days, on, codes):
    assert staff_rules.may_introduce(days, on, TODAY).codes == codes


@pytest.mark.parametrize("is_self", [False, True])
@pytest.mark.parametrize(
    ("manages", "gives", "before", "may"),
    [(True, False, False, True), (False, True, True, True), (False, True, False, False),
     (False, False, True, False)],
)  # fmt: skip
def test_nobody_notes_of_themself(is_self, manages, gives, before, may):
    hand = staff_rules.Hand(is_self, manages, gives)
    assert staff_rules.may_note_of(hand, goes_before=before) is (may and not is_self)


def test_the_last_day_under_18_is_to_come():
    may = partial(staff_rules.may_note_minor, youngest_years=lists.minors(TODAY).youngest_years)
    assert may(TODAY, TODAY).ok
    assert may(date(2031, 3, 10), TODAY).ok
    assert may(date(2026, 3, 9), TODAY).codes == ("on_date",)
    assert may(date(2031, 3, 11), TODAY).codes == ("on_date",)


@pytest.mark.parametrize("state", list(State))
def test_what_is_asked_of_the_state(state):
    assert rules.may_renew(state, same_unit=True).ok is (state == "valid")
    assert not rules.may_renew(state, same_unit=False).ok
    assert rules.may_note_before(state, is_introduction=True).ok is (state == "prepared")
    assert rules.may_note_before(state, is_introduction=False).ok is (state != "ended")
    assert rules.must_replace(state, TODAY, TODAY) is (state == "valid")
    assert not rules.must_replace(state, date(2026, 3, 11), TODAY)


def test_the_days_of_ending_and_of_a_single_occasion():
    assert rules.may_expire(date(2026, 3, 9), TODAY).ok
    assert rules.may_expire(TODAY, TODAY).codes == ("until_date",)
    assert rules.may_be_single(TODAY, TODAY).ok
    assert rules.may_be_single(TODAY, date(2026, 3, 11)).codes == ("until_date",)
    assert rules.may_name(["a", "b"], "Plan 1", ["A", "B"]).codes == ("tasks", "tasks")


@pytest.mark.parametrize(
    ("on", "passed", "here", "is_passed"),
    [(TODAY, True, True, True), (TODAY, False, True, False), (TODAY, True, False, False),
     (date(2025, 3, 9), True, True, False), (date(2026, 3, 11), True, True, False)],
)  # fmt: skip
def test_a_test_is_passed_at_the_workplace_and_not_too_long_ago(on, passed, here, is_passed):
    made = [NewAttempt("prov", on, passed, here)]
    assert rules.is_passed(rules.counted(made, date(2025, 3, 10), TODAY)) is is_passed


def test_the_coming_summer_is_in_the_file():
    assert lists.coming_summer(date(2026, 9, 30)) == 2026
    assert lists.coming_summer(date(2026, 10, 1)) == 2027
    assert lists.proposed_days(2026) == (date(2026, 6, 15), date(2026, 8, 23))


def test_every_task_has_its_course_and_its_test():
    for one in lists.tasks().values():
        assert lists.requirement(one.course).sort is lists.Sort.COURSE
        assert one.test in lists.exam_titles()
        assert set(one.givers) <= GIVES
    every = lists.requirements()
    assert every["hlr"].last_day(date(2025, 3, 1)) == date(2026, 3, 1)
    assert every["underskoterska"].last_day(TODAY) is None
    assert every["sprak"].asks("carer", "special_housing", date(2026, 7, 1))
    assert not every["sprak"].asks("carer", "special_housing", date(2026, 6, 30))
