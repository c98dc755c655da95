"""KUBINOL's steps come from data, in order; what each must tell; where no measure is."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.roadmaps import prevention_rules as rules
from vaka.areas.roadmaps import reach_rules
from vaka.areas.roadmaps.prevention_rules import (
    MeasureTold,
    PresentTold,
    PreventionStepState,
    StepTold,
)
from vaka.areas.roadmaps.reach_rules import ReachTold

TODAY = date(2024, 9, 1)
FRAME = rules.frame(TODAY)
OPEN = PreventionStepState.OPEN
NEW = MeasureTold("Träffpunkt", "loneliness", "group", "promote", "Nämndens beslut", "over_67",
                  400, "Samordnare", date(2024, 8, 1))  # fmt: skip


def told(step, **other):
    """Give a step told in full."""
    answers = {ask.code: "Två ord" for ask in step.asks}
    found = StepTold(date(2024, 8, 20), answers, "VO-2024-1", "yes", "keep")
    return replace(found, **other)


def codes(step, new, state=OPEN):
    """Say why a step may not be told."""
    return rules.may_tell(step, new, state=state, first=date(2024, 8, 1), today=TODAY).codes


def test_the_five_steps_and_the_focus_areas_are_the_sources(shared):
    printed = (shared / "facts" / "kungsbacka" / "kubinol_steps.csv").read_text("utf-8")
    names = [step.name for step in FRAME.steps]
    assert len(names) == 5
    assert all(f"{n},{name}" in printed.replace('"', "") for n, name in enumerate(names, 1))
    assert (len(FRAME.focus_areas), list(FRAME.levels)) == (10, ["society", "group", "individual"])


@given(st.lists(st.booleans(), max_size=9))
def test_steps_are_done_in_order_and_one_at_most_is_open(done):
    found = rules.states(done)
    assert found == sorted(found, key=["done", "open", "waiting"].index)
    assert found.count(OPEN) == (not all(done))


@pytest.mark.parametrize("step", FRAME.steps, ids=lambda step: step.code)
def test_a_step_answers_each_question_and_shows_evidence(step):
    assert codes(step, told(step)) == ()
    assert codes(step, told(step, told={})) == tuple(ask.code for ask in step.asks)
    assert codes(step, told(step, evidence=" ja ")) == ("evidence",)
    assert codes(step, told(step), PreventionStepState.WAITING) == ("turn",)
    assert codes(step, told(step), PreventionStepState.DONE) == ("turn",)
    for day in (date(2024, 7, 31), date(2024, 9, 2)):
        assert codes(step, told(step, done_date=day)) == ("done_date",)


def test_only_the_test_decides():
    bare = {"reached": "", "decision": "dropped"}
    for step in FRAME.steps:
        wanted = ("reached", "decision") if step.code == "test" else ()
        assert codes(step, told(step, **bare)) == wanted


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"focus_area": "solrosen"}, "focus_area"),
        ({"level": ""}, "level"),
        ({"duty": " - "}, "duty"),
        ({"answers": ""}, "answers"),
        ({"target_size": 0}, "target_size"),
        ({"begun_date": date(2024, 9, 2)}, "begun_date"),
    ],
)
def test_a_measure_has_its_place(change, code):
    assert rules.may_begin(NEW, TODAY).ok
    assert rules.may_begin(replace(NEW, **change), TODAY).codes == (code,)


def test_days_run_from_the_start_and_a_change_takes_up_the_last_two():
    days = rules.due_steps(FRAME, date(2024, 8, 1))
    assert [(kind.number, day.month) for kind, day in days][:2] == [(1, 9), (2, 10)]
    again = rules.due_again(FRAME, date(2025, 1, 31))
    assert [(kind.number, str(day)) for kind, day in again] == [(4, "2025-03-31"),
                                                                (5, "2025-09-30")]  # fmt: skip
    assert rules.is_late(PreventionStepState.WAITING, date(2024, 8, 31), TODAY)
    assert not rules.is_late(PreventionStepState.DONE, date(2024, 8, 31), TODAY)
    assert not rules.is_late(OPEN, TODAY, TODAY)


def test_moves_removals_and_gaps():
    begun = date(2024, 8, 1)
    assert rules.may_move(begun, begun, OPEN).ok
    assert rules.may_move(date(2024, 7, 31), begun, OPEN).codes == ("due_date",)
    assert not rules.may_move(TODAY, begun, PreventionStepState.DONE).ok
    assert (rules.may_remove(0).ok, rules.may_remove(1).ok) == (True, False)
    assert rules.gaps(FRAME.levels, ["group", "group"]) == ["Samhällsnivå", "Individnivå"]


def test_the_first_step_alone_waits_for_the_mapping():
    first, second = FRAME.steps[:2]
    more = {"state": OPEN, "first": date(2024, 8, 1), "today": TODAY, "unmapped": ["Samhälle"]}
    assert rules.may_tell(first, told(first), **more).codes == ("mapping",)
    assert rules.may_tell(second, told(second), **more).ok


@pytest.mark.parametrize(("other", "code"), [
    ({"focus_area": "sport"}, "focus_area"), ({"standing": "maybe"}, "standing"),
    ({"words": "Inget"}, "words"), ({}, None),
])  # fmt: skip
def test_what_a_row_of_the_mapping_must_tell(other, code):
    row = replace(PresentTold("method", "none", "Inget görs", ""), **other)
    assert rules.may_map(row, TODAY).codes == ((code,) if code else ())


@pytest.mark.parametrize(("month", "counts", "code"), [
    (date(2024, 7, 1), (5, 4, 1), "month"), (date(2024, 10, 1), (5, 4, 1), "month"),
    (date(2024, 8, 1), (3, 4, 1), "persons"), (date(2024, 8, 1), (5, 4, 5), "needs"),
    (date(2024, 8, 1), (5, 4, 4), None), (date(2024, 9, 1), (0, 0, 0), None),
])  # fmt: skip
def test_a_month_is_within_the_measure_and_adds_up(month, counts, code):
    verdict = reach_rules.may_count(ReachTold(month, *counts, ""), date(2024, 8, 20), TODAY)
    assert verdict.codes == ((code,) if code else ())


def test_contacts_add_up_and_persons_do_not():
    assert reach_rules.reached([], 400) == reach_rules.Reached(0, 0, 0, None)
    months = [ReachTold(date(2024, n, 1), 30 * n, 10 * n, n, "") for n in (1, 2)]
    assert reach_rules.reached(months, 400) == reach_rules.Reached(90, 3, 20, 5)


def test_the_duties_are_the_plans(shared):
    """Every duty of the source stands in the frame, by the paragraph that was in force then."""
    printed = (shared / "facts" / "kungsbacka" / "prevention_legal_basis.csv").read_text("utf-8")
    known = rules.duties(date(2024, 5, 14))
    texts = {one.current.text for one in known if one.current}
    for chapter in ("3 kap. 1 §", "5 kap. 4 §", "5 kap. 6 §", "5 kap. 7 §", "5 kap. 10 §"):
        assert chapter in printed
        assert f"SoL (2001:453) {chapter}" in texts
    assert printed.count("primary care assignment") == 6
    assert sum(one.topic.startswith("prevention.primary_") for one in known) == 6
    waits = next(one for one in known if one.topic == "prevention.levels")
    assert waits.current is None  # the act was still to come
    assert rules.duty("prevention.levels", date(2025, 7, 1)).current.text == "SoL (2025:400)"


def test_a_measure_names_a_duty_in_force_or_another_in_words():
    named = replace(NEW, duty="", duty_topic="relatives.support")
    assert rules.may_begin(named, TODAY).ok
    cases = (
        ("", "", date(2024, 8, 1), ("duty",)),
        ("", " - ", date(2024, 8, 1), ("duty",)),
        ("prevention.levels", "", date(2025, 6, 30), ("duty_topic",)),
        ("prevention.levels", "", date(2025, 7, 1), ()),
        ("outreach.older_people", "", date(2025, 6, 30), ()),
        ("outreach.older_people", "", date(2025, 7, 1), ("duty_topic",)),
        ("charge.lowest", "", date(2025, 7, 1), ("duty_topic",)),  # of the law, not of the plan
        ("", "Uppdrag § 12", date(2025, 7, 1), ()),
    )
    for topic, words, on, refused in cases:
        assert rules.may_name_duty(topic, words, on).codes == refused, (topic, on)


def test_a_duty_keeps_its_paragraphs_with_their_days():
    old, new = rules.duty("relatives.support", date(2025, 7, 1)).rows
    assert (old.paragraph, old.until) == ("5 kap. 10 §", date(2025, 6, 30))
    assert (new.paragraph, new.since, new.until) == ("13 kap. 9 §", date(2025, 7, 1), None)
