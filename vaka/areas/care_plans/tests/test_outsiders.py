"""Every address of the area to those of other units, to nobody, and to whoever only counts."""

import pytest
from django.urls import reverse

from tests.cast import join
from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.care_plans import contact_actions, sip_actions, urls
from vaka.areas.care_plans.contact_actions import NewContact
from vaka.areas.care_plans.models import CarePlan, FixedContact, PlanGoal, PlanVersion, Sip
from vaka.areas.care_plans.tests.conftest import version
from vaka.foundation.cases.models import Case

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (CarePlan, PlanVersion, PlanGoal, FixedContact, Sip)
STEPS = {"step": "avsluta", "contact_step": "utse", "sip_step": "avsluta"}
COUNTS = {"followed", "continuity"}


@pytest.fixture
def ids(bo, astrid, plan, decision, today):
    """Plant a plan with a contact and a coordinated plan at Almen."""
    new = NewContact(astrid.person.pk, today)
    contact_actions.appoint(by=bo, case_id=plan.pk, version=version(plan.pk), new=new)
    sip = sip_actions.offer(by=bo, plan_id=plan.pk, offered_date=today)
    plan = Case.objects.get(pk=plan.pk)
    return {"case_id": plan.pk, "sip": sip.pk, "unit": "almen", "decision": decision.pk,
            "goal_id": PlanGoal.objects.get().pk, "day": today,
            "told": {plan.title, plan.reference, sip.reference, "matsalen"}}  # fmt: skip


def responses(client, name, ids):
    """Ask for an address, and send it what every form of the area would take."""
    told = ids | {"name": STEPS.get(name, "")}
    if name in {"sip", "sip_step"}:
        told["case_id"] = ids["sip"]
    path = reverse(f"care_plans:{name}", kwargs={key: told[key] for key in NAMES[name]})
    path += f"?case={ids['decision']}" if name == "new" else ""
    day = ids["day"]
    sent = {"version": 1, "unit": "almen", "mark": "99", "begun_date": day, "on": day,
            "words": "Nej", "outcome": "Det går inte", "area": "d4", "goal": "Nej",
            "participation": "declined", "told": "Nej", "made_date": day, "valid_from": day,
            "next_review": day, "offered_date": day, "from_date": day}  # fmt: skip
    for answer in (client.get(path), client.post(path, sent)):
        yield path, answer, answer.content.decode()


@pytest.mark.parametrize(
    ("user", "opens"),
    [("cecilia", COUNTS | {"list"}), ("kim", COUNTS), ("maja", set()), ("greta", set())],
)
def test_who_is_neither_at_the_unit_nor_in_the_office_sees_nothing(
    user, opens, ids, units, client_as
):
    client, before, told = client_as(join(user, units)), standing(*ROWS), []
    for name in NAMES:
        allowed = (200,) if name in opens else SHUT
        told += told_to_outsiders(responses(client, name, ids), allowed, ids["told"])
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(ids, client):
    before = standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, ids))
    assert standing(*ROWS) == before


def test_the_office_of_the_decision_reads_but_does_not_write(ids, units, client_as):
    beata = join("beata", units)
    client, before = client_as(beata), standing(PlanVersion, PlanGoal, FixedContact)
    for name in NAMES:
        for path, answer, body in responses(client, name, ids):
            reads = name in {"list", "plan", "printed", "sip"}
            assert not reads or (answer.status_code == 200 and "12" in body), path
            if name in {"goal", "change_goal", "drop_goal", "taking", "after", "step",
                        "contact_step", "contacts"}:  # fmt: skip
                assert answer.status_code in SHUT, path
    assert standing(PlanVersion, PlanGoal, FixedContact)[0] == before[0]
