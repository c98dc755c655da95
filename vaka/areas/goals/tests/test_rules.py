"""The rules of goals, tabled: the light with its reasons, the chain, every (from, to, role)."""

from datetime import date

import pytest

from vaka.areas.goals import rules, words
from vaka.areas.goals.rules import (
    TRANSITIONS,
    ActivityState,
    Direction,
    Level,
    Light,
    Reading,
    Reason,
)
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

UP, DOWN = Direction.HIGHER, Direction.LOWER
ACTS = {"unit_manager", "mas", "mar", "sas", "quality_developer", "controller"}
EDITS = {"quality_developer", "controller"}
TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("values", "target", "good", "before", "light", "reasons"),
    [
        ((88,), 88, UP, None, Light.REACHED, (Reason.MEETS,)),
        ((90,), 88, UP, 91, Light.REACHED, (Reason.MEETS, Reason.WORSENED)),
        ((85,), 88, UP, 79, Light.NEAR, (Reason.WITHIN, Reason.IMPROVED)),
        ((85,), 88, UP, 85, Light.NEAR, (Reason.WITHIN, Reason.UNCHANGED)),
        ((85,), 88, UP, 86, Light.MISSED, (Reason.WORSENED, Reason.WITHIN)),
        ((84.9,), 88, UP, None, Light.MISSED, (Reason.BEYOND,)),
        ((79,), 83, UP, 80, Light.MISSED, (Reason.BEYOND, Reason.WORSENED)),
        ((10,), 12, DOWN, 11, Light.REACHED, (Reason.MEETS, Reason.IMPROVED)),
        ((14,), 12, DOWN, None, Light.NEAR, (Reason.WITHIN,)),
        ((16,), 12, DOWN, 20, Light.MISSED, (Reason.BEYOND, Reason.IMPROVED)),
        ((85, 80), 88, UP, 79, Light.UNKNOWN, (Reason.DISAGREE,)),
        ((85, 85.04), 85, UP, None, Light.REACHED, (Reason.MEETS,)),
        ((), 88, UP, 79, Light.UNKNOWN, (Reason.NO_VALUE,)),
        ((0.69,), None, DOWN, 0.72, Light.REACHED, (Reason.IMPROVED, Reason.NO_TARGET)),
        ((0.7,), None, DOWN, 0.8, Light.REACHED, (Reason.IMPROVED, Reason.NO_TARGET)),
        ((0.9,), None, DOWN, 0.8, Light.MISSED, (Reason.WORSENED, Reason.NO_TARGET)),
        ((0.8,), None, DOWN, 0.8, Light.NEAR, (Reason.UNCHANGED, Reason.NO_TARGET)),
        ((0.75,), None, DOWN, None, Light.UNKNOWN, (Reason.NO_TARGET,)),
    ],
)
def test_a_light_and_why(values, target, good, before, light, reasons):
    reading = Reading(values, target, good, 3, before)
    judged = rules.judge(reading)
    assert (judged.light, judged.reasons) == (light, reasons)
    assert len(words.because(judged, reading, "percent")) == len(reasons)
    assert rules.judge(Reading(values, target, good, 3, before, True)).reasons == (Reason.HIDDEN,)


def test_sources_that_disagree_are_both_named():
    reading = Reading((85, 80), 88, UP, 3)
    (said,) = words.because(rules.judge(reading), reading, "percent")
    assert said.startswith("Källorna säger olika: 85\u00a0% och 80\u00a0%")


@pytest.mark.parametrize(
    ("own", "below", "light"),
    [
        ([], [], Light.UNKNOWN),
        ([Light.REACHED, Light.NEAR], [Light.MISSED], Light.NEAR),
        ([], [Light.REACHED, Light.MISSED], Light.MISSED),
        ([Light.UNKNOWN, Light.REACHED], [], Light.REACHED),
        ([Light.UNKNOWN], [Light.REACHED], Light.UNKNOWN),
    ],
)
def test_a_goal_is_as_its_weakest(own, below, light):
    assert rules.together(own, below).light is light


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("above", [None, *Level])
def test_the_chain_runs_downward(level, above):
    verdict = rules.may_set_goal(level=level, title="Mål", above=above, from_year=2026,
                                 until_year=None)  # fmt: skip
    allowed = {(Level.COUNCIL, None), (Level.BOARD, None), (Level.BOARD, Level.COUNCIL),
               (Level.UNIT, Level.BOARD), (Level.UNIT, Level.UNIT)}  # fmt: skip
    assert verdict.ok is ((level, above) in allowed)


def test_a_goal_has_a_text_and_years_in_order():
    verdict = rules.may_set_goal(level=Level.BOARD, title=" ", above=None, from_year=2026,
                                 until_year=2025)  # fmt: skip
    assert verdict.codes == ("title", "until_year")
    assert [year for year in range(2022, 2027) if rules.holds_in(2023, 2025, year)] == [
        2023, 2024, 2025,
    ]  # fmt: skip
    assert rules.holds_in(2023, None, 2099)


@pytest.mark.parametrize(
    ("measure", "known", "title", "codes"),
    [("falls", True, "", ()), ("nej", False, "", ("measure",)), ("", False, "Nöjda", ()),
     ("", False, " ", ("title",))],
)  # fmt: skip
def test_an_indicator_is_a_measure_or_has_a_name(measure, known, title, codes):
    found = rules.may_add_indicator(measure=measure, is_known=known, title=title)
    assert found.codes == codes


@pytest.mark.parametrize(
    ("measure", "year", "source", "codes"),
    [("", 2026, "Tabell 1", ()), ("falls", 2026, "Tabell 1", ("value",)),
     ("", 2027, " ", ("year", "source"))],
)  # fmt: skip
def test_what_may_be_told(measure, year, source, codes):
    found = rules.may_tell_value(measure=measure, year=year, today=TODAY, source=source)
    assert found.codes == codes


@pytest.mark.parametrize(
    ("light", "reason", "codes"),
    [(Light.NEAR, "Fyra ärenden väntade på regionen.", ()),
     (Light.MISSED, "Fyra ärenden väntade på regionen.", ("light",)),
     (Light.NEAR, "Bättre.", ("reason",))],
)  # fmt: skip
def test_a_light_by_hand_needs_a_reason(light, reason, codes):
    found = rules.may_judge_otherwise(light=light, ruled=Light.MISSED, reason=reason)
    assert found.codes == codes
    assert rules.may_withdraw(withdrawn=False).ok
    assert not rules.may_withdraw(withdrawn=True).ok


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    allowed = {
        ("goal.begin_activity", "planned"), ("goal.finish_activity", "planned"),
        ("goal.finish_activity", "under_way"), ("goal.stop_activity", "planned"),
        ("goal.stop_activity", "under_way"), ("goal.resume_activity", "done"),
        ("goal.resume_activity", "stopped"),
    }  # fmt: skip
    found = {(step.verb, state.value) for state in ActivityState if fits(step, state, "Så", "").ok}
    assert found == {pair for pair in allowed if pair[0] == step.verb}
    assert (step.capability in all_roles()[role].can) is (role in ACTS)
    assert (rules.EDIT in all_roles()[role].can) is (role in EDITS)


def test_activities_end_after_they_begin_and_are_late_by_the_day():
    early, late = date(2026, 11, 1), date(2026, 11, 29)
    assert rules.may_plan_activity(title="Råd", start=early, due=late).ok
    assert rules.may_plan_activity(title="", start=late, due=early).codes == ("title", "due_date")
    assert rules.is_late("planned", early, TODAY)
    assert not rules.is_late("done", early, TODAY)
    assert not rules.is_late("under_way", TODAY, TODAY)
