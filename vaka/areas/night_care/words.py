"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.night_care.rules import DECISION_LABELS, DECISION_STEPS, DecisionState
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "staffing_decision.sign": gettext_lazy("Signerat"),
    "staffing_decision.withdraw": gettext_lazy("Återkallat"),
}


def state_label(state: str) -> Words:
    """Give the word for a decision's state."""
    return DECISION_LABELS[DecisionState(state)]


def todo(state: str) -> Words:
    """Say what a decision waits for."""
    return DECISION_STEPS[DecisionState(state)]


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
