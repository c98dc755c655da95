"""Fees to the krona, equal shares that add up, and who meets the criteria of an allowance."""

import csv
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.allocations import queries, rules
from vaka.areas.allocations.rules import Claim, Operation, Setting

FEE = queries.fee_rules()[2025]
ALLOWANCE = queries.allowance_rule(2024)


def facts(shared, name):
    """The rows of a file of facts."""
    with (shared / "facts" / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_every_listed_municipalitys_fee_to_the_krona(shared):
    rows = facts(shared, "skr/fee_2025_per_municipality.csv")
    assert len(rows) == 288
    for row in rows:
        fee = rules.fee(FEE, int(row["population_2023_12_31"]))
        assert fee.invoice_1 == int(row["fee1_quality_registers_sek"]), row
        assert fee.invoice_2 == int(row["fee2_disposable_funds_sek"]), row
        if row["total_sek"]:  # two totals were too wide for their column
            assert fee.total == int(row["total_sek"]), row


def test_only_those_above_the_limit_pay_less():
    assert rules.fee(FEE, 200_000).total == 379_634
    assert rules.fee(FEE, 200_001).total == 341_673
    assert not rules.is_within(FEE, 1_000, 1_951)


@given(st.integers(0, 2_000_000))
def test_no_fee_is_above_the_highest(inhabitants):
    fee = rules.fee(FEE, inhabitants)
    assert fee.total <= FEE.highest * inhabitants + 1
    assert abs(fee.total - fee.invoice_1 - fee.invoice_2) <= 1


@given(st.integers(0, 10**9), st.integers(1, 500))
def test_shares_add_up_and_differ_by_at_most_one(amount, among):
    shares = rules.equal_shares(amount, among)
    assert (sum(shares), len(shares)) == (amount, among)
    assert max(shares) - min(shares) <= 1


def test_the_foundations_shares(shared):
    told = {row["fact_no"]: row["value"]
            for row in facts(shared, "kungsbacka/foundation_grant_2024.csv")}  # fmt: skip
    asked = facts(shared, "kungsbacka/foundation_applications_2024.csv")
    kinds = {"care home": Setting.OLDER, "daily activity (LSS)": Setting.DISABILITY}
    kept = [row for row in asked
            if rules.eligible(kinds[row["unit_type"]], row["operation_form"],
                              fits_purpose=True).ok]  # fmt: skip
    assert len(kept) == int(told["6"]) == 7
    assert rules.for_purpose(128_940_00, 25) == int(told["1"]) * 100
    assert rules.equal_shares(int(told["1"]), 7) == [4_605] * 7


@pytest.mark.parametrize(
    ("setting", "operation", "fits", "codes"),
    [
        (Setting.OLDER, Operation.CONTRACTED, True, ()),
        (Setting.OTHER, Operation.MUNICIPAL, True, ("setting",)),
        (Setting.OLDER, Operation.PRIVATE, False, ("operation", "fits_purpose")),
    ],
)
def test_who_is_eligible(setting, operation, fits, codes):
    assert rules.eligible(setting, operation, fits_purpose=fits).codes == codes


def claim(months="2024-02 2024-03 2024-04", begun=date(2020, 1, 1), ended=None):
    """A claim of 2024."""
    return Claim("A1", rules.months_in(months), begun, ended)


@pytest.mark.parametrize(
    ("one", "codes"),
    [
        (claim(), ()),
        (claim("2024-01, 2024-02, 2024-03, 2024-11"), ("months",)),  # two within the span
        (claim("2023-02 2023-03 2023-04"), ("months",)),  # of another year
        (claim(begun=date(2024, 12, 1)), ("active",)),
        (claim(begun=date(2024, 11, 30)), ()),
        (claim(ended=date(2024, 11, 1)), ()),
        (claim(ended=date(2024, 10, 31)), ("active",)),
        (claim("", None), ("months", "active")),
    ],
)
def test_who_meets_the_criteria(one, codes):
    assert rules.entitled(ALLOWANCE, 2024, one).codes == codes


def test_last_years_grant_is_shared_as_it_was_reported(shared):
    rows = facts(shared, "harnosand/habiliteringsersattning.csv")
    told = {r["measure"]: r["value"] for r in rows if r["source_part"] == "Återrapport 2023"}
    persons = int(told["users with retroactive payment in December"])
    grant = int(told["sum shared by these users"]) * 100
    met = [Claim(f"A{n}", rules.months_in("2023-05 2023-06 2023-07"), date(2020, 1, 1))
           for n in range(persons)]  # fmt: skip
    short = [Claim(f"B{n}", rules.months_in("2023-05 2023-06"), date(2020, 1, 1)) for n in range(9)]
    found = queries.allowance(2023, grant, [*met, *short])
    assert (found.persons, found.refused) == (152, 9)
    assert found.each == 863_278
    assert found.each * 152 + found.left == grant
    assert int(told["least number of months with paid allowance February-October"]) == (
        found.rule.least_months
    )


@given(st.integers(0, 10**10), st.integers(0, 2_000))
def test_each_gets_alike_and_nothing_is_lost(grant, persons):
    each, left = rules.paid_each(grant, persons)
    assert each * persons + left == grant
    assert left >= 0
    assert left < persons or not persons


def test_months_are_read_or_refused():
    assert rules.months_in("2024-02; 2024-03") == {(2024, 2), (2024, 3)}
    with pytest.raises(ValueError, match="2024-13"):
        rules.months_in("2024-13")


def test_the_year_of_a_grant_is_this_one_from_its_month():
    assert rules.likely_year(ALLOWANCE, date(2026, 10, 31)) == 2025
    assert rules.likely_year(ALLOWANCE, date(2026, 11, 1)) == 2026


def test_a_decision_in_the_last_month_of_the_year_counts():
    rule = replace(ALLOWANCE, active_month=12)
    months = frozenset((2024, month) for month in range(2, 11))
    assert rules.entitled(rule, 2024, Claim("a", months, date(2024, 12, 31))).ok
    assert not rules.entitled(rule, 2024, Claim("a", months, date(2025, 1, 1))).ok


@pytest.mark.parametrize(("percent", "codes"), [(0, ("percent",)), (25, ()), (101, ("percent",))])
def test_the_gift_says_how_many_percent(percent, codes):
    assert rules.may_open(2026, 100, percent, taken=False).codes == codes


@given(st.integers(0, 10**12), st.integers(1, 100))
def test_never_more_than_the_return_goes_to_the_purpose(amount, percent):
    assert 0 <= rules.for_purpose(amount, percent) <= amount
