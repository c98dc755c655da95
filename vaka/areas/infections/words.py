"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.infections.rules import OUTBREAK_LABELS, OUTBREAK_STEPS, OutbreakState
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "outbreak.open_outbreak": gettext_lazy("Öppnat"),
    "outbreak.close_outbreak": gettext_lazy("Avslutat"),
    "outbreak.close_early": gettext_lazy("Avslutat i förtid"),
    "outbreak.reopen_outbreak": gettext_lazy("Öppnat igen"),
    "outbreak.tie_check": gettext_lazy("Hygienkontroll knuten"),
}


def state_label(state: str) -> Words:
    """Give the word for an outbreak's state."""
    return OUTBREAK_LABELS[OutbreakState(state)]


def todo(state: str) -> Words:
    """Say what an outbreak waits for."""
    return OUTBREAK_STEPS[OutbreakState(state)]


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS, f" {_('enligt regeln')}" if line.data.get("by_rule") else "")
