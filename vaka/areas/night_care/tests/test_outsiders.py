"""Every address of the area to those of other units, to nobody, and to whoever only sees."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import join
from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.night_care import actions, jobs, plan_actions, tonight_actions, tonight_rules, urls
from vaka.areas.night_care.actions import NewHome, NewPlace, NewRoom
from vaka.areas.night_care.equipment_models import EquipmentFault, RoomEquipment
from vaka.areas.night_care.factor_models import TechnologyReview
from vaka.areas.night_care.models import (
    LegalGround,
    NightHome,
    NightNote,
    NightPlan,
    NightRoom,
    NightRound,
    PerformedCheck,
    PlannedCheck,
    ProtectiveMeasure,
    StaffingAnswer,
    StaffingDecision,
)
from vaka.areas.night_care.rules import Ruling
from vaka.areas.night_care.shared_models import SharedAnswer
from vaka.areas.night_care.tonight_actions import NewNote
from vaka.areas.night_care.walk_models import WalkPlan

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (NightHome, NightRoom, StaffingAnswer, StaffingDecision, NightPlan, PlannedCheck,
        ProtectiveMeasure, SharedAnswer, LegalGround, NightRound, PerformedCheck,
        NightNote, RoomEquipment, EquipmentFault, TechnologyReview, WalkPlan)  # fmt: skip
PLANTED = "Klockstapelrummet"
SENT = {"try", "again", "grid", "ask", "drop_check", "open_round", "plan_walks", "undo_walks"}
"""Takes only what is sent."""
OF_A_NIGHT = {"round", "hand_over"}
OF_WALKS = {"walks", "plan_walks", "walk_alarm", "walk_absence", "undo_walks"}
WORKS = {
    "astrid": {"tonight", "open_round", "nights", *OF_A_NIGHT, *OF_WALKS},
    "cecilia": set(),
}
"""Astrid works the nights of Almen: what she may do is asked in `test_tonight` and
`test_walks_tonight`."""
OPENS = {"cecilia": {"list": 302, "plans": 200, "begin": 200, "grounds": 200, "tonight": 200,
                     "nights": 200},
         "astrid": {"plans": 200, "grounds": 200, "plan": 200, "paper": 200}}  # fmt: skip
"""Lists what one's own unit has; Astrid works at Almen and reads its plans, nothing of staffing."""


@pytest.fixture
def ids(bo, units):
    """Plant a home, an answer and a decision at Almen."""
    new = NewHome("special", 1, [1.0] * 10, 20, 10, 8, 2, 0.5, 2, 10, 10, 80, [], PLANTED)
    actions.tell_home(by=bo, unit=units["almen"], new=new, night_hours=10)
    rooms = [NewPlace(units["almen-1"], 1, False, [NewRoom("101", 0.2)])]
    actions.set_rooms(by=bo, unit=units["almen"], places=rooms)
    made = jobs.ask_job(by=bo, progress=lambda *_said: None, code="almen", nights=2)
    answer = StaffingAnswer.objects.get()
    day = timezone.localdate() + timedelta(days=9)
    case = actions.sign(by=bo, answer_id=answer.pk, ruling=Ruling.ENOUGH, valid_until=day,
                        words=f"{PLANTED} är varmt")  # fmt: skip
    assert str(answer.pk) in made["url"]
    room = NightRoom.objects.get()
    plan = plan_actions.begin_plan(by=bo, room_id=room.pk)
    check = PlannedCheck.objects.create(
        plan_id=plan.pk, from_time="01:00", to_time="02:00", form="look", minutes=3
    )
    new_note = NewNote(uuid.uuid4(), tonight_rules.night_at(timezone.now()), room.pk, PLANTED,
                       False, timezone.now())  # fmt: skip
    night = tonight_actions.write_note(by=bo, new=new_note)
    shared = _shared(units["sarskilt-boende"])
    equipment = RoomEquipment.objects.create(room=room, kind="camera", since_date=day)
    EquipmentFault.objects.create(equipment=equipment, words=PLANTED, found_date=day)
    TechnologyReview.objects.create(unit=units["almen"], kind="camera", wording_date=day,
                                    answers={"law": PLANTED}, decided_by=PLANTED, decided_date=day,
                                    made_at=timezone.now())  # fmt: skip
    told = {PLANTED, case.reference, night.reference}
    return {"answer_id": answer.pk, "case_id": case.pk, "night": night.pk, "unit": "almen",
            "name": "avsluta", "equipment_id": equipment.pk, "kind": "camera",
            "check_id": check.pk, "plan": plan.pk, "shared": shared.pk,
            "told": told}  # fmt: skip


