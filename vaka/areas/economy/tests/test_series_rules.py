"""Twelve months in a row: sums, the year before, and what a month nobody told does to them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vaka.areas.economy import series_rules as rules
from vaka.areas.economy.series_rules import MONTHS, Figure
from vaka.law.months import add_months

UNTIL = date(2026, 3, 1)
TODAY = date(2026, 4, 10)


def figures(values, part=""):
    """Give a figure a month back from UNTIL, None where nobody told."""
    return [Figure("hospital_days", add_months(UNTIL, -back), part, value)
            for back, value in enumerate(values) if value is not None]  # fmt: skip


@given(some.lists(some.none() | some.integers(0, 10**6), min_size=24, max_size=24))
def test_sums_and_changes_are_over_the_months_that_are_told(values):
    got = rules.rolling(figures(values), UNTIL)
    now, then = values[:MONTHS], values[MONTHS:]
    both = [(a, b) for a, b in zip(now, then, strict=True) if a is not None and b is not None]
    assert got.total == sum(one for one in now if one is not None)
    assert got.told == MONTHS - now.count(None)
    assert got.is_whole is (None not in now)
    assert got.change == (sum(a - b for a, b in both) if both else None)
    assert got.before == (sum(b for _a, b in both) if both else None)


@given(some.lists(some.none() | some.integers(0, 10**6), min_size=23, max_size=23))
def test_a_run_has_a_sum_only_where_twelve_months_are_told(values):
    got = rules.run(figures(values), UNTIL)
    assert [month for month, _sum in got] == sorted(add_months(UNTIL, -back) for back in range(12))
    for back, (_month, total) in enumerate(reversed(got)):
        twelve = values[back : back + MONTHS]
        assert total == (None if None in twelve or len(twelve) < MONTHS else sum(twelve))


def test_a_part_without_a_row_in_a_told_month_came_to_nothing():
    told = {add_months(UNTIL, -back) for back in range(24)}
    got = rules.rolling(figures([None] * 11 + [7], "HVB"), UNTIL, told)
    assert (got.total, got.told, got.before, got.change) == (7, 12, 0, 7)
    assert got.percent is None


@pytest.mark.parametrize(
    ("figure", "places"),
    [
        (Figure("hospital_days", UNTIL, "", 0), []),
        (Figure("placements", UNTIL, "HVB", 1), []),
        (Figure("placements", UNTIL, "", 1), ["part"]),
        (Figure("hospital_days", UNTIL, "HVB", 1), ["part"]),
        (Figure("hospital_days", date(2026, 5, 1), "", -1), ["value", "month"]),
        (Figure("water", UNTIL, "", 1), ["series"]),
    ],
)
def test_what_may_be_told(figure, places):
    assert [one.code for one in rules.may_tell_figure(figure, TODAY).refusals] == places


def test_every_series_has_a_definition():
    held = rules.definitions().values()
    assert len({one.label for one in held}) == len(held) >= 7
    assert all(one.what.endswith(".") and len(one.what) > 40 for one in held)
