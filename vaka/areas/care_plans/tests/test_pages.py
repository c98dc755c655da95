"""A plan from its order to a review and a new version; contact and coordinated plan on the way."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.cast import join
from vaka.areas.care_plans import actions, queries
from vaka.areas.care_plans.models import CarePlan, FixedContact, PlanGoal, PlanVersion, Sip
from vaka.areas.care_plans.rules import ORIGINAL, Original
from vaka.areas.care_plans.tests.conftest import GOAL, taking, version
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.actions import set_local_value
from vaka.law.verdict import RuleRefused


def at(name, *args):
    """Give an address of the area."""
    return reverse(f"care_plans:{name}", args=args)


def test_a_plan_is_ordered_written_together_and_holds(
    units, bo, astrid, decision, today, client_as
):  # fmt: skip
    beata = join("beata", units)
    order = at("new") + f"?case={decision.pk}"
    sent = {"unit": "almen", "mark": "12", "begun_date": today, "needs_region": "on"}
    assert client_as(beata).get(order).status_code == 200
    assert client_as(beata).post(order, sent).status_code == 302
    case = Case.objects.get(kind="care_plan")
    assert (case.owner, case.subject) == (bo.person, decision.subject)
    assert "redan en plan" in client_as(beata).post(order, sent).content.decode()
    staff, page = client_as(astrid), at("plan", case.pk)
    assert "Planen har inget mål" in staff.get(page).content.decode()
    goal = vars(GOAL) | {"version": 1}
    assert "sämre än läget nu" in staff.post(
        at("goal", case.pk), goal | {"state_goal": 4}
    ).content.decode()  # fmt: skip
    assert staff.post(at("goal", case.pk), goal).status_code == 302
    told = vars(taking(today)) | {"version": 1}
    late = staff.post(at("taking", case.pk), told)
    assert late.status_code == 409  # somebody wrote a goal meanwhile
    assert staff.post(at("taking", case.pk), told | {"version": 2}).status_code == 302
    assert staff.post(at("step", case.pk, "faststall"), {"version": 3}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.due_date) == ("valid", taking(today).next_review)
    assert "Aktuell" in client_as(bo).get(page).content.decode()
    assert "Gå själv till matsalen" in client_as(beata).get(page).content.decode()
    printed = staff.get(at("printed", case.pk)).content.decode()
    assert "Att röra sig" in printed
    assert "Behöver mycket hjälp" in printed


def test_a_review_keeps_the_version_and_drafts_the_next(bo, plan, today, client_as):
    client = client_as(bo)
    sent = {"version": plan.version, "on": today, "outcome": "Gåendet är säkrare nu"}
    step = at("step", plan.pk, "folj-upp")
    assert "Det står inte vad" in client.post(step, sent | {"outcome": "Bra"}).content.decode()
    assert client.post(step, sent).status_code == 302
    goal = PlanGoal.objects.get(version__number=1)
    after = {"version": version(plan.pk), f"goal_{goal.pk}": 1}
    assert client.get(at("after", plan.pk)).status_code == 200
    assert client.post(at("after", plan.pk), after).status_code == 302
    goal.refresh_from_db()
    assert (goal.state_now, goal.state_after) == (3, 1)
    assert PlanGoal.objects.get(version__number=2).state_now == 1
    held = queries.plan_page(bo, plan.pk)
    assert held.holds.version.number == 1
    assert "Tidigare versioner" in client.get(at("plan", plan.pk)).content.decode()
    with pytest.raises(RuleRefused):
        actions.confirm(by=bo, case_id=plan.pk, version=version(plan.pk))
    actions.drop_review(by=bo, case_id=plan.pk, version=version(plan.pk), words="Fel plan")
    assert PlanVersion.objects.get().reviewed_date is None


def test_where_the_original_is_elsewhere_nothing_is_written_here(
    kim, bo, plan, units, today, client_as
):
    set_local_value(by=kim, key=ORIGINAL, text=Original.CASE_SYSTEM, valid_from=today,
                    reason="Nytt system", unit=units["almen"])  # fmt: skip
    body = client_as(bo).get(at("plan", plan.pk)).content.decode()
    assert "Originalet finns i verksamhetssystemet" in body
    listing = client_as(bo).get(reverse("care_plans:list")).content.decode()
    assert "Originalet finns i verksamhetssystemet" in listing
    assert "Originalet finns i Vaka" not in listing
    both = queries.originals([units["almen"], units["bjorken"]], today)
    assert both == ["Originalet finns i Vaka: Björken",
                    "Originalet finns i verksamhetssystemet: Almen"]  # fmt: skip
    assert at("step", plan.pk, "folj-upp") not in body
    with pytest.raises(RuleRefused):
        actions.review(by=bo, case_id=plan.pk, version=plan.version, on=today, outcome="A b c d")
    assert PlanVersion.objects.count() == 1


def test_a_plan_ends_with_its_contact_and_is_taken_up_again(
    bo, plan, astrid, today, client_as
):  # fmt: skip
    client = client_as(bo)
    appoint = at("contact_step", plan.pk, "utse")
    sent = {"version": plan.version, "person": astrid.person.pk, "from_date": today, "minutes": 60}
    assert client.get(appoint).status_code == 200
    assert client.post(appoint, sent).status_code == 302
    tell = at("contact_step", plan.pk, "beratta")
    told = {"version": version(plan.pk), "told_date": today}
    assert client.post(tell, told).status_code == 302
    assert "Alla har en fast" in client.get(at("contacts", "almen")).content.decode()
    end = at("step", plan.pk, "avsluta")
    left = {"version": version(plan.pk), "on": today, "words": "Flyttat"}
    with pytest.raises(NotAllowed):
        actions.end(by=astrid, case_id=plan.pk, **left)
    assert client.post(end, left).status_code == 302
    one = FixedContact.objects.get()
    assert (one.until_date, one.told_date) == (today, today)
    again = {"version": version(plan.pk), "words": "Kommit tillbaka"}
    assert client.post(at("step", plan.pk, "ta-upp"), again).status_code == 302
    assert CarePlan.objects.get().versions.count() == 2


def test_a_coordinated_plan_from_offer_to_follow_up(bo, plan, units, today, client_as):
    beata = join("beata", units)
    client, soon = client_as(beata), today + timedelta(days=60)
    assert client.post(at("offer", plan.pk), {"offered_date": today}).status_code == 302
    case = Case.objects.get(kind="sip")
    step = {"version": 1, "on": today}
    assert client.post(at("sip_step", case.pk, "samtycke"), step).status_code == 302
    four = {"version": 2, "help": "Gång", "who": "Båda", "others": "inget", "lead": "region",
            "lead_who": "Läkaren", "next_date": today}  # fmt: skip
    settle = at("sip_step", case.pk, "faststall")
    assert "Dagen för uppföljning" in client.post(settle, four).content.decode()
    assert client.post(settle, four | {"next_date": soon}).status_code == 302
    told = {"version": 3, "words": "Det går bra", "next_date": soon + timedelta(days=60)}
    assert client_as(bo).post(at("sip_step", case.pk, "folj-upp"), told).status_code == 302
    assert Sip.objects.get().followed_up_date == today
    found = duties.due(bo, today, today + timedelta(days=300))
    names = [one.name for one in found if one.topic == "care_plan"]
    assert any(name.startswith("Följ upp genomförandeplaner") for name in names)
    assert any(name.startswith("Följ upp SIP") for name in names)


def test_every_read_is_logged(bo, plan):
    queries.plan_page(bo, plan.pk)
    queries.listed(bo)
    read = AuditRow.objects.filter(actor=bo.person, verb="care_plan.read")
    assert {str(plan.pk), ""} <= {row.object_id for row in read}
    assert str(plan.pk) in str(read.filter(object_id="").last().data)


def test_the_night_has_a_door(bo, draft):
    actions.set_night(by=bo, case_id=draft.pk, version=1, night="Tillsyn kl. 2")
    assert queries.newest_version(bo, draft.pk).has_night
    assert queries.newest_version(Viewer.system("tests"), draft.pk).night == "Tillsyn kl. 2"
