"""A night from its list to the day: taps, notes, what follows not seen, what came of it all."""

import uuid
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.deviations.models import Deviation
from vaka.areas.night_care import (
    actions,
    performed_queries,
    plan_actions,
    reporting,
    tonight_actions,
    tonight_queries,
    tonight_rules,
)
from vaka.areas.night_care.actions import NewHome, NewPlace, NewRoom
from vaka.areas.night_care.models import NightNote, NightRoom, NightRound, PerformedCheck
from vaka.areas.night_care.plan_actions import NewCheck
from vaka.areas.night_care.report import REPORTS
from vaka.documents.template import render
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.law.local_time import SWEDISH
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused
from vaka.web.offline.narrow import as_reporter

TIMES = ((time(1), time(2), "look"), (time(3), time(4), "camera"))


@pytest.fixture
def plan(bo, units):
    """Agree on a plan with a look and a camera for room 101 at Almen."""
    new = NewHome("special", 1, [1.0] * 10, 20, 10, 8, 4, 0.5, 2, 10, 10, 80, [])
    actions.tell_home(by=bo, unit=units["almen"], new=new, night_hours=10)
    place = NewPlace(units["almen-1"], 1, False, [NewRoom("101", 0.2)])
    actions.set_rooms(by=bo, unit=units["almen"], places=[place])
    case = plan_actions.begin_plan(by=bo, room_id=NightRoom.objects.get().pk)
    today = timezone.localdate()
    told = {"needs": "Oro", "assessor": "team", "act": "sol", "assessed_date": today,
            "wish": "Sova", "consent": "given", "supervision": "mixed", "not_seen": "Gå dit då",
            "failure": "Gå dit", "undisturbed_from": time(0), "undisturbed_to": time(5),
            "review_date": today + timedelta(days=60)}  # fmt: skip
    case = plan_actions.write_plan(by=bo, case_id=case.pk, version=case.version, told=told)
    for begins, ends, form in TIMES:
        check = NewCheck(begins, ends, form, 3)
        case = plan_actions.add_check(by=bo, case_id=case.pk, version=case.version, new=check)
    return plan_actions.agree(by=bo, case_id=case.pk, version=case.version)


@pytest.fixture
def at_two(monkeypatch):
    """Let it be half past two in the night after today."""
    day = timezone.localdate() + timedelta(days=1)
    now = datetime.combine(day, time(2, 30), SWEDISH)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


def row_of(viewer, form, **more):
    found = tonight_queries.tonight(viewer)
    return next(row for row in found.left if row.form == form)


def answers_of(row, outcome, why=""):
    """Write a tap as a phone does."""
    return {"act": "check", "night": tonight_queries.night_now().isoformat(),
            "check": str(row.check_id), "room": str(row.room_id), "form": row.form,
            "from": f"{row.from_time:%H:%M}", "to": f"{row.to_time:%H:%M}",
            "attempt": str(row.attempt), "outcome": outcome, "why": why}  # fmt: skip


def tap(viewer, row, outcome, why="", **more):
    """Tap as a phone does. Gives the case."""
    client_id = more.pop("client_id", None) or uuid.uuid4()
    told = answers_of(row, outcome, why)
    return reporting.accept(by=viewer, client_id=client_id, answers=told, **more)


def test_the_list_says_what_is_due_and_one_tap_is_enough(plan, at_two, astrid, client_as):
    client, address = client_as(astrid), reverse("night_care:tonight")
    body = client.get(address).content.decode()
    assert "1 tillsyn väntar nu" in body
    assert "tiden har gått ut" in body
    row = row_of(astrid, "look")
    sent = {"do": f"{row.check_id}:1:woken"}
    assert client.post(address, sent).status_code == 302
    kept = PerformedCheck.objects.get()
    assert (kept.outcome, kept.by, kept.room.label) == ("woken", astrid.person, "101")
    assert AuditRow.objects.filter(verb="night_round.mark").count() == 1
    assert AuditRow.objects.filter(verb="night_plan.read").exists()
    assert "Vaknade av oss" in client.get(address).content.decode()
    client.post(address, {"do": f"{row.check_id}:1:undone"})
    assert row_of(astrid, "look").attempt == 1


