"""What rooms have: entered, found faulty, mended, taken away; a camera that fails is a visit."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.night_care import (
    equipment_actions,
    equipment_rules,
    jobs,
    plan_actions,
    queries,
    words,
)
from vaka.areas.night_care.equipment_models import EquipmentFault, RoomEquipment
from vaka.areas.night_care.models import NightPlan, NightRoom, StaffingAnswer
from vaka.areas.night_care.plan_rules import PlanState
from vaka.areas.night_care.tests.test_municipality import tell
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.law.verdict import RuleRefused

DAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("held", "kinds", "since", "codes"),
    [([], ["camera"], DAY, []), (["camera"], ["camera", "bed"], DAY, ["kinds"]),
     ([], ["bed"], DAY + timedelta(days=1), ["since_date"]),
     ([], [], DAY, ["kinds"]), ([], ["kikare"], DAY, ["kinds"])],
)  # fmt: skip
def test_what_a_room_may_have(held, kinds, since, codes):
    verdict = equipment_rules.may_equip(held=held, kinds=kinds, since=since, today=DAY)
    assert [one.code for one in verdict.refusals] == codes


def test_a_fault_is_told_once_with_what_is_wrong_and_mended():
    assert equipment_rules.may_report(words="Svart bild", is_faulty=False).ok
    assert not equipment_rules.may_report(words="Trasig", is_faulty=False).ok
    assert not equipment_rules.may_report(words="Svart bild", is_faulty=True).ok
    assert equipment_rules.may_mend(is_faulty=True).ok
    assert not equipment_rules.may_mend(is_faulty=False).ok


def test_coverage_and_rooms_without_a_working_camera():
    assert equipment_rules.coverage(4, 1) == 25.0
    assert equipment_rules.coverage(0, 0) is None
    assert equipment_rules.blind(["a", "b"], ["b"], is_told=True) == ["a"]
    assert equipment_rules.blind(["a", "b"], [], is_told=False) == []


@pytest.fixture
def room(bo, units):
    """Tell of a home, and give a room of it whose plan in force looks by camera."""
    tell(bo, units["almen"], units["almen-1"], 2)
    found = NightRoom.objects.get(label="101")
    plan = NightPlan.objects.get(case=plan_actions.begin_plan(by=bo, room_id=found.pk))
    plan.checks.create(from_time=time(1), to_time=time(2), form="camera", minutes=0.5)
    NightPlan.objects.update(review_date=timezone.localdate() + timedelta(days=9))
    Case.objects.filter(pk=plan.pk).update(state=PlanState.AGREED)
    return found


def forms(viewer):
    """Give how the checks of room 101 are made, as the simulation is told."""
    told = queries.question(viewer, "almen").scenario.residents
    return [check.form for one in told if one.code == "almen-1:101" for check in one.checks]


def test_a_camera_that_does_not_work_is_a_visit_until_it_is_mended(room, bo, kim, client_as):
    client, path = client_as(bo), reverse("night_care:equipment", args=["almen"])
    assert forms(bo) == ["camera"]  # nothing is told of cameras yet
    equip = reverse("night_care:equip", args=["almen"])
    sent = {"room": room.pk, "kinds": ["camera", "bed"], "since_date": timezone.localdate()}
    assert client.post(equip, sent).status_code == 302
    assert "Rummet har redan" in client.post(equip, sent).content.decode()
    assert forms(bo) == ["camera"]
    camera = RoomEquipment.objects.get(kind="camera")
    fault = reverse("night_care:equipment_step", args=[camera.pk, "fel"])
    assert "Skriv vad som är fel" in client.post(fault, {"words": "Trasig"}).content.decode()
    assert client.post(fault, {"words": "Svart bild sedan i går"}).status_code == 302
    assert forms(bo) == ["look"]
    page = client_as(kim).get(path).content.decode()
    assert "ingen fungerar i rum 101" in page
    assert "Svart bild sedan i går" in page
    assert "Skriv in utrustning" not in page
    client.post(reverse("night_care:equipment_step", args=[camera.pk, "lagad"]), {"words": ""})
    assert forms(bo) == ["camera"]
    assert EquipmentFault.objects.get().mended_date == timezone.localdate()
    client.post(reverse("night_care:equipment_step", args=[camera.pk, "bort"]), {"words": ""})
    assert "ingen fungerar" not in client.get(path).content.decode()  # no camera is told of now
    verbs = AuditRow.objects.filter(verb__startswith="night_care.").values_list("verb", flat=True)
    assert {f"night_care.{one}" for one in ("equip", "report_fault", "mend", "take_away")} <= {
        *verbs}  # fmt: skip
    assert client.get(
        reverse("night_care:equipment_step", args=[camera.pk, "fel"])
    ).status_code == (404)


def test_another_homes_equipment_is_shut(room, bo, cecilia):
    today = timezone.localdate()
    with pytest.raises(NotVisible):
        equipment_actions.equip(by=cecilia, room_id=room.pk, kinds=["bed"], since_date=today)
    equipment_actions.equip(by=bo, room_id=room.pk, kinds=["bed"], since_date=today)
    one = RoomEquipment.objects.get()
    with pytest.raises(NotVisible):
        equipment_actions.report_fault(by=cecilia, equipment_id=one.pk, words="Svart bild")
    with pytest.raises(RuleRefused):
        equipment_actions.mend(by=bo, equipment_id=one.pk)
    assert not EquipmentFault.objects.exists()


def test_an_answer_says_which_cameras_became_visits_and_since_when(room, bo, client_as):
    today = timezone.localdate()
    jobs.ask_job(by=bo, progress=lambda *_told: None, code="almen", nights=20)
    before = StaffingAnswer.objects.first()
    assert before.found["blind"] == []
    equipment_actions.equip(by=bo, room_id=room.pk, kinds=["camera"], since_date=today)
    camera = RoomEquipment.objects.get(kind="camera")
    equipment_actions.report_fault(by=bo, equipment_id=camera.pk, words="Svart bild sedan i går")
    made = jobs.ask_job(by=bo, progress=lambda *_told: None, code="almen", nights=20)
    answer = StaffingAnswer.objects.first()
    told = {"room": "almen-1:101", "since": today.isoformat(), "looks": 1}
    assert answer.found["blind"] == [told]
    equipment_actions.mend(by=bo, equipment_id=camera.pk)
    page = client_as(bo).get(made["url"]).content.decode()
    assert "Kameran i rum 101 på" in page
    assert "1 tittning räknas som besök." in page
    jobs.again_job(by=bo, progress=lambda *_told: None, answer_id=str(answer.pk))
    assert answer.replays.get().digest == answer.digest
    jobs.try_job(by=bo, progress=lambda *_told: None, answer_id=str(answer.pk), staff=3, cameras=0)
    assert StaffingAnswer.objects.first().found["blind"] == [told]


def test_a_plan_may_ask_for_a_camera_where_none_is():
    rows = [{"room": "a:7", "since": None, "looks": 2}]
    assert words.dark_cameras(rows, {"a": "Plan 1"}) == [
        "Planen säger kamera i rum 7 på Plan 1, där ingen finns: 2 tittningar räknas som besök."
    ]
