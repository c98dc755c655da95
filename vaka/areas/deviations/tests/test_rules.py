"""The rules of deviations, tabled."""

from datetime import date

import pytest

from vaka.areas.deviations import rules
from vaka.areas.deviations.rules import TRANSITIONS, ClosedHow, State
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import diagram, fits


@pytest.mark.parametrize("severity", range(1, 5))
@pytest.mark.parametrize("likelihood", range(1, 5))
def test_the_score_is_the_product_as_in_the_published_matrix(severity, likelihood):
    assert rules.score(severity, likelihood) == severity * likelihood


@pytest.mark.parametrize("wrong", [(0, 1), (5, 1), (1, 0), (1, 5)])
def test_a_grade_outside_the_matrix_is_refused(wrong):
    with pytest.raises(ValueError, match="×"):
        rules.score(*wrong)


@pytest.mark.parametrize(
    ("points", "level"), [(1, 1), (3, 1), (4, 2), (6, 2), (8, 3), (9, 3), (16, 3)]
)
def test_the_shade_follows_the_local_threshold(points, level):
    assert rules.risk_level(points, threshold=8) == level


@pytest.mark.parametrize(("severity", "told"), [(1, False), (3, False), (4, True)])
def test_a_catastrophic_event_always_reaches_mas(severity, told):
    assert rules.must_tell_mas(severity) is told


@pytest.mark.parametrize(
    ("reported", "last"),
    [
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2023, 1, 31), date(2023, 2, 28)),
        (date(2023, 12, 15), date(2024, 1, 15)),
    ],
)
def test_a_month_is_a_calendar_month(reported, last):
    assert rules.last_day_in_time(reported, 1) == last


@pytest.mark.parametrize(
    ("assessed", "serious", "how", "investigation", "missing"),
    [
        (True, False, ClosedHow.WITHOUT, "", set()),
        (False, False, ClosedHow.WITHOUT, "", {"unassessed"}),
        (True, True, ClosedHow.WITHOUT, "", {"serious"}),
        (True, True, ClosedHow.WITH, "", {"investigation"}),
        (True, True, ClosedHow.WITH, "Orsak: halt golv.", set()),
        (False, True, ClosedHow.WITHOUT, "", {"unassessed", "serious"}),
    ],
)
def test_what_is_missing_before_closing(assessed, serious, how, investigation, missing):
    verdict = rules.may_close(
        assessed=assessed, serious=serious, how=how, investigation=investigation
    )
    assert set(verdict.codes) == missing
    assert verdict.ok is not bool(missing)


@pytest.mark.parametrize(("law", "ok"), [("HSL", True), ("SoL", False), ("LSS", False)])
def test_only_health_care_has_serious_care_injuries(law, ok):
    assert rules.may_judge_serious(law).ok is ok


ALLOWED = {
    ("reported", "deviation.assess"),
    ("assessed", "deviation.assess"),
    ("investigating", "deviation.assess"),
    ("reported", "deviation.investigate"),
    ("assessed", "deviation.investigate"),
    ("reported", "deviation.close"),
    ("assessed", "deviation.close"),
    ("investigating", "deviation.close"),
    ("closed", "deviation.reopen"),
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_transitions(state, step):
    verdict = fits(step, state, "skäl", str(state))
    assert verdict.ok is ((state.value, step.verb) in ALLOWED)


@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
@pytest.mark.parametrize("role", sorted(all_roles()))
def test_who_may_take_a_step(role, step):
    handlers = {"unit_manager", "mas", "mar", "sas", "quality_developer", "provider_manager"}
    assert (step.capability in all_roles()[role].can) is (role in handlers)


@pytest.mark.parametrize("verb", ["deviation.close", "deviation.reopen"])
def test_some_steps_demand_words(verb):
    step = next(one for one in TRANSITIONS if one.verb == verb)
    assert fits(step, step.from_states[0], "  ", "läget").codes == ("words",)


def test_the_diagram_names_every_step():
    drawn = diagram(TRANSITIONS)
    assert drawn.startswith("stateDiagram-v2")
    assert all(f"--> {step.to_state}" in drawn for step in TRANSITIONS)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("fall utan skada", "Fall utan skada"),
        ("Läkemedel-utebliven dos", "Läkemedel utebliven dos"),
        ("Olycksfall/halkolycka (SoL)", "Olycksfall/halkolycka"),
    ],
)
def test_types_are_known_by_the_ways_sources_write_them(written, name):
    assert rules.type_names()[written.casefold()] == name


@pytest.mark.parametrize(
    ("name", "fall"),
    [("Olycksfall/halkolycka", True), ("Fall med skada", True), ("Hot och våld", False)],
)
def test_falls_are_falls_whatever_law(name, fall):
    assert rules.is_fall(name) is fall
