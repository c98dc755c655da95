"""What may be opened, judged and signed off, in tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.access_reviews import rules
from vaka.areas.access_reviews.rules import SETTLED, GrantVerdict, ReviewKind

DAY = date(2026, 11, 29)
FINE = {"is_own": False, "is_closed": False, "is_ended": False, "is_last": False, "words": "Ja."}


def codes(verdict):
    return [one.code for one in verdict.refusals]


def test_a_quarter_for_all_and_a_month_for_the_privileged():
    assert str(rules.period_of(ReviewKind.ORDINARY, DAY)) == "2026Q4"
    assert str(rules.period_of(ReviewKind.PRIVILEGED, DAY)) == "2026-11"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, []),
        ({"is_opened": True}, ["kind"]),
        ({"grants": 0}, ["kind"]),
        ({"due": date(2026, 11, 28)}, ["due_date"]),
        ({"due": DAY}, []),
    ],
)
def test_opening(given, code):
    asked = {"is_opened": False, "due": date(2026, 12, 13), "today": DAY, "grants": 9} | given
    assert codes(rules.may_open(**asked)) == code


@pytest.mark.parametrize(
    ("given", "verdict", "code"),
    [
        ({}, GrantVerdict.KEPT, []),
        ({"words": " "}, GrantVerdict.KEPT, []),
        ({"words": " "}, GrantVerdict.ASKED, ["words"]),
        ({"words": ""}, GrantVerdict.ENDED, ["words"]),
        ({}, GrantVerdict.ENDED, []),
        ({"is_last": True}, GrantVerdict.ENDED, ["verdict"]),
        ({"is_last": True}, GrantVerdict.KEPT, []),
        ({"is_own": True}, GrantVerdict.KEPT, ["own"]),
        ({"is_ended": True}, GrantVerdict.KEPT, ["ended"]),
        ({"is_closed": True, "is_own": True}, GrantVerdict.KEPT, ["closed"]),
        ({}, GrantVerdict.WAITING, ["verdict"]),
        ({}, GrantVerdict.GONE, ["verdict"]),
    ],
)
def test_judging(given, verdict, code):
    assert codes(rules.may_judge(verdict=verdict, **(FINE | given))) == code


@given(st.lists(st.sampled_from(GrantVerdict)))
def test_it_is_signed_off_when_all_is_settled_and_only_once(verdicts):
    assert rules.may_close(verdicts, is_closed=False).ok == all(v in SETTLED for v in verdicts)
    assert not rules.may_close(verdicts, is_closed=True).ok


@given(st.sampled_from(GrantVerdict), st.booleans())
def test_what_is_settled_stays_and_what_ended_elsewhere_is_gone(verdict, holds):
    found = rules.stands(verdict, holds=holds)
    assert found is (verdict if holds or verdict in SETTLED else GrantVerdict.GONE)
