"""The yearly needs of competence: until when, decided how, summed by the budget, carried over."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from vaka.areas.competence import lists, need_actions, need_queries, need_rules
from vaka.areas.competence.models import Inventory, Need
from vaka.areas.competence.need_actions import Decision, Wanted
from vaka.areas.competence.need_rules import Money, NeedState, sums
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.duties import due
from vaka.law.verdict import RuleRefused

LAST = date(2026, 10, 31)
LANGUAGE = Wanted("Språk", 4, "course", 20_000, 1, "Avvikelser om missförstånd.")


def at(viewer, day):
    """The same person on another day."""
    return Viewer.of(viewer.person, day)


@pytest.mark.parametrize(
    ("year", "today", "ok"),
    [(2027, LAST, True), (2027, LAST + timedelta(days=1), False), (2028, LAST, True),
     (2029, LAST, False)],
)  # fmt: skip
def test_written_until_the_last_day(year, today, ok):
    assert need_rules.may_write(year, today, date(year - 1, 10, 31)).ok is ok


@pytest.mark.parametrize(
    ("state", "grants", "kronor", "words", "refused"),
    [
        ("asked", True, 0, "", []), ("asked", True, None, "", ["granted_kr"]),
        ("asked", True, -1, "", ["granted_kr"]), ("asked", False, None, " ", ["words"]),
        ("asked", False, None, "Pengarna räcker inte.", []), ("granted", True, 5, "", ["words"]),
        ("granted", False, None, "Ändrat.", []), ("declined", True, 5, "Ändrat.", []),
        ("done", True, 5, "Ändrat.", ["state"]), ("carried", True, 5, "Ändrat.", ["state"]),
    ],
)  # fmt: skip
def test_money_goes_with_a_grant_and_a_reason_with_the_rest(state, grants, kronor, words, refused):
    found = need_rules.may_decide(state, grants=grants, granted_kr=kronor, words=words)
    assert [one.code for one in found.refusals] == refused


@pytest.mark.parametrize("state", list(NeedState))
def test_what_each_state_lets_be_done(state):
    day, early, late = LAST, LAST - timedelta(days=1), LAST + timedelta(days=1)
    assert need_rules.may_change(state).ok is (state == "asked")
    out = need_rules.may_carry_out
    assert out(state, 1, 0, day, day).ok is (state in ("granted", "done"))
    assert not out(state, 1, 0, late, day).ok
    assert not out(state, 0, 0, day, day).ok
    over = need_rules.may_carry_over
    assert over(state, decides=False, today=day, last_day=day).ok is (state == "granted")
    assert not over(state, decides=False, today=late, last_day=day).ok
    assert over(state, decides=True, today=late, last_day=day).ok is (state == "granted")
    assert early < day


def test_sums_count_what_was_carried_over_in_the_year_it_went_to():
    rows = [Money("asked", 10, 0, 0), Money("granted", 20, 15, 0), Money("done", 30, 25, 28),
            Money("declined", 40, 0, 0), Money("carried", 50, 45, 0)]  # fmt: skip
    found = sums(rows, 30)
    assert (found.asked_kr, found.granted_kr, found.done_kr, found.left_kr) == (100, 40, 28, -10)
    assert sums(rows, None).left_kr is None


def test_the_open_year_changes_after_the_last_day():
    days = lists.inventory(LAST)
    assert [days.open_year(LAST), days.open_year(LAST + timedelta(days=1))] == [2027, 2028]
    assert lists.inventory(date(2025, 12, 31)) is None


@pytest.fixture
def asked(units, bo):
    return need_actions.ask_need(by=at(bo, LAST), unit=units["almen"], year=2027, wanted=LANGUAGE)


def _decided(by, need, **changed):
    new = replace(Decision(True, 15_000, 1, ""), **changed)
    return need_actions.decide_need(by=by, need_id=need.pk, version=need.version, new=new)


def test_a_need_from_the_unit_to_what_was_carried_out(asked, bo, kim, units, today):
    changed = need_actions.change_need(by=at(bo, LAST), need_id=asked.pk, version=1,
                                       wanted=replace(LANGUAGE, persons=5))  # fmt: skip
    with pytest.raises(RuleRefused, match="Någon annan"):
        _decided(kim, asked)
    granted = _decided(kim, changed)
    with pytest.raises(RuleRefused, match="redan beslutat"):
        need_actions.change_need(by=at(bo, LAST), need_id=asked.pk, version=3, wanted=LANGUAGE)
    need_actions.set_budget(by=kim, unit=units["socialforvaltningen"], year=2027, kronor=40_000)
    done = need_actions.carry_out_need(by=bo, need_id=asked.pk, version=granted.version,
                                       done_date=today, done_persons=4, done_kr=14_000)  # fmt: skip
    assert (done.state, done.rank, done.decided_by) == ("done", 1, kim.person)
    page = need_queries.needs_page(kim, 2027)
    assert (page.sums.left_kr, page.sums.done_kr, page.waiting) == (25_000, 14_000, 0)
    assert need_queries.needs_page(bo, 2027).sums.budget_kr is None
    verbs = AuditRow.objects.filter(object_id=str(asked.pk)).order_by("pk")
    assert [one.verb for one in verbs] == [
        "need.ask_need", "need.change_need", "need.decide_need", "need.carry_out_need",
    ]  # fmt: skip


def test_after_the_last_day_the_unit_writes_no_more(asked, bo, units):
    late = at(bo, LAST + timedelta(days=1))
    for refused in (
        lambda: need_actions.ask_need(by=late, unit=units["almen"], year=2027, wanted=LANGUAGE),
        lambda: need_actions.change_need(by=late, need_id=asked.pk, version=1, wanted=LANGUAGE),
        lambda: need_actions.drop_need(by=late, need_id=asked.pk, version=1),
        lambda: need_actions.hand_in(by=late, unit=units["almen"], year=2027),
    ):
        with pytest.raises(RuleRefused, match="Sista dagen"):
            refused()
    assert Need.objects.get().version == 1
    need_actions.drop_need(by=at(bo, LAST), need_id=asked.pk, version=1)
    assert not Need.objects.exists()


def test_who_may_not_is_refused(asked, bo, cecilia, kim, astrid, units):
    for by, error in ((cecilia, NotVisible), (astrid, NotVisible), (bo, NotAllowed)):
        with pytest.raises(error):
            _decided(by, asked)
    for by in (cecilia, astrid, kim):
        with pytest.raises((NotVisible, NotAllowed)):
            need_actions.ask_need(by=at(by, LAST), unit=units["almen"], year=2027, wanted=LANGUAGE)
    with pytest.raises(NotVisible):
        need_actions.ask_need(by=at(bo, LAST), unit=units["almen-1"], year=2027, wanted=LANGUAGE)
    with pytest.raises(NotAllowed):
        need_actions.set_budget(by=bo, unit=units["almen"], year=2027, kronor=1)
    with pytest.raises(NotVisible):
        _decided(kim, Need(pk=uuid.uuid4()))
    assert not need_queries.needs_page(cecilia, 2027).rows


def test_what_was_granted_and_not_done_goes_over_once(asked, kim, cecilia):
    _decided(kim, asked)
    with pytest.raises(RuleRefused, match="inget att föra över"):
        need_actions.carry_over(by=cecilia, year=2028)
    assert need_actions.carry_over(by=kim, year=2028) == 1
    with pytest.raises(RuleRefused, match="inget att föra över"):
        need_actions.carry_over(by=kim, year=2028)
    old, new = Need.objects.get(year=2027), Need.objects.get(year=2028)
    assert (old.state, new.state, new.carried_from, new.cost_kr) == (
        "carried",
        "asked",
        old,
        15_000,
    )
    assert need_queries.needs_page(kim, 2027).sums.granted_kr == 0


def test_the_wheel_tells_until_when_and_who_has_handed_in(asked, bo, kim, units):
    def told(by, topic):
        return [(one.unit, one.state) for one in due(by, date(2026, 10, 1), date(2026, 12, 31))
                if one.topic == topic]  # fmt: skip

    name = units["almen"].name
    assert told(bo, "competence_inventory") == [(name, "due")]
    need_actions.hand_in(by=at(bo, LAST), unit=units["almen"], year=2027)
    assert told(bo, "competence_inventory") == [(name, "done")]
    assert Inventory.objects.get().handed_in_by == bo.person
    assert [state for _unit, state in told(kim, "competence_decision")] == ["due"]
    _decided(kim, asked, grants=False, words="Ryms inte.")
    assert [state for _unit, state in told(kim, "competence_decision")] == ["done"]
    assert not told(bo, "competence_decision")


def test_the_pages_show_and_take(client_as, units, bo, kim, today):
    client, year = client_as(bo), need_queries.open_year(bo)
    new = f"{reverse('competence:new_need')}?ar={year}"
    sent = {"unit": "almen", "subject": "Bemötande", "persons": 6, "form": "course",
            "cost_kr": 9000, "priority": 1, "reason": "Egenkontroll."}  # fmt: skip
    assert client.post(new, sent | {"reason": ""}).status_code == 200
    assert client.post(new, sent).status_code == 302
    shut = client.post(f"{reverse('competence:new_need')}?ar={today.year - 1}", sent)
    assert "Sista dagen" in shut.content.decode()
    need = Need.objects.get()
    listing = f"{reverse('competence:needs')}?ar={year}"
    assert "1 av 1 behov väntar på beslut." in client.get(listing).content.decode()
    step = {name: reverse("competence:need_step", args=[need.pk, name])
            for name in ("andra", "ta-bort", "besluta", "genomfort", "nej")}  # fmt: skip
    assert [client.get(step[name]).status_code for name in step] == [200, 200, 403, 200, 404]
    decide = client_as(kim)
    said = {"version": 1, "grants": "no", "words": ""}
    assert "Skriv varför behovet avslås" in decide.post(step["besluta"], said).content.decode()
    assert decide.post(step["besluta"], said | {"words": "Nej."}).status_code == 302
    assert "Nej." in client.get(listing).content.decode()
