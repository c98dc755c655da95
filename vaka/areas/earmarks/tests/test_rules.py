"""Money with a purpose as values: what is left, and when it may be used and reported back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.earmarks import rules
from vaka.areas.earmarks.rules import Account, EarmarkSort, EarmarkState, EntryKind

DAY = date(2026, 5, 4)
ENTRIES = st.lists(st.tuples(st.sampled_from(EntryKind), st.integers(1, 10**12)))


@given(st.integers(1, 10**12), ENTRIES)
def test_nothing_that_may_be_entered_draws_beyond_the_amount(amount, entries):
    taken: list[tuple[EntryKind, int]] = []
    for kind, ore in entries:
        now = rules.account(amount, taken)
        if rules.may_enter(state="held", now=now, kind=kind, ore=ore, day=DAY, today=DAY):
            taken.append((kind, ore))
    now = rules.account(amount, taken)
    assert now.left >= 0
    assert now.received <= amount
    assert now.left + now.used + now.returned == amount


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**12))
def test_a_grant_is_reported_when_every_krona_is_accounted_for(received, used, returned):
    verdict = rules.may_report(Account(10**13, received, used, returned))
    assert verdict.ok is (received > 0 and received == used + returned)


def keep(**more):
    terms = {"sort": "reserve", "amount": 1, "conditions": "till nätter", "apply_by": None,
             "use_by": None, "report_by": None}  # fmt: skip
    return rules.may_keep(**terms | more)


@pytest.mark.parametrize(
    ("verdict", "codes"),
    [
        (keep(), ()),
        (keep(amount=0, conditions="nätter"), ("amount", "conditions")),
        (keep(sort="grant"), ("report_by",)),
        (keep(sort="grant", report_by=DAY), ()),
        (keep(apply_by=DAY, use_by=DAY - timedelta(1)), ("use_by",)),
        (rules.may_enter(state="planned", now=Account(5), kind="used", ore=6,
                         day=DAY + timedelta(1), today=DAY), ("state", "day", "amount")),
        (rules.may_enter(state="held", now=Account(5, received=4), kind="received", ore=2,
                         day=DAY, today=DAY), ("amount",)),
        (rules.may_change(Account(9, used=4), 3, "held"), ("amount",)),
        (rules.may_change(Account(9, used=4), 4, "held"), ()),
        (rules.may_change(Account(9), 9, "reported"), ("state",)),
        (rules.may_remove("ended"), ("state",)),
        (rules.may_take_back(Account(9, received=1)), ("words",)),
        (rules.may_take_back(Account(9)), ()),
    ],
)  # fmt: skip
def test_what_each_step_needs(verdict, codes):
    assert verdict.codes == codes


def test_only_grants_are_applied_for_and_reported_back():
    for sort in EarmarkSort:
        verbs = {one.verb for state in EarmarkState for one in rules.steps(state, sort)}
        assert (verbs >= rules.GRANT_ONLY) is (sort is EarmarkSort.GRANT)
        assert {"earmark.hold", "earmark.end", "earmark.resume"} <= verbs


def test_what_waits_is_the_next_day_of_its_state():
    days = {"apply_by": DAY, "use_by": DAY + timedelta(1), "report_by": DAY + timedelta(2)}
    assert rules.due_date("planned", **days) == DAY
    assert rules.due_date("applied", **days) is None
    assert rules.due_date("held", **days) == DAY + timedelta(2)
    assert rules.due_date("held", **days | {"report_by": None}) == DAY + timedelta(1)
    assert rules.due_date("reported", **days) is None
