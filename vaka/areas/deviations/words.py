"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from vaka.areas.deviations.rules import STATE_LABELS, TODO, State
from vaka.foundation.cases.kinds import Words

if TYPE_CHECKING:
    from vaka.foundation.cases.models import Case


def state_label(state: str) -> Words:
    """Give the word for a state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what a deviation in a state waits for."""
    return TODO[State(state)]


def searchable(case: "Case") -> str:
    """Give what search may find a deviation by."""
    from vaka.areas.deviations.models import Deviation

    row = Deviation.objects.get(case=case)
    return f"{row.type} {row.place} {row.text} {row.immediate_measure}"


def title_of(type_name: str, place: str) -> str:
    """Give a heading for a deviation that came without one."""
    return f"{type_name}, {place}" if place else type_name
