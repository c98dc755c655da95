"""Revisions of a plan held against each other: nothing lost, nothing twice, each change told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.goals import plan_rules as rules
from vaka.areas.goals.plan_rules import PlanChange, PlanItem, PlanPart

TODAY = date(2026, 11, 29)
WORDS = st.sampled_from(["", "a", "b", "c"])


def item(key, part=PlanPart.GOAL, goal="", **fields):
    return PlanItem(part, key, goal or key, {"title": key, **fields})


@st.composite
def plans(draw):
    """A plan of up to four goals, each with up to three parts, with texts that may differ."""
    found = []
    for goal in draw(st.lists(st.sampled_from("wxyz"), unique=True)):
        found.append(item(goal, words=draw(WORDS)))
        for n in draw(st.lists(st.sampled_from("123"), unique=True)):
            part = PlanPart.INDICATOR if n == "1" else PlanPart.ACTIVITY
            found.append(item(goal + n, part, goal, target=draw(WORDS)))
    return found


@given(plans(), plans())
def test_every_part_stands_once_and_the_change_is_what_sets_say(old, new):
    found = rules.compare(old, new)
    was, now = {one.key: one for one in old}, {one.key: one for one in new}
    keys = [(one.new or one.old).key for one in found]
    assert sorted(keys) == sorted({*was, *now})
    by = dict(zip(keys, found, strict=True))
    for key, one in by.items():
        if key not in was:
            assert one.change is PlanChange.ADDED
        elif key not in now:
            assert one.change is PlanChange.REMOVED
        else:
            same = dict(was[key].fields) == dict(now[key].fields)
            assert one.change is (PlanChange.SAME if same else PlanChange.CHANGED)
            assert {name for name, _o, _n in one.fields} == {
                name for name in now[key].fields if was[key].fields[name] != now[key].fields[name]
            }  # fmt: skip
    assert sum(rules.counted(found).values()) == len(found)


@given(plans(), plans())
def test_the_new_order_stands_and_goals_are_not_torn_apart(old, new):
    found = rules.compare(old, new)
    assert [one.new.key for one in found if one.new] == [one.key for one in new]
    goals = [one.goal for one in found]
    assert len(list(dict.fromkeys(goals))) == sum(
        before != after for before, after in zip([None, *goals], goals, strict=False)
    )


@given(plans(), plans())
def test_the_other_way_round_swaps_new_and_gone(old, new):
    there, back = rules.counted(rules.compare(old, new)), rules.counted(rules.compare(new, old))
    assert there[PlanChange.ADDED] == back[PlanChange.REMOVED]
    assert there[PlanChange.CHANGED] == back[PlanChange.CHANGED]


@given(plans())
def test_what_is_kept_is_read_back(items):
    assert rules.as_read(rules.as_kept(items)) == items
    assert all(one.change is PlanChange.SAME for one in rules.compare(items, items))


def test_a_changed_field_tells_old_and_new():
    old, new = [item("x", target="80 %", good="högre")], [item("x", target="85 %", good="högre")]
    assert rules.compare(old, new)[0].fields == [("target", "80 %", "85 %")]
    gained = rules.compare([item("x")], [item("x", target="85 %")])[0]
    assert gained.fields == [("target", "", "85 %")]


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({}, ()),
        ({"items": []}, ("year",)),
        ({"before": [item("x")], "words": "Nytt uppdrag i maj."}, ("year",)),
        ({"before": [item("y")], "words": "Nej"}, ("words",)),
        ({"before": [item("y")], "words": "Nytt uppdrag i maj."}, ()),
        ({"decided": " "}, ("decided_by",)),
        ({"adopted": TODAY + timedelta(1)}, ("adopted_date",)),
        ({"adopted": TODAY - timedelta(2), "last": TODAY - timedelta(1)}, ("adopted_date",)),
    ],
)
def test_a_revision_says_something_new_who_decided_and_why(change, refused):
    asked = {"items": [item("x")], "before": None, "words": "", "decided": "Nämnden § 4",
             "adopted": TODAY, "last": None, "today": TODAY, **change}  # fmt: skip
    assert rules.may_adopt(**asked).codes == refused


def test_only_the_newest_goes_and_a_goal_keeps_words():
    assert rules.may_withdraw_plan(is_newest=True).ok
    assert rules.may_withdraw_plan(is_newest=False).codes == ("newest",)
    assert rules.may_change_text(" ").codes == ("title",)
    assert rules.may_change_text("Färre faller").ok
