"""The Swedish words that the area says outside its templates."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.accounts.rules import (
    EDITION_LABELS,
    EDITION_STEPS,
    REQUEST_LABELS,
    REQUEST_STEPS,
    EditionState,
    RequestState,
)
from vaka.documents.slide import SlideRow
from vaka.foundation.cases.kinds import Words
from vaka.foundation.cases.timeline import said

if TYPE_CHECKING:
    from vaka.areas.reports.queries import ChangedFigure
    from vaka.foundation.cases.queries import TimelineLine

VERBS = {
    "edition.open": gettext_lazy("Öppnad"),
    "edition.correct": gettext_lazy("Öppnad som rättelse"),
    "edition.lay_out": gettext_lazy("Siffrorna hämtade"),
    "edition.freeze": gettext_lazy("Fryst"),
    "section_request.ask": gettext_lazy("Begärd"),
    "section_request.answer": gettext_lazy("Besvarad"),
    "section_request.take_in": gettext_lazy("Intagen"),
    "section_request.ask_again": gettext_lazy("Begärd igen"),
    "section_request.withdraw": gettext_lazy("Tillbakadragen"),
}


def state_label(state: str) -> Words:
    """Give the word for an edition's state."""
    return EDITION_LABELS[EditionState(state)]


def todo(state: str) -> Words:
    """Say what an edition waits for."""
    return EDITION_STEPS[EditionState(state)]


def request_label(state: str) -> Words:
    """Give the word for a request's state."""
    return REQUEST_LABELS[RequestState(state)]


def request_todo(state: str) -> Words:
    """Say what a request waits for."""
    return REQUEST_STEPS[RequestState(state)]


def told(line: "TimelineLine") -> str:
    """Say one line of a timeline: what was done, by whom, and the words that went with it."""
    return said(line, VERBS)


def changed_since(better: int, worse: int) -> str:
    """Say what has changed since the year before, as a heading."""
    told = {"better": better, "worse": worse}
    return _("%(better)s värden är bättre och %(worse)s sämre än året före") % told


def slide_row(one: "ChangedFigure") -> SlideRow:
    """Give a changed figure as a line of a slide."""
    word = {"better": _("bättre"), "worse": _("sämre")}.get(one.bearing) or (
        _("oförändrat") if not one.way else _("ändrat")
    )
    return SlideRow(f"{one.title}, {one.year}", one.before, one.now, one.bearing, word)
