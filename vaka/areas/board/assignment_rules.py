"""What holds for the board's assignments to the administration. Values in, verdicts out.

An assignment keeps its wording and paragraph, is planned to a meeting or stands as unplanned with
its age, and ends only by a decision (practice 8; C4-010, R-27).
"""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.board.rules import LEAD, PREPARE
from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict


class AssignmentState(StrEnum):
    """How far an assignment has come."""

    OPEN = "open"
    REPORTED = "reported"
    ENDED = "ended"


ASSIGNMENT_LABELS = {
    AssignmentState.OPEN: gettext_lazy("Pågår"),
    AssignmentState.REPORTED: gettext_lazy("Redovisat"),
    AssignmentState.ENDED: gettext_lazy("Avslutat av nämnden"),
}
ASSIGNMENT_TRANSITIONS = (
    Transition("board_assignment.report", (AssignmentState.OPEN,), AssignmentState.REPORTED,
               gettext_lazy("Redovisa"), PREPARE, Comment.REQUIRED),
    Transition("board_assignment.return", (AssignmentState.REPORTED,), AssignmentState.OPEN,
               gettext_lazy("Inte färdigt"), LEAD, Comment.REQUIRED),
    Transition("board_assignment.end", (AssignmentState.OPEN, AssignmentState.REPORTED),
               AssignmentState.ENDED, gettext_lazy("Nämnden har avslutat det"), LEAD,
               Comment.REQUIRED),
    Transition("board_assignment.resume", (AssignmentState.ENDED,), AssignmentState.OPEN,
               gettext_lazy("Ta upp uppdraget igen"), LEAD, Comment.REQUIRED),
)  # fmt: skip


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
    if state == AssignmentState.ENDED:
        return Verdict.no("state", _("Uppdraget är avslutat."), _("Ta upp det igen först."))
    return Verdict.yes()


def is_late(state: str, due: date | None, today: date) -> bool:
    """Say whether the meeting it was due to has been without a report."""
    return state == AssignmentState.OPEN and due is not None and due < today


def order(state: str, due: date | None, decided: date, today: date) -> tuple[int, date]:
    """The place in a list: late first, then by meeting, the unplanned by age, the ended last."""
    if state == AssignmentState.ENDED:
        return (4, decided)
    if is_late(state, due, today):
        return (0, due or decided)
    return (1, due) if due else (2, decided)
