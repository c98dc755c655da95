"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.inspections.rules import NEXT_STEPS, STATE_LABELS, State
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "inspection.receive": gettext_lazy("Mottagen"),
    "inspection.add_inspection_point": gettext_lazy("Punkt %(number)s tillagd"),
    "inspection.answer_point": gettext_lazy("Punkt %(number)s besvarad"),
    "inspection.send": gettext_lazy("Svaret skickat"),
    "inspection.ask_again": gettext_lazy("Ny fråga från myndigheten"),
    "inspection.close": gettext_lazy("Avslutad på myndighetens beslut"),
    "inspection.reopen": gettext_lazy("Öppnad igen"),
}


def state_label(state: str) -> Words:
    """Give the word for a state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what an inspection in a state waits for."""
    return NEXT_STEPS[State(state)]


def searchable(case: "Case") -> str:
    """Give what search may find an inspection by."""
    from vaka.areas.inspections.models import Inspection

    row = Inspection.objects.get(case=case)
    points = " ".join(row.points.values_list("text", flat=True))
    return f"{case.title} {row.authority} {row.number} {row.about} {points}"


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