def _shared(unit):
    """Plant an answer on staff that homes share."""
    level = {"shared": 1, "staff": 1, "homes": [], "percent": 91.0, "wait_90": 3.0,
             "late": {"mean": 0.0}, "breaks_not_given": {"mean": 0.0},
             "cannot_be_given": {}}  # fmt: skip
    asked = {"kind": "nurse", "homes": [], "count": 1, "drive": 4.0, "fewer": [], "limit": 30.0,
             "targets": {}}  # fmt: skip
    row = SharedAnswer(unit=unit, asked_at=timezone.now(), model=PLANTED, data_digest=PLANTED,
                       digest=PLANTED, asked=asked, scenario={},
                       found={"levels": [level], "nights": 2, "seed": 1})  # fmt: skip
    row.save(force_insert=True)
    return row


def responses(client, name, ids):
    """Ask for an address, and send it what every form of the area would take."""
    asked = {key: ids[key] for key in NAMES[name]}
    if "case_id" in asked and name not in {"decision", "withdraw"}:
        asked["case_id"] = ids["night" if name in OF_A_NIGHT else "plan"]
    if name in {"shared_answer", "sign_shared"}:
        asked["answer_id"] = ids["shared"]
    if name == "equipment_step":
        asked["name"] = "lagad"
    path = reverse(f"night_care:{name}", kwargs=asked)
    day = timezone.localdate() + timedelta(days=5)
    sent = {"staff": 1, "cameras": 0, "ruling": "enough", "words": "Nej tack alla",
            "valid_until": day, "version": 1, "floor0": 0, "rooms0": "7 1", "source": "Nej",
            "valid_from": day, "kind": "Nej", "purpose": "Nej", "review_date": day,
            "from_time": "01:00", "to_time": "02:00", "form": "look", "minutes": 3,
            "wake_percent": 1}  # fmt: skip
    for answer in (client.get(path), client.post(path, sent)):
        yield path, answer, answer.content.decode()


@pytest.mark.parametrize("user", ["cecilia", "astrid"])
def test_another_home_is_shut(user, ids, units, client_as):
    client, before, told = client_as(join(user, units)), standing(*ROWS), []
    for name in NAMES.keys() - WORKS[user]:
        allowed = (*SHUT, 405) if name in SENT else SHUT
        if name in OPENS[user]:
            allowed = (OPENS[user][name],)
        told += told_to_outsiders(responses(client, name, ids), allowed, ids["told"])
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(ids, client):
    before = standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, ids))
    assert standing(*ROWS) == before


def test_who_only_sees_changes_nothing(ids, units, client_as):
    client, before = client_as(join("sven", units)), standing(*ROWS)
    names = (
        "list home answer decision plans plan paper grounds round nights shared_answer equipment"
    ).split()
    opens = dict.fromkeys(names, 200)
    for name in NAMES.keys() - {"new_ground"}:  # grounds are his to set
        for path, answer, body in responses(client, name, ids):
            wanted = (opens[name],) if name in opens else (403, 404, 405)
            assert answer.status_code in wanted, path
            if name in {"home", "answer", "shared_answer"}:
                assert PLANTED in body
    assert standing(*ROWS) == before
