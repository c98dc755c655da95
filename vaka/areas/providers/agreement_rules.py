"""What holds for agreements with others: parties, duties, breaches, the yearly follow-up.

Values in, verdicts and values out; no database and no clock.
"""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.months import add_months
from vaka.law.verdict import Verdict


class Party(StrEnum):
    """Whom the agreement is with."""

    REGION = "region"
    DOCTORS = "doctors"
    BOARD = "board"
    AUTHORITY = "authority"
    CIVIL_SOCIETY = "civil_society"
    OTHER = "other"


PARTY_LABELS = {
    Party.REGION: gettext_lazy("Regionen"),
    Party.DOCTORS: gettext_lazy("Läkare i primärvården"),
    Party.BOARD: gettext_lazy("En annan nämnd"),
    Party.AUTHORITY: gettext_lazy("En myndighet"),
    Party.CIVIL_SOCIETY: gettext_lazy("Föreningar och frivilliga"),
    Party.OTHER: gettext_lazy("Någon annan"),
}


class AgreementState(StrEnum):
    """Where an agreement stands."""

    IN_FORCE = "in_force"
    ENDED = "ended"


AGREEMENT_LABELS = {
    AgreementState.IN_FORCE: gettext_lazy("Gäller"),
    AgreementState.ENDED: gettext_lazy("Upphörd"),
}
AGREEMENT_STEPS = {
    AgreementState.IN_FORCE: gettext_lazy("Följ upp med parterna"),
    AgreementState.ENDED: gettext_lazy("Inget mer att göra"),
}
SEE, HANDLE, BREAK = "agreement.see", "agreement.handle", "agreement.report"
EVENT = "deviation"
"""The kind of case in which a promise may have been broken."""
REVIEW_MONTHS = 12
"""How far off the next follow-up is proposed: agreements are followed up yearly."""
BREACHES = "breaches"
"""The relation from a deviation to the agreement that was not kept in it."""
TRANSITIONS = (
    Transition(
        "agreement.end_agreement", (AgreementState.IN_FORCE,), AgreementState.ENDED,
        gettext_lazy("Överenskommelsen har upphört"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "agreement.resume_agreement", (AgreementState.ENDED,), AgreementState.IN_FORCE,
        gettext_lazy("Gäller igen"), HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip


def may_agree(start: date, end: date | None, review: date) -> Verdict:
    """Say whether the dates of an agreement hold together."""
    verdict = Verdict.yes()
    if end is not None and end < start:
        verdict += Verdict.no(
            "end_date", _("Sista dagen ligger före den första."), _("Välj en senare dag.")
        )
    if review < start:
        verdict += Verdict.no(
            "review_date", _("Uppföljningen ligger före den första dagen."),
            _("Välj en dag efter att överenskommelsen började gälla."),
        )  # fmt: skip
    if end is not None and review > end >= start:
        verdict += _too_late("review_date")
    return verdict


def may_change(state: str) -> Verdict:
    """Duties are written and breaches told while the agreement holds."""
    if state == AgreementState.IN_FORCE:
        return Verdict.yes()
    return Verdict.no("state", _("Överenskommelsen har upphört."), _("Öppna den igen först."))


def may_follow_up(*, next_date: date, end: date | None, today: date) -> Verdict:
    """The next follow-up is a day to come, not after the agreement has run out."""
    if next_date <= today:
        return Verdict.no("next_date", _("Dagen har varit."), _("Välj en dag framåt."))
    if end is not None and next_date > end:
        return _too_late("next_date")
    return Verdict.yes()


def _too_late(name: str) -> Verdict:
    return Verdict.no(
        name, _("Överenskommelsen gäller inte så länge."),
        _("Välj en dag som den gäller, eller avsluta den."),
    )  # fmt: skip


def due_review(on: date) -> date:
    """Give the day on which the next follow-up is proposed."""
    return add_months(on, REVIEW_MONTHS)


def held(*, start: date, end: date | None, on: date) -> Verdict:
    """An agreement can only be broken on a day it held."""
    if start <= on and (end is None or on <= end):
        return Verdict.yes()
    return Verdict.no(
        "duty", _("Överenskommelsen gällde inte den dag det hände."), _("Välj en annan.")
    )
