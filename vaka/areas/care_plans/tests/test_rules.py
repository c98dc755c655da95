"""The rules of care plans, contacts and coordinated plans, tabled."""

from datetime import date, timedelta

import pytest

from vaka.areas.care_plans import contact_rules, lists, rules, sip_rules
from vaka.areas.care_plans.contact_rules import Title
from vaka.areas.care_plans.rules import TRANSITIONS, Original, Participation, State, Written
from vaka.areas.care_plans.sip_rules import SIP_TRANSITIONS, Contents, SipState
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

TODAY = date(2026, 3, 10)
SCALE = frozenset(range(5))
MANAGES = {"unit_manager", "provider_manager"}
WRITES = MANAGES | {"carer"}
TABLE = {
    ("draft", "care_plan.confirm"): WRITES, ("revising", "care_plan.confirm"): WRITES,
    ("valid", "care_plan.review"): WRITES, ("revising", "care_plan.drop_review"): WRITES,
    ("draft", "care_plan.end"): MANAGES, ("valid", "care_plan.end"): MANAGES,
    ("revising", "care_plan.end"): MANAGES, ("ended", "care_plan.take_up"): MANAGES,
}  # fmt: skip
SIP_ROLES = MANAGES | {"nurse", "therapist"}
SIP_TABLE = {
    ("offered", "sip.consent"), ("offered", "sip.decline"), ("started", "sip.decline"),
    ("started", "sip.settle"), ("valid", "sip.follow_up"), ("offered", "sip.end"),
    ("started", "sip.end"), ("valid", "sip.end"),
}  # fmt: skip


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    for state in State:
        allowed = TABLE.get((state.value, step.verb))
        assert fits(step, state, "skäl", "").ok is (allowed is not None)
        if allowed is not None:
            assert (step.capability in all_roles()[role].can) is (role in allowed)


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", SIP_TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_coordinated_plans(step, role):
    found = {(s.value, step.verb) for s in SipState if fits(step, s, "skäl", "").ok}
    assert found == {pair for pair in SIP_TABLE if pair[1] == step.verb}
    assert (step.capability in all_roles()[role].can) is (role in SIP_ROLES)


def test_a_plan_has_one_original():
    assert rules.may_write_here(Original.HERE).ok
    assert rules.may_write_here(Original.CASE_SYSTEM).codes == ("original",)
    assert rules.may_import(Original.CASE_SYSTEM).ok
    assert rules.may_import(Original.HERE).codes == ("original",)


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, ()),
        ({"begun": date(2026, 2, 28)}, ("begun_date",)),
        ({"is_ended": True}, ("decision",)),
        ({"has_plan": True}, ("decision",)),
        ({"mark": " "}, ("mark",)),
    ],
)
def test_a_plan_carries_out_a_decision_that_runs(more, codes):
    told = {"decided": date(2026, 3, 1), "begun": TODAY, "is_ended": False, "has_plan": False,
            "mark": "12"}  # fmt: skip
    assert rules.may_begin(**(told | more)).codes == codes


@pytest.mark.parametrize(
    ("state", "area", "now", "goal", "codes"),
    [
        ("draft", "d4", 3, 2, ()),
        ("revising", "d4", 2, 2, ()),
        ("draft", "d4", None, 2, ()),
        ("draft", "d4", 8, 9, ()),
        ("draft", "d4", 1, 2, ("state_goal",)),
        ("draft", "x", 3, 2, ("area",)),
        ("valid", "d4", 3, 2, ("state",)),
    ],
)
def test_a_goal_lies_in_a_life_area_of_a_draft(state, area, now, goal, codes):
    verdict = rules.may_set_goal(state=state, area=area, known={"d4"}, now=now, goal=goal,
                                 measured=SCALE)  # fmt: skip
    assert verdict.codes == codes


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, ()),
        ({"goals": []}, ("goals",)),
        ({"goals": [True, False]}, ("goals",)),
        ({"participation": ""}, ("participation",)),
        ({"told": " "}, ("told",)),
        ({"made": TODAY + timedelta(days=1)}, ("made_date", "valid_from")),
        ({"valid_from": TODAY - timedelta(days=1)}, ("valid_from",)),
        ({"next_review": date(2026, 9, 10)}, ()),
        ({"next_review": date(2026, 9, 11)}, ("next_review",)),
        ({"next_review": TODAY}, ("next_review",)),
        ({"next_review": None}, ("next_review",)),
    ],
)
def test_a_version_holds_when_it_is_whole(more, codes):
    whole = {"participation": Participation.DECLINED, "told": "Ville inte", "made": TODAY,
             "valid_from": TODAY, "next_review": date(2026, 6, 1), "goals": [True]}  # fmt: skip
    assert rules.may_confirm(Written(**(whole | more)), TODAY, 6).codes == codes


def test_a_plan_counts_as_current_for_six_months_to_the_day():
    made = date(2025, 8, 31)
    assert rules.is_current(made, date(2026, 2, 28), 6)
    assert not rules.is_current(made, date(2026, 3, 1), 6)
    assert not rules.is_current(None, TODAY, 6)
    assert not rules.is_current(TODAY, made, 6)
    assert rules.is_late(made, TODAY, holds=True)
    assert not rules.is_late(made, made, holds=True)
    assert not rules.is_late(made, TODAY, holds=False)


