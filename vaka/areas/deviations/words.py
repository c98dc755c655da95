"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

from vaka.areas.deviations.rules import NEXT_STEPS, STATE_LABELS, State
from vaka.areas.deviations.track_rules import TRACK_LABELS, TRACK_STEPS, TrackState
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "deviation.report": gettext_lazy("Rapporterad"),
    "deviation.assess": gettext_lazy("Risken bedömd"),
    "deviation.investigate": gettext_lazy("Utredning påbörjad"),
    "deviation.close": gettext_lazy("Avslutad"),
    "deviation.reopen": gettext_lazy("Öppnad igen"),
    "deviation.answer": gettext_lazy("Svar till den som rapporterade"),
    "deviation.join": gettext_lazy("Sammanförd med en annan rapport"),
    "deviation.separate": gettext_lazy("Skild från den andra rapporten"),
    "deviation.reclassify": gettext_lazy("Lagrum och typ bekräftade"),
    "deviation.name": gettext_lazy("Vem som pekas ut är ändrat"),
    "deviation.device": gettext_lazy("Medicinteknisk produkt sparad"),
    "deviation.contact": gettext_lazy("Kontakt utanför kommunen sparad"),
    "deviation.inform": gettext_lazy("Information till den enskilde sparad"),
    "track.add": gettext_lazy("Ett spår till"),
    "track.propose": gettext_lazy("Spåret föreslaget"),
    "track.take": gettext_lazy("Spåret övertaget"),
    "track.decline": gettext_lazy("Spåret avböjt"),
    "track.close": gettext_lazy("Spåret avslutat"),
    "track.reopen": gettext_lazy("Spåret öppnat igen"),
}
TRACK_KINDS = {
    "track_hsl": ("HSL", gettext_lazy("HSL-spår"), gettext_lazy("HSL-spår")),
    "track_social": ("SOC", gettext_lazy("SoL- eller LSS-spår"),
                     gettext_lazy("SoL- och LSS-spår")),
    "track_work": ("AML", gettext_lazy("arbetsmiljöspår"), gettext_lazy("arbetsmiljöspår")),
}  # fmt: skip


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


def track_state_label(state: str) -> Words:
    """Give the word for a track's state."""
    return TRACK_LABELS[TrackState(state)]


def track_todo(state: str) -> Words:
    """Say what a track in a state waits for."""
    return TRACK_STEPS[TrackState(state)]


def track_searchable(case: "Case") -> str:
    """Give what search may find a track by: never what the event's own words are."""
    from vaka.areas.deviations.models import Track

    row = Track.objects.get(case=case)
    return f"{row.law} {row.type}"


def title_of(type_name: str, place: str) -> str:
    """Give a heading for a deviation that came without one."""
    return f"{type_name}, {place}" if place else type_name


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    more = ""
    data: dict[str, Any] = line.data
    if line.verb == "deviation.assess" and "score" in data:
        more += f": {data['likelihood']} × {data['severity']} = {data['score']}"
    if line.verb == "deviation.reclassify" and "from" in data:
        before, after = data["from"], data["to"]
        more += f": {before['law']}, {before['type']} → {after['law']}, {after['type']}"
    if line.verb == "deviation.join" and "into" in data:
        more += f": {data['into']}"
    if line.verb == "track.add":
        more += f": {data['law']}, {data['reference']}"
    return said(line, VERBS, more)
