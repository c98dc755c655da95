"""The rules of readiness, tabled."""

from datetime import date

import pytest

from vaka.areas.readiness import lists, rules, season_rules, stop_rules
from vaka.areas.readiness.season_rules import Readily, ReadinessState, Reply
from vaka.areas.readiness.stop_rules import CancelledHow, Consequence
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

TODAY, SOON, GONE = date(2026, 3, 10), date(2026, 9, 1), date(2026, 3, 1)
MANAGES = {"unit_manager", "provider_manager"}
MAY = {
    "sole_task.handle": MANAGES | {"quality_developer"},
    "readiness.handle": MANAGES,
    "stop.handle": {"unit_manager", "quality_developer"},
    "cancellation.handle": {"unit_manager"},
}
TABLES = (
    (rules.SoleState, rules.TRANSITIONS),
    (season_rules.ReadinessState, season_rules.TRANSITIONS),
    (stop_rules.StopState, stop_rules.TRANSITIONS),
    (stop_rules.CancellationState, stop_rules.CANCELLATION_TRANSITIONS),
)
ALLOWED = {
    ("listed", "sole_task.review"), ("listed", "sole_task.tie_risk"), ("listed", "sole_task.end"),
    ("ended", "sole_task.resume"), ("lacking", "readiness.tell_lacking"),
    ("ready", "readiness.tell_lacking"), ("lacking", "readiness.tell_ready"),
    ("ready", "readiness.tell_ready"), ("in_force", "stop.lift"), ("lifted", "stop.resume"),
    ("open", "cancellation.tie_risk"), ("open", "cancellation.settle"),
    ("open", "cancellation.judge"), ("settled", "cancellation.judge"),
}  # fmt: skip


@pytest.mark.parametrize(("states", "table"), TABLES, ids=lambda one: getattr(one, "__name__", ""))
def test_the_full_table_of_from_to_role(states, table):
    found = {(state.value, step.verb) for step in table for state in states
             if fits(step, state, "skäl", "").ok}  # fmt: skip
    assert found == {pair for pair in ALLOWED if pair[1] in {step.verb for step in table}}
    for step in table:
        roles = {code for code, role in all_roles().items() if step.capability in role.can}
        assert roles == MAY[step.capability]


@pytest.mark.parametrize(
    ("people", "stand_in", "has_risk", "codes"),
    [
        (1, "", False, ("people", "stand_in", "risk")),
        (0, " ", False, ("people", "stand_in", "risk")),
        (1, "Ekonomiassistent", False, ()),
        (1, "", True, ()),
        (2, "", False, ()),
    ],
)
def test_a_task_of_one_person_needs_a_stand_in_or_a_risk(people, stand_in, has_risk, codes):
    assert rules.may_stand(people=people, stand_in=stand_in, has_risk=has_risk).codes == codes
    assert rules.is_sole(people) is (people < 2)


def test_a_task_is_listed_whole_and_looked_over():
    whole = {"what": "Avgifter", "people": 1, "picked": 1, "review": SOON, "today": TODAY}
    assert rules.may_list(**whole).ok
    wrong = rules.may_list(what=" ", people=1, picked=2, review=TODAY, today=TODAY)
    assert wrong.codes == ("what", "people_count", "review_date")
    assert rules.due_review(TODAY) == date(2026, 9, 10)
    assert rules.is_late(GONE, TODAY, is_listed=True)
    assert not rules.is_late(GONE, TODAY, is_listed=False)
    assert not rules.is_late(TODAY, TODAY, is_listed=True)


@pytest.mark.parametrize(
    ("is_open", "is_near", "state", "codes"),
    [(True, True, "open", ()), (True, False, "open", ("risk_id",)),
     (True, True, "dropped", ("risk_id",)), (False, True, "open", ("state",))],
)  # fmt: skip
def test_a_risk_near_by_is_tied(is_open, is_near, state, codes):
    assert rules.may_tie(is_open=is_open, is_near=is_near, risk_state=state).codes == codes


