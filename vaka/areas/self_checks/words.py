"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.self_checks.rules import (
    FINDING_LABELS,
    FINDING_STEPS,
    NEXT_STEPS,
    STATE_LABELS,
    FindingState,
    State,
)
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "self_check.open": gettext_lazy("Öppnad för svar"),
    "self_check.close": gettext_lazy("Sammanställd"),
    "self_check.cancel": gettext_lazy("Inställd"),
    "self_check.reopen": gettext_lazy("Öppnad igen"),
    "self_check.draw": gettext_lazy("Urval draget"),
    "finding.find": gettext_lazy("Brist funnen"),
    "finding.settle": gettext_lazy("Avslutad"),
    "finding.reopen": gettext_lazy("Öppnad igen"),
}


def state_label(state: str) -> Words:
    """Give the word for a round's state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what a round waits for."""
    return NEXT_STEPS[State(state)]


def finding_state_label(state: str) -> Words:
    """Give the word for a finding's state."""
    return FINDING_LABELS[FindingState(state)]


def finding_todo(state: str) -> Words:
    """Say what a finding waits for."""
    return FINDING_STEPS[FindingState(state)]


def finding_searchable(case: "Case") -> str:
    """Give what search may find a finding by."""
    from vaka.areas.self_checks.models import Finding

    return Finding.objects.get(case=case).text


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
