"""Numbers without gaps, days by rule, signatures, and despatch with none forgotten."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.board import lists
from vaka.areas.board import minutes_rules as rules
from vaka.areas.board.minutes_rules import MarkKind, MinutesFacts, ParagraphFacts
from vaka.areas.board.roll_rules import Seated, Seating
from vaka.areas.board.rules import ItemSort
from vaka.law.workdays import is_working_day

ROLL = (Seated("Nils", Seating.CHAIR, presides=True),
        Seated("Ada", Seating.MEMBER, is_adjuster=True))  # fmt: skip
FIRST = ParagraphFacts(7, "Val av justerare", "att utse Ada")


@given(st.sets(st.integers(1, 400)))
def test_gaps_are_the_numbers_between_that_are_missing(numbers):
    told = rules.gaps(numbers)
    assert not set(told) & numbers
    if numbers:
        assert set(told) | numbers == set(range(min(numbers), max(numbers) + 1))


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (MinutesFacts(ROLL, (FIRST,), (7, 8), "Nora"), ()),
        (MinutesFacts(ROLL, (FIRST,), (7, 9), "Nora"), ("numbers",)),
        (MinutesFacts(ROLL, (), (), "Nora"), ("paragraphs",)),
        (MinutesFacts(ROLL[:1], (FIRST,), (7,), "Nora"), ("adjusters",)),
        (MinutesFacts(ROLL, (FIRST,), (7,), " "), ("secretary",)),
        (MinutesFacts(ROLL, (ParagraphFacts(7, "Budget", ""),), (7,), "Nora"), ("decision",)),
    ],
)
def test_minutes_are_handed_over_complete(facts, codes):
    assert rules.may_hand_over(facts).codes == codes


@given(st.dates(date(2018, 1, 1), date(2040, 1, 1)))
def test_the_time_to_appeal_ends_on_a_working_day_three_weeks_on(announced):
    last = rules.last_appeal_date(announced)
    assert is_working_day(last)
    assert announced + timedelta(21) <= last <= announced + timedelta(28)
    assert not rules.may_take_down(announced=announced, today=last).ok
    assert rules.may_take_down(announced=announced, today=last + timedelta(1)).ok


def test_days_are_counted_as_the_act_says():
    assert rules.due_adjusted(date(2024, 3, 27)) == date(2024, 4, 10)
    assert rules.due_announced(date(2024, 4, 10)) == date(2024, 4, 12)
    assert rules.last_appeal_date(date(2024, 4, 12)) == date(2024, 5, 3)
    assert rules.last_appeal_date(date(2026, 12, 4)) == date(
        2026, 12, 28
    )  # Christmas Day, a Friday


def test_minutes_are_begun_in_the_years_order():
    fits = {"state": "held", "held": "held", "later": False, "unwritten": ()}
    assert rules.may_begin(**fits).ok
    assert rules.may_begin(**fits | {"state": "called"}).codes == ("state",)
    assert rules.may_begin(**fits | {"later": True}).codes == ("numbers",)
    assert rules.may_begin(**fits | {"unwritten": [date(2026, 1, 2)]}).codes == ("numbers",)


@pytest.mark.parametrize(
    ("kind", "seated", "voted", "ok"),
    [
        (MarkKind.CONFLICT, ROLL[1], False, True),
        (MarkKind.CONFLICT, ROLL[1], True, False),
        (MarkKind.CONFLICT, None, False, False),
        (MarkKind.RESERVATION, ROLL[1], True, True),
        (MarkKind.RESERVATION, Seated("Siv", Seating.SUBSTITUTE), False, False),
        (MarkKind.STATEMENT, Seated("Siv", Seating.SUBSTITUTE), False, True),
        (MarkKind.STATEMENT, Seated("Siv", Seating.SUBSTITUTE, is_here=False), False, False),
    ],
)
def test_a_part_is_written_of_whoever_was_there(kind, seated, voted, ok):
    assert rules.may_mark(kind=kind, seated=seated, voted=voted).ok is ok


def test_a_signature_elsewhere_has_number_checksum_and_day():
    day = date(2024, 3, 28)
    fits = {"reference": "T-1", "digest": "A" * 64, "signed": day, "met": day, "today": day}
    assert rules.may_sign_elsewhere(**fits).ok
    for change, code in (({"reference": " "}, "reference"), ({"digest": "abc"}, "digest"),
                         ({"digest": "g" * 64}, "digest"),
                         ({"signed": day - timedelta(1)}, "signed"),
                         ({"signed": day + timedelta(1)}, "signed")):  # fmt: skip
        assert rules.may_sign_elsewhere(**fits | change).codes == (code,)


@given(st.lists(st.sampled_from("abcde")), st.sets(st.sampled_from("abcde")))
def test_no_recipient_is_forgotten(expected, sent):
    left = rules.unsent(expected, sent)
    assert set(left) == set(expected) - sent
    assert len(set(left)) == len(left)


def test_each_recipient_gets_it_once_and_after_the_adjustment():
    fits = {"state": "adjusted", "wanted": ["KS"], "expected": ["KS", "KF"], "sent": []}
    assert rules.may_send(**fits).ok
    for change, code in (({"state": "adjusting"}, "state"), ({"wanted": []}, "recipients"),
                         ({"wanted": ["IVO"]}, "recipients"),
                         ({"sent": ["KS"]}, "recipients")):  # fmt: skip
        assert rules.may_send(**fits | change).codes == (code,)
    day = date(2024, 4, 10)
    assert rules.may_date(sent=day, adjusted=day, today=day).ok
    assert not rules.may_date(sent=day - timedelta(1), adjusted=day, today=day).ok


def test_every_sort_has_a_usual_decision_that_its_day_knows_how_to_appeal():
    known = lists.appeals(date(2024, 1, 1))
    assert {lists.usual(sort)[1] for sort in ItemSort} <= set(known)
    assert "{last_day}" in known["legality"].words
    assert "individual" not in lists.appeals(date(2018, 1, 1))  # FL 2017:900 began in July
