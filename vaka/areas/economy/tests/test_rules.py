"""The rules of money as tables: sums and rounding, units, words that are owed, transitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.economy import rules
from vaka.areas.economy.rules import (
    MONTH_TRANSITIONS,
    ORE,
    Finding,
    Money,
    MonthState,
    Told,
)
from vaka.foundation.access.roles import roles_that_can

TKR = ORE[Money.TKR]


def told(*rows):
    """Lines of one column, from (name, parent, tkr)."""
    return [
        Told(name, name, parent, {"result": None if n is None else n * TKR})
        for name, parent, n in rows
    ]


@pytest.mark.parametrize(
    ("rows", "differences", "are_rounding"),
    [
        ([("S", "", 10), ("a", "S", 4), ("b", "S", 6)], [], []),
        ([("S", "", 11), ("a", "S", 4), ("b", "S", 6)], [1], [True]),
        ([("S", "", 12), ("a", "S", 4), ("b", "S", 6)], [2], [False]),
        ([("S", "", 12), ("a", "S", 4), ("b", "S", 6), ("c", "S", None)], [2], [False]),
        ([("S", "", 12), ("a", "S", 4), ("b", "S", 6), ("c", "S", 0)], [2], [True]),
        ([("S", "", -8), ("a", "S", 4), ("b", "S", -4)], [-8], [False]),
        ([("S", "", 12), ("a", "S", 4)], [], []),  # one part alone: "varav"
        ([("S", "", None), ("a", "S", 4), ("b", "S", 6)], [], []),
    ],
)
def test_a_sum_is_its_parts_but_for_rounding(rows, differences, are_rounding):
    found = rules.sum_findings(told(*rows), "result", TKR)
    assert [one.difference for one in found] == [n * TKR for n in differences]
    assert [one.is_rounding for one in found] == are_rounding


def test_a_difference_is_that_of_its_terms():
    lines = [Told("a", "a", "", {"change": 52, "result": 92, "before": 41}),
             Told("b", "b", "", {"change": 51, "result": 92, "before": 41}),
             Told("c", "c", "", {"change": 51, "result": None, "before": 41})]  # fmt: skip
    (one,) = rules.difference_findings(lines, "change", of="result", less="before", step=1)
    assert (one.key, one.printed, one.computed, one.is_rounding) == ("a", 52, 51, True)
    assert not Finding("a", "a", "x", 54, 51, 2, 1).is_rounding


def test_a_line_without_an_amount_is_the_sum_of_its_parts():
    rows = told(("S", "", None), ("a", "S", None), ("b", "a", 3), ("c", "S", 4), ("d", "S", None))
    assert rules.filled(rows, "result") == {
        "S": 7 * TKR, "a": 3 * TKR, "b": 3 * TKR, "c": 4 * TKR, "d": None
    }  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "code", "takes"),
    [
        ("", "744610", True), ("7446*", "744610", True), ("7446*", "744510", False),
        ("744610", "744610", True), ("744610", "7446", False),
        ("744610, 744900", "744900", True), ("40-44, 46-49, 6*", "4510", False),
        ("40-44, 46-49, 6*", "4410", True), ("40-44, 46-49, 6*", "6110", True),
    ],
)  # fmt: skip
def test_patterns_gather_codes(pattern, code, takes):
    assert rules.gathers(pattern, code) is takes


@pytest.mark.parametrize(
    ("ore", "money", "written"),
    [
        (-913_100_000, Money.TKR, -9131), (-913_100_000, Money.MNKR, -9.1),
        (50_000, Money.TKR, 1), (-50_000, Money.TKR, -1), (49_999, Money.TKR, 0),
        (628_100_000, Money.MNKR, 6.3), (12_345, Money.KR, 123), (None, Money.TKR, None),
    ],
)  # fmt: skip
def test_amounts_are_written_in_the_unit_of_their_table(ore, money, written):
    assert rules.in_money(ore, money) == written


@pytest.mark.parametrize(
    ("result", "deviation", "change", "cause", "measure", "words", "codes"),
    [
        (1, 1, 0, "", "", "", ()),
        (-1, 0, 0, "", "", "", ("cause",)),
        (-1, 0, 0, "Övertid i helgen", "", "", ()),
        (1, -1, 0, "", "", "", ("cause", "measure")),
        (1, -1, 0, "Övertid i helgen", "", "", ("measure",)),
        (1, -1, 0, "Övertid i helgen", "Nytt schema", "", ()),
        (None, None, None, "", "", "", ()),
        (1, 1, -5, "", "", "", ("change_words",)),
        (1, 1, 5, "", "", "Momsen kom", ()),
        (-1, -1, 5, "x", "x", " ", ("cause", "measure", "change_words")),
    ],
)
def test_what_falls_short_has_its_cause_and_measure(
    result, deviation, change, cause, measure, words, codes
):
    found = rules.may_tell(result=result, deviation=deviation, change=change, cause=cause,
                           measure=measure, change_words=words)  # fmt: skip
    assert found.codes == codes


def ways(table):
    """Give every way that a table opens, as (verb, from, to, roles)."""

    def roles(one):
        return tuple(sorted(role.code for role in roles_that_can(one.capability)))

    return {
        (one.verb, state, one.to_state, roles(one)) for one in table for state in one.from_states
    }


def test_who_may_move_a_month():
    assert ways(MONTH_TRANSITIONS) == {
        ("budget.close_month", MonthState.OPEN, MonthState.CLOSED, ("controller",)),
        ("budget.reopen_month", MonthState.CLOSED, MonthState.OPEN, ("controller",)),
    }
    assert rules.may_change(MonthState.OPEN)
    assert not rules.may_change(MonthState.CLOSED)
    assert rules.may_close([])
    assert rules.may_close(["Almen"]).codes == ("missing",)


@pytest.mark.parametrize(
    ("column", "amount", "is_short"),
    [("result", -1, True), ("result", 0, False), ("change", None, False), ("annual", -1, False)],
)
def test_only_a_deviation_below_nothing_is_worse(column, amount, is_short):
    assert rules.is_short(column, amount) is is_short


@given(st.lists(st.tuples(st.integers(-(10**9), 0), st.integers(0, 10**9)), min_size=1))
def test_investments_prove_themselves_and_one_wrong_ore_is_found(rows):
    names = ("forecast", "annual", "forecast_deviation")
    lines = [
        Told(str(at), "", amounts=dict(zip(names, (out + back, out, back), strict=True)))
        for at, (out, back) in enumerate(rows)
    ]
    sums = {name: sum(one.get(name) or 0 for one in lines) for name in names}
    assert rules.investment_findings([*lines, Told("net", "Netto", amounts=sums)], 1) == []
    wrong = Told("net", "Netto", amounts=sums | {"annual": sums["annual"] + 1})
    found = rules.investment_findings([*lines, wrong], 1)
    assert {(one.key, one.column) for one in found} == {
        ("net", "annual"), ("net", "forecast_deviation"),
    }  # fmt: skip
