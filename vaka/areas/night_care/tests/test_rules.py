"""The rules of a night's staffing, and the night as it is told, tabled."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vaka.areas.night_care import answering, drawing, rules, scenes, sentences
from vaka.areas.night_care.rules import TRANSITIONS, DecisionState, Figure, Housing, Ruling, Sure
from vaka.areas.night_care.scenes import Place, Room, Told
from vaka.calc.staffing.scenario import Check
from vaka.calc.staffing.schema import plain, read
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

TODAY = date(2026, 3, 10)
LEVEL = {"percent": 91.0, "low": 90.4, "high": 91.6, "passes": True,
         "cannot_be_given": {"alarms": 0.0, "checks": 0.0}}  # fmt: skip


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    found = {state.value for state in DecisionState if fits(step, state, "skäl", "").ok}
    assert found == {DecisionState.SIGNED}
    assert not fits(step, DecisionState.SIGNED, " ", "").ok
    decides = {"unit_manager", "provider_manager"}
    assert (step.capability in all_roles()[role].can) is (role in decides)


@pytest.mark.parametrize(
    ("hours", "staff", "codes"),
    [
        ([2.0] * 10, 2, ()),
        ([2.0] * 9, 2, ("hours",)),
        ([0.0] * 10, 2, ("hours",)),
        ([-1.0] + [2.0] * 9, 2, ("hours",)),
        ([41.0] * 10, 2, ("hours",)),
        ([2.0] * 10, 0, ("staff",)),
        ([2.0] * 10, 13, ("staff",)),
    ],
)
def test_what_is_told_of_a_home_fits_a_night(hours, staff, codes):
    assert rules.may_set_home(hours=hours, night_hours=10, staff=staff, skills={}).codes == codes


@pytest.mark.parametrize(
    ("rooms", "codes"),
    [
        ([("101", 0.0), ("102", 60.0)], ()),
        ([("101", 1.0), ("101", 2.0)], ("rooms0",)),
        ([("101", 61.0)], ("rooms0",)),
        ([("101", -1.0)], ("rooms0",)),
    ],
)
def test_each_room_stands_once_with_a_walk_within_the_house(rooms, codes):
    assert rules.may_set_rooms({"rooms0": rooms, "rooms1": [("101", 1.0)]}).codes == codes


def test_a_question_needs_rooms_and_figures():
    assert rules.may_ask(rooms=3, is_told=True).ok
    assert rules.may_ask(rooms=0, is_told=False).codes == ("home", "rooms")
    assert rules.may_try(staff=2, cameras=3, looks=3).ok
    assert rules.may_try(staff=0, cameras=4, looks=3).codes == ("staff", "cameras")


@pytest.mark.parametrize("ruling", list(Ruling))
def test_a_decision_has_its_reason_and_a_last_day(ruling):
    ask = {"ruling": ruling, "words": "Två räcker i natt", "today": TODAY}
    assert rules.may_sign(**ask, valid_until=rules.due_again(TODAY)).ok
    late = rules.may_sign(**ask | {"words": "Ja"}, valid_until=TODAY + timedelta(days=400))
    assert late.codes == ("words", "valid_until")
    assert rules.may_sign(**ask, valid_until=TODAY - timedelta(days=1)).codes == ("valid_until",)


def test_a_decision_holds_until_its_day_and_until_it_is_withdrawn():
    assert rules.is_in_force(DecisionState.SIGNED, TODAY, TODAY)
    assert not rules.is_in_force(DecisionState.SIGNED, TODAY, TODAY + timedelta(days=1))
    assert not rules.is_in_force(DecisionState.WITHDRAWN, TODAY, TODAY)


@pytest.mark.parametrize(
    ("change", "assumed", "sure"),
    [
        ({}, 0, Sure.YES),
        ({}, 1, Sure.LIKELY),
        ({"passes": False, "low": 89.0}, 0, Sure.UNSURE),
        ({"passes": False, "low": 80.0, "high": 89.9}, 0, Sure.NO),
        ({"passes": False, "percent": None, "low": None, "high": None}, 0, Sure.UNSURE),
        ({"cannot_be_given": {"alarms": 1.5, "checks": 0.0}}, 0, Sure.CANNOT),
        ({"inputs": None}, 0, Sure.YES),
        ({"inputs": {"chance": 0.97}}, 0, Sure.YES),
        ({"inputs": {"chance": 0.97}}, 1, Sure.LIKELY),
        ({"inputs": {"chance": 0.8}}, 0, Sure.LIKELY),
        ({"inputs": {"chance": 0.3}}, 0, Sure.UNSURE),
        ({"inputs": {"chance": 0.01}}, 0, Sure.NO),
    ],
)
def test_an_answer_is_as_sure_as_its_interval_and_its_figures(change, assumed, sure):
    assert rules.sure_of(LEVEL | change, 90, assumed) is sure


def test_what_is_measured_is_named_agreed_or_walked():
    named = ["alarms", "rooms"]
    assert rules.measured(named, has_plans=False, rooms_measured=False) == [Figure.ALARMS]
    every = rules.measured(named, has_plans=True, rooms_measured=True)
    assert every == [Figure.ALARMS, Figure.CHECKS, Figure.ROOMS]
    assert [rules.panes(known, 8) for known in (0, 1, 2, 7, 8)] == [0, 0, 1, 3, 4]


def test_only_one_form_of_housing_has_the_rule_on_staff():
    assert [form for form in Housing if rules.asks_presence(form)] == [Housing.SPECIAL]
    assert set(rules.OF_KIND.values()) < set(Housing)


TOLD = Told(
    name="Almen", minutes=600.0, staff=2, hours=(3.0, 2.0, 1.0), urgent_percent=20,
    double_percent=10, help_minutes=8, checks_without_plan=8, same_floor_minutes=0.5,
    other_floor_minutes=2, urgent_limit_minutes=10, limit_minutes=15, target_percent=90,
    look_again_minutes=20, assumed=("alarms",),
)  # fmt: skip
PLACES = [Place("a", 0, False), Place("b", 1, True)]
ROOMS = [Room("a", str(k), 0.2) for k in range(4)] + [
    Room("b", "9", 0.4, True, (Check(60, 120, "look"),), (120.0, 300.0))
]


def test_a_night_is_told_without_names_and_read_back_the_same():
    one = scenes.night(TOLD, PLACES, ROOMS)
    assert read(plain_as_json(one)) == one
    assert one.residents[-1].code == "b:9"
    assert sum(len(each.checks) for each in one.residents) == 9
    assert one.alarms.per_night == 6
    assert one.walking.door > 0
    assert scenes.night(TOLD, PLACES[:1], ROOMS[:4]).walking.door == 0


def test_a_camera_takes_the_place_of_looks_and_of_nothing_else():
    one = scenes.night(TOLD, PLACES, ROOMS)
    many = scenes.looks(one)
    other = scenes.instead(one, staff=3, cameras=2)
    forms = [check.form for each in other.residents for check in each.checks]
    assert forms.count("camera") == 2
    assert scenes.looks(other) == many - 2
    assert len(other.staff) == 3
    assert scenes.levels(1, 12) == [1, 2, 3]
    assert scenes.levels(12, 12) == [10, 11, 12]


def plain_as_json(one):
    """Give a scenario as JSON holds it."""
    import json

    return json.loads(json.dumps(plain(one)))


def test_the_clock_goes_over_midnight_and_the_pictures_stay_within():
    assert [drawing.clock(21, minute) for minute in (0, 90, 180, 599)] == [
        "21.00", "22.30", "00.00", "06.59",
    ]  # fmt: skip
    moves = [{"staff": 0, "from": 590.0, "to": 640.0, "kind": "alarm", "room": "a:1"},
             {"staff": 0, "from": 610.0, "to": 640.0, "kind": "alarm", "room": "a:1"}]  # fmt: skip
    drawn = drawing.night(moves, 1, 600.0, 21, ["N1"], {"Almen 1": [{"from": 590.0, "to": 620.0}]})
    for lane, kind in zip(drawn.lanes, ("alarm", "empty"), strict=True):
        (bar,) = lane.bars
        assert bar.kind == kind
        assert bar.x + bar.width <= drawing.WIDTH
        assert bar.y + bar.height <= drawn.height
    half = {"from_minute": 0.0, "work": 70.0, "walking": 5.0, "on_duty": 60.0}
    curve = drawing.curve([half], 21)
    assert curve.walking[0].y >= drawing.CURVE_BASE - drawing.CURVE_HEIGHT - 0.1


def test_a_later_model_that_tells_more_still_gives_what_was_told():
    told = {"tonight": {"model": "3", "units": [{"low": 1.0}, {"low": 2.0}]}, "gone": 1}
    more = {"tonight": {"model": "9", "new": 1, "units": [{"low": 1.0, "new": 1}, {"low": 2.0}]}}
    then = answering.as_then(more, told)
    assert then == {"tonight": told["tonight"]}
    assert answering.as_then({**more, "gone": 1}, told) == told
    assert answering.as_then({**more, "gone": 2}, told) != told
    more["tonight"]["units"].pop()
    assert answering.as_then({**more, "gone": 1}, told) != told


def test_what_is_assumed_has_its_range_and_what_is_told_lies_in_it():
    one = scenes.night(replace(TOLD, assumed=("alarms", "urgent", "minutes"), urgent_percent=50.0),
                       PLACES, ROOMS)  # fmt: skip
    held = scenes.believed(one, 0, ())
    assert held["urgent"] == [0.1, 0.5]
    assert held["minutes"][0] <= one.alarms.minutes <= held["minutes"][1]
    assert held["double"] is None
    assert held["alarms"] == [0.6, 1.4]
    assert scenes.believed(one, 21, (3, 4))["alarms"] is None


INPUTS = {"draws": 30, "least": 3, "rests_on": {
    "nights": 21, "counts": [1], "alarms": None, "urgent": [0.1, 0.3], "double": None,
    "minutes": None}}  # fmt: skip


def test_the_least_is_said_with_and_without_what_is_uncertain():
    enough = {"least": 2, "error": 0.05}
    assert "om uppgifterna stämmer." in sentences.least({"enough": enough})
    assert "behövs 3 för att vara" in sentences.least({"enough": enough, "inputs": INPUTS})
    for least, words in ((2, "Det håller även"), (None, "når ingen av nivåerna målet säkert")):
        inputs = INPUTS | {"least": least}
        assert words in sentences.least({"enough": enough, "inputs": inputs})
    assert sentences.least({"enough": enough | {"least": None}}) == "Ingen av nivåerna når målet."


def test_it_is_said_what_the_uncertainty_holds():
    assert sentences.ignorance(None) == ""
    said = sentences.ignorance(INPUTS)
    assert "larmloggens 21 nätter är få och att det antagna" in said
    known = INPUTS | {"rests_on": dict.fromkeys(INPUTS["rests_on"]) | {"nights": 0}}
    assert "räknas som kända" in sentences.ignorance(known)