def test_not_seen_is_a_second_look_and_then_a_visit_by_the_plans_routine(plan, at_two, astrid):
    tap(astrid, row_of(astrid, "camera"), "not_seen")
    second = row_of(astrid, "camera")
    assert (second.attempt, second.routine) == (2, "Gå dit då")
    assert second.due_at == at_two + timedelta(minutes=20)
    tap(astrid, second, "not_seen")
    left = [row for row in tonight_queries.tonight(astrid).left if row.attempt == 3]
    assert [row.form for row in left] == ["look"]
    tap(astrid, left[0], "asleep")
    assert [row.form for row in tonight_queries.tonight(astrid).left] == ["look"]


def test_the_same_tap_is_kept_once_and_a_later_one_too(plan, at_two, astrid):
    row, client_id = row_of(astrid, "look"), uuid.uuid4()
    cases = {tap(astrid, row, "asleep", client_id=client_id).pk for _ in range(2)}
    tap(astrid, row, "asleep")  # another phone, in the same minute
    assert PerformedCheck.objects.count() == 1
    assert cases == {NightRound.objects.get().pk}
    tap(astrid, row, "awake")  # and then it was seen otherwise
    assert PerformedCheck.objects.count() == 2
    made = [one for one in tonight_queries.tonight(astrid).made if one.check_id == row.check_id]
    assert [one.outcome for one in made] == ["Var vaken"]


def test_want_of_time_is_a_deviation_and_a_refusal_leaves_nothing(plan, at_two, astrid, units):
    row = row_of(astrid, "look")
    tap(astrid, row, "skipped", "no_time")
    told = Deviation.objects.get()
    assert told.type == "Ej utförda insatser enligt genomförandeplan"
    assert "mellan 01.00 och 02.00 hanns inte med" in told.text
    assert (told.case.unit, told.place) == (units["almen-1"], "Rum 101")
    before = Case.objects.count(), PerformedCheck.objects.count(), AuditRow.objects.count()
    with pytest.raises(RuleRefused):
        tap(astrid, row, "seen")
    with pytest.raises(reporting.Unclear):
        reporting.accept(by=astrid, client_id=uuid.uuid4(), answers={"act": "check"})
    assert (
        Case.objects.count(), PerformedCheck.objects.count(), AuditRow.objects.count()
    ) == before  # fmt: skip


def test_other_units_and_those_who_only_see_do_nothing(plan, at_two, astrid, cecilia, sven):
    row = row_of(astrid, "look")
    for viewer in (cecilia, sven):
        with pytest.raises(NotVisible):
            tap(viewer, row, "asleep")
    assert tonight_queries.tonight(cecilia).left == []
    assert not NightRound.objects.exists()


def test_a_pin_is_enough_for_a_tap(plan, at_two, astrid):
    by_pin = as_reporter(astrid)
    tap(by_pin, row_of(by_pin, "look"), "asleep")
    assert PerformedCheck.objects.get().by == astrid.person


def test_a_note_goes_to_the_day_and_is_a_deviation_when_it_is_one(
    plan, at_two, astrid, bo, client_as
):
    client, address = client_as(astrid), reverse("night_care:tonight")
    room = NightRoom.objects.get()
    sent = {"act": "note", "room": str(room.pk), "text": "Ramlade nästan vid sängen",
            "client_id": str(uuid.uuid4())}  # fmt: skip
    number = client.post(address, sent | {"text": "Gäller 811218-9876"}).content.decode()
    assert "Ta bort personnumret" in number
    assert "Skriv vad dagen" in client.post(address, sent | {"text": " "}).content.decode()
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    assert NightNote.objects.get().deviation is None
    more = sent | {"client_id": str(uuid.uuid4()), "deviation": "on"}
    assert client.post(address, more).status_code == 302
    assert Deviation.objects.get().text == "Ramlade nästan vid sängen"
    held = NightRound.objects.get()
    page = client_as(bo).get(reverse("night_care:round", args=[held.pk])).content.decode()
    assert "2 anteckningar till dagen" in page
    assert Deviation.objects.get().case.reference in page