def test_a_review_says_what_it_showed():
    told = {"valid_from": date(2026, 1, 1), "on": TODAY, "today": TODAY, "outcome": "Det går bra"}
    assert rules.may_review(**told).ok
    assert rules.may_review(**(told | {"outcome": "Bra"})).codes == ("outcome",)
    assert rules.may_review(**(told | {"on": date(2025, 12, 31)})).codes == ("on",)
    assert rules.may_review(**(told | {"on": TODAY + timedelta(days=1)})).codes == ("on",)
    assert rules.may_end(begun=TODAY, on=TODAY, today=TODAY).ok
    assert not rules.may_end(begun=TODAY, on=TODAY - timedelta(days=1), today=TODAY).ok
    assert rules.may_tell_after("revising", 4, SCALE).ok
    assert rules.may_tell_after("valid", 5, SCALE).codes == ("state", "after")


@pytest.mark.parametrize(
    ("asked", "held", "exempt", "open_", "fit"),
    [
        (False, False, False, False, True),
        (True, True, False, False, True),
        (True, False, True, True, True),
        (True, False, True, False, False),
        (True, False, False, True, False),
    ],
)
def test_a_contact_holds_the_title_on_the_day(asked, held, exempt, open_, fit):
    title = Title(asked, held, exempt, open_)
    verdict = contact_rules.may_appoint(title=title, start=TODAY, today=TODAY, standing=None,
                                        minutes=60, is_open=True)  # fmt: skip
    assert title.is_fit is fit
    assert verdict.codes == (() if fit else ("person",))


def test_the_law_asks_for_contact_title_and_exemption_by_the_day():
    assert not lists.is_contact_asked(date(2022, 6, 30))
    assert lists.is_contact_asked(date(2022, 7, 1))
    assert lists.contact_asked_since() == date(2022, 7, 1)
    assert not lists.is_title_asked(date(2023, 6, 30))
    assert lists.is_title_asked(date(2023, 7, 1))
    assert lists.is_exemption_open(date(2033, 6, 30))
    assert not lists.is_exemption_open(date(2033, 7, 1))
    assert "10 kap. 7 §" in lists.contact_law(TODAY)


def test_a_contact_follows_the_one_before_and_is_told_once():
    title = Title(False, False, False, False)
    told = {"title": title, "start": TODAY, "today": TODAY, "standing": TODAY, "minutes": -1,
            "is_open": False}  # fmt: skip
    assert contact_rules.may_appoint(**told).codes == ("state", "from_date", "minutes")
    day = timedelta(days=1)
    assert not contact_rules.may_end(start=TODAY, end=TODAY - day, today=TODAY).ok
    assert not contact_rules.may_tell(start=TODAY, told=TODAY, on=TODAY, today=TODAY).ok
    assert not contact_rules.may_tell(start=TODAY, told=None, on=TODAY + day, today=TODAY).ok


def test_days_without_a_contact_and_the_load():
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    spans = [(date(2026, 2, 20), date(2026, 3, 5)), (date(2026, 3, 4), date(2026, 3, 10)),
             (date(2026, 3, 21), None)]  # fmt: skip
    assert contact_rules.days_without(first, last, spans) == 10
    assert contact_rules.days_without(first, last, []) == 31
    assert contact_rules.days_without(last, first, []) == 0
    found = contact_rules.load([1, 3, 20, 0])
    assert (found.contacts, found.persons, found.median, found.highest) == (3, 24, 3, 20)
    assert contact_rules.load([]).median is None


def test_a_coordinated_plan_has_four_contents_a_lead_and_a_follow_up():
    whole = Contents("Insatser", "Var och en", "inget", "region", "Läkaren")
    soon = TODAY + timedelta(days=1)
    assert sip_rules.may_settle(whole, soon, TODAY).ok
    empty = Contents("", " ", "", "", "")
    assert sip_rules.may_settle(empty, TODAY, TODAY).codes == (
        "help", "who", "others", "lead_who", "lead", "next_date",
    )  # fmt: skip
    assert sip_rules.may_offer(offered=soon, today=TODAY, has_one=True).codes == (
        "offered_date", "offered_date",
    )  # fmt: skip
    assert sip_rules.may_consent(offered=TODAY, on=TODAY, today=TODAY).ok
    assert not sip_rules.may_consent(offered=TODAY, on=soon, today=soon - timedelta(days=1)).ok
    assert sip_rules.is_late(TODAY, soon, "valid")
    assert not sip_rules.is_late(TODAY, TODAY, "valid")
    assert not sip_rules.is_late(TODAY, soon, "ended")


def test_the_lists_hold_eleven_areas_and_the_scale():
    assert len(lists.life_areas()) == 11
    assert lists.measured() == SCALE
    with pytest.raises(lists.UnknownLifeArea):
        lists.life_area("d10")


@pytest.mark.parametrize(
    ("whole", "parts", "few"),
    [
        (0, (0,), False), (20, (0, 20), False), (20, (8,), False), (4, (0,), True),
        (20, (3,), True), (20, (17,), True), (5, (5,), False),
    ],
)  # fmt: skip
def test_a_whole_with_a_small_part_or_a_small_rest_tells_of_few(whole, parts, few):
    assert rules.tells_of_few(whole, parts, 5) is few
