"""A home is told of, asked, tried otherwise, decided on; asked again it gives the same."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from vaka.areas.night_care import actions, jobs, queries, rules
from vaka.areas.night_care.actions import NewHome, NewPlace, NewRoom
from vaka.areas.night_care.models import NightHome, NightRoom, StaffingAnswer, StaffingDecision
from vaka.areas.night_care.rules import DecisionState, Ruling
from vaka.areas.remedies import causes
from vaka.calc.staffing import schema
from vaka.calc.staffing.questions import digest
from vaka.calc.staffing.run import MODEL
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.audit.models import AppendOnly, AuditRow
from vaka.foundation.cases.models import Case
from vaka.law.verdict import RuleRefused

HOME = {
    "form": "special", "staff": 2, "hours": "3 2,5 1 1 1 1 1 1 2 3", "urgent_percent": "20",
    "double_percent": "10", "help_minutes": "8", "checks_without_plan": 6,
    "same_floor_minutes": "0,6", "other_floor_minutes": "2", "urgent_limit_minutes": "10",
    "limit_minutes": "10", "target_percent": "80", "measured": ["alarms"],
}  # fmt: skip


def silent(_percent, _words=""):
    """Take what a job says of its progress."""


@pytest.fixture
def home(bo, units):
    """Tell of Almen's nights and rooms, and give it."""
    told = {name: float(str(value).replace(",", ".")) if name not in {
        "form", "staff", "hours", "measured", "checks_without_plan"} else value
        for name, value in HOME.items()}  # fmt: skip
    hours = [float(one.replace(",", ".")) for one in HOME["hours"].split()]
    actions.tell_home(by=bo, unit=units["almen"], new=NewHome(**told | {"hours": hours}),
                      night_hours=10)  # fmt: skip
    rooms = [NewRoom(str(number), 0.2, True) for number in range(101, 105)]
    actions.set_rooms(by=bo, unit=units["almen"],
                      places=[NewPlace(units["almen-1"], 1, True, rooms)])  # fmt: skip
    return units["almen"]


def test_a_home_is_told_of_before_it_is_asked(bo, units, client_as):
    client, place = client_as(bo), reverse("night_care:home", args=["almen"])
    assert "Boendets uppgifter saknas" in client.get(place).content.decode()
    with pytest.raises(RuleRefused):
        queries.question(bo, "almen")
    tell = reverse("night_care:tell", args=["almen"])
    assert "10 tal" in client.post(tell, HOME | {"hours": "1 2"}).content.decode()
    assert "mellanslag mellan" in client.post(tell, HOME | {"hours": "x"}).content.decode()
    assert client.post(tell, HOME).status_code == 302
    assert client.post(tell, HOME | {"staff": 3}).status_code == 302
    assert list(NightHome.objects.values_list("staff", flat=True)) == [2, 3]
    with pytest.raises(AppendOnly):
        NightHome.objects.update(staff=9)
    rooms = reverse("night_care:rooms", args=["almen"])
    sent = {"floor0": 1, "rooms0": "101 0,5 mätt\n102 x"}
    assert "102 x" in client.post(rooms, sent).content.decode()
    assert client.post(rooms, sent | {"rooms0": "101 0,5 mätt\n102 0,7"}).status_code == 302
    assert client.post(rooms, sent | {"rooms0": "101 0,6"}).status_code == 302
    used = NightRoom.objects.filter(ended_date=None)
    assert list(used.values_list("label", "minutes", "is_measured")) == [("101", 0.6, False)]


