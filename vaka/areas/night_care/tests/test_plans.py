"""A plan from a room to a person's own paper; technology; measures; what the simulation reads."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.care_plans.rules import ORIGINAL, Original
from vaka.areas.deviations.models import Deviation
from vaka.areas.night_care import actions, plan_actions, plan_queries, queries
from vaka.areas.night_care.actions import NewHome, NewPlace, NewRoom
from vaka.areas.night_care.models import LegalGround, NightPlan, NightRoom, PlanVersion
from vaka.areas.night_care.plan_rules import PlanState
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AppendOnly, AuditRow
from vaka.foundation.organisation.actions import set_local_value
from vaka.law.verdict import RuleRefused


@pytest.fixture
def room(bo, units):
    """Tell of Almen's nights with two rooms, and give one of them."""
    new = NewHome("special", 1, [1.0] * 10, 20, 10, 8, 4, 0.5, 2, 10, 10, 80, [])
    actions.tell_home(by=bo, unit=units["almen"], new=new, night_hours=10)
    rooms = [NewRoom("101", 0.2), NewRoom("102", 0.3)]
    actions.set_rooms(by=bo, unit=units["almen"],
                      places=[NewPlace(units["almen-1"], 1, False, rooms)])  # fmt: skip
    return NightRoom.objects.get(label="101")


def version_of(plan):
    plan.case.refresh_from_db()
    return plan.case.version


def test_a_plan_is_written_agreed_printed_and_revised(room, bo, astrid, cecilia, client_as):
    client, today = client_as(bo), timezone.localdate()
    begin = reverse("night_care:begin")
    assert client.post(begin, {"room": str(room.pk)}).status_code == 302
    plan = NightPlan.objects.get()
    with pytest.raises(RuleRefused):
        plan_actions.begin_plan(by=bo, room_id=room.pk)
    page = reverse("night_care:plan", args=[plan.pk])
    assert "Behovet är inte bedömt" in client.get(page).content.decode()
    write = reverse("night_care:write", args=[plan.pk])
    sent = {"needs": "Vaknar och är orolig", "assessor": "team", "act": "sol", "wish": "Sova ifred",
            "assessed_date": today, "consent": "given", "supervision": "mixed",
            "undisturbed_from": "23:00", "undisturbed_to": "05:00", "last_meal": "20:00",
            "first_meal": "07:30", "not_seen": "Gå dit", "failure": "Gå dit",
            "longest_wait_minutes": 10, "review_date": today + timedelta(days=120)}  # fmt: skip
    wrong = {"version": version_of(plan), "wish": "Jag heter 19121212-1212"}
    assert "Ta bort personnumret" in client.post(write, sent | wrong).content.decode()
    assert client.post(write, sent | {"version": version_of(plan)}).status_code == 302
    times = {"from_time": "01:00", "to_time": "02:00", "form": "camera", "minutes": 1, "staff": 2,
             "wake_percent": 0, "version": version_of(plan)}  # fmt: skip
    add = reverse("night_care:add_check", args=[plan.pk])
    assert "En person tittar" in client.post(add, times).content.decode()
    assert client.post(add, times | {"staff": 1}).status_code == 302
    agree = reverse("night_care:plan_step", args=[plan.pk, "kom-overens"])
    assert client.post(agree, {"version": version_of(plan)}).status_code == 302
    plan.case.refresh_from_db()
    assert plan.case.state == PlanState.AGREED
    kept = PlanVersion.objects.get()
    assert kept.content["wish"] == "Sova ifred"
    assert kept.content["checks"][0]["from"] == "01:00"
    with pytest.raises(AppendOnly):
        kept.save()
    paper = client.get(reverse("night_care:paper", args=[plan.pk])).content.decode()
    assert "stör vi dig inte" in paper
    assert "Ingen bild och inget ljud" in paper
    assert "11,5 timmar" in client.get(page).content.decode()
    assert client_as(astrid).get(page).status_code == 200
    assert client_as(astrid).get(write).status_code == 403
    assert client_as(cecilia).get(page).status_code == 404
    with pytest.raises(RuleRefused):
        plan_actions.write_plan(by=bo, case_id=plan.pk, version=version_of(plan), told={})
    found = duties.due(bo, today, today + timedelta(days=130))
    assert [one.unit for one in found if one.topic == "night_plan"] == ["Almen, plan 1"]
    _asked(bo, plan)
    revise = reverse("night_care:plan_step", args=[plan.pk, "andra-planen"])
    assert (
        client.post(revise, {"version": version_of(plan), "words": "Mår sämre"}).status_code == 302
    )
    assert PlanVersion.objects.count() == 1