def test_every_question_is_answered_and_what_remains_said():
    asked, yes, no = ("cool", "drink"), Reply(Readily.YES), Reply(Readily.NO, "Fläkt saknas")
    may = season_rules.may_answer
    assert may(asked=asked, replies={"cool": yes, "drink": no}, opens=GONE, today=TODAY).ok
    wrong = may(asked=asked, replies={"cool": Reply(Readily.PARTLY)}, opens=SOON, today=TODAY)
    assert wrong.codes == ("season", "cool_remains", "drink")
    assert season_rules.state_of([yes, yes]) is ReadinessState.READY
    assert season_rules.state_of([yes, no]) is ReadinessState.LACKING


@pytest.mark.parametrize(
    ("answered", "in_time", "late"),
    [(GONE, True, False), (TODAY, True, False), (SOON, False, False), (None, False, True)],
)
def test_in_time_is_by_the_day(answered, in_time, late):
    assert season_rules.is_in_time(answered, TODAY) is in_time
    assert season_rules.is_late(answered, TODAY, SOON) is late
    assert not season_rules.is_late(None, TODAY, TODAY)


def test_the_seasons_of_a_year_are_dated():
    codes = [one.code for one in lists.seasons(2027)]
    assert codes == ["heat", "holidays", "influenza", "christmas"]
    assert lists.seasons(lists.first_year() - 1) == ()
    with pytest.raises(lists.UnknownSeason):
        lists.season("heat", lists.first_year() - 1)
    for one in lists.seasons(2027):
        assert one.due_date < one.starts_date
        assert len({each.code for each in one.questions}) == len(one.questions) >= 3


def test_a_stop_is_opened_by_a_head_on_a_decision():
    whole = {"unit_kind": "district", "units": 1, "decision": "KS § 12", "start": TODAY}
    assert stop_rules.may_open(**whole, until=None).ok
    wrong = stop_rules.may_open(unit_kind="ward", units=0, decision="", start=TODAY, until=GONE)
    assert wrong.codes == ("unit", "units", "decision", "until_date")
    assert stop_rules.holds_on(GONE, None, SOON)
    assert not stop_rules.holds_on(GONE, TODAY, SOON)


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [("special_housing", True), ("home_care", True), ("ward", False), ("district", False),
     ("administration", False), ("principal", False)],
)  # fmt: skip
def test_a_stop_names_homes_and_not_wards_or_heads(kind, allowed):
    assert stop_rules.may_be_named(kind) is allowed


@pytest.mark.parametrize(
    ("change", "codes"),
    [({}, ()), ({"state": "lifted"}, ("state",)), ({"is_named": False}, ("unit",)),
     ({"planned": GONE}, ("planned_date",)), ({"planned": SOON}, ("planned_date",)),
     ({"is_noted": True}, ("planned",))],
)  # fmt: skip
def test_what_is_noted_was_planned_in_the_stop(change, codes):
    whole = {"state": "in_force", "is_named": True, "start": TODAY, "until": date(2026, 4, 1),
             "planned": TODAY, "is_noted": False}  # fmt: skip
    assert stop_rules.may_note(**whole | change).codes == codes


@pytest.mark.parametrize(
    ("how", "new_date", "consequence", "words", "codes"),
    [
        (CancelledHow.CANCELLED, None, Consequence.NONE, "", ()),
        (CancelledHow.POSTPONED, None, Consequence.NONE, "", ("new_date",)),
        (CancelledHow.POSTPONED, TODAY, Consequence.NONE, "", ("new_date",)),
        (CancelledHow.POSTPONED, SOON, Consequence.SOME, "Sent", ()),
        (CancelledHow.CANCELLED, None, Consequence.SERIOUS, "", ("words",)),
    ],
)
def test_a_consequence_is_told_and_a_new_day_lies_later(how, new_date, consequence, words, codes):
    verdict = stop_rules.may_judge(how=how, planned=TODAY, new_date=new_date,
                                   consequence=consequence, words=words)  # fmt: skip
    assert verdict.codes == codes


@pytest.mark.parametrize(
    ("consequence", "risk", "remedy", "ok"),
    [("serious", False, False, False), ("serious", True, False, True),
     ("serious", False, True, True), ("some", False, False, True)],
)  # fmt: skip
def test_a_serious_consequence_is_answered_before_it_is_settled(consequence, risk, remedy, ok):
    judged = Consequence(consequence)
    assert stop_rules.may_settle(consequence=judged, has_risk=risk, has_remedy=remedy).ok is ok
    assert (stop_rules.state_of(judged) == "open") is (consequence == "serious")
