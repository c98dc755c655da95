"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.survey_plans.rules import PLAN_LABELS, PLAN_STEPS, PlanState
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "survey_plan.open_plan": gettext_lazy("Planen begärd"),
    "survey_plan.hand_in": gettext_lazy("Planen lämnad"),
    "survey_plan.send_back": gettext_lazy("Komplettering begärd"),
    "survey_plan.follow_up": gettext_lazy("Planen uppföljd"),
    "survey_plan.take_up": gettext_lazy("Öppnad igen"),
}


def state_label(state: str) -> Words:
    """Give the word for a plan's state."""
    return PLAN_LABELS[PlanState(state)]


def todo(state: str) -> Words:
    """Say what a plan waits for."""
    return PLAN_STEPS[PlanState(state)]


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
