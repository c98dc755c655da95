"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.placements.rules import PLACEMENT_LABELS, PLACEMENT_STEPS, PlacementState
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "placement.begin_placement": gettext_lazy("Placeringen inskriven"),
    "placement.note_considered": gettext_lazy("%(what)s antecknat"),
    "placement.plan_end": gettext_lazy("Vården planeras upphöra %(day)s"),
    "placement.end_care": gettext_lazy("Vården avslutad"),
    "placement.resume_care": gettext_lazy("Öppnad igen"),
}


def state_label(state: str) -> Words:
    """Give the word for a placement's state."""
    return PLACEMENT_LABELS[PlacementState(state)]


def todo(state: str) -> Words:
    """Say what a placement waits for."""
    return PLACEMENT_STEPS[PlacementState(state)]


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
