"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.night_care.plan_rules import PLAN_LABELS, PLAN_STEPS, PlanState
from vaka.areas.night_care.rules import DECISION_LABELS, DECISION_STEPS, DecisionState
from vaka.areas.night_care.tonight_rules import ROUND_LABELS, ROUND_STEPS, RoundState
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "staffing_decision.sign": gettext_lazy("Signerat"),
    "staffing_decision.withdraw": gettext_lazy("Återkallat"),
    "night_plan.begin_plan": gettext_lazy("Påbörjad"),
    "night_plan.write_plan": gettext_lazy("Ändrad"),
    "night_plan.add_check": gettext_lazy("En tid lades till"),
    "night_plan.drop_check": gettext_lazy("En tid togs bort"),
    "night_plan.protect": gettext_lazy("En skyddsåtgärd skrevs in"),
    "night_plan.agree": gettext_lazy("Överenskommen, version %(number)s"),
    "night_plan.revise": gettext_lazy("Öppnad för ändring"),
    "night_plan.end_plan": gettext_lazy("Avslutad"),
}
ROUND_VERBS = {
    "night_round.begin_round": gettext_lazy("Påbörjad"),
    "night_round.hand_over": gettext_lazy("Överlämnad till dagen"),
}


def state_label(state: str) -> Words:
    """Give the word for a decision's state."""
    return DECISION_LABELS[DecisionState(state)]


def todo(state: str) -> Words:
    """Say what a decision waits for."""
    return DECISION_STEPS[DecisionState(state)]


def plan_state_label(state: str) -> Words:
    """Give the word for a night plan's state."""
    return PLAN_LABELS[PlanState(state)]


def plan_todo(state: str) -> Words:
    """Say what a night plan waits for."""
    return PLAN_STEPS[PlanState(state)]


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)


def round_state_label(state: str) -> Words:
    """Give the word for the state of a unit's night."""
    return ROUND_LABELS[RoundState(state)]


def round_todo(state: str) -> Words:
    """Say what a unit's night waits for."""
    return ROUND_STEPS[RoundState(state)]


def round_told(line: "TimelineLine") -> str:
    """Say one line of a night's timeline."""
    return said(line, ROUND_VERBS)
