"""The rules of remedies, tabled."""

from datetime import date

import pytest

from vaka.areas.remedies import rules
from vaka.areas.remedies.rules import TRANSITIONS, RemedyKind, State
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import diagram, fits

TODAY = date(2026, 3, 10)
FULL = {"unit_manager", "mas", "mar", "sas", "provider_manager"}
MAY = {
    "remedy.propose": FULL | {"quality_developer", "nurse", "therapist"},
    "remedy.decide": FULL,
    "remedy.handle": FULL | {"quality_developer", "nurse", "therapist"},
    "remedy.check": FULL | {"quality_developer"},
}
ALLOWED = {
    ("proposed", "remedy.decide", "decided"),
    ("decided", "remedy.replan", "decided"),
    ("decided", "remedy.finish", "done"),
    ("done", "remedy.check_effect", "checked"),
    ("done", "remedy.find_no_effect", "decided"),
    ("proposed", "remedy.drop", "dropped"),
    ("decided", "remedy.drop", "dropped"),
    ("done", "remedy.reopen", "decided"),
    ("checked", "remedy.reopen", "decided"),
    ("dropped", "remedy.restore", "proposed"),
}


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
@pytest.mark.parametrize("state", list(State))
def test_the_full_table_of_from_to_role(state, step, role):
    fitting = fits(step, state, "skäl", str(state)).ok
    assert fitting is ((state.value, step.verb, step.to_state) in ALLOWED)
    assert (step.capability in all_roles()[role].can) is (role in MAY[step.capability])


NO_WORDS = {"remedy.decide", "remedy.finish"}


@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_all_but_two_steps_demand_words(step):
    codes = fits(step, step.from_states[0], " ", "läget").codes
    assert codes == (() if step.verb in NO_WORDS else ("words",))


@pytest.mark.parametrize(
    ("kind", "text", "cause", "missing"),
    [
        ("corrective", "Gör", "Därför", set()),
        ("corrective", "Gör", " ", {"cause"}),
        ("preventive", "", "", {"text", "cause"}),
        ("immediate", "Gör", "", set()),
        ("immediate", " ", "", {"text"}),
    ],
)
def test_a_proposal_names_its_cause_unless_done_at_once(kind, text, cause, missing):
    verdict = rules.may_propose(kind=RemedyKind(kind), text=text, cause=cause)
    assert set(verdict.codes) == missing


@pytest.mark.parametrize(
    ("kind", "due", "effect", "missing"),
    [
        ("corrective", TODAY, date(2026, 6, 1), []),
        ("corrective", TODAY, TODAY, []),
        ("corrective", date(2026, 3, 9), date(2026, 6, 1), ["due_date"]),
        ("corrective", date(2026, 4, 1), None, ["effect_date"]),
        ("preventive", date(2026, 4, 1), date(2026, 3, 31), ["effect_date"]),
        ("immediate", date(2026, 3, 1), None, []),
        ("immediate", date(2026, 4, 1), date(2026, 3, 31), ["effect_date"]),
    ],
)
def test_the_dates_of_a_plan_hold_together(kind, due, effect, missing):
    verdict = rules.may_plan(kind=RemedyKind(kind), today=TODAY, due_date=due, effect_date=effect)
    assert list(verdict.codes) == missing


@pytest.mark.parametrize(
    ("state", "day", "late"),
    [
        ("decided", date(2026, 3, 9), True),
        ("decided", TODAY, False),
        ("done", date(2026, 3, 9), True),
        ("proposed", None, False),
        ("checked", date(2026, 3, 9), False),
        ("dropped", date(2026, 3, 9), False),
    ],
)
def test_late_is_past_the_day_it_waits_for(state, day, late):
    assert rules.is_late(State(state), day, TODAY) is late


@pytest.mark.parametrize(
    ("words", "file", "ok"), [("", False, False), (" ", False, False), ("Ja", False, True),
                              ("", True, True)]
)  # fmt: skip
def test_done_needs_evidence(words, file, ok):
    assert rules.may_finish(words, file).ok is ok


def test_what_reaches_further_is_decided_higher_up():
    verdict = rules.may_decide_for(False, "Vård och omsorg", "Karin Lund")
    assert verdict.codes == ("reach",)
    assert "Karin Lund" in verdict.refusals[0].way_out
    assert rules.may_decide_for(True, "Almen").ok


def test_dates_are_suggested_by_local_habit():
    assert rules.suggested_dates(TODAY, 30, 90) == (date(2026, 4, 9), date(2026, 7, 8))


def test_the_diagram_names_every_step():
    assert all(f"--> {step.to_state}" in diagram(TRANSITIONS) for step in TRANSITIONS)
