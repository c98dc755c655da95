"""Tonight's rounds on their page: laid, planned anew for an alarm and an absence, undone, kept."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.night_care import jobs, tonight_queries, walk_actions, walk_queries, walk_rules
from vaka.areas.night_care.models import NightPlan, NightRoom, NightRound, PerformedCheck
from vaka.areas.night_care.plan_rules import PlanState
from vaka.areas.night_care.tests.test_municipality import tell
from vaka.areas.night_care.walk_models import WalkPlan
from vaka.areas.night_care.walk_rules import WalkKind
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.audit.models import AppendOnly, AuditRow
from vaka.foundation.cases.models import Case
from vaka.law.verdict import RuleRefused

TIMES = ((time(23), time(0), 1), (time(2), time(3), 1), (time(4), time(5), 2))


def silent(_percent, _words=""):
    """Take what a job says of its progress."""


@pytest.fixture
def home(bo, units):
    """Tell of a home of two with a plan in force for room 101."""
    from vaka.areas.night_care import plan_actions

    tell(bo, units["almen"], units["almen-1"], 2)
    room = NightRoom.objects.get(label="101")
    plan = NightPlan.objects.get(case=plan_actions.begin_plan(by=bo, room_id=room.pk))
    for begins, ends, staff in TIMES:
        plan.checks.create(from_time=begins, to_time=ends, form="help", minutes=10, staff=staff)
    later = timezone.localdate() + timedelta(days=9)
    NightPlan.objects.update(review_date=later, number=1)
    Case.objects.filter(pk=plan.pk).update(state=PlanState.AGREED)
    return units["almen"]


@pytest.fixture
def place(home, bo):
    """Lay the rounds, and give the address of a page of theirs."""
    jobs.walks_job(by=bo, progress=silent, code="almen")
    return lambda name: reverse(f"night_care:{name}", args=["almen"])


def test_rounds_hold_the_plans_and_nothing_assumed(place, bo, client_as):
    page = client_as(bo).get(place("walks")).content.decode()
    assert "Allt hinns i tid" in page
    assert page.count("Hjälp") >= 3
    row = WalkPlan.objects.get()
    assert set(row.content["checks"]) == {"1.0", "1.1", "1.2"}
    assert AuditRow.objects.filter(verb="walk_plan.read", object_id=str(row.pk)).exists()


def test_without_rounds_the_page_offers_to_lay_them(home, bo, client_as):
    client, page = client_as(bo), reverse("night_care:walks", args=["almen"])
    assert "Lägg rundorna" in client.get(page).content.decode()
    assert client.get(reverse("night_care:walk_alarm", args=["almen"])).status_code == 404
    assert client.post(reverse("night_care:plan_walks", args=["almen"])).status_code == 302
    assert "Rundorna på Almen" in client.get(reverse("night_care:tonight")).content.decode()


def test_an_alarm_moves_the_rest_and_undo_takes_it_back(place, bo, client_as):
    client = client_as(bo)
    first = WalkPlan.objects.get()
    sent = {"room": "0", "clock": "02:10", "two": "on"}
    assert client.post(place("walk_alarm"), sent | {"clock": "12:00"}).status_code == 200
    assert client.post(place("walk_alarm"), sent).status_code == 302
    page = client.get(place("walks")).content.decode()
    assert "Larm kl. 02.10 i rum 100: resten av natten är omlagd." in page
    assert "Ångra ändringen" in page
    late = client.post(place("walk_alarm"), sent | {"clock": "01:00"}).content.decode()
    assert "Rundorna är redan ändrade efter det klockslaget." in late
    assert client.post(place("undo_walks")).status_code == 302
    newest = WalkPlan.objects.first()
    assert (newest.kind, newest.content) == (WalkKind.UNDO, first.content)
    assert WalkPlan.objects.count() == 3
    page = client.get(place("walks")).content.decode()
    assert "Den senaste ändringen är ångrad." in page
    assert "Ångra ändringen" not in page
    assert client.post(place("undo_walks"), follow=True).status_code == 200
    with pytest.raises(AppendOnly):
        first.save()


def test_when_one_goes_home_what_needs_two_cannot_be_given(place, bo, client_as):
    client = client_as(bo)
    assert client.post(place("walk_absence"), {"who": "N1", "clock": "01:30"}).status_code == 302
    page = client.get(place("walks")).content.decode()
    assert "1 insats kan inte ges" in page
    assert "två behövs och finns inte" in page
    assert "har gått hem" in page
    again = client.post(place("walk_absence"), {"who": "N1", "clock": "02:00"})
    assert again.status_code == 200


def test_a_check_that_is_made_already_is_planned_no_more(place, bo, units):
    row = WalkPlan.objects.get()
    night = tonight_queries.night_now()
    from vaka.areas.night_care import tonight_actions

    case = tonight_actions.begin_round(by=bo, unit=units["almen-1"], night=night)
    held = NightRound.objects.get(case=case)
    check = row.content["checks"]["1.1"]
    PerformedCheck(
        client_id=row.pk, round=held, room=NightRoom.objects.get(label="101"), check_id=check,
        form="help", from_time=time(2), to_time=time(3), outcome="asleep", at=timezone.now(),
        received_at=timezone.now(),
    ).save(force_insert=True)  # fmt: skip
    made = walk_actions.replan_absence(by=bo, unit=units["almen"], minute=60.0, who="N2")
    assert made.content["made"] == ["1.1"]


def test_another_homes_rounds_are_shut(place, cecilia, client_as):
    client = client_as(cecilia)
    for name in ("walks", "walk_alarm", "walk_absence"):
        assert client.get(place(name)).status_code == 404
    for name in ("plan_walks", "undo_walks"):
        assert client.post(place(name)).status_code == 404
    with pytest.raises(NotVisible):
        walk_queries.asked(cecilia, "almen")


@pytest.mark.parametrize(
    ("minute", "since", "codes"), [(100, 90, []), (600, 0, ["clock"]), (80, 90, ["clock"])]
)
def test_when_rounds_may_be_planned_anew(minute, since, codes) -> None:
    verdict = walk_rules.may_replan(minute=minute, night=600, since=since)
    assert [one.code for one in verdict.refusals] == codes


def test_rounds_are_asked_of_a_home_that_is_told(bo, units):
    with pytest.raises(RuleRefused):
        walk_queries.asked(bo, "almen")
    assert walk_rules.may_leave(who="N1", there=["N1"]).ok
    assert not walk_rules.may_leave(who="N1", there=["N2"]).ok
