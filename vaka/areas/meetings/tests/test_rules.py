"""The rules of meetings, tabled."""

from datetime import date

import pytest

from vaka.areas.meetings import rules
from vaka.areas.meetings.lists import UnknownKind, every_version, kind, kinds
from vaka.areas.meetings.rules import OWN_STEPS, TRANSITIONS, Check, Pace, State, Written
from vaka.documents.deidentified import found_in
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits
from vaka.foundation.organisation.models import UnitKind
from vaka.metrics.definitions import MEASURES

TODAY = date(2026, 3, 10)
CHECKS = {"unit_manager", "provider_manager", "mas", "sas"}
HANDLES = CHECKS | {"mar", "quality_developer", "board_secretary"}
ALLOWED = {
    ("planned", "meeting.hold"), ("planned", "meeting.cancel"), ("held", "meeting.submit"),
    ("held", "meeting.close"), ("review", "meeting.send_back"), ("review", "meeting.approve"),
    ("closed", "meeting.reopen"),
}  # fmt: skip


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    found = {(state.value, step.verb) for state in State if fits(step, state, "skäl", "").ok}
    assert found == {pair for pair in ALLOWED if pair[1] == step.verb}
    may = CHECKS if step.verb in ("meeting.approve", "meeting.send_back") else HANDLES
    assert (step.capability in all_roles()[role].can) is (role in may)


def test_whoever_leads_never_checks_or_opens_again():
    assert not OWN_STEPS & {"meeting.approve", "meeting.send_back", "meeting.reopen"}
    assert rules.may_check(is_leader=True).codes == ("leader",)
    assert rules.may_check(is_leader=False).ok


@pytest.mark.parametrize(
    ("pace", "times", "days"),
    [
        (Pace.ONCE, 9, [date(2026, 1, 30)]),
        (Pace.MONTH, 3, [date(2026, 1, 30), date(2026, 3, 2), date(2026, 3, 30)]),
        (Pace.QUARTER, 2, [date(2026, 1, 30), date(2026, 4, 30)]),
        (Pace.HALF, 2, [date(2026, 1, 30), date(2026, 7, 30)]),
    ],
)
def test_a_series_keeps_to_working_days(pace, times, days):
    assert rules.dates_of(date(2026, 1, 30), pace, times) == days


@pytest.mark.parametrize(
    ("first", "pace", "times", "codes"),
    [
        (TODAY, Pace.ONCE, 1, ()),
        (date(2025, 3, 9), Pace.ONCE, 1, ("first",)),
        (TODAY, Pace.MONTH, 1, ("times",)),
        (TODAY, Pace.MONTH, 24, ()),
        (TODAY, Pace.MONTH, 25, ("times",)),
    ],
)
def test_what_may_be_planned(first, pace, times, codes):
    assert rules.may_plan(first=first, today=TODAY, pace=pace, times=times).codes == codes


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, ()),
        ({"held": date(2026, 3, 11)}, ("held",)),
        ({"counts_people": True}, ("people",)),
        ({"counts_people": True, "people": 9}, ()),
        ({"asks_staff": True}, ("staff_present",)),
        ({"asks_staff": True, "staff_present": False}, ()),
        ({"asks_staff": True, "staff_present": True}, ("staff_reason",)),
        ({"asks_staff": True, "staff_present": True, "staff_reason": "På begäran"}, ()),
    ],
)
def test_what_is_told_of_a_meeting_held(given, codes):
    usual = {"held": TODAY, "today": TODAY, "people": None, "counts_people": False,
             "asks_staff": False, "staff_present": None, "staff_reason": ""}  # fmt: skip
    assert rules.may_hold(**usual | given).codes == codes


@pytest.mark.parametrize(
    ("written", "found", "deidentified", "codes"),
    [
        (Written(["Något"], 0), [], False, ()),
        (Written([" "], 0), [], False, ("notes",)),
        (Written([" "], 1), [], False, ()),
        (Written(["x"], 0), ["Anna"], False, ()),
        (Written(["x"], 0), ["Anna"], True, ("names",)),
        (Written(["x"], 0, ["Anna"]), ["Anna"], True, ()),
    ],
)
def test_what_may_be_left(written, found, deidentified, codes):
    assert rules.may_finish(written, found, is_deidentified=deidentified).codes == codes


