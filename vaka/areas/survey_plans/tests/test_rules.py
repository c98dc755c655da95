"""The rules of plans after surveys, tabled."""

from datetime import date

import pytest

from vaka.areas.survey_plans import lists, rules
from vaka.areas.survey_plans.rules import TRANSITIONS, Answered, Change, PlanState
from vaka.calc.intervals import wilson
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits
from vaka.metrics.measure import Good

LONG = "Vi har pratat igenom svaren tillsammans"
MANAGERS = {"unit_manager", "provider_manager"}
ABLE = {rules.HANDLE: MANAGERS, rules.ASK: {"quality_developer"}}
ALLOWED = {
    ("owed", "survey_plan.hand_in"),
    ("handed_in", "survey_plan.send_back"),
    ("handed_in", "survey_plan.follow_up"),
    ("followed_up", "survey_plan.take_up"),
}


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    found = {(state.value, step.verb) for state in PlanState if fits(step, state, "skäl", "").ok}
    assert found == {pair for pair in ALLOWED if pair[1] == step.verb}
    assert (step.capability in all_roles()[role].can) is (role in ABLE[step.capability])
    assert not fits(step, step.from_states[0], " ", "").ok


def test_questions_are_about_the_service_and_have_a_direction():
    for one in lists.nationals().values():
        found = one.questions()
        assert found
        assert not set(one.leave_out) & set(found)
        assert all(measure.good is not Good.NEITHER for measure in found.values())
        assert not any(name.endswith(("_answer_rate", "_respondents")) for name in found)
    assert (
        "survey_residential_satisfied_share" in lists.nationals()["survey_residential"].questions()
    )


@pytest.mark.parametrize(
    ("values", "count", "keys"),
    [
        ([("a", 80.0), ("b", 60.0), ("c", 70.0)], 2, ["b", "c"]),
        ([("b", 60.0), ("a", 60.0)], 1, ["a"]),
        ([("a", 100.0), ("b", 99.0)], 3, ["b"]),
        ([], 3, []),
    ],
)
def test_the_weakest_come_first_and_what_all_answered_well_is_never_weak(values, count, keys):
    found = [Answered(key, key, value) for key, value in values]
    assert [one.key for one in rules.weakest(found, count)] == keys


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        ((46.0, 24), (83.0, 24), Change.BETTER),
        ((83.0, 24), (46.0, 24), Change.WORSE),
        ((50.0, 24), (54.0, 24), Change.MAYBE_BETTER),
        ((54.0, 24), (50.0, 24), Change.MAYBE_WORSE),
        ((10.0, None), (90.0, 24), Change.MAYBE_BETTER),
        ((50.0, 24), (50.0, 40), Change.SAME),
    ],
)
def test_a_change_is_no_surer_than_the_answers_allow(then, now, change):
    assert rules.change(Answered("a", "a", *then), Answered("a", "a", *now), wilson) is change


@pytest.mark.parametrize(
    ("words", "without", "why", "codes"),
    [
        (LONG, [], "", ()), (LONG, ["Maten"], LONG, ()), (LONG, ["Maten"], "Nej", ("why_none",)),
        ("Bra", [], "", ("words",)), ("", ["Maten"], "", ("words", "why_none")),
    ],
)  # fmt: skip
def test_each_weak_question_has_a_remedy_or_a_reason(words, without, why, codes):
    assert rules.may_hand_in(words=words, without=without, why_none=why).codes == codes


def test_a_plan_is_followed_up_against_the_next_result():
    assert rules.may_follow_up(has_next=True, words=LONG).ok
    assert rules.may_follow_up(has_next=False, words=LONG).codes == ("words",)
    assert rules.may_follow_up(has_next=True, words="Bra").codes == ("words",)
    assert rules.may_ask(units=1).ok
    assert rules.may_ask(units=0).codes == ("survey",)


@pytest.mark.parametrize(
    ("state", "due", "late"),
    [
        (PlanState.OWED, date(2026, 3, 1), True), (PlanState.OWED, date(2026, 3, 2), False),
        (PlanState.HANDED_IN, date(2026, 3, 1), False), (PlanState.OWED, None, False),
    ],
)  # fmt: skip
def test_late_is_an_owed_plan_past_its_day(state, due, late):
    assert rules.is_late(state, due, date(2026, 3, 2)) is late
    assert rules.due_plan(date(2026, 1, 1), 60) == date(2026, 3, 2)
