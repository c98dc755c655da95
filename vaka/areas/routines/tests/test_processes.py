"""Processes, their maps and gaps, and what meets the regulation's duties."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.routines import coverage, process_actions, process_queries
from vaka.areas.routines.drawing import Step, drawn, wrapped
from vaka.areas.routines.models import DutyAnswer, Process, RoutineVersion
from vaka.areas.routines.process_actions import Described, PlannedActivity
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.duties import Duty, DutyState


def _described(units, kim, approved, **more) -> Described:
    routine = RoutineVersion.objects.get(pk=approved.pk).routine
    values = {"title": "När någon faller", "unit": units["almen"], "owner": kim.person} | more
    activities = [
        PlannedActivity("Ta hand om personen", "carer", routine),
        PlannedActivity("Bedöm skadan", "nurse"),
        PlannedActivity("Följ upp"),
    ]
    return Described(**values, activities=activities)


@pytest.fixture
def process(units, kim, approved) -> Process:
    """Give a process of Almen with two gaps."""
    return process_actions.describe(by=kim, described=_described(units, kim, approved))


def test_lanes_follow_roles_and_gaps_are_marked():
    found = drawn([Step("A", "Omsorg", "R"), Step("B", "", "R"), Step("C", "Omsorg", "")], "Ingen")
    assert [lane.is_gap for lane in found.lanes] == [False, True]
    assert [box.is_gap for box in found.boxes] == [False, True, True]
    assert [box.x for box in found.boxes] == sorted(box.x for box in found.boxes)
    assert found.boxes[0].y == found.boxes[2].y < found.boxes[1].y
    assert len(found.arrows) == 2
    assert drawn([], "Ingen").boxes == []


def test_long_words_break_into_lines():
    assert wrapped("Följ upp i teamet på måndag", 10) == ["Följ upp i", "teamet på", "måndag"]
    assert wrapped("Omvårdnadsdokumentation", 10) == ["Omvårdnad-", "sdokument-", "ation"]


def test_a_process_shows_what_is_missing(process, kim, client_as):
    page = process_queries.process_page(kim, process.pk)
    assert [line.name for line in page.gaps] == ["Bedöm skadan", "Följ upp"]
    assert process_queries.processes(kim)[0].gaps == 2
    text = client_as(kim).get(reverse("routines:process", args=[process.pk])).content.decode()
    assert "<svg" in text
    assert "2 aktiviteter saknar rutin eller ansvarig" in text
    assert AuditRow.objects.filter(verb="process.describe").exists()


def test_it_is_changed_whole_by_those_who_write(process, units, kim, bo, astrid, approved):
    changed = _described(units, kim, approved, title="Fall")
    again = process_actions.describe(by=bo, described=changed, process_id=process.pk)
    assert (again.version, again.activities.count()) == (2, 3)
    with pytest.raises(NotAllowed):
        process_actions.describe(by=astrid, described=changed, process_id=process.pk)


def test_the_outsider_meets_no_process_of_another_home(process, cecilia, client_as):
    with pytest.raises(NotVisible):
        process_queries.process_page(cecilia, process.pk)
    client = client_as(cecilia)
    assert client.get(reverse("routines:process", args=[process.pk])).status_code == 404
    assert "När någon faller" not in client.get("/processer/").content.decode()


def test_a_process_from_the_form(client_as, kim, units, approved):
    sent = {"title": "Klagomål", "unit": "almen", "owner": str(kim.person.pk), "purpose": "",
            "follow_up": "", "a-TOTAL_FORMS": "3", "a-INITIAL_FORMS": "0", "a-0-name": "Ta emot",
            "a-0-role": "carer", "a-1-name": "", "a-2-name": "Svara"}  # fmt: skip
    client = client_as(kim)
    client.post(reverse("routines:new_process"), sent)
    process = Process.objects.get()
    assert [one.name for one in process.activities.all()] == ["Ta emot", "Svara"]
    assert client.get(reverse("routines:change_process", args=[process.pk])).status_code == 200


def test_every_duty_is_data_with_dates():
    found = coverage.duties_on(date(2026, 1, 1))
    assert {one.at.split()[0] for one in found} == {"3", "4", "5", "6", "7"}
    assert len({one.key for one in found}) == len(found) == 18
    assert coverage.duties_on(date(2011, 12, 31)) == []
    known = {"process", "routine", "role", "evidence"}
    assert all(set(one.wants) <= known for one in found)
    assert all(one.topic for one in found if "evidence" in one.wants)


def test_gaps_and_what_is_late_are_plain(units, kim, process, approved, monkeypatch):
    today = timezone.localdate()
    wheel = [
        Duty("Egenkontroll hygien", today.replace(day=1), "Almen", "Enhetschef", DutyState.DONE,
             "/a/", today, topic="self_check"),
        Duty("Riskanalys", date(2026, 1, 1), "Almen", "Enhetschef", topic="risk_analysis"),
    ]  # fmt: skip
    monkeypatch.setattr(duties, "_sources", [lambda *_: wheel])
    routine = RoutineVersion.objects.get(pk=approved.pk).routine
    process_actions.answer_duty(by=kim, key="5.2", process=process, routine=routine, role="carer")
    rows = {row.duty.key: row for row in coverage.coverage(kim).rows}
    assert rows["5.2"].is_met
    assert rows["5.2"].evidence.url == "/a/"
    assert rows["5.1"].evidence.is_late
    assert rows["4.2"].process.is_gap
    found = coverage.coverage(kim)
    assert (found.met, found.late > 0, found.gaps > 10) == (1, True, True)
    assert DutyAnswer.objects.get().key == "5.2"


def test_only_who_writes_for_the_board_answers(client_as, kim, bo, cecilia, units):
    with pytest.raises(NotAllowed):
        process_actions.answer_duty(by=bo, key="5.2", process=None, routine=None, role="")
    assert client_as(bo).get("/tackning/5.2/").status_code == 403
    assert client_as(kim).get("/tackning/9.9/").status_code == 404
    client = client_as(kim)
    assert client.post("/tackning/5.2/", {"role": "unit_manager"})["Location"] == "/tackning/"
    assert "Enhetschef" in client.get("/tackning/").content.decode()
    assert client_as(cecilia).get("/tackning/").status_code == 200