def test_the_night_is_handed_over_and_what_comes_late_is_taken_in(
    plan, at_two, astrid, cecilia, client_as
):
    client, row = client_as(astrid), row_of(astrid, "camera")
    opened = client.post(reverse("night_care:open_round", args=["almen-1"]))
    held = NightRound.objects.get()
    assert opened.url == reverse("night_care:round", args=[held.pk])
    page = client.get(opened.url).content.decode()
    assert "1 tillsyn blev inte gjord" in page
    assert "inget är noterat" in page
    over = reverse("night_care:hand_over", args=[held.pk])
    assert client_as(cecilia).get(over).status_code == 404
    sent = {"version": 1, "words": "Lugn natt"}
    assert client.post(over, sent).status_code == 302
    held.case.refresh_from_db()
    assert held.case.state == "handed_over"
    with pytest.raises(RuleRefused):
        tonight_actions.hand_over(by=astrid, case_id=held.pk, version=2)
    tap(astrid, row, "seen", saved_at=at_two - timedelta(minutes=50))
    kept = PerformedCheck.objects.get()
    assert kept.at == at_two - timedelta(minutes=50)
    body = client.get(opened.url).content.decode()
    assert "Syntes" in body


def test_a_plan_that_is_being_changed_holds_as_it_was_agreed(plan, at_two, astrid, bo):
    plan.refresh_from_db()
    plan_actions.revise(by=bo, case_id=plan.pk, version=plan.version, words="Mår bättre")
    row = row_of(astrid, "look")
    tap(astrid, row, "asleep")
    assert [one.form for one in tonight_queries.tonight(astrid).left] == ["camera"]
    kept = PerformedCheck.objects.get()
    assert (kept.from_time, kept.to_time) == (time(1), time(2))


def test_what_was_planned_stands_beside_what_was_done(
    plan, at_two, astrid, bo, monkeypatch, client_as
):
    tap(astrid, row_of(astrid, "look"), "woken")
    tap(astrid, row_of(astrid, "camera"), "not_seen")
    night = tonight_queries.night_now()
    found = performed_queries.followed(bo, now=at_two + timedelta(days=1))
    row = next(one for one in found.rows if one.unit.code == "almen-1")
    assert found.last == night
    assert (row.nights, row.planned, row.made, row.unmarked) == (1, 2, 1, 0)
    assert (row.wakings, row.looks, row.not_seen, row.late) == (1, 1, 1, 1)
    assert (row.quiet, row.peaceful, row.made_percent) == (1, 0, 50.0)
    monkeypatch.setattr(timezone, "now", lambda: at_two + timedelta(days=1))
    body = client_as(bo).get(reverse("night_care:nights")).content.decode()
    assert "Almen, plan 1" in body
    assert client_as(astrid).get(reverse("night_care:nights")).status_code == 200


def test_nobody_gets_an_empty_list(plan, units):
    from vaka.web.offline.narrow import nobody_at

    found = tonight_queries.tonight(nobody_at(units["almen"]))
    assert (found.left, found.made, found.units) == ([], [], [])
    assert [room.label for room in found.rooms] == ["101"]
    assert tonight_rules.night_at(timezone.now()) == found.night


def test_the_year_of_each_home_says_what_is_known_and_what_lacks(
    plan, at_two, astrid, bo, cecilia, units
):
    tap(astrid, row_of(astrid, "look"), "asleep")
    kind, day = REPORTS["nattbemanning"], (at_two + timedelta(days=1)).date()
    period = Period.parse(str(tonight_queries.night_now().year))
    asked = {"unit": units["almen"], "period": period, "as_of": day, "snapshot": "s"}
    found = kind.content(viewer=bo, **asked)
    text = Path(__file__).parents[2].joinpath("reports", "templates", kind.template).read_text()
    made = render(text, found.verbs(), found.values)
    assert set(made.tables) == {"nattplaner", "natter", "bemanning"}
    assert found.tables["nattplaner"].rows == (("Almen", 1, 1, 100.0),)
    row = found.tables["natter"].rows[0]
    assert row[:4] == ("Almen", 1, 2, 50.0)
    assert row[4] == "färre än 5"
    assert found.findings == ("Almen har inte frågat om bemanningen räcker.",)
    with pytest.raises(NotVisible):
        kind.content(viewer=cecilia, **asked)
