"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.remedies.rules import NEXT_STEPS, OUTCOME_TAGS, STATE_LABELS, Outcome, State
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "remedy.propose": gettext_lazy("Föreslagen"),
    "remedy.revise": gettext_lazy("Förslaget ändrat"),
    "remedy.decide": gettext_lazy("Beslutad"),
    "remedy.replan": gettext_lazy("Planen ändrad"),
    "remedy.finish": gettext_lazy("Genomförd"),
    "remedy.check_effect": gettext_lazy("Effekten kontrollerad"),
    "remedy.find_no_effect": gettext_lazy("Ingen effekt, öppen igen"),
    "remedy.drop": gettext_lazy("Genomförs inte"),
    "remedy.reopen": gettext_lazy("Öppnad igen"),
    "remedy.restore": gettext_lazy("Föreslagen igen"),
    "remedy.import": gettext_lazy("Inläst"),
}


def state_label(state: str) -> Words:
    """Give the word for a state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what a remedy in a state waits for."""
    return NEXT_STEPS[State(state)]


def searchable(case: "Case") -> str:
    """Give what search may find a remedy by."""
    from vaka.areas.remedies.models import Remedy

    row = Remedy.objects.get(case=case)
    return f"{row.text} {row.cause}"


def title_of(text: str) -> str:
    """Give a heading: the first line of what is to be done, cut at a word."""
    first = (text.strip().splitlines() or [""])[0]
    if len(first) <= 90:
        return first
    return first[:90].rsplit(" ", 1)[0] + " …"


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    more = ""
    if line.verb == "remedy.check_effect" and (outcome := line.data.get("outcome")):
        more += f": {str(OUTCOME_TAGS[Outcome(str(outcome))]).lower()}"
    return said(line, VERBS, more)
