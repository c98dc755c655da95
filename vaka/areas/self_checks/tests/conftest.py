"""A hygiene self-check at Almen as in the source: eight steps, four times a year, anonymous."""

from typing import Any

import pytest
from django.utils import timezone

from tests.cast import MEMBERS
from vaka.areas.self_checks import actions, plan_actions, plan_queries
from vaka.areas.self_checks.actions import Filled
from vaka.areas.self_checks.models import CheckPlan, Form, Round
from vaka.areas.self_checks.plan_actions import NewPlan, Terms
from vaka.areas.self_checks.rules import Frequency

HYGIENE = "hygien-sjalvskattning"
STEPS = ("sprit-fore", "sprit-efter", "sprit-handskar", "handskar", "forklade", "arbetsklader",
         "smycken", "naglar-har")  # fmt: skip
RIGHT = dict.fromkeys(STEPS, "yes")


@pytest.fixture
def form(kim: Any) -> Form:
    """Give the hygiene form in use since the new year."""
    made = plan_actions.adopt(by=kim, code=HYGIENE)
    day = timezone.localdate().replace(month=1, day=1)
    plan_actions.put_in_force(by=kim, form_id=made.pk, since_date=day)
    return made


def plan_at(viewer: Any, form: Form, units: Any, *codes: str, **more: Any) -> CheckPlan:
    """Plan the form at some units, from the new year on."""
    first = timezone.localdate().replace(month=1, day=1)
    wanted = {"is_anonymous": True, "frequency": Frequency.QUARTERLY, "expected": 12} | more
    new = NewPlan(
        form=form, title="Basala hygienrutiner", unit=units[MEMBERS["kim"].unit],
        is_anonymous=wanted["is_anonymous"],
        places={units[code]: wanted["expected"] for code in codes},
        terms=Terms(first, wanted["frequency"], None, wanted.get("target_percent", 90)),
    )  # fmt: skip
    return plan_actions.make_plan(by=viewer, new=new)


@pytest.fixture
def plan(kim: Any, form: Form, units: Any) -> CheckPlan:
    """Give the plan at Almen and Björken."""
    return plan_at(kim, form, units, "almen", "bjorken")


@pytest.fixture
def opened(bo: Any, plan: CheckPlan, units: Any) -> Round:
    """Give the round under way at Almen."""
    now = plan_queries.begun(plan, timezone.localdate())[-1]
    return actions.open_round(by=bo, plan=plan, unit=units["almen"], occasion=now)


def answer(viewer: Any, one: Round, number: int = 1, **values: str) -> None:
    """Answer a round some times, every step right but those given."""
    given = RIGHT | {key.replace("_", "-"): value for key, value in values.items()}
    for _ in range(number):
        actions.take(by=viewer, round_id=one.pk, filled=Filled(given, viewer.person))
