"""The rules of samples, as a table, and lots as properties."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.oversight.rules import ReadingVerdict, may_close, may_draw, may_judge
from vaka.law.lots import drawn

FINE, ASKED, BREACH, WAITING = (
    ReadingVerdict.FINE, ReadingVerdict.ASKED, ReadingVerdict.BREACH, ReadingVerdict.WAITING,
)  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "readings", "size", "code"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), 9, 20, ""),
        (date(2026, 10, 1), date(2026, 11, 28), 9, 200, ""),
        (date(2026, 10, 1), date(2026, 11, 29), 9, 20, "not_over"),
        (date(2026, 7, 1), date(2026, 9, 30), 9, 20, ""),
        (date(2026, 7, 1), date(2026, 10, 1), 9, 20, "too_long"),
        (date(2026, 10, 1), date(2026, 10, 31), 0, 20, "nothing_read"),
        (date(2026, 10, 1), date(2026, 10, 31), 9, 0, "size"),
        (date(2026, 10, 1), date(2026, 10, 31), 9, 201, "size"),
        (date(2026, 10, 31), date(2026, 10, 1), 9, 20, "last"),
    ],
)
def test_a_period_is_over_short_and_read_in(first, last, readings, size, code):
    today = date(2026, 11, 29)
    verdict = may_draw(first=first, last=last, today=today, readings=readings, size=size)
    assert [one.code for one in verdict.refusals] == ([code] if code else [])


@pytest.mark.parametrize(
    ("is_own", "is_closed", "verdict", "words", "code"),
    [
        (False, False, FINE, "", ""),
        (False, False, ASKED, "Frågade chefen.", ""),
        (False, False, ASKED, " ", "no_words"),
        (False, False, BREACH, "", "no_words"),
        (True, False, FINE, "", "own"),
        (False, True, FINE, "", "closed"),
    ],
)
def test_a_reading_is_judged_by_another_with_words(is_own, is_closed, verdict, words, code):
    found = may_judge(is_own=is_own, is_closed=is_closed, verdict=verdict, words=words)
    assert [one.code for one in found.refusals] == ([code] if code else [])


@given(st.lists(st.sampled_from(list(ReadingVerdict)), max_size=8))
def test_a_sample_ends_when_every_reading_is_settled(verdicts):
    is_settled = all(one in {FINE, BREACH} for one in verdicts)
    assert may_close(verdicts, is_closed=False).ok == is_settled
    assert not may_close(verdicts, is_closed=True).ok
    assert (WAITING in verdicts) <= (not is_settled)


@given(st.integers(1, 500), st.integers(1, 200), st.text(min_size=1, max_size=16))
def test_a_sample_is_by_lot_and_can_be_drawn_again(population, size, seed):
    found = drawn(population, size, seed)
    assert found == drawn(population, size, seed) == sorted(set(found))
    assert len(found) == min(size, population)
    assert set(found) <= set(range(1, population + 1))


def test_each_number_is_drawn_about_as_often():
    counts = dict.fromkeys(range(1, 11), 0)
    for seed in range(2_000):
        for one in drawn(10, 3, str(seed)):
            counts[one] += 1
    assert all(520 < count < 680 for count in counts.values()), counts
