"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.meetings.rules import NEXT_STEPS, STATE_LABELS, State
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.models import Case
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "meeting.plan": gettext_lazy("Planerat"),
    "meeting.move": gettext_lazy("Flyttat från %(before)s till %(after)s"),
    "meeting.prepare": gettext_lazy("Förberett tillsammans"),
    "meeting.add_meeting_point": gettext_lazy("Ny punkt: %(heading)s"),
    "meeting.write_notes": gettext_lazy("Skrev under punkt %(number)s"),
    "meeting.add_meeting_decision": gettext_lazy("Beslut eller önskemål %(number)s"),
    "meeting.amend_meeting_decision": gettext_lazy("Ändrade beslut eller önskemål %(number)s"),
    "meeting.answer_wish": gettext_lazy("Besvarade önskemål %(number)s"),
    "meeting.count_willing": gettext_lazy("%(willing)s av %(asked)s vill ta emot hemma, skrivet"),
    "meeting.spread_report": gettext_lazy("Rapporten lämnad till mottagare"),
    "meeting.take_back_consent": gettext_lazy(
        "%(number)s ja till besök hemma togs tillbaka, %(willing)s finns kvar, skrivet"
    ),
    "meeting.hold": gettext_lazy("Hållet"),
    "meeting.cancel": gettext_lazy("Inställt"),
    "meeting.submit": gettext_lazy("Lämnat för kontroll"),
    "meeting.send_back": gettext_lazy("Lämnat tillbaka"),
    "meeting.approve": gettext_lazy("Kontrollerat och klart"),
    "meeting.close": gettext_lazy("Klart"),
    "meeting.reopen": gettext_lazy("Öppnat igen"),
}


def state_label(state: str) -> Words:
    """Give the word for a state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what a meeting in a state waits for."""
    return NEXT_STEPS[State(state)]


def searchable(case: "Case") -> str:
    """Give what search may find a meeting by: headings and decisions, never the notes."""
    from vaka.areas.meetings.models import Meeting

    row = Meeting.objects.get(case=case)
    points = " ".join(row.points.values_list("heading", flat=True))
    decided = " ".join(row.decisions.values_list("text", flat=True))
    return f"{case.title} {row.place} {points} {decided}"


def told(line: "TimelineLine") -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)
