"""Hours and their money: sums of what is told only, the right rate, what does not add up."""

import csv
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.economy import hours_rules as rules
from vaka.areas.economy.hours_rules import Hours, Operator, Rate

OWN, PRIVATE = Operator.OWN, Operator.CONTRACTED
JAN, FEB = date(2024, 1, 1), date(2024, 2, 1)
minutes = st.integers(0, rules.MOST_MINUTES)


@given(minutes, st.integers(1, rules.MOST_RATE))
def test_money_is_hours_times_the_rate_to_the_nearest_ore(time, ore):
    exact = Fraction(time * ore, 60)
    assert abs(rules.money(time, ore) - exact) <= Fraction(1, 2)


def test_nothing_told_is_not_nought():
    row = Hours(JAN, "A", OWN, granted=60)
    assert rules.money(None, 50_000) is None
    assert rules.money(60, None) is None
    assert rules.total([row], "performed") is None
    assert rules.compensation([row]) is None
    assert rules.against_expected([row]) is None


@given(st.lists(st.none() | minutes, max_size=8))
def test_a_total_adds_what_is_told(times):
    rows = [Hours(JAN, str(n), OWN, performed=one) for n, one in enumerate(times)]
    told = [one for one in times if one is not None]
    assert rules.total(rows, "performed") == (sum(told) if told else None)


@pytest.mark.parametrize(
    ("operator", "provider", "month", "ore"),
    [
        (OWN, "A", JAN, 500),
        (OWN, "A", FEB, 520),  # the newest that holds
        (PRIVATE, "B", FEB, 610),  # its own goes before the newer one of all
        (PRIVATE, "C", FEB, 600),
        (PRIVATE, "C", JAN, None),
    ],
)
def test_the_rate_of_a_month(operator, provider, month, ore):
    rates = [Rate(JAN, OWN, 500), Rate(FEB, OWN, 520), Rate(JAN, PRIVATE, 610, "B"),
             Rate(FEB, PRIVATE, 600)]  # fmt: skip
    assert rules.rate_of(rates, operator=operator, provider=provider, month=month) == ore


def test_last_year_is_the_same_months_only():
    now = [Hours(JAN, "A", OWN, performed=600), Hours(FEB, "A", OWN, performed=300)]
    before = [Hours(date(2023, 1, 1), "A", OWN, performed=500),
              Hours(date(2023, 1, 1), "Gone", OWN, performed=240)]  # fmt: skip
    assert rules.against_last_year(now, before) == rules.Compared(-140, None, 1)
    assert rules.against_last_year(now, []) is None
    assert rules.lost_percent(70, 100) == 30
    assert rules.lost_percent(70, 0) is None


def test_expected_is_compared_where_both_are_told():
    rows = [Hours(JAN, "A", OWN, performed=600, expected=660, rate=50_000),
            Hours(FEB, "A", OWN, performed=600)]  # fmt: skip
    assert rules.against_expected(rows) == rules.Compared(-60, -50_000, 1)


def test_what_does_not_add_up_is_pointed_out():
    rows = [
        Hours(JAN, "More", OWN, granted=60, performed=90, rate=50_000, paid=75_000),
        Hours(JAN, "Paid", OWN, performed=60, rate=50_000, paid=50_101),
        Hours(JAN, "Near", OWN, performed=60, rate=50_000, paid=50_100),
        Hours(JAN, "None", OWN, performed=60),
    ]
    found = [(one.provider, one.code, one.difference) for one in rules.findings(rows)]
    assert found == [("More", "granted", 30), ("Paid", "paid", 101), ("None", "rate", 0)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (Hours(JAN, "A", OWN), "performed"),
        (Hours(JAN, "A", OWN, performed=-1), "performed"),
        (Hours(JAN, "A", OWN, performed=1, paid=-1), "performed"),
        (Hours(FEB, "A", OWN, performed=1), "month"),
    ],
)
def test_what_cannot_be_told(row, code):
    assert rules.may_tell_hours(row, date(2024, 1, 31)).codes == (code,)


def test_one_rate_a_day():
    new = Rate(JAN, OWN, 500)
    assert rules.may_set_rate(new, []).ok
    assert rules.may_set_rate(new, [Rate(JAN, OWN, 600)]).codes == ("since",)
    assert rules.may_set_rate(Rate(JAN, OWN, 0), []).codes == ("kronor",)


def test_kungsbackas_printed_hours_do_not_give_its_printed_money(shared):
    """3 700 hours fewer are told as 3.9 mkr: over 1 000 kr an hour, twice what an hour gives."""
    path = shared / "facts" / "kungsbacka" / "budget_prose_figures_2024_04.csv"
    with path.open(encoding="utf-8") as lines:
        told = {row["figure_no"]: float(row["value"]) for row in csv.DictReader(lines)}
    hours, mkr = -told["10"], told["6"]
    row = Hours(date(2024, 4, 1), "Alla", OWN, performed=int(hours) * 60, rate=50_000,
                paid=int(mkr * 100_000_000))  # fmt: skip
    (finding,) = rules.findings([row])
    assert (finding.code, finding.difference) == ("paid", 390_000_000 - 185_000_000)
    assert mkr * 1_000_000 / hours > 1_000
