"""The rules of tracks, tabled."""

from datetime import date

import pytest

from vaka.areas.deviations import rules, track_rules
from vaka.areas.deviations.rules import Law
from vaka.areas.deviations.track_rules import ALL_KINDS, TrackState, transitions_of
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

ALLOWED = {
    ("proposed", "track.take"): "taken",
    ("declined", "track.take"): "taken",
    ("proposed", "track.decline"): "declined",
    ("taken", "track.close"): "closed",
    ("closed", "track.reopen"): "taken",
}
HOLDERS = {
    "track_hsl": {"mas", "mar"},
    "track_social": {"unit_manager", "provider_manager", "sas"},
    "track_work": {"unit_manager", "provider_manager"},
}
READERS = {
    "track_hsl": {"quality_developer"},
    "track_social": {"quality_developer"},
    "track_work": {"quality_developer", "safety_representative"},
}
VERBS = ("track.take", "track.decline", "track.close", "track.reopen")


@pytest.mark.parametrize("state", list(TrackState))
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_the_full_table_of_steps(kind, verb, state):
    step = next(one for one in transitions_of(kind) if one.verb == verb)
    verdict = fits(step, state, "skäl", str(state))
    assert verdict.ok is ((state.value, verb) in ALLOWED)
    if verdict.ok:
        assert step.to_state == ALLOWED[state.value, verb]


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_who_may_take_each_step_and_who_may_read(kind, role):
    can = all_roles()[role].can
    for step in transitions_of(kind):
        assert (step.capability in can) is (role in HOLDERS[kind])
    assert (f"{kind}.see" in can) is (role in HOLDERS[kind] | READERS[kind])


@pytest.mark.parametrize("verb", ["track.decline", "track.close", "track.reopen"])
def test_some_steps_demand_words(verb):
    step = next(one for one in transitions_of("track_hsl") if one.verb == verb)
    assert fits(step, step.from_states[0], " ", "läget").codes == ("words",)


@pytest.mark.parametrize(
    ("law", "type_name", "proposed"),
    [
        (Law.SOL, "Olycksfall/halkolycka", (Law.HSL,)),
        (Law.LSS, "Fall utan skada", (Law.HSL,)),
        (Law.HSL, "Fall med skada", ()),
        (Law.AML, "Fall", ()),
        (Law.SOL, "Hot och våld", ()),
    ],
)
def test_a_fall_under_social_law_is_proposed_for_health_care(law, type_name, proposed):
    assert track_rules.proposed_laws(law, type_name) == proposed


@pytest.mark.parametrize(
    ("law", "type_name", "role"),
    [
        (Law.HSL, "Fall utan skada", "mas"),
        (Law.HSL, "Hjälpmedel", "mar"),
        (Law.HSL, "Förflyttning", "mar"),
        (Law.SOL, "Hjälpmedel", "unit_manager"),
        (Law.AML, "Tillbud i arbetet", "unit_manager"),
    ],
)
def test_who_assesses_follows_law_and_type(law, type_name, role):
    assert track_rules.assessor_role(law, type_name) == role


@pytest.mark.parametrize(
    ("law", "standing", "ok"),
    [
        (Law.AML, [], True),
        (Law.AML, ["HSL"], True),
        (Law.HSL, ["HSL"], False),
        (Law.SOL, [], False),
    ],
)
def test_an_event_stands_once_under_each_law(law, standing, ok):
    assert track_rules.may_add(law, Law.SOL, standing).ok is ok


@pytest.mark.parametrize(
    ("law", "with_whom", "authority", "missing"),
    [
        (Law.HSL, "", "", set()),
        (Law.AML, "", "", {"safety", "authority"}),
        (Law.AML, "Sam", "", {"authority"}),
        (Law.AML, " ", "no", {"safety"}),
        (Law.AML, "Sam", "yes", set()),
    ],
)
def test_what_a_track_of_the_work_environment_asks_for(law, with_whom, authority, missing):
    verdict = track_rules.may_close(law=law, with_whom=with_whom, authority=authority)
    assert set(verdict.codes) == missing


def test_a_track_has_its_own_clock():
    assert track_rules.due_answer(date(2026, 3, 2), 7) == date(2026, 3, 9)
    assert track_rules.due_close(date(2026, 1, 31), 1) == date(2026, 2, 28)


def test_types_follow_the_law_and_the_day():
    assert "Hot och våld" in rules.types_under(Law.LSS, date(2026, 3, 2))
    assert "Tillbud i arbetet" in rules.types_under(Law.AML, date(2026, 3, 2))
    assert "Tillbud i arbetet" not in rules.types_under(Law.HSL, date(2026, 3, 2))
