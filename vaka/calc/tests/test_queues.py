"""The queue reckoned ahead: what must hold of any months behind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.calc.queues import Behind, TooFewMonthsError, reckoned

HOW = {"months": 6, "share": 0.8, "draws": 800, "least_months": 12}
small = st.integers(0, 12)
months = st.lists(st.builds(Behind, small, small, small, small), min_size=12, max_size=24)


@settings(max_examples=25, deadline=None)
@given(months, st.integers(0, 40), st.integers(0, 300))
def test_the_interval_is_in_order_and_never_below_nobody(behind, waiting, places):
    found = reckoned(behind, waiting, places, **HOW)
    assert len(found) == 6
    assert all(0 <= one.low <= one.middle <= one.high for one in found)


@settings(max_examples=25, deadline=None)
@given(months, st.integers(0, 40), st.integers(0, 300))
def test_the_same_seed_gives_the_same_and_a_wider_share_holds_a_narrower(behind, waiting, places):
    found = reckoned(behind, waiting, places, **HOW)
    assert found == reckoned(behind, waiting, places, **HOW)
    wide = reckoned(behind, waiting, places, **HOW | {"share": 0.95})
    for inner, outer in zip(found, wide, strict=True):
        assert outer.low <= inner.low
        assert outer.high >= inner.high


def quiet(came, moved=0, left=0, waiting=10, number=24):
    return [Behind(waiting, came, moved, left)] * number


def test_the_middle_follows_what_came_and_what_became_vacant():
    rises = reckoned(quiet(5), 10, 0, **HOW | {"draws": 4000})
    assert [round(one.middle) for one in rises] == pytest.approx([15, 20, 25, 30, 35, 40], abs=1)
    falls = reckoned(quiet(0, moved=2), 20, 100, **HOW | {"draws": 4000})
    assert falls[-1].middle == pytest.approx(8, abs=1.5)
    level = reckoned(quiet(3, moved=3), 20, 60, **HOW | {"draws": 4000})
    assert level[-1].middle == pytest.approx(20, abs=1.5)


def test_the_further_ahead_the_less_sure():
    widths = [one.high - one.low for one in reckoned(quiet(5), 50, 0, **HOW)]
    assert widths == sorted(widths)
    known = [one.high - one.low for one in reckoned(quiet(5, number=200), 50, 0, **HOW)]
    assert known[-1] < widths[-1] * 1.02


def test_few_months_say_nothing():
    with pytest.raises(TooFewMonthsError):
        reckoned(quiet(5, number=11), 10, 40, **HOW)
