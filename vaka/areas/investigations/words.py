"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from vaka.areas.investigations.rules import FORM_LABELS, NEXT_STEPS, STATE_LABELS, Form, State
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "investigation.start": gettext_lazy("Inledd"),
    "investigation.appoint": gettext_lazy("Utredare och beslutsfattare utsedda"),
    "investigation.submit": gettext_lazy("Lämnad till beslut"),
    "investigation.send_back": gettext_lazy("Lämnad tillbaka"),
    "investigation.decide": gettext_lazy("Beslut"),
    "investigation.notify": gettext_lazy("Anmäld till IVO"),
    "investigation.send_investigation": gettext_lazy("Utredningen skickad till IVO"),
    "investigation.file_answer": gettext_lazy("IVO:s svar infört"),
    "investigation.inform": gettext_lazy("Information till den enskilde antecknad"),
    "investigation.notify_other": gettext_lazy("Annan anmälan antecknad"),
    "investigation.tell_board": gettext_lazy("Nämnden underrättad"),
    "investigation.close": gettext_lazy("Avslutad"),
    "investigation.reopen": gettext_lazy("Öppnad igen"),
}
SHOWN_BY_PROVIDER = {
    "investigation.start", "investigation.tell_board", "investigation.decide",
    "investigation.notify", "investigation.file_answer", "investigation.close",
}  # fmt: skip
"""What a provider sends the municipality word of; the rest of its investigation is its own."""


def state_label(state: str) -> Words:
    """Give the word for a state."""
    return STATE_LABELS[State(state)]


def todo(state: str) -> Words:
    """Say what an investigation in a state waits for."""
    return NEXT_STEPS[State(state)]


def title_of(form: Form, unit_name: str) -> str:
    """Give a heading that tells nothing of what happened."""
    return f"{FORM_LABELS[form]}, {unit_name}"


def told(line: "TimelineLine", *, with_words: bool = True) -> str:
    """Say one line of the timeline: what was done, by whom, and the words that went with it."""
    label = line.data.get("label")
    return said(line, VERBS, f": {label}" if label else "", with_words=with_words)
