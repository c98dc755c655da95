"""A check that needs a skill: only tonight's staff who have it may do it, and the page says so."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.night_care import jobs, plan_actions, queries, scenes, sentences, walks
from vaka.areas.night_care.models import NightHome, NightPlan, NightRoom, StaffingAnswer
from vaka.areas.night_care.plan_rules import PlanState, skill_of
from vaka.areas.night_care.tests.test_municipality import tell
from vaka.areas.night_care.tests.test_staffing import HOME
from vaka.foundation.cases.models import Case

TOLD = {"staff": 3, "hours": (2.0,) * 10, "minutes": 600.0, "urgent_percent": 20.0,
        "double_percent": 10.0, "help_minutes": 8.0, "checks_without_plan": 0,
        "same_floor_minutes": 0.6, "other_floor_minutes": 2.0, "urgent_limit_minutes": 10.0,
        "limit_minutes": 10.0, "target_percent": 80.0, "look_again_minutes": 20.0,
        "assumed": (), "name": "Almen"}  # fmt: skip


def night(skills, *, staff=1):
    """Give a night with one check that needs insulin, and one that anybody may do."""
    asked = scenes.check("help", 60.0, 120.0, 600.0, (10.0, staff, 50), "insulin")
    other = scenes.check("look", 60.0, 120.0, 600.0, (3.0, 1, 50))
    rooms = [scenes.Room("a", "1", 0.2, True, (asked,)), scenes.Room("a", "2", 0.2, True, (other,))]
    told = scenes.Told(**TOLD, skills=tuple(skills.items()))
    return scenes.night(told, [scenes.Place("a", 0, False)], rooms)


def test_who_has_a_skill_is_told_to_the_simulation():
    one = night({"insulin": 1, "lyft": 2})
    assert [each.skills for each in one.staff] == [("insulin", "lyft"), ("lyft",), ()]
    assert one.residents[0].checks[0].skill == "insulin"
    assert scenes.asked_skills(one) == [("insulin", 1, 1)]
    more = scenes.instead(one, staff=5, cameras=2)
    assert [each.skills for each in more.staff[3:]] == [("insulin", "lyft"), ("lyft",)]
    assert more.residents[1].checks[0].form == "camera"
    assert scenes.looks(one) == 1  # what needs a skill is no look for a camera


@pytest.mark.parametrize(("has", "staff", "lacks"), [(1, 1, False), (0, 1, True), (1, 2, True),
                                                     (2, 2, False)])  # fmt: skip
def test_what_too_few_may_do_is_said(has, staff, lacks):
    one = night({"insulin": has}, staff=staff)
    assert scenes.is_unskilled(one) is lacks
    assert bool(list(walks.by_foot(one))[1:]) is not lacks


def test_rounds_send_only_who_has_the_skill():
    begun, told = walks.suggested(night({"insulin": 1}), 1)
    stops = {stop["room"]: stop["staff"] for stop in told["stops"]}
    assert stops["a:1"] == 0
    assert begun.residents[0].checks[0].skill == "insulin"


def test_skills_are_said_in_words():
    assert sentences.skilled([("insulin", 2, 1)], 2) == [
        "1 av 2 i natt har kompetensen insulin, som 2 tillsyner kräver. Bara de gör dem."
    ]
    assert sentences.skilled([("lyft", 1, 0)], 2) == [
        "Ingen i natt är inskriven med kompetensen lyft: 1 tillsyn kan inte ges."
    ]
    assert skill_of("  Delegering   INSULIN ") == "delegering insulin"


def test_a_plans_skill_is_asked_of_the_home_and_answered(bo, units, client_as):
    tell(bo, units["almen"], units["almen-1"], 2)
    room = NightRoom.objects.first()
    plan = NightPlan.objects.get(case=plan_actions.begin_plan(by=bo, room_id=room.pk))
    plan.checks.create(from_time=time(1), to_time=time(2), form="help", minutes=5,
                       skill="Delegering  insulin")  # fmt: skip
    NightPlan.objects.update(review_date=timezone.localdate() + timedelta(days=9))
    Case.objects.filter(pk=plan.pk).update(state=PlanState.AGREED)
    client, path = client_as(bo), reverse("night_care:tell", args=["almen"])
    assert "har kompetensen: delegering insulin" in client.get(path).content.decode()
    made = jobs.ask_job(by=bo, progress=lambda *_said: None, code="almen", nights=20)
    page = client.get(made["url"]).content.decode()
    assert "Ingen i natt är inskriven med kompetensen delegering insulin" in page
    assert "Nej, all hjälp kan inte ges." in page
    sent = HOME | {"skill:delegering insulin": "3"}
    assert "Fler än i natt har kompetensen" in client.post(path, sent).content.decode()
    assert client.post(path, sent | {"skill:delegering insulin": "1"}).status_code == 302
    assert NightHome.objects.last().skills == {"delegering insulin": 1}
    assert queries.question(bo, "almen").scenario.staff[0].skills == ("delegering insulin",)
    made = jobs.ask_job(by=bo, progress=lambda *_said: None, code="almen", nights=20)
    page = client.get(made["url"]).content.decode()
    assert "1 av 2 i natt har kompetensen delegering insulin, som 1 tillsyn kräver" in page
    newest = StaffingAnswer.objects.first()
    assert newest.found["tonight"]["cannot_be_given"]["checks"]["mean"] == 0
