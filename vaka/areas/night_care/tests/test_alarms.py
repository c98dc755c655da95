"""A log of alarms: what is one, what came when, the hour that comes twice, and what it is for."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from vaka.areas.night_care import (
    actions,
    alarm_actions,
    alarm_rules,
    imports,
    jobs,
    queries,
    tonight_queries,
)
from vaka.areas.night_care.actions import NewHome, NewPlace, NewRoom
from vaka.areas.night_care.models import AlarmEvent, NightRoom, StaffingAnswer
from vaka.areas.night_care.tonight_rules import night_at, on_night
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed
from vaka.foundation.audit.models import AuditRow

HEAD = "Larmnummer;Enhet;Rum;Händelse;Prioritet;Larmade;Kvitterat;Hjälp på plats"
LOG = (
    "1;almen-1;Rum 101, säng;Larm;Akut;2026-10-20 23:10;2026-10-20 23:11;2026-10-20 23:18",
    "2;almen-1;101;Provlarm;;2026-10-20 23:20;;",
    "3;almen-1;101;Livstecken;;2026-10-20 23:30;;",
    "4;almen-1;101;Livstecken;;2026-10-20 23:35;;",
    "5;almen-1;102;Återställning;;2026-10-20 23:40;;",
    "6;almen-1;999;Matta;Låg;2026-10-21 02:00;2026-10-21 01:00;",
    "7;björken-1;101;Larm;;2026-10-20 23:10;;",
    "8;almen-1;101;Larm;;2026-10-25 02:50;2026-10-25 02:10;2026-10-25 02:20",
)


@pytest.fixture
def home(bo, units):
    """Tell of Almen's nights, with two rooms."""
    new = NewHome("special", 1, [1.0] * 10, 20, 10, 8, 0, 0.5, 2, 10, 10, 80, [])
    actions.tell_home(by=bo, unit=units["almen"], new=new, night_hours=10)
    rooms = [NewRoom("101", 0.2), NewRoom("102", 0.3)]
    actions.set_rooms(by=bo, unit=units["almen"],
                      places=[NewPlace(units["almen-1"], 1, False, rooms)])  # fmt: skip
    return {one.label: one for one in NightRoom.objects.all()}


def read(folder, by, lines, **more):
    path = folder / "larm.csv"
    path.write_text("\n".join([HEAD, *lines]) + "\n", "utf-8")
    file = read_typed(path, imports.SCHEMA)
    return imports.import_rows(by=by, file=file, options=ImportOptions(source="larm.csv", **more))


def test_alarms_are_kept_apart_from_all_else_the_log_says(tmp_path, home, bo):
    found = read(tmp_path, bo, LOG)
    assert (found.read, found.imported, found.unchanged, found.rejected) == (8, 3, 4, 1)
    told = " ".join(one.reason for one in found.warnings)
    assert "Livstecken är inga larm. Så många rader är utelämnade: 2." in told
    assert "Rummet finns inte" in told
    assert "ligger före larmet" in told
    first = AlarmEvent.objects.get(key__endswith=":1")
    assert (first.room, first.is_urgent, first.kind) == (home["101"], True, "Larm")
    assert (first.acknowledged_at - first.raised_at, first.helped_at - first.raised_at) == (
        timedelta(minutes=1), timedelta(minutes=8))  # fmt: skip
    unknown = AlarmEvent.objects.get(key__endswith=":6")
    assert (unknown.room, unknown.kind, unknown.acknowledged_at) == (None, "Matta", None)
    assert AuditRow.objects.get(verb="night_care.take_alarms").data["new"] == 3


def test_nobody_takes_in_alarms_of_another_home(tmp_path, home, bo, cecilia):
    read(tmp_path, bo, LOG[:1])
    one = AlarmEvent.objects.get()
    one.pk = None
    one.key = "another"
    with pytest.raises(NotAllowed):
        alarm_actions.take_alarms(by=cecilia, rows=[one], source="x")
    assert AlarmEvent.objects.count() == 1


def test_the_hour_that_comes_twice(tmp_path, home, bo):
    read(tmp_path, bo, LOG[7:])
    one = AlarmEvent.objects.get()
    assert one.raised_at == datetime(2026, 10, 25, 0, 50, tzinfo=UTC)
    assert one.acknowledged_at == datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert one.helped_at == datetime(2026, 10, 25, 1, 20, tzinfo=UTC)


def test_the_same_log_again_adds_nothing_and_others_may_not(tmp_path, home, bo, astrid, cecilia):
    assert read(tmp_path, bo, LOG, dry_run=True).imported == 3
    assert not AlarmEvent.objects.exists()
    read(tmp_path, bo, LOG)
    again = read(tmp_path, bo, LOG)
    assert (again.imported, again.unchanged) == (0, 7)
    with pytest.raises(NotAllowed):
        read(tmp_path, astrid, LOG)
    assert read(tmp_path, cecilia, LOG[:1]).rejected == 1
    assert AlarmEvent.objects.count() == 3


