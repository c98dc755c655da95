"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.routines.rules import HOW_LABELS, NEXT_STEPS, STATE_LABELS, How, State
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "routine.create": gettext_lazy("Utkast påbörjat"),
    "routine.revise": gettext_lazy("Ny version påbörjad"),
    "routine.write": gettext_lazy("Texten ändrad"),
    "routine.submit": gettext_lazy("Lämnad för godkännande"),
    "routine.send_back": gettext_lazy("Lämnad tillbaka"),
    "routine.approve": gettext_lazy("Godkänd"),
    "routine.wake": gettext_lazy("Dags att se över"),
    "routine.extend": gettext_lazy("Sedd över, gäller vidare"),
    "routine.supersede": gettext_lazy("Ersatt av en ny version"),
    "routine.withdraw": gettext_lazy("Upphävd"),
    "routine.drop": gettext_lazy("Utkastet kasserat"),
    "routine.fail": gettext_lazy("Brast i en händelse"),
}


def state_label(state: str) -> Words:
    """Give the word for a state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what a version in a state waits for."""
    return NEXT_STEPS[State(state)]


def searchable(case: "Case") -> str:
    """Give what search may find a version by: its number, its text and where it holds."""
    from vaka.areas.routines.models import RoutineVersion

    row = RoutineVersion.objects.select_related("routine").get(case=case)
    units = " ".join(row.routine.valid_for.values_list("name", flat=True))
    return f"{number_of(row.routine.number)} {units} {row.systems} {row.text}"


def number_of(number: int) -> str:
    """Give a routine's number as people read it."""
    return f"R{number:03d}"


def how_label(how: str) -> str:
    """Say in what way a routine failed."""
    return str(HOW_LABELS[How(how)])


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
