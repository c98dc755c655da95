"""What is owed and when, what may be noted, when care may end, and counts that tell of nobody."""

from dataclasses import replace
from datetime import date

import pytest

from vaka.areas.placements import rules
from vaka.areas.placements.rules import (
    HANDLE,
    TRANSITIONS,
    Care,
    Due,
    Home,
    Owed,
    PlacementState,
    Terms,
)
from vaka.foundation.access.roles import roles_that_can

TERMS = Terms(continued=6, custody_first=24, custody_again=12, follow_up=6)
CARE = Care(Home.FOSTER, date(2024, 1, 31), date(2024, 2, 29))
TODAY = date(2026, 6, 1)


def told(care, **done):
    return [(one.owed, str(one.due_date))
            for one in rules.owed(care, {Owed(k): v for k, v in done.items()}, TERMS)]  # fmt: skip


@pytest.mark.parametrize(
    ("care", "done", "owed"),
    [
        (CARE, {}, [("continued", "2024-07-31"), ("custody", "2026-02-28")]),
        (CARE, {"continued": date(2024, 7, 1)},
         [("continued", "2025-01-01"), ("custody", "2026-02-28")]),
        (CARE, {"custody": date(2026, 3, 1)},
         [("continued", "2024-07-31"), ("custody", "2027-03-01")]),
        (CARE, {"custody": date(2024, 2, 28)},  # in the home before
         [("continued", "2024-07-31"), ("custody", "2026-02-28")]),
        (CARE, {"custody": date(2024, 6, 1)},  # early: never sooner than the first two years
         [("continued", "2024-07-31"), ("custody", "2026-02-28")]),
        (replace(CARE, home=Home.INSTITUTION), {}, [("continued", "2024-07-31")]),
        (replace(CARE, home=Home.SUPPORTED, test_weeks=2), {"test": date(2024, 2, 7)},
         [("test", "2024-02-21"), ("continued", "2024-07-31")]),
        (replace(CARE, end_planned=date(2024, 5, 1)), {},
         [("moving", "2024-05-01"), ("continued", "2024-07-31"), ("custody", "2026-02-28")]),
        (replace(CARE, end_planned=date(2024, 5, 1)), {"moving": date(2024, 4, 1)},
         [("continued", "2024-07-31"), ("custody", "2026-02-28")]),
        (replace(CARE, ended=date(2024, 8, 31)), {}, [("follow_up", "2025-02-28")]),
        (replace(CARE, ended=date(2024, 8, 31)), {"follow_up": date(2024, 9, 30)}, []),
    ],
)  # fmt: skip
def test_what_is_owed_and_when(care, done, owed):
    assert told(care, **done) == owed


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"on": date(2026, 6, 2)}, ["on_date"]),
        ({"on": date(2024, 1, 30)}, ["on_date"]),
        ({"words": "Inget nytt"}, ["words"]),
        ({"informed": date(2026, 4, 30)}, ["informed_date"]),
        ({"informed": date(2026, 6, 2)}, ["informed_date"]),
        ({"informed": date(2026, 5, 1)}, []),
        ({"what": Owed.FOLLOW_UP}, ["what"]),
        ({"what": Owed.CUSTODY, "care": replace(CARE, home=Home.INSTITUTION)}, ["what"]),
        ({"what": Owed.MOVING, "care": replace(CARE, home=Home.SUPPORTED)}, ["what"]),
        ({"care": replace(CARE, ended=date(2026, 4, 30))}, ["what"]),
        ({"care": replace(CARE, ended=date(2026, 5, 1))}, []),
        ({"what": Owed.FOLLOW_UP, "care": replace(CARE, ended=date(2026, 5, 1))}, []),
    ],
)
def test_what_may_be_noted(changed, codes):
    asked = {"what": Owed.CONTINUED, "on": date(2026, 5, 1), "words": "Vården behövs ännu",
             "informed": None, "care": CARE, "today": TODAY}  # fmt: skip
    assert list(rules.may_note(**asked | changed).codes) == codes


@pytest.mark.parametrize(
    ("begun", "since", "codes"),
    [
        (date(2026, 6, 1), date(2026, 6, 1), []),
        (date(2026, 6, 2), date(2026, 6, 2), ["begun_date", "home_since_date"]),
        (date(2026, 5, 2), date(2026, 5, 1), ["home_since_date"]),
    ],
)
def test_when_a_placement_may_be_written_in(begun, since, codes):
    assert list(rules.may_begin(begun=begun, home_since=since, today=TODAY).codes) == codes


@pytest.mark.parametrize(
    ("home", "moving", "on", "codes"),
    [
        (Home.FOSTER, True, TODAY, []),
        (Home.FOSTER, False, TODAY, ["moving"]),
        (Home.INSTITUTION, False, TODAY, []),
        (Home.INSTITUTION, False, date(2024, 2, 28), ["on_date"]),
        (Home.INSTITUTION, False, date(2026, 6, 2), ["on_date"]),
    ],
)
def test_when_care_may_end(home, moving, on, codes):
    care = replace(CARE, home=home)
    verdict = rules.may_end(on=on, care=care, moving_done=moving, today=TODAY)
    assert list(verdict.codes) == codes


def test_the_flow_from_state_to_state_and_for_whom():
    table = {(one.from_states, one.to_state, one.verb) for one in TRANSITIONS}
    assert table == {
        ((PlacementState.UNDER_WAY,), PlacementState.ENDED, "placement.end_care"),
        ((PlacementState.ENDED,), PlacementState.UNDER_WAY, "placement.resume_care"),
    }
    assert {one.code for one in roles_that_can(HANDLE)} == {"child_officer"}
    assert {one.capability for one in TRANSITIONS} == {HANDLE}


@pytest.mark.parametrize(
    ("late", "in_time", "shown"),
    [
        (0, 0, ("0", "0")),
        (0, 9, ("9", "0")),
        (0, 4, ("< 5", "< 5")),
        (5, 5, ("10", "5")),
        (4, 6, ("10", "< 5")),
        (6, 4, ("10", "< 5")),
        (5, 0, ("5", "5")),
    ],
)
def test_small_counts_are_hidden_and_cannot_be_worked_out(late, in_time, shown):
    dues = [[Due(Owed.CONTINUED, date(2026, 5, 31))]] * late
    dues += [[Due(Owed.CONTINUED, date(2026, 6, 1))]] * in_time
    assert rules.counts(dues, TODAY, 5)[0][1:] == shown


def test_late_and_soon():
    assert rules.is_late(date(2026, 5, 31), TODAY)
    assert not rules.is_late(TODAY, TODAY)
    assert rules.is_soon(date(2026, 7, 1), TODAY, 30)
    assert not rules.is_soon(date(2026, 7, 2), TODAY, 30)
