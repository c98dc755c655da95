"""What holds for the board's assignments to the administration. Values in, verdicts out.

An assignment keeps its wording and paragraph, is planned to a meeting or stands as unplanned with
its age, and ends only by a decision (practice 8; C4-010, R-27).
"""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.board.rules import LEAD, PREPARE, Openness
from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict


class AssignmentState(StrEnum):
    """How far an assignment has come."""

    OPEN = "open"
    REPORTED = "reported"
    ENDED = "ended"
    MERGED = "merged"


ASSIGNMENT_LABELS = {
    AssignmentState.OPEN: gettext_lazy("Pågår"),
    AssignmentState.REPORTED: gettext_lazy("Redovisat"),
    AssignmentState.ENDED: gettext_lazy("Avslutat av nämnden"),
    AssignmentState.MERGED: gettext_lazy("Sammanslaget med ett annat"),
}
ASSIGNMENT_TRANSITIONS = (
    Transition("board_assignment.report", (AssignmentState.OPEN,), AssignmentState.REPORTED,
               gettext_lazy("Redovisa"), PREPARE, Comment.REQUIRED),
    Transition("board_assignment.return", (AssignmentState.REPORTED,), AssignmentState.OPEN,
               gettext_lazy("Inte färdigt"), LEAD, Comment.REQUIRED),
    Transition("board_assignment.end", (AssignmentState.OPEN, AssignmentState.REPORTED),
               AssignmentState.ENDED, gettext_lazy("Nämnden har avslutat det"), LEAD,
               Comment.REQUIRED),
    Transition("board_assignment.separate", (AssignmentState.MERGED,), AssignmentState.OPEN,
               gettext_lazy("Följ det för sig igen"), LEAD, Comment.REQUIRED),
    Transition("board_assignment.resume", (AssignmentState.ENDED,), AssignmentState.OPEN,
               gettext_lazy("Ta upp uppdraget igen"), LEAD, Comment.REQUIRED),
)  # fmt: skip
FOLLOWED = (AssignmentState.OPEN, AssignmentState.REPORTED)
"""Those that are followed by themselves."""


def may_give(*, words: str, decided: date, today: date, due: date | None) -> Verdict:
    """An assignment has its wording, of a decision that was taken before the day it is due."""
    verdict = Verdict.yes()
    if not words.strip():
        verdict += Verdict.no("words", _("Uppdraget har ingen text."),
                              _("Skriv det ordagrant som nämnden beslutade."))  # fmt: skip
    if decided > today:
        verdict += Verdict.no("decided_date", _("Beslutet är inte fattat än."),
                              _("Skriv dagen då det fattades."))  # fmt: skip
    return verdict + may_be_due(decided=decided, due=due)


def may_be_due(*, decided: date, due: date | None) -> Verdict:
    """An assignment is reported at a later meeting than the one that gave it."""
    if due is not None and due <= decided:
        return Verdict.no("meeting", _("Sammanträdet är inte efter beslutet."),
                          _("Välj ett senare."))  # fmt: skip
    return Verdict.yes()


def may_move(state: str) -> Verdict:
    """Only what is not ended has a meeting to be reported at."""
    if state in FOLLOWED:
        return Verdict.yes()
    return Verdict.no(
        "state", _("Uppdraget är avslutat eller sammanslaget."), _("Ta upp det igen först.")
    )


def may_merge(*, state: str, into_state: str, is_same: bool) -> Verdict:
    """Two assignments that are followed may become one, which keeps both numbers."""
    verdict = Verdict.yes()
    if is_same:
        verdict += Verdict.no("into", _("Det är samma uppdrag."), _("Välj ett annat."))
    if state not in FOLLOWED:
        verdict += Verdict.no("state", _("Uppdraget är avslutat eller sammanslaget."))
    if into_state not in FOLLOWED:
        verdict += Verdict.no("into", _("Det andra uppdraget följs inte längre."),
                              _("Välj ett som pågår."))  # fmt: skip
    return verdict


def may_relink(*, state: str, openness: str, to_openness: str | None, is_same: bool) -> Verdict:
    """An assignment moves to another item of its body that is not more open than its own.

    Args:
        to_openness: of the item with the number that was written, None without such an item.
    """
    verdict = may_move(state)
    if to_openness is None:
        return verdict + Verdict.no("number", _("Inget av organets ärenden har det numret."),
                                    _("Skriv ärendets nummer eller diarienummer."))  # fmt: skip
    order = list(Openness)
    if order.index(Openness(to_openness)) < order.index(Openness(openness)):
        verdict += Verdict.no("number", _("Ärendet är öppnare än det som uppdraget kom ur."),
                              _("Välj ett som är lika slutet."))  # fmt: skip
    if is_same:
        verdict += Verdict.no("number", _("Uppdraget hör redan dit."), _("Välj ett annat."))
    return verdict


def is_late(state: str, due: date | None, today: date) -> bool:
    """Say whether the meeting it was due to has been without a report."""
    return state == AssignmentState.OPEN and due is not None and due < today


def order(state: str, due: date | None, decided: date, today: date) -> tuple[int, date]:
    """The place in a list: late first, then by meeting, the unplanned by age, the ended last."""
    if state not in FOLLOWED:
        return (4, decided)
    if is_late(state, due, today):
        return (0, due or decided)
    return (1, due) if due else (2, decided)
