"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.technology.rules import TRIAL_LABELS, TRIAL_STEPS, TrialState
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "trial.begin_trial": gettext_lazy("Påbörjat"),
    "trial.decide_trial": gettext_lazy("Beslutat (%(end)s)"),
    "trial.reopen_trial": gettext_lazy("Öppnat igen"),
}


def state_label(state: str) -> Words:
    """Give the word for a trial's state."""
    return TRIAL_LABELS[TrialState(state)]


def todo(state: str) -> Words:
    """Say what a trial waits for."""
    return TRIAL_STEPS[TrialState(state)]


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
