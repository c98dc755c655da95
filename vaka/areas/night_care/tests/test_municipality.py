"""All homes in one table: what asks for a look comes first; changed homes are asked anew."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.night_care import actions, jobs, sentences
from vaka.areas.night_care.actions import NewHome, NewPlace, NewRoom
from vaka.areas.night_care.models import StaffingAnswer
from vaka.areas.night_care.municipality_actions import ask_changed
from vaka.areas.night_care.municipality_queries import Municipality, has_changed, homes
from vaka.areas.night_care.rules import Ruling, Stand, Sure, stand_of
from vaka.foundation.jobs.models import Job, JobState

STANDS = [
    (Stand.UNTOLD, {"staff": None}), (Stand.UNASKED, {}),
    (Stand.UNDECIDED, {"sure": Sure.LIKELY}), (Stand.UNDECIDED, {"sure": Sure.UNSURE}),
    (Stand.SHORT, {"sure": Sure.NO}), (Stand.SHORT, {"sure": Sure.CANNOT, "is_changed": True}),
    (Stand.CHANGED, {"sure": Sure.YES, "is_changed": True}),
    (Stand.BELOW, {"sure": Sure.YES, "ruling": "enough", "decided": 3}),
    (Stand.BELOW, {"ruling": "not_enough", "decided": 3}),
    (Stand.NOT_ENOUGH, {"sure": Sure.NO, "ruling": "not_enough", "decided": 2}),
    (Stand.HOLDS, {"sure": Sure.NO, "ruling": "with_measure", "decided": 2}),
    (Stand.CHANGED, {"sure": Sure.NO, "ruling": "enough", "decided": 1, "is_changed": True}),
]  # fmt: skip


@pytest.mark.parametrize(("stand", "told"), STANDS)
def test_how_a_home_stands(stand, told):
    known = {"staff": 2, "sure": None, "ruling": "", "decided": 0, "is_changed": False} | told
    assert stand_of(**known) == stand


def tell(by, unit, ward, staff):
    new = NewHome("special", staff, [2.0] * 10, 20, 10, 8, 2, 0.5, 2, 10, 10, 80, [])
    actions.tell_home(by=by, unit=unit, new=new, night_hours=10)
    rooms = [NewRoom(str(100 + k), 0.2) for k in range(4)]
    actions.set_rooms(by=by, unit=unit, places=[NewPlace(ward, 1, False, rooms)])


def ask(by, code):
    jobs.ask_job(by=by, progress=lambda *_said: None, code=code, nights=20)
    return StaffingAnswer.objects.filter(unit__code=code).first()


def test_the_homes_stand_by_what_asks_for_a_look(bo, cecilia, kim, units, client_as):
    tell(bo, units["almen"], units["almen-1"], 3)
    tell(cecilia, units["bjorken"], units["bjorken-1"], 2)
    answer = ask(bo, "almen")
    until = timezone.localdate() + timedelta(days=9)
    actions.sign(by=bo, answer_id=answer.pk, ruling=Ruling.ENOUGH, words="Tre i natt räcker",
                 valid_until=until)  # fmt: skip
    stands = {row.code: row.stand for row in homes(kim).rows}
    assert stands["almen"] == Stand.HOLDS
    assert stands["bjorken"] == Stand.UNASKED
    tell(bo, units["almen"], units["almen-1"], 2)
    page = homes(kim)
    assert (page.rows[0].code, page.rows[0].stand) == ("almen", Stand.BELOW)
    assert page.rows[0].decided.staff == 3
    assert page.rows[0].is_old
    assert 0 < page.rows[0].percent <= 100  # of the level with two, in the answer on three
    assert page.thin == ["Almen"]
    shown = client_as(kim).get(reverse("night_care:list")).content.decode()
    assert "behöver en blick före natten: Almen" in shown
    assert "Färre än beslutat" in shown
    assert {row.code for row in homes(cecilia).rows} == {"bjorken"}


def test_no_home_asks_for_a_look():
    assert "än" in sentences.municipality(Municipality([], [], [], 0))
    page = Municipality([None, None], [], [], 1)
    assert "1 av 2 har en bemanning som beslutat" in sentences.municipality(page)


def test_a_home_is_asked_anew_when_it_has_changed_and_only_then(bo, cecilia, units):
    tell(bo, units["almen"], units["almen-1"], 2)
    tell(cecilia, units["bjorken"], units["bjorken-1"], 2)  # nobody has asked of it
    answer = ask(bo, "almen")
    assert ask_changed() == 0
    actions.set_rooms(by=bo, unit=units["almen"], places=[
        NewPlace(units["almen-1"], 1, False, [NewRoom("101", 0.9)])])  # fmt: skip
    assert has_changed(answer, bo.on)
    assert ask_changed() == 1
    job = Job.objects.get(kind=jobs.ASK)
    assert (job.unit.code, job.started_by) == ("almen", None)
    assert ask_changed() == 0  # it is being asked
    Job.objects.update(state=JobState.FAILED)
    assert ask_changed() == 0  # and waits for a person when that fails
    Job.objects.update(state=JobState.DONE)
    ask(bo, "almen")
    assert ask_changed() == 0
    actions.set_rooms(by=bo, unit=units["almen"], places=[
        NewPlace(units["almen-1"], 1, False, [])])  # fmt: skip
    assert ask_changed() == 0  # nothing to ask of
    assert Stand.CHANGED not in {row.stand for row in homes(bo).rows}