def test_a_number_of_a_person_is_refused(tmp_path, home, bo):
    row = "9;almen-1;811218-9876;Larm;;2026-10-20 23:10;;"
    assert read(tmp_path, bo, [row]).rejected == 1


def alarm(room, night, k, clock=time(23)):
    at = on_night(night, clock)
    AlarmEvent(key=f"{room.label}:{night}:{k}", unit=room.unit, room=room, raised_at=at,
               source="x").save(force_insert=True)  # fmt: skip


def test_a_fortnight_of_log_is_used_and_drawn_towards_the_mean(home, bo):
    last = night_at(datetime.now(UTC)) - timedelta(days=1)
    for back in range(12):
        for k in range(3):
            alarm(home["101"], last - timedelta(days=back), k)
    few = queries.question(bo, "almen")
    assert {one.alarms for one in few.scenario.residents} == {None}
    assert "alarms" not in few.measured
    alarm(home["102"], last - timedelta(days=13), 0)
    alarm(home["102"], last - timedelta(days=13), 1, time(14))  # by day
    asked = queries.question(bo, "almen")
    rates = {one.code[-3:]: one.alarms for one in asked.scenario.residents}
    assert sum(rates.values()) == pytest.approx(37 / 14)
    assert 1 / 14 < rates["102"] < 37 / 28 < rates["101"] < 36 / 14
    assert "alarms" in asked.measured
    assert (few.held["nights"], asked.held["nights"]) == (0, 14)
    counts = dict(zip(rates, asked.held["counts"], strict=True))
    assert (counts["101"], counts["102"]) == (36, 1)


def test_tonights_alarms_stand_on_the_list(home, astrid, cecilia):
    night = tonight_queries.night_now()
    alarm(home["101"], night, 0)
    alarm(home["101"], night - timedelta(days=1), 0)
    assert [one.raised_at for one in tonight_queries.tonight(astrid).alarms] == [
        on_night(night, time(23))
    ]
    assert tonight_queries.tonight(cecilia).alarms == []


@pytest.mark.parametrize(
    ("text", "label"),
    [("Rum 104, säng", "104"), ("104", "104"), ("B:12", "12"), ("Köket", "Köket")],
)
def test_what_a_log_calls_a_room(text, label) -> None:
    assert alarm_rules.room_label(text) == label


def test_a_step_before_its_alarm_is_left_out() -> None:
    raised = on_night(date(2026, 11, 28), time(1))
    assert alarm_rules.came_after(raised, raised - timedelta(minutes=1)) is None
    assert alarm_rules.came_after(raised, raised) == raised
    assert alarm_rules.came_after(raised, None) is None


def test_what_the_log_calls_something_unknown_is_an_alarm() -> None:
    assert alarm_rules.is_alarm(None)
    assert [one for one in alarm_rules.LogRow if alarm_rules.is_alarm(one)] == ["alarm"]


def test_half_hours_go_by_the_clock_also_where_an_hour_comes_twice() -> None:
    night = date(2026, 10, 24)
    assert alarm_rules.half_hour(on_night(night, time(21, 29)), 21) == 0
    assert alarm_rules.half_hour(on_night(night, time(0, 30)), 21) == 7
    twice = on_night(night, time(2, 40))
    assert {alarm_rules.half_hour(twice + timedelta(hours=k), 21) for k in (0, 1)} == {11}


def test_a_log_by_half_hour_has_its_nights_counts_and_squares() -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 3)
    found = alarm_rules.by_half_hour([(first, 0), (first, 0), (last, 0), (last, 2)], 3)
    assert found == {"nights": 3, "counts": [3, 0, 1], "squares": [5, 0, 1]}
    assert alarm_rules.by_half_hour([], 2) == {"nights": 0, "counts": [0, 0], "squares": [0, 0]}


def test_a_log_corrects_the_demand_of_an_answer_and_asked_again_it_is_the_same(home, bo, client_as):
    last = night_at(datetime.now(UTC)) - timedelta(days=1)
    first = jobs.ask_job(by=bo, progress=lambda *_told: None, code="almen", nights=30)
    page = client_as(bo).get(first["url"]).content.decode()
    assert "Ingen larmlogg är inläst" in page
    for back in range(20):
        for k in range(3):
            alarm(home["101"], last - timedelta(days=back), k, time(3, 10))
    asked = queries.question(bo, "almen")
    assert (asked.log["nights"], asked.log["counts"][12]) == (20, 60)
    made = jobs.ask_job(by=bo, progress=lambda *_told: None, code="almen", nights=30)
    page = client_as(bo).get(made["url"]).content.decode()
    assert "Loggen har 20 nätter." in page
    assert "Säkert fler larm än väntat i halvtimmarna från kl. 03.00." in page
    answer = StaffingAnswer.objects.first()
    rows = answer.found["correction"]["half_hours"]
    assert rows[12]["expected"] < rows[12]["alarms"] <= rows[12]["seen"] == 3.0
    jobs.again_job(by=bo, progress=lambda *_told: None, answer_id=str(answer.pk))
    assert answer.replays.get().digest == answer.digest