@pytest.mark.parametrize(
    ("state", "deidentified", "ok"),
    [
        (State.PLANNED, False, True), (State.PLANNED, True, False), (State.HELD, True, True),
        (State.REVIEW, False, False), (State.CANCELLED, True, False), (State.CLOSED, False, False),
    ],
)  # fmt: skip
def test_when_notes_are_written(state, deidentified, ok):
    assert rules.may_write(state, is_deidentified=deidentified).ok is ok


@pytest.mark.parametrize(
    ("state", "deidentified", "told"),
    [
        (State.HELD, False, True), (State.HELD, True, False), (State.REVIEW, True, False),
        (State.CLOSED, True, True),
    ],
)  # fmt: skip
def test_when_what_is_written_may_be_kept_elsewhere(state, deidentified, told):
    assert rules.is_told(state, is_deidentified=deidentified) is told


def test_others_read_a_report_only_when_it_is_checked_or_unwritten():
    assert rules.PUBLIC == (State.CLOSED,)
    assert not {State.HELD, State.REVIEW} & {*rules.PUBLIC, *rules.PUBLIC_UNWRITTEN}


@pytest.mark.parametrize(
    ("found", "told", "deidentified", "codes"),
    [
        (["Anna"], [], True, ("words",)),
        (["Anna"], ["Anna"], True, ()),
        (["Anna"], [], False, ()),
        ([], [], True, ()),
    ],
)
def test_words_that_stand_for_good_tell_who_nobody_is(found, told, deidentified, codes):
    assert rules.may_tell("words", found, told, is_deidentified=deidentified).codes == codes


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, ()),
        ({"state": State.HELD}, ("state",)),
        ({"day": date(2025, 3, 9)}, ("day",)),
        ({"reason": " "}, ("words",)),
    ],
)
def test_what_may_be_moved(given, codes):
    usual = {"state": State.PLANNED, "day": TODAY, "today": TODAY, "reason": "Krock"}
    assert rules.may_move(**usual | given).codes == codes


@pytest.mark.parametrize(
    ("state", "deidentified", "ok"),
    [
        (State.PLANNED, False, False), (State.CANCELLED, False, False), (State.HELD, False, True),
        (State.REVIEW, False, True), (State.CLOSED, False, True), (State.PLANNED, True, False),
        (State.CANCELLED, True, False), (State.HELD, True, False), (State.REVIEW, True, False),
        (State.CLOSED, True, True),
    ],
)  # fmt: skip
def test_when_minutes_are_taken_away(state, deidentified, ok):
    assert rules.may_hand_over(state, is_deidentified=deidentified).ok is ok


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, ()),
        ({"willing": 0}, ()),
        ({"state": State.HELD}, ("state",)),
        ({"asks_willing": False}, ("sort",)),
        ({"asked": 0, "willing": 0}, ("asked",)),
        ({"willing": 7}, ("willing",)),
        ({"asked_date": date(2026, 3, 11)}, ("asked_date",)),
        ({"is_told_back": False}, ("is_told_back",)),
    ],
)
def test_who_wants_to_be_visited_at_home_is_counted_before(given, codes):
    usual = {"state": State.PLANNED, "asks_willing": True, "asked": 6, "willing": 4,
             "asked_date": TODAY, "today": TODAY, "is_told_back": True}  # fmt: skip
    assert rules.may_count_willing(**usual | given).codes == codes


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, ()),
        ({"number": 4}, ()),
        ({"number": 5}, ("number",)),
        ({"number": 0}, ("number",)),
        ({"number": 1, "willing": 0}, ("number",)),
        ({"state": State.HELD}, ("state",)),
        ({"asks_willing": False}, ("sort",)),
    ],
)
def test_a_yes_is_taken_back_before_the_visit(given, codes):
    usual = {"state": State.PLANNED, "asks_willing": True, "number": 1, "willing": 4}
    assert rules.may_take_back(**usual | given).codes == codes


