"""The rules of projects, tabled: what hangs together, what is left, spans before and after."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.goals.rules import Direction, Light, Reading, judge
from vaka.areas.projects import rules, words
from vaka.areas.projects.rules import (
    PHASE_TRANSITIONS,
    TRANSITIONS,
    EffectTold,
    EffectUnit,
    Left,
    ProjectKind,
    ProjectState,
    ProjectTold,
)
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits
from vaka.law.period import Grain

TODAY = date(2026, 11, 29)
LESSONS = "Börja med nattpersonalen nästa gång."
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
EDITS = {"unit_manager", "mas", "mar", "sas", "quality_developer", "controller"}


@pytest.mark.parametrize(
    ("change", "above", "refused"),
    [
        ({}, None, ()),
        ({}, ProjectKind.PROGRAMME, ()),
        ({"title": " "}, None, ("title",)),
        ({"purpose": "Bättre"}, None, ("purpose",)),
        ({}, ProjectKind.PROJECT, ("parent",)),
        ({"kind": ProjectKind.PROGRAMME}, ProjectKind.PROGRAMME, ("parent",)),
        ({"end_date": TODAY - timedelta(days=1)}, None, ("end_date",)),
    ],
)
def test_a_project_hangs_together(change, above, refused):
    told = {"kind": ProjectKind.PROJECT, "title": "Skriv där du är", "start_date": TODAY,
            "purpose": "Mer tid hos den som behöver den.", "end_date": TODAY, **change}  # fmt: skip
    assert rules.may_set_up(ProjectTold(**told), above).codes == refused


@pytest.mark.parametrize(
    ("left", "lessons", "refused"),
    [
        (Left(), LESSONS, ()),
        (Left(), "Bra", ("lessons",)),
        (Left(phases=["Inför"]), LESSONS, ("phases",)),
        (Left(unvalued=["Timmar"], children=["Skriv"]), "", ("lessons", "unvalued", "children")),
    ],
)
def test_a_project_closes_with_lessons_and_nothing_open(left, lessons, refused):
    verdict = rules.may_close(left, lessons)
    assert verdict.codes == refused
    told = " ".join(one.words for one in verdict.refusals)
    assert all(name in told for name in (*left.phases, *left.unvalued, *left.children))


def test_an_effect_is_set_before_the_start():
    assert rules.may_start(ProjectKind.PROJECT, 0).codes == ("effects",)
    assert rules.may_start(ProjectKind.INITIATIVE, 1).ok
    assert rules.may_start(ProjectKind.PROGRAMME, 0).ok
    assert rules.may_keep_kind(ProjectKind.PROJECT, 2).codes == ("kind",)
    assert rules.may_keep_kind(ProjectKind.PROJECT, 0).ok
    assert rules.may_keep_kind(ProjectKind.PROGRAMME, 2).ok


@pytest.mark.parametrize(
    ("new", "is_known", "refused"),
    [
        (EffectTold("", "falls", EffectUnit.COUNT, 4), True, ()),
        (EffectTold("", "nothing", EffectUnit.COUNT, 4), False, ("measure",)),
        (EffectTold(" ", "", EffectUnit.COUNT, 4), False, ("title",)),
        (EffectTold("Tid", "", EffectUnit.HOURS, 4), False, ()),
        (EffectTold("Tid", "falls", EffectUnit.HOURS, 4), True, ("counted_in",)),
    ],
)
def test_an_effect_is_a_measure_or_a_series(new, is_known, refused):
    assert rules.may_add_effect(new, is_known).codes == refused


def test_values_and_follow_ups_are_of_days_that_have_been():
    told = rules.may_tell_value(measure="falls", day=TODAY + timedelta(1), today=TODAY, source=" ")
    assert told.codes == ("value", "day", "source")
    assert rules.may_tell_value(measure="", day=TODAY, today=TODAY, source="Enkät").ok
    words = "Hälften av timmarna finns kvar."
    asked = {"state": "closed", "words": words, "day": TODAY, "closed": TODAY, "today": TODAY}
    assert rules.may_follow_up(**asked).ok
    assert rules.may_follow_up(**asked | {"state": "under_way"}).codes == ("state",)
    early = asked | {"words": "", "day": TODAY - timedelta(1)}
    assert rules.may_follow_up(**early).codes == ("words", "done_date")


def test_follow_ups_come_yearly_after_closing():
    assert rules.due_follow_ups(date(2024, 2, 29)) == [
        date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28)
    ]  # fmt: skip
    assert len(rules.due_follow_ups(date(1990, 1, 1))) == 3


@given(start=DAYS, today=DAYS, grain=st.sampled_from(list(rules.GRAINS)))
def test_no_span_compared_holds_the_start_or_today(start, today, grain):
    before, now = rules.compared(start, today, grain)
    assert before.last_date < start
    if now is not None:
        assert start <= now.first_date
        assert now.last_date < today
        assert before.kind == now.kind


def test_a_span_that_began_before_the_start_says_nothing():
    assert rules.compared(date(2026, 7, 2), date(2026, 11, 29), Grain.QUARTER)[1] is None
    before, now = rules.compared(date(2026, 7, 1), date(2026, 11, 29), Grain.QUARTER)
    assert (str(before), str(now)) == ("2026Q2", "2026Q3")


@given(first=DAYS, last=DAYS, start=DAYS, end=DAYS)
def test_a_bar_lies_on_its_line(first, last, start, end):
    first, last = sorted((first, last))
    start, end = sorted((start, end))
    place, length = rules.along(first, last, start, end)
    assert 0 <= place <= 1000
    assert length >= 8
    if first <= start and end <= last:
        assert place + length <= 1008
        exact = 1000 * ((end - start).days + 1) / ((last - first).days + 1)
        assert length == 8 or abs(length - exact) <= 1.01


def test_late_is_open_and_past():
    ended = TODAY - timedelta(days=1)
    assert [rules.is_late(one, ended, TODAY) for one in ProjectState] == [True, True, False, False]
    assert not rules.is_late("under_way", TODAY, TODAY)
    assert rules.is_phase_late("planned", ended, TODAY)
    assert not rules.is_phase_late("stopped", ended, TODAY)


def test_reasons_are_since_the_start():
    reading = Reading((19.5,), 30.0, Direction.HIGHER, 3.0, 8.0)
    judged = judge(reading)
    assert judged.light is Light.MISSED
    assert words.because(judged, reading, "hours")[1] == "Bättre än före start, 8 tim/vecka."
    nothing = Reading((), 30.0, Direction.HIGHER, 3.0)
    assert words.because(judge(nothing), nothing, "count") == ["Inget värde efter start än."]
    assert words.figure(None, "hours") == "–"
    assert words.figure(19.5, "hours") == "19,5 tim/vecka"


@pytest.mark.parametrize("table", [TRANSITIONS, PHASE_TRANSITIONS])
def test_every_step_has_its_states_and_roles(table):
    for one in table:
        assert {code for code, role in all_roles().items() if one.capability in role.can} == EDITS
        assert not fits(one, one.to_state, "Skäl", "").ok, one.verb
        assert all(fits(one, state, "Skäl", "").ok for state in one.from_states)
