"""What analytics is told of night plans: spans of days, nobody's name, ended when the plan is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vaka.areas.night_care import actions, facts, plan_actions
from vaka.areas.night_care.actions import NewPlace, NewRoom
from vaka.areas.night_care.models import NightRoom
from vaka.metrics.facts import NIGHT_PLAN, OPEN_END


@pytest.fixture
def rooms(bo, units):
    told = [NewRoom("101", 0.2), NewRoom("102", 0.3)]
    actions.set_rooms(by=bo, unit=units["almen"],
                      places=[NewPlace(units["almen-1"], 1, False, told)])  # fmt: skip
    return {one.label: one for one in NightRoom.objects.all()}


def spans(room):
    rows = [row for row in facts.rows(None, None) if row["row_id"] == str(room.pk)]
    return [(row["from_date"], row["to_date"], row["is_met"]) for row in rows]


def test_a_room_has_a_plan_from_its_agreement_to_its_review(rooms, bo):
    today, before = timezone.localdate(), facts.stamp()
    review = today + timedelta(days=40)
    case = plan_actions.begin_plan(by=bo, room_id=rooms["101"].pk)
    told = {"needs": "Oro", "assessor": "team", "act": "sol", "assessed_date": today,
            "wish": "Sova ifred", "consent": "given", "supervision": "none",
            "review_date": review}  # fmt: skip
    case = plan_actions.write_plan(by=bo, case_id=case.pk, version=case.version, told=told)
    assert spans(rooms["101"]) == [(today, OPEN_END, False)]
    case = plan_actions.agree(by=bo, case_id=case.pk, version=case.version)
    after = review + timedelta(days=1)
    assert spans(rooms["101"]) == [(today, after, True), (after, OPEN_END, False)]
    assert spans(rooms["102"]) == [(today, OPEN_END, False)]
    assert facts.stamp() != before
    row = next(facts.rows(None, None))
    assert row.keys() == {column.name for column in NIGHT_PLAN.columns}
    assert "Oro" not in str(row)
    plan_actions.end_plan(by=bo, case_id=case.pk, version=case.version, words="Flyttat")
    assert spans(rooms["101"]) == [(today, OPEN_END, False)]
