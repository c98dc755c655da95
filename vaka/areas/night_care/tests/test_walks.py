"""The night as rounds: every check by foot is in them once, in its time, and judged alike."""

import itertools
from dataclasses import replace

import pytest

from vaka.areas.night_care import sentences, walks
from vaka.calc.rounds import check as checking
from vaka.calc.rounds import solve
from vaka.calc.staffing import example

ONE = example.home(2, cameras=5)


@pytest.fixture(scope="module")
def found():
    """Give the night with its rounds, and the rounds."""
    return walks.suggested(ONE, 1)


def test_each_check_by_foot_is_walked_to_once_and_by_two_where_it_takes_two(found):
    begun, told = found
    by_foot = list(walks.by_foot(ONE))
    assert len(told["stops"]) == sum(check.staff for _r, _k, check in by_foot)
    assert len(by_foot) == 35
    for stops in (list(row) for _s, row in itertools.groupby(told["stops"], lambda s: s["staff"])):
        assert all(a["to"] <= b["from"] + 0.1 for a, b in itertools.pairwise(stops))
    before = [check for each in ONE.residents for check in each.checks]
    after = [check for each in begun.residents for check in each.checks]
    for was, then in zip(before, after, strict=True):
        assert was.start - 0.05 <= then.start <= then.end == was.end
        assert then == was or was.form != "camera"


def test_the_rounds_break_nothing_and_the_same_question_gives_the_same(found):
    asked = walks.problem(ONE)
    answer = solve.solve(asked, evaluations=walks.TRIES, seed=1)
    early, given = walks.earliest(asked, answer.plan), checking.judge(asked, answer.plan)
    judged = checking.judge(asked, early)
    assert judged.feasible
    assert judged.parts["travel"] == pytest.approx(given.parts["travel"])
    assert judged.parts["tardiness"] <= given.parts["tardiness"] + 1e-6
    assert walks.earliest(asked, early) == early
    assert walks.suggested(ONE, 1) == found
    assert (
        found[1]["walk"] < 0.8 * solve.solve(asked, evaluations=1, seed=1).verdict.parts["travel"]
    )


def test_what_needs_more_than_there_are_is_left_out_and_a_night_without_checks_has_no_rounds():
    alone = example.home(1)
    assert all(check.staff == 1 for _r, _k, check in walks.by_foot(alone))
    bare = replace(ONE, residents=tuple(replace(each, checks=()) for each in ONE.residents))
    assert walks.suggested(bare, 1)[1]["stops"] == []


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(-2.0, -1.0, "1,0 till 2,0 minuter kortare"), (0.5, 1.5, "0,5 till 1,5 minuter längre"),
     (-1.0, 1.0, "ingen säker skillnad")],
)  # fmt: skip
def test_it_is_said_what_is_left_with_alarms(low, high, words):
    changed = {"per_night": {"walking": {"low": low, "high": high}, "late": {"mean": 0.3}}}
    said = sentences.walks({"walk": 41.0}, changed)
    assert words in said
    assert "Sena tillsyner blir 0,3 fler" in said
    changed["per_night"]["late"]["mean"] = -0.01
    assert "blir lika många" in sentences.walks({"walk": 41.0}, changed)
    changed["per_night"]["late"]["mean"] = -0.2
    assert "0,2 färre" in sentences.walks({"walk": 41.0}, changed)
    assert sentences.walks(None, {}) == ""