def test_a_question_is_answered_tried_signed_and_asked_again(home, bo, kim, cecilia, client_as):
    client = client_as(bo)
    made = jobs.ask_job(by=bo, progress=silent, code="almen", nights=40)
    page = client.get(made["url"]).content.decode()
    assert "2 av 8 uppgifter är uppmätta" in page
    assert "SoF (2025:468) 2 kap. 2 §" in page
    assert 'data-free="någon är där">' in page
    answer = StaffingAnswer.objects.get()
    assert {one["staff"] for one in answer.found["enough"]["levels"]} == {1, 2, 3, 4}
    assert answer.found["inputs"]["rests_on"]["urgent"] == [0.1, 0.3]
    assert "tänkbara boenden" in page
    jobs.again_job(by=bo, progress=silent, answer_id=str(answer.pk))
    assert answer.replays.get().digest == answer.digest
    jobs.try_job(by=bo, progress=silent, answer_id=str(answer.pk), staff=2, cameras=2)
    tried = StaffingAnswer.objects.get(tried={"staff": 2, "cameras": 2})
    assert tried.changed["per_night"]["visits"]["mean"] < 0
    assert tried.data_digest != answer.data_digest
    shown = client.get(reverse("night_care:answer", args=[tried.pk])).content.decode()
    assert "Jämfört över samma nätter" in shown
    _walked(client, bo, answer)
    with pytest.raises(RuleRefused):
        jobs.try_job(by=bo, progress=silent, answer_id=str(answer.pk), staff=2, cameras=99)
    with pytest.raises(AppendOnly):
        answer.save()
    with pytest.raises(NotVisible):
        jobs.again_job(by=cecilia, progress=silent, answer_id=str(answer.pk))
    read = AuditRow.objects.filter(verb="staffing_answer.read", object_id=str(answer.pk))
    assert bo.person.pk in read.values_list("actor", flat=True)
    _decided(client, bo, answer)


def test_the_same_question_gives_the_same_answer_a_year_later(home, bo, units):
    jobs.ask_job(by=bo, progress=silent, code="almen", nights=30)
    answer = StaffingAnswer.objects.get()
    rooms = [NewRoom("901", 3.0)]
    with time_machine.travel(timezone.now() + timedelta(days=366), tick=False):
        new = NewHome("special", 5, [4.0] * 10, 50, 50, 20, 40, 1, 5, 1, 1, 99, [])
        actions.tell_home(by=bo, unit=units["almen"], new=new, night_hours=10)
        actions.set_rooms(by=bo, unit=units["almen"],
                          places=[NewPlace(units["almen-1"], 7, False, rooms)])  # fmt: skip
        other = queries.question(bo, "almen")
        jobs.again_job(by=bo, progress=silent, answer_id=str(answer.pk))
    replay = answer.replays.get()
    assert (replay.asked_at - answer.asked_at).days >= 365
    assert replay.digest == answer.digest
    stored = schema.read(answer.scenario)
    assert digest(stored) == answer.data_digest != digest(other.scenario)
    assert (answer.seed, answer.nights, answer.model) == (rules.SEED, 30, MODEL)


def _walked(client, bo, answer):
    made = jobs.try_job(by=bo, progress=silent, answer_id=str(answer.pk), staff=2, cameras=0,
                        rounds=True)  # fmt: skip
    page = client.get(made["url"]).content.decode()
    assert "Rundor som Vaka föreslår" in page
    assert "Utan larm är vägen" in page
    tried = StaffingAnswer.objects.get(tried__rounds=1)
    assert {stop["room"] for stop in tried.found["rounds"]["stops"]} <= {
        f"almen-1:{label}" for label in range(101, 105)
    }
    jobs.again_job(by=bo, progress=silent, answer_id=str(tried.pk))
    assert tried.replays.get().digest == tried.digest


def _decided(client, bo, answer):
    today = timezone.localdate()
    sign = reverse("night_care:sign", args=[answer.pk])
    sent = {"ruling": Ruling.NOT_ENOUGH, "words": "Nej", "valid_until": today + timedelta(days=30)}
    assert "Skäl saknas" in client.post(sign, sent).content.decode()
    assert client.post(sign, sent | {"words": "Plan 2 står tomt för länge"}).status_code == 302
    case = Case.objects.get(kind="staffing_decision")
    assert [one.label for one in causes.found_in(bo, [case])] == [
        "Nattbemanningen räcker inte utan åtgärd"
    ]
    found = duties.due(bo, today, today + timedelta(days=40))
    assert [one.unit for one in found if one.topic == "night_care"] == ["Almen"]
    assert "Räcker inte" in client.get(reverse("night_care:list"), follow=True).content.decode()
    withdraw = reverse("night_care:withdraw", args=[case.pk])
    assert client.post(withdraw, {"version": case.version, "words": "Fel natt"}).status_code == 302
    case.refresh_from_db()
    assert case.state == DecisionState.WITHDRAWN
    assert StaffingDecision.objects.get().words == "Plan 2 står tomt för länge"
    shown = client.get(reverse("night_care:decision", args=[case.pk])).content.decode()
    assert "Gäller inte längre" in shown