@pytest.mark.parametrize(
    ("willing", "asked", "visited", "codes"),
    [
        (1, TODAY, None, ()),
        (1, TODAY, 1, ()),
        (0, TODAY, None, ("willing",)),
        (1, None, None, ("willing",)),
        (1, TODAY, 2, ("people",)),
        (1, date(2026, 3, 11), None, ("held",)),
    ],
)
def test_homes_are_visited_only_of_those_who_said_yes(willing, asked, visited, codes):
    found = rules.may_enter_homes(willing, asked=asked, held=TODAY, visited=visited)
    assert found.codes == codes


@pytest.mark.parametrize("role", sorted(all_roles()))
def test_only_a_manager_of_the_unit_says_who_wants(role):
    assert (rules.CONSENT in all_roles()[role].can) is (
        role in {"unit_manager", "provider_manager"}
    )


def test_which_kinds_may_be_planned():
    assert rules.may_plan_kind("", sees_all=True)
    assert rules.may_plan_kind("board", sees_all=False)
    assert not rules.may_plan_kind("staff", sees_all=False)


def test_only_the_visits_of_the_board_are_paid():
    assert {one.code for one in every_version() if one.is_paid} == {
        "board_visit", "board_home_visit"}  # fmt: skip


def test_one_paid_visit_a_day():
    assert rules.may_visit(is_paid_visit=True, others_that_day=1).codes == ("held",)
    assert rules.may_visit(is_paid_visit=True, others_that_day=0).ok
    assert rules.may_visit(is_paid_visit=False, others_that_day=3).ok


@pytest.mark.parametrize(
    ("check", "verb", "offered"),
    [
        (Check.NOBODY, "meeting.close", True),
        (Check.NOBODY, "meeting.submit", False),
        (Check.FACTS, "meeting.close", False),
        (Check.ADJUST, "meeting.submit", True),
    ],
)
def test_a_kind_that_is_checked_is_never_just_closed(check, verb, offered):
    assert rules.after_holding(check, verb) is offered


@pytest.mark.parametrize(
    ("state", "due", "late"),
    [
        (State.PLANNED, date(2026, 3, 9), True),
        (State.PLANNED, TODAY, False),
        (State.HELD, date(2026, 3, 9), True),
        (State.CLOSED, date(2026, 3, 9), False),
        (State.CANCELLED, date(2026, 3, 9), False),
        (State.HELD, None, False),
    ],
)
def test_what_is_late(state, due, late):
    assert rules.is_late(state, due, TODAY) is late


@pytest.mark.parametrize(("planned", "asked", "short"), [(0, 4, 4), (3, 4, 1), (5, 4, 0)])
def test_what_a_year_lacks(planned, asked, short):
    assert rules.still_short(planned, asked) == short


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Maten är god. Kvällarna är långa.", []),
        ("Hon heter Anna-Lisa och bor i rum 12.", ["rum 12", "Anna-Lisa"]),
        ("På Almen finns HSL och APT.", []),
        ("Almens trädgård", []),
        ("Ring 070-123 45 67 eller a.b@kommun.se", ["070-123 45 67", "a.b@kommun.se"]),
        ("19121212-1212 ringde", ["19121212-1212"]),
        ("• Bättre kaffe\n• Mer ute", []),
        ("lgh 3B står tom", ["lgh 3B"]),
    ],
)
def test_what_could_tell_who_somebody_is(text, found):
    assert found_in([text], ["Almen, plan 1"]) == found


def test_the_kinds_hold_together():
    for one in every_version():
        assert set(one.figures) <= set(MEASURES), one.code
        assert set(one.at) <= set(UnitKind.values), one.code
        assert Check(one.check) in Check
        assert one.open_to in ("", *rules.DOORS)
        assert one.points
        assert bool(one.per_year) is bool(one.at)


def test_a_kind_is_that_of_its_day():
    assert "board_visit" not in kinds(date(2024, 4, 30))
    assert "board_visit" in kinds(date(2024, 5, 1))
    assert kind("board_visit", date(2020, 1, 1)).code == "board_visit"
    with pytest.raises(UnknownKind):
        kind("fika", TODAY)
