"""The rules of deviations, tabled."""

from datetime import UTC, date, datetime, timedelta

import pytest

from vaka.areas.deviations import rules
from vaka.areas.deviations.rules import TRANSITIONS, ClosedHow, Law, LooseEnds, State
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
        assessed=assessed, serious=serious, how=how, investigation=investigation,
        ends=LooseEnds(remedies=1),
    )  # fmt: skip
    assert set(verdict.codes) == missing
    assert verdict.ok is not bool(missing)


@pytest.mark.parametrize(("law", "ok"), [("HSL", True), ("SoL", False), ("LSS", False)])
def test_only_health_care_has_serious_care_injuries(law, ok):
    assert rules.may_judge_serious([law]).ok is ok
    assert rules.may_judge_serious([law, "HSL"]).ok


@pytest.mark.parametrize(
    ("ends", "missing"),
    [
        (LooseEnds(), {"remedies"}),
        (LooseEnds(no_remedy_because="Engångshändelse."), set()),
        (LooseEnds(remedies=1), set()),
        (LooseEnds(remedies=1, undecided=1), {"undecided"}),
        (LooseEnds(remedies=1, devices=1), {"device"}),
        (LooseEnds(remedies=1, unanswered=2), {"unanswered"}),
        (LooseEnds(remedies=1, must_inform=True), {"uninformed"}),
        (LooseEnds(remedies=1, must_inform=True, informed=True), set()),
        (LooseEnds(devices=1, unanswered=1), {"remedies", "device", "unanswered"}),
    ],
)
def test_loose_ends_hold_a_case_open(ends, missing):
    verdict = rules.may_close(
        assessed=True, serious=False, how=ClosedHow.WITHOUT, investigation="", ends=ends
    )
    assert set(verdict.codes) == missing


@pytest.mark.parametrize(
    ("severity", "laws", "type_name", "told"),
    [
        (3, {Law.SOL}, "Hjälpmedel", ()),
        (4, {Law.HSL}, "Fall utan skada", ("mas",)),
        (4, {Law.SOL}, "Hot och våld", ("mas", "sas")),
        (4, {Law.HSL, Law.LSS}, "Fall utan skada", ("mas", "sas")),
        (4, {Law.HSL}, "Hjälpmedel", ("mas", "mar")),
        (4, {Law.AML}, "Tillbud i arbetet", ("mas",)),
    ],
)
def test_who_a_catastrophic_event_always_reaches(severity, laws, type_name, told):
    assert rules.must_tell(severity, laws, type_name) == told


NIGHT = datetime(2026, 3, 2, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("type_name", "minutes", "same_person", "likely"),
    [
        ("Fall med skada", 0, False, True),
        ("Olycksfall/halkolycka", 60, False, True),
        ("Olycksfall/halkolycka", 61, False, False),
        ("Hot och våld", 10, False, False),
        ("Hot och våld", 10, True, True),
        ("Fall med skada", -59, False, True),
    ],
)
def test_what_is_likely_the_same_event(type_name, minutes, same_person, likely):
    other = (type_name, NIGHT + timedelta(minutes=minutes))
    assert rules.is_likely_duplicate(("Fall utan skada", NIGHT), other, same_person) is likely


@pytest.mark.parametrize(
    ("case", "into", "state", "codes"),
    [
        (1, 2, State.REPORTED, ()),
        (1, 2, State.CLOSED, ()),
        (1, 1, State.REPORTED, ("self",)),
        (1, 2, State.JOINED, ("joined",)),
    ],
)
def test_what_may_be_joined(case, into, state, codes):
    assert rules.may_join(case, into, state).codes == codes


@pytest.mark.parametrize(
    ("home_made", "maker", "authority", "because", "judged"),
    [
        (False, True, True, "", True),
        (False, True, False, "", False),
        (False, False, True, "", False),
        (True, False, True, "", True),
        (True, True, False, "", False),
        (False, False, False, "Ingen händelse med produkten.", True),
    ],
)
def test_whom_to_tell_of_a_medical_device(home_made, maker, authority, because, judged):
    assert judged is rules.device_is_judged(
        is_home_made=home_made, maker_told=maker, authority_told=authority, because=because
    )


@pytest.mark.parametrize(
    ("who", "points", "because", "ok"),
    [
        ("Patienten", ["event"], "", True),
        ("Patienten", [], "", False),
        ("", ["event"], "", False),
        ("", [], "Avliden, inga närstående.", True),
    ],
)
def test_what_a_note_of_information_holds(who, points, because, ok):
    assert rules.may_inform(who=who, points=points, because=because).ok is ok


@pytest.mark.parametrize("state", list(State))
def test_things_are_added_while_a_case_is_open(state):
    assert rules.may_work_beside(state).ok is (state in rules.OPEN_STATES)


ALLOWED = {
    ("reported", "deviation.join"),
    ("assessed", "deviation.join"),
    ("investigating", "deviation.join"),
    ("joined", "deviation.separate"),
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


@pytest.mark.parametrize("verb", ["deviation.close", "deviation.reopen", "deviation.separate"])
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
