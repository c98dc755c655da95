"""What holds for inspections, orders and audits: points answered, closed by the authority alone.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict


class Sort(StrEnum):
    """What kind of scrutiny it is."""

    INSPECTION = "inspection"
    ORDER = "order"
    AUDIT = "audit"


SORT_LABELS = {
    Sort.INSPECTION: gettext_lazy("Tillsyn"),
    Sort.ORDER: gettext_lazy("Föreläggande"),
    Sort.AUDIT: gettext_lazy("Revision"),
}


class PointKind(StrEnum):
    """Whether a line asks or criticises."""

    QUESTION = "question"
    FAULT = "fault"


POINT_LABELS = {
    PointKind.QUESTION: gettext_lazy("Fråga"),
    PointKind.FAULT: gettext_lazy("Brist"),
}


class State(StrEnum):
    """Where an inspection stands."""

    RECEIVED = "received"
    ANSWERED = "answered"
    CLOSED = "closed"


STATE_LABELS = {
    State.RECEIVED: gettext_lazy("Ska besvaras"),
    State.ANSWERED: gettext_lazy("Besvarad, väntar på beslut"),
    State.CLOSED: gettext_lazy("Avslutad av myndigheten"),
}
NEXT_STEPS = {
    State.RECEIVED: gettext_lazy("Svara på punkterna"),
    State.ANSWERED: gettext_lazy("Vänta på myndighetens beslut"),
    State.CLOSED: gettext_lazy("Inget mer att göra"),
}
SEE, HANDLE = "inspection.see", "inspection.handle"

TRANSITIONS = (
    Transition(
        "inspection.send", (State.RECEIVED,), State.ANSWERED, gettext_lazy("Svaret är skickat"),
        HANDLE,
    ),
    Transition(
        "inspection.ask_again", (State.ANSWERED,), State.RECEIVED,
        gettext_lazy("Ny fråga från myndigheten"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "inspection.close", (State.RECEIVED, State.ANSWERED), State.CLOSED,
        gettext_lazy("Myndigheten har avslutat"), HANDLE,
    ),
    Transition(
        "inspection.reopen", (State.CLOSED,), State.RECEIVED, gettext_lazy("Öppna igen"), HANDLE,
        Comment.REQUIRED,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class PointStanding:
    """What the rules must know of one point."""

    number: int
    is_answered: bool


def may_change(state: str) -> Verdict:
    """Points are added and answered until the authority has closed."""
    if state != State.CLOSED:
        return Verdict.yes()
    return Verdict.no("state", _("Ärendet är avslutat."), _("Öppna det igen först."))


def may_answer(answer: str, proof: str, is_fault: bool) -> Verdict:
    """A fault is answered with what shows that it is put right, or will be."""
    verdict = Verdict.yes()
    if not answer.strip():
        verdict += Verdict.no("answer", _("Svaret saknas."), _("Skriv vad ni svarar."))
    if is_fault and not proof.strip():
        verdict += Verdict.no(
            "proof", _("Underlag saknas."), _("Skriv vad som visar att bristen är åtgärdad.")
        )
    return verdict


def may_send(points: Sequence[PointStanding]) -> Verdict:
    """An answer is sent when every point has one."""
    if not points:
        return Verdict.no(
            "points", _("Ärendet har inga punkter."), _("Lägg till det som myndigheten frågar om.")
        )
    return Verdict.all_of(
        Verdict.no(
            f"point-{one.number}", _("Punkt %(number)s är inte besvarad.") % {"number": one.number},
            _("Svara på den."), f"#punkt-{one.number}",
        )
        for one in points if not one.is_answered
    )  # fmt: skip


def may_close(*, decided: date | None, number: str, received: date, today: date) -> Verdict:
    """Only the authority closes: its decision has a day, not before the case and not ahead."""
    verdict = Verdict.yes()
    if decided is None or not received <= decided <= today:
        verdict += Verdict.no(
            "decided", _("Dagen för myndighetens beslut går inte att använda."),
            _("Välj en dag från att ärendet kom till och med i dag."),
        )  # fmt: skip
    if not number.strip():
        verdict += Verdict.no(
            "number", _("Beslutets nummer saknas."),
            _("Ärendet avslutas bara på myndighetens eget beslut. Skriv dess nummer."),
        )  # fmt: skip
    return verdict


def answered_in_time(answered: date | None, due: date, today: date) -> bool | None:
    """Say whether a point was answered by its day; None while there is time left."""
    if answered is not None:
        return answered <= due
    return False if today > due else None
