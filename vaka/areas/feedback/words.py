"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.feedback.rules import (
    FINDING_LABELS,
    KIND_LABELS,
    NEXT_STEPS,
    STATE_LABELS,
    FeedbackKind,
    Finding,
    State,
)
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.queries import TimelineLine

WRITER = "system:citizen"
VERBS = {
    "feedback.file": gettext_lazy("Mottagen"),
    "feedback.take": gettext_lazy("Handläggningen började"),
    "feedback.sort": gettext_lazy("Sorterad"),
    "feedback.find": gettext_lazy("Bedömd"),
    "feedback.answer": gettext_lazy("Besvarad"),
    "feedback.forward": gettext_lazy("Lämnad vidare"),
    "feedback.close": gettext_lazy("Avslutad"),
    "feedback.reopen": gettext_lazy("Öppnad igen"),
    "feedback.write_more": gettext_lazy("Den som skrev lade till"),
    "feedback.be_content": gettext_lazy("Den som skrev är nöjd med svaret"),
    "feedback.be_discontent": gettext_lazy("Den som skrev är inte nöjd, öppnad igen"),
    "feedback.import": gettext_lazy("Inläst"),
}


def state_label(state: str) -> Words:
    """Give the word for a state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what feedback in a state waits for."""
    return NEXT_STEPS[State(state)]


def searchable(case: "Case") -> str:
    """Give what search may find it by."""
    from vaka.areas.feedback.models import Feedback

    row = Feedback.objects.get(case=case)
    return f"{row.text} {row.answer}"


def title_of(kind: str, text: str) -> str:
    """Give a heading: the kind and the beginning of the text, cut at a word."""
    first = (text.strip().splitlines() or [""])[0]
    short = first if len(first) <= 70 else first[:70].rsplit(" ", 1)[0] + " …"
    return f"{KIND_LABELS[FeedbackKind(kind)]}: {short}"


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    more = ""
    if line.verb == "feedback.find" and (found := line.data.get("finding")):
        more += f": {str(FINDING_LABELS[Finding(str(found))]).lower()}"
    if line.verb == "feedback.forward" and (to := line.data.get("forwarded_to")):
        more += f": {to}"
    return said(line, VERBS, more)
