"""Who may attest what, and what in a list does not hold."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.attests import rules
from vaka.areas.attests.imports import SCHEMA, _line
from vaka.areas.attests.rules import Cost, Line
from vaka.exchange.typed import read_typed

K = 100


def line(number, code, attester, *substitutes, limit=300_000, **more):
    """A line with the same limit for both kinds, in kronor."""
    told = {"operating": limit * K, "investment": limit * K} | more
    return Line(number, code, "*", "", attester, substitutes, **told)


LIST = (
    line(1, "74*", "chef", "biträdande", limit=5_000_000),
    line(2, "744*", "vc", "a", limit=500_000),
    line(3, "744550", "a", "b", "c"),
    line(4, "745*", "vc2", "d", limit=500_000, investment=None),
)


@pytest.mark.parametrize(
    ("code", "amount", "cost", "names"),
    [
        ("744550", 300_000, Cost.OPERATING, ["a", "b", "c", "vc", "chef", "biträdande"]),
        ("744550", 300_001, Cost.OPERATING, ["vc", "a", "chef", "biträdande"]),
        ("744999", 1, Cost.OPERATING, ["vc", "a", "chef", "biträdande"]),
        ("745010", 1, Cost.INVESTMENT, ["chef", "biträdande"]),  # no limit is no right
        ("744550", 5_000_001, Cost.OPERATING, []),
        ("810000", 1, Cost.OPERATING, []),
    ],
)
def test_the_nearest_line_answers_and_the_wider_above_its_limit(code, amount, cost, names):
    assert [one.name for one in rules.who_may(LIST, code, amount * K, cost)] == names


def test_substitutes_stand_after_the_attester_and_are_marked():
    first, second, *_rest = rules.who_may(LIST, "744550", K, Cost.OPERATING)
    assert (first.is_substitute, second.is_substitute, second.line.number) == (False, True, 3)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_larger_amount_never_gives_more_people(one, other):
    small, large = sorted((one, other))
    names = {m.name for m in rules.who_may(LIST, "744550", large, Cost.OPERATING)}
    assert names <= {m.name for m in rules.who_may(LIST, "744550", small, Cost.OPERATING)}


def test_each_check_finds_its_own():
    bad = (
        line(1, "74*", "chef", "b", limit=500),
        line(2, "741", "chef", "b", limit=400),  # less on a part than on the whole
        line(3, "742", "x", limit=600),  # no substitute, and above the wider line
        line(4, "742", "y", "y"),  # twice, its own substitute
        line(5, "743", "z", "b", limit=1, note="Ta bort, ansvar stängt!"),
        line(6, "744", "z", "b", limit=1, note="Ny attestant!"),
        line(7, "745", "z", "b", limit=1, operating=None, remark="annan stavning"),
    )
    found = {(one.line.number, one.code) for one in rules.findings(bad)}
    assert found == {
        (2, "two_limits"), (3, "substitute"), (3, "above"), (4, "twice"), (4, "own"), (4, "above"),
        (5, "closed"), (6, "note"), (7, "limit"), (7, "remark"),
    }  # fmt: skip
    assert rules.findings(LIST[:3]) == []


def test_what_härnösands_list_does_not_hold(shared):
    path: Path = shared / "facts" / "harnosand" / "attest_list.csv"
    rows = [
        row for chunk in read_typed(path, SCHEMA).chunks() for row in chunk.iter_rows(named=True)
    ]
    lines = [_line(row, row["responsibility"], n) for n, row in enumerate(rows, 1)]
    assert len(lines) == 90
    found = rules.findings(lines)
    told = Counter(one.code for one in found)
    assert told["remark"] == sum(bool(row["remark"]) for row in rows) > 0
    closed = [one.line.responsibility for one in found if one.code == "closed"]
    assert closed == ["746090"]
    assert [one.line.responsibility for one in found if one.code == "note"] == [
        "744510", "747040", "748030",
    ]  # fmt: skip
    above = {one.line.responsibility for one in found if one.code == "above"}
    assert "744900" in above  # 1 300 000 kr under a line of 500 000
    assert "748010" in {one.line.responsibility for one in found if one.code == "two_limits"}
    may = rules.who_may(lines, "744550", 400_000 * K, Cost.OPERATING)
    assert (may[0].name, may[0].line.responsibility) == ("verksamhetschef_744", "744*")


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ({}, ()),
        ({"responsibility": "7 *"}, ("responsibility",)),
        ({"taken": True}, ("responsibility",)),
        ({"substitutes": ("a",)}, ("substitutes",)),
        ({"before": date(2026, 1, 1)}, ("valid_from",)),
    ],
)
def test_what_may_be_written(told, codes):
    stands = {"responsibility": "744*", "attester": "a", "substitutes": (),
              "valid_from": date(2026, 1, 1)}  # fmt: skip
    assert rules.may_write(**stands | told).codes == codes
    assert rules.may_end(date(2026, 1, 2), date(2026, 1, 1)).codes == ("valid_until",)
