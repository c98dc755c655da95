"""A decision, a plan that holds at Almen, and what a whole version has."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import join
from vaka.areas.care_plans import actions
from vaka.areas.care_plans.actions import GoalWords, NewPlan, Taking
from vaka.areas.care_plans.rules import due_review
from vaka.areas.entitlements import actions as entitlements
from vaka.areas.entitlements import offer_actions
from vaka.areas.entitlements.offer_actions import NewDecision
from vaka.foundation.cases.models import Case

GOAL = GoalWords("d4", "Gå själv till matsalen", "Gå bredvid varje måltid", "Morgonpasset", 3, 2)


def taking(day: date, **more) -> Taking:
    """Give what a whole version has, made on a day."""
    told = {
        "participation": "took_part",
        "told": "Samtal med dottern",
        "made_date": day,
        "valid_from": day,
        "next_review": due_review(day, 6),
        "night": "Titta in kl. 2",
    }
    return Taking(**(told | more))


def version(case_id: uuid.UUID) -> int:
    """Give a case's version as it now stands."""
    return Case.objects.get(pk=case_id).version


@pytest.fixture
def today() -> date:
    """Give the day of the tests."""
    return timezone.localdate()


@pytest.fixture
def decision(units, today) -> Case:
    """Give a decision of Beata's that was executed forty days ago."""
    beata = join("beata", units)
    new = NewDecision(units["bistand"], "SoL", "Särskilt boende", today - timedelta(days=60),
                      number="19121212-1212")  # fmt: skip
    made = offer_actions.decide(by=beata, new=new)
    return entitlements.record_executed(by=beata, case_id=made.pk, version=made.version,
                                        on=today - timedelta(days=40), words="")  # fmt: skip


@pytest.fixture
def draft(bo, units, decision, today) -> Case:
    """Give a plan ordered of Almen."""
    new = NewPlan(units["almen"], decision.pk, "lägenhet 12", today - timedelta(days=40), True)
    return actions.begin(by=join("beata", units), new=new)


@pytest.fixture
def plan(bo, draft, today) -> Case:
    """Give a plan that holds at Almen since thirty days."""
    actions.set_goal(by=bo, case_id=draft.pk, version=1, goal_id=None, new=GOAL)
    actions.set_taking(by=bo, case_id=draft.pk, version=2,
                       new=taking(today - timedelta(days=30)))  # fmt: skip
    return actions.confirm(by=bo, case_id=draft.pk, version=3)
