"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.deviations.rules import NEXT_STEPS, STATE_LABELS, State
from vaka.foundation.cases.kinds import Words

if TYPE_CHECKING:
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "deviation.report": gettext_lazy("Rapporterad"),
    "deviation.assess": gettext_lazy("Risken bedömd"),
    "deviation.investigate": gettext_lazy("Utredning påbörjad"),
    "deviation.close": gettext_lazy("Avslutad"),
    "deviation.reopen": gettext_lazy("Öppnad igen"),
}


def state_label(state: str) -> Words:
    """Give the word for a state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what a deviation in a state waits for."""
    return NEXT_STEPS[State(state)]


def searchable(case: "Case") -> str:
    """Give what search may find a deviation by."""
    from vaka.areas.deviations.models import Deviation

    row = Deviation.objects.get(case=case)
    return f"{row.type} {row.place} {row.text} {row.immediate_measure}"


def title_of(type_name: str, place: str) -> str:
    """Give a heading for a deviation that came without one."""
    return f"{type_name}, {place}" if place else type_name


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    what = str(VERBS.get(line.verb, line.verb))
    data = line.data
    if line.verb == "deviation.assess":
        what += f": {data['likelihood']} × {data['severity']} = {data['score']}"
    by = f" {_('av')} {line.by_name}" if line.by_name and ":" not in line.by_name else ""
    return f"{what}{by}. {line.words}".strip()