def _asked(bo, plan):
    """What the simulation reads of the plan: its check by camera, and the hours of peace."""
    one = queries.question(bo, "almen").scenario
    planned = next(each for each in one.residents if each.code.endswith(":101"))
    assert [(check.form, check.start, check.end) for check in planned.checks] == [
        ("camera", 240.0, 300.0)
    ]
    assert planned.undisturbed == (120.0, 480.0)
    rest = [check for each in one.residents if each is not planned for check in each.checks]
    assert len(rest) == 4
    shown = {row.label: row.is_current for row in plan_queries.rooms(bo)}
    assert shown == {"101": True, "102": False}


def test_technology_needs_a_ground_that_holds(room, bo, sven, client_as):
    case = plan_actions.begin_plan(by=bo, room_id=room.pk)
    today = timezone.localdate()
    told = {"needs": "Oro", "assessor": "team", "act": "sol", "assessed_date": today,
            "consent": "cannot", "will_sought": "Vi visade bilder", "heard": "Dottern vill det",
            "supervision": "sensor", "not_seen": "Gå dit", "failure": "Gå dit",
            "review_date": today + timedelta(days=60)}  # fmt: skip
    plan_actions.write_plan(by=bo, case_id=case.pk, version=case.version, told=told)
    plan = NightPlan.objects.get()
    with pytest.raises(RuleRefused, match="rättsligt stöd"):
        plan_actions.agree(by=bo, case_id=case.pk, version=version_of(plan))
    with pytest.raises(NotAllowed):
        plan_actions.set_ground(by=bo, words="x", source="x", valid_from=today, valid_until=None)
    new = reverse("night_care:new_ground")
    sent = {"words": "Lokalt beslut", "source": "SN § 12", "valid_from": today}
    assert client_as(sven).post(new, sent).status_code == 302
    ground = LegalGround.objects.get()
    plan_actions.write_plan(by=bo, case_id=case.pk, version=version_of(plan),
                            told={"ground_id": ground.pk})  # fmt: skip
    plan_actions.agree(by=bo, case_id=case.pk, version=version_of(plan))
    assert AuditRow.objects.filter(verb="night_care.set_ground").exists()


def test_a_measure_without_a_yes_is_a_deviation(room, bo, cecilia, client_as):
    case = plan_actions.begin_plan(by=bo, room_id=room.pk)
    plan, day = NightPlan.objects.get(), timezone.localdate() + timedelta(days=20)
    protect = reverse("night_care:protect", args=[case.pk])
    sent = {"kind": "Grind på sängen", "purpose": "Fall", "review_date": day, "is_agreed": "on"}
    client = client_as(bo)
    assert client.post(protect, sent | {"version": version_of(plan)}).status_code == 302
    assert not Deviation.objects.exists()
    staff = sent | {"kind": "Larmmatta", "for_staffing": "on", "version": version_of(plan)}
    assert client.post(protect, staff).status_code == 302
    told = Deviation.objects.get()
    assert "personal saknas: Larmmatta" in told.text
    assert plan.measures.get(kind="Larmmatta").deviation_id == told.pk
    with pytest.raises(NotVisible):
        plan_actions.end_plan(by=cecilia, case_id=case.pk, version=1, words="Nej")
    with pytest.raises(NotVisible):
        plan_actions.begin_plan(by=cecilia, room_id=room.pk)


def test_a_plan_is_written_where_the_care_plan_has_its_original(room, bo, kim, units, client_as):
    case = plan_actions.begin_plan(by=bo, room_id=room.pk)
    set_local_value(by=kim, key=ORIGINAL, text=Original.CASE_SYSTEM,
                    valid_from=timezone.localdate(), reason="Nytt system",
                    unit=units["almen"])  # fmt: skip
    with pytest.raises(RuleRefused, match="verksamhetssystemet"):
        plan_actions.write_plan(by=bo, case_id=case.pk, version=case.version, told={"wish": "Lugn"})
    assert not plan_queries.plan_page(bo, case.pk).may_write
    home = client_as(bo).get(reverse("night_care:home", args=["almen"])).content.decode()
    assert "Originalet finns i verksamhetssystemet" in home


def test_no_action_takes_a_number_or_a_ground_without_source(room, bo, sven):
    case = plan_actions.begin_plan(by=bo, room_id=room.pk)
    with pytest.raises(RuleRefused, match="personnummer"):
        plan_actions.write_plan(by=bo, case_id=case.pk, version=case.version,
                                told={"wish": "Gäller 811218-9876"})  # fmt: skip
    with pytest.raises(RuleRefused, match="Källan"):
        plan_actions.set_ground(by=sven, words="Stöd", source="", valid_from=timezone.localdate(),
                                valid_until=None)  # fmt: skip
    assert not LegalGround.objects.exists()
