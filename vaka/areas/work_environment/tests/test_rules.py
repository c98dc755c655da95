"""The rules of work-environment investigations, tabled."""

from datetime import date, timedelta

import pytest

from vaka.areas.work_environment import rules
from vaka.areas.work_environment.rules import TRANSITIONS, RiskStanding, State, TimeKind
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

DECIDES = {"unit_manager", "provider_manager"}
ALLOWED = {
    ("open", "work_investigation.decide"), ("decided", "work_investigation.close"),
    ("decided", "work_investigation.reopen"), ("closed", "work_investigation.reopen"),
}  # fmt: skip


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    found = {(state.value, step.verb) for state in State if fits(step, state, "skäl", "").ok}
    assert found == {pair for pair in ALLOWED if pair[1] == step.verb}
    assert (step.capability in all_roles()[role].can) is (role in DECIDES)


def _risk(**given):
    usual = {"number": 1, "is_serious": True, "done_at_once": "", "planned": 1, "unchecked": 0,
             "open": 1}  # fmt: skip
    return RiskStanding(**usual | given)


@pytest.mark.parametrize(
    ("questions", "risks", "loose", "codes"),
    [
        ([], [_risk()], 0, ()),
        ([2], [_risk()], 0, ("question-2",)),
        ([], [], 0, ("risks",)),
        ([], [_risk(is_serious=None)], 0, ("risk-1",)),
        ([], [_risk(is_serious=False)], 0, ()),
        ([], [_risk(planned=0)], 0, ("remedy-1",)),
        ([], [_risk(planned=0, done_at_once="Genomgånget")], 0, ()),
        ([], [_risk(unchecked=1)], 0, ("check-1",)),
        ([], [_risk()], 1, ("check-loose",)),
    ],
)
def test_a_plan_is_decided_when_each_risk_has_what_the_law_asks(questions, risks, loose, codes):
    assert rules.may_decide(questions, risks, loose).codes == codes


@pytest.mark.parametrize(
    ("left", "risks", "loose", "codes"),
    [
        ([], [_risk(open=0)], 0, ()),
        (["Kvarnen"], [_risk(open=0)], 0, ("units",)),
        ([], [_risk()], 0, ("remedies",)),
        ([], [_risk(open=0)], 1, ("loose",)),
    ],
)
def test_it_closes_when_gone_through_everywhere(left, risks, loose, codes):
    assert rules.may_close(left, risks, loose).codes == codes


@pytest.mark.parametrize(
    ("asked", "answered", "codes", "rate"),
    [
        (150, 123, (), 82),
        (150, 151, ("answered",), 100.66666666666667),
        (0, 0, ("asked",), None),
        (10, 0, (), 0),
    ],
)
def test_an_answer_rate(asked, answered, codes, rate):
    assert rules.may_survey(asked=asked, answered=answered).codes == codes
    assert rules.rate(answered, asked) == rate


@pytest.mark.parametrize(
    ("method", "finding", "codes"),
    [("Enkät", "Tiden räcker", ()), (" ", "Ja", ("method",)), ("Enkät", "", ("finding",))],
)
def test_an_answer_says_how_it_was_found_out(method, finding, codes):
    assert rules.may_answer(method=method, finding=finding).codes == codes


def test_minutes_add_up_and_say_when_they_are_too_few():
    found = rules.time_sum([(100, 120), (100, 90), (0, 10)])
    assert (found.planned, found.performed, found.difference) == (200, 220, 20)
    assert (found.months, found.over, found.percent) == (3, 2, pytest.approx(110))
    assert (found.is_short, rules.time_sum([(100, 100)]).is_short) == (True, False)
    unplanned = rules.time_sum([(0, 10)])
    assert (unplanned.percent, unplanned.is_short) == (None, True)


@pytest.mark.parametrize(
    ("percent", "felt", "agrees"),
    [(110.0, 60, True), (95.0, 60, False), (95.0, 20, True), (110.0, 20, False),
     (None, 60, None), (95.0, None, None), (100.0, 49, True)],
)  # fmt: skip
def test_data_and_staff_agree_or_not(percent, felt, agrees):
    assert rules.agrees(percent, felt) is agrees


@pytest.mark.parametrize(
    ("planned", "alarms", "kind", "codes"),
    [
        (10, None, TimeKind.TRAVEL, ()),
        (10, 3, TimeKind.ALARM, ()),
        (10, 3, TimeKind.TRAVEL, ("alarms",)),
        (-1, None, TimeKind.TRAVEL, ("planned",)),
    ],
)
def test_what_a_month_may_hold(planned, alarms, kind, codes):
    verdict = rules.may_log_time(planned=planned, performed=0, alarms=alarms, kind=kind)
    assert verdict.codes == codes


DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, ()),
        ({"reviewed": DAY - timedelta(days=1)}, ()),
        ({"reviewed": DAY - timedelta(days=2)}, ("reviewed",)),
        ({"reviewed": DAY + timedelta(days=1)}, ("reviewed",)),
        ({"is_due": False}, ("unit",)),
        ({"state": State.OPEN}, ("state",)),
        ({"state": State.CLOSED}, ("state",)),
        ({"decided": None}, ("state",)),
    ],
)
def test_where_and_when_a_plan_is_gone_through(given, codes):
    usual = {"state": State.DECIDED, "decided": DAY - timedelta(days=1), "reviewed": DAY,
             "today": DAY, "is_due": True}  # fmt: skip
    assert rules.may_review(**usual | given).codes == codes


@pytest.mark.parametrize(
    ("decided", "counted"),
    [(None, False), (DAY, True), (DAY + timedelta(days=1), False)],
)
def test_only_a_review_of_the_plan_that_holds_counts(decided, counted):
    assert rules.counts(DAY, decided) is counted


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, ()),
        ({"due": DAY - timedelta(days=1)}, ("due_date",)),
        ({"covers": 0}, ("covers",)),
        ({"are_seen": False, "are_below": False}, ("covers",)),
        ({"are_below": False}, ("covers",)),
    ],
)
def test_what_may_be_investigated(given, codes):
    usual = {"received": DAY, "due": DAY, "covers": 1, "are_seen": True, "are_below": True}
    assert rules.may_begin(**usual | given).codes == codes


@pytest.mark.parametrize(
    ("state", "ok"), [(State.OPEN, True), (State.DECIDED, False), (State.CLOSED, False)]
)
def test_it_is_written_until_its_plan_is_decided(state, ok):
    assert rules.may_change(state).ok is ok
