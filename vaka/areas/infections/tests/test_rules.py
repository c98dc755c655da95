"""The rules of infections, outbreaks and vaccination, tabled."""

from datetime import date, timedelta

import pytest

from vaka.areas.infections import lists, rules, tally
from vaka.areas.infections.rules import TRANSITIONS, OutbreakState, Threshold
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

TODAY = date(2026, 3, 20)
RULE = Threshold(2, 7, 3)
HANDLE = {"unit_manager", "provider_manager", "mas"}
MAY = {"outbreak.handle": HANDLE, "outbreak.end_early": {"mas"}}
ALLOWED = {
    ("under_way", "outbreak.close_outbreak"), ("under_way", "outbreak.close_early"),
    ("over", "outbreak.reopen_outbreak"),
}  # fmt: skip
CLOSED = {"infection.see", "infection.report", "outbreak.see"}


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    found = {(one.value, step.verb) for one in OutbreakState if fits(step, one, "skäl", "").ok}
    assert found == {pair for pair in ALLOWED if pair[1] == step.verb}
    assert (step.capability in all_roles()[role].can) is (role in MAY[step.capability])


@pytest.mark.parametrize("role", sorted(all_roles()))
def test_only_those_who_work_there_and_mas_meet_infections(role):
    open_to = role in {"carer", "nurse", *HANDLE}
    assert {one in all_roles()[role].can for one in CLOSED} == {open_to}


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=one) for one in days]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((), ()),
        ((0,), ()),
        ((0, 0), (0, 0)),
        ((0, 7), (7, 0)),
        ((0, 8), ()),
        ((2, 4, 30), (4, 2)),
        ((7, 9), (9, 7)),
        ((8, 9), ()),
        ((0, 9, 15), ()),
        ((1, 6, 8), (8, 6, 1)),
    ],
)
def test_two_within_seven_days_propose_an_outbreak_while_it_is_fresh(days, found):
    assert rules.due_outbreak(ago(*days), RULE, TODAY) == ago(*found)


def test_an_outbreak_opens_once_by_rule_or_with_a_reason():
    assert rules.may_open(by_rule=True, is_open=False, words="").ok
    assert rules.may_open(by_rule=False, is_open=False, words="Många i köket").ok
    assert rules.may_open(by_rule=False, is_open=True, words=" ").codes == ("unit", "words")


@pytest.mark.parametrize(("days", "may"), [(0, False), (2, False), (3, True), (9, True)])
def test_an_outbreak_ends_after_quiet_days(days, may):
    verdict = rules.may_close(last=TODAY - timedelta(days=days), rule=RULE, today=TODAY)
    assert verdict.ok is may
    if not may:
        assert str(rules.due_close(TODAY - timedelta(days=days), RULE)) in str(verdict)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, ()),
        ({"sick": date(2026, 3, 21)}, ("sick_date",)),
        ({"confirmed": date(2026, 3, 21)}, ("confirmed_date",)),
        ({"is_listed": False}, ("agent",)),
        ({"is_place": False}, ("unit",)),
        ({"room": "Anna Ek"}, ("room",)),
        ({"room": "19121212-1212"}, ("room",)),
    ],
)
def test_a_case_has_begun_is_listed_and_names_nobody(changed, codes):
    stands = {"sick": TODAY, "confirmed": None, "today": TODAY, "is_listed": True,
              "is_place": True, "room": "12B"}  # fmt: skip
    assert rules.may_report(**stands | changed).codes == codes


def test_a_case_is_confirmed_and_ends_while_it_goes_on():
    confirm = {"confirmed": TODAY, "today": TODAY, "is_listed": True, "is_over": False}
    assert rules.may_confirm(**confirm).ok
    assert rules.may_confirm(**confirm | {"is_over": True}).codes == ("outcome",)
    assert rules.may_confirm(**confirm | {"is_listed": False}).codes == ("agent",)
    end = {"over": TODAY, "sick": TODAY, "today": TODAY, "is_over": False}
    assert rules.may_end(**end).ok
    assert rules.may_end(**end | {"over": date(2026, 3, 19)}).codes == ("over_date",)
    assert rules.may_end(**end | {"is_over": True}).codes == ("outcome",)


@pytest.mark.parametrize(
    ("offered", "vaccinated", "declined", "ok"),
    [(20, 15, 5, True), (20, 15, 6, False), (0, 0, 0, True), (4, 5, 0, False)],
)
def test_nobody_answers_who_was_not_offered(offered, vaccinated, declined, ok):
    verdict = rules.may_count(offered=offered, vaccinated=vaccinated, declined=declined,
                              begins=TODAY, today=TODAY)  # fmt: skip
    assert verdict.ok is ok
    ahead = rules.may_count(offered=1, vaccinated=1, declined=0, begins=TODAY,
                            today=TODAY - timedelta(days=1))  # fmt: skip
    assert not ahead.ok
    assert rules.may_plan(begins=TODAY, ends=TODAY + timedelta(days=1)).ok
    assert rules.may_plan(begins=TODAY, ends=TODAY).codes == ("to_date",)


@pytest.mark.parametrize(
    ("vaccinated", "offered", "found"),
    [(15, 20, 75), (20, 20, 100), (0, 20, 0), (4, 20, None), (16, 20, None), (4, 4, None)],
)
def test_a_share_that_would_tell_who_is_not_shown(vaccinated, offered, found):
    assert rules.share(vaccinated, offered, 5) == found


def test_what_is_unknown_counts_with_what_it_may_be():
    assert set(lists.counted_with("calicivirus")) == {"calicivirus", "magsjuka"}
    assert set(lists.counted_with("luftvagsvirus")) == {
        "influensa", "covid-19", "rs", "luftvagsvirus",
    }  # fmt: skip
    assert lists.counted_with("skabb") == ["skabb"]
    assert not lists.agent("covid-19").holds_on(date(2019, 12, 1))
    ended = lists.Agent("x", "X", date(2020, 1, 1), until=date(2020, 2, 1))
    assert (ended.holds_on(date(2020, 2, 1)), ended.holds_on(date(2020, 2, 2))) == (True, False)
    with pytest.raises(lists.UnknownAgent):
        lists.agent("pest")
    with pytest.raises(lists.UnknownAgent):
        lists.vaccine("pest")


def test_cases_are_counted_by_day_or_week_without_gaps():
    assert tally.curve([]) == []
    assert tally.curve(ago(0, 2, 2)) == [("18/3", 2), ("19/3", 0), ("20/3", 1)]
    assert tally.curve(ago(0, 21)) == [("v. 9", 1), ("v. 10", 0), ("v. 11", 0), ("v. 12", 1)]
    mondays = tally.weeks(TODAY, 2)
    (row,) = tally.by_unit([("Almen", TODAY), ("Almen", TODAY), ("Ek", ago(30)[0])], mondays)
    assert (row.unit_name, row.counts, row.total) == ("Almen", (0, 2), 2)
