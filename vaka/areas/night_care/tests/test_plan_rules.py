"""The rules of night plans, tabled."""

from dataclasses import replace
from datetime import date, time

import pytest

from vaka.areas.night_care import plan_rules, scenes
from vaka.areas.night_care.plan_rules import (
    PLAN_TRANSITIONS,
    CheckForm,
    Cohabitant,
    Consent,
    PlanState,
    Standing,
    Supervision,
)
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

TODAY = date(2026, 3, 10)
WRITERS = {"unit_manager", "provider_manager", "nurse"}
ALLOWED = {
    ("draft", "night_plan.agree"), ("agreed", "night_plan.revise"),
    ("draft", "night_plan.end_plan"), ("agreed", "night_plan.end_plan"),
}  # fmt: skip
WHOLE = Standing(
    needs="Vaknar ofta", assessor="team", act="sol", assessed_date=TODAY, wish="Sova i fred",
    consent=Consent.GIVEN, cohabitant=Cohabitant.NONE, will_sought="", heard="",
    ground_holds=False, supervision=Supervision.VISITS, forms=["look"], not_seen="", failure="",
    review_date=date(2026, 9, 1), review_until=date(2026, 9, 10), today=TODAY,
)  # fmt: skip
CAMERA = replace(
    WHOLE, supervision=Supervision.CAMERA, forms=["camera"], not_seen="Gå dit", failure="Gå dit"
)
UNABLE = replace(
    CAMERA, consent=Consent.CANNOT, wish="", will_sought="Visade bilder", heard="Dottern: ja"
)


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", PLAN_TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    found = {(state.value, step.verb) for state in PlanState if fits(step, state, "skäl", "").ok}
    assert found == {pair for pair in ALLOWED if pair[1] == step.verb}
    assert (step.capability in all_roles()[role].can) is (role in WRITERS)


@pytest.mark.parametrize(
    ("plan", "codes"),
    [
        (WHOLE, ()),
        (replace(WHOLE, needs=" "), ("needs",)),
        (replace(WHOLE, act=""), ("needs",)),
        (replace(WHOLE, wish=""), ("wish",)),
        (replace(WHOLE, consent=""), ("wish",)),
        (replace(WHOLE, forms=[]), ("checks",)),
        (replace(WHOLE, supervision=""), ("supervision",)),
        (replace(WHOLE, supervision=Supervision.NONE, forms=[]), ()),
        (replace(WHOLE, supervision=Supervision.NONE), ("checks",)),
        (replace(WHOLE, review_date=None), ("review_date",)),
        (replace(WHOLE, review_date=TODAY), ("review_date",)),
        (replace(WHOLE, review_date=date(2026, 9, 11)), ("review_date",)),
        (CAMERA, ()),
        (replace(CAMERA, failure=""), ("not_seen",)),
        (replace(CAMERA, consent=Consent.DECLINED), ("consent",)),
        (replace(CAMERA, consent=Consent.WITHDRAWN), ("consent",)),
        (replace(CAMERA, cohabitant=Cohabitant.DECLINED), ("cohabitant",)),
        (UNABLE, ("ground",)),
        (replace(UNABLE, ground_holds=True), ()),
        (replace(UNABLE, ground_holds=True, heard=""), ("will_sought",)),
        (replace(WHOLE, consent=Consent.DECLINED), ()),
        (replace(WHOLE, consent=Consent.DECLINED, forms=["camera"], not_seen="a", failure="b"),
         ("consent",)),
    ],
)  # fmt: skip
def test_a_plan_is_agreed_when_will_and_need_stand_in_it(plan, codes):
    assert plan_rules.may_agree(plan).codes == codes


def test_nobody_elses_view_is_a_consent():
    """What relatives said changes nothing: only a ground in force opens technology."""
    heard = replace(UNABLE, heard="God man samtycker till kamera")
    assert plan_rules.may_agree(heard).codes == ("ground",)
    assert {one.value for one in Consent} == {"given", "declined", "cannot", "withdrawn"}


@pytest.mark.parametrize(
    ("agreed", "staffing", "opens"),
    [(True, False, False), (False, False, True), (True, True, True), (False, True, True)],
)
def test_a_protective_measure_is_a_deviation_without_a_yes_or_for_want_of_staff(
    agreed, staffing, opens
):
    assert plan_rules.opens_deviation(is_agreed=agreed, for_staffing=staffing) is opens


def test_a_plan_is_current_until_its_review_and_a_ground_between_its_days():
    assert plan_rules.is_current(PlanState.AGREED, TODAY, TODAY)
    assert not plan_rules.is_current(PlanState.AGREED, date(2026, 3, 9), TODAY)
    assert not plan_rules.is_current(PlanState.DRAFT, TODAY, TODAY)
    assert not plan_rules.is_current(PlanState.AGREED, None, TODAY)
    assert plan_rules.holds(TODAY, None, TODAY)
    assert plan_rules.holds(TODAY, TODAY, TODAY)
    assert not plan_rules.holds(date(2026, 3, 11), None, TODAY)
    assert not plan_rules.holds(date(2025, 1, 1), date(2026, 3, 9), TODAY)


def test_the_night_goes_over_midnight():
    assert plan_rules.fast_hours(time(20), time(7, 30)) == 11.5
    assert plan_rules.fast_hours(None, time(7)) is None
    assert plan_rules.minute_of(time(1, 30), 21) == 270
    assert plan_rules.minute_of(time(20, 30), 21) == 1410
    assert plan_rules.may_check(form=CheckForm.CAMERA, staff=2).codes == ("staff",)
    assert plan_rules.may_check(form=CheckForm.HELP, staff=2).ok


@pytest.mark.parametrize(
    ("start", "end", "within"),
    [
        (60, 120, (60, 120)),
        (540, 660, (540, 600)),
        (1410, 60, (0.0, 60)),
        (700, 800, None),
        (0, 600, (0, 600)),
    ],
)
def test_a_time_is_cut_to_the_night(start, end, within):
    assert scenes.window(start, end, 600.0) == within
    found = scenes.check("look", start, end, 600.0, (3.0, 1, 30))
    assert (found is None) is (within is None)


@pytest.mark.parametrize("state", list(PlanState))
def test_a_plan_is_written_as_a_draft_and_protected_until_it_ends(state):
    assert plan_rules.may_write(state).ok is (state == PlanState.DRAFT)
    assert plan_rules.may_protect(state).ok is (state != PlanState.ENDED)


def test_a_room_has_one_plan_and_no_plan_a_number():
    assert plan_rules.may_begin(has_plan=False)
    assert plan_rules.may_begin(has_plan=True).codes == ("room",)
    assert plan_rules.without_numbers([])
    assert plan_rules.without_numbers(["needs", "wish"]).codes == ("needs", "wish")


@pytest.mark.parametrize(
    ("words", "source", "until", "codes"),
    [
        ("Stöd", "Beslut", None, ()),
        ("Stöd", "Beslut", TODAY, ()),
        (" ", "", date(2026, 3, 9), ("words", "source", "valid_until")),
    ],
)
def test_a_ground_has_words_source_and_a_last_day_after_its_first(words, source, until, codes):
    assert plan_rules.may_set_ground(words, source, TODAY, until).codes == codes


@pytest.mark.parametrize(("hours", "long"), [(None, False), (11.0, False), (11.1, True)])
def test_a_night_fast_beyond_the_longest_is_long(hours, long):
    assert plan_rules.is_long_fast(hours, 11.0) is long
