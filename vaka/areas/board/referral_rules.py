"""What holds for consultations and motions that a body must answer by a day. Values in and out.

A motion should be so prepared that the council can decide within a year (KL 2017:725 5:35); who
sends a consultation sets its day. When the body does not meet in time, its chair may answer where
the board has delegated urgent matters (KL 6:39), and that is notified at the next meeting.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.board.rules import ItemState
from vaka.law.verdict import Verdict


class ReferralSort(StrEnum):
    """What was sent to the body for an answer."""

    CONSULTATION = "consultation"
    MOTION = "motion"
    CITIZEN = "citizen"
    SURVEY = "survey"


REFERRAL_LABELS = {
    ReferralSort.CONSULTATION: gettext_lazy("Remiss"),
    ReferralSort.MOTION: gettext_lazy("Motion"),
    ReferralSort.CITIZEN: gettext_lazy("Medborgarförslag"),
    ReferralSort.SURVEY: gettext_lazy("Enkät"),
}


class Answering(StrEnum):
    """Who answered."""

    BODY = "body"
    CHAIR = "chair"
    OFFICE = "office"


ANSWERING_LABELS = {
    Answering.BODY: gettext_lazy("Organet"),
    Answering.CHAIR: gettext_lazy("Ordföranden"),
    Answering.OFFICE: gettext_lazy("Förvaltningen, på delegation"),
}


class Outlook(StrEnum):
    """How it looks for an answer in time."""

    ANSWERED = "answered"
    LATE = "late"
    IN_TIME = "in_time"
    PLAN = "plan"
    CHAIR = "chair"
    CHAIR_NEEDED = "chair_needed"


@dataclass(frozen=True)
class Prospect:
    """How it looks, with the meeting that the answer can be decided at."""

    outlook: Outlook
    meeting: date | None = None

    @property
    def is_at_risk(self) -> bool:
        """True when no meeting gives an answer in time, as things stand."""
        return self.outlook in (Outlook.LATE, Outlook.CHAIR_NEEDED)

    @property
    def needs_chair(self) -> bool:
        """True when the chair is to be proposed."""
        return self.outlook is Outlook.CHAIR_NEEDED


def prospect(
    *, due: date, today: date, answered: date | None, planned: date | None, chair_decides: bool,
    meetings: Collection[date],
) -> Prospect:  # fmt: skip
    """Say whether an answer will be in time.

    Args:
        planned: the day of the meeting that the item stands on.
        meetings: the days of the body's meetings to come.
    """
    if answered is not None:
        return Prospect(Outlook.ANSWERED)
    if due < today:
        return Prospect(Outlook.LATE)
    if planned is not None and today <= planned <= due:
        return Prospect(Outlook.IN_TIME, planned)
    if chair_decides:
        return Prospect(Outlook.CHAIR)
    before = max((day for day in meetings if today <= day <= due), default=None)
    if before is not None:
        return Prospect(Outlook.PLAN, before)
    return Prospect(Outlook.CHAIR_NEEDED, min((d for d in meetings if d > due), default=None))


def may_register(*, sender: str, received: date, due: date, today: date) -> Verdict:
    """Say whether something to answer may be written in: come by today, due on or after that."""
    verdict = Verdict.yes()
    if not sender.strip():
        verdict += Verdict.no("sender", _("Avsändaren saknas."), _("Skriv vem som frågar."))
    if received > today:
        verdict += Verdict.no("received_date", _("Den kan inte ha kommit i framtiden."),
                              _("Skriv dagen den kom in."))  # fmt: skip
    if due < received:
        verdict += Verdict.no("answer_due_date", _("Svaret skulle vara inne innan den kom."),
                              _("Kontrollera båda dagarna."))  # fmt: skip
    return verdict


def may_propose_chair(found: Outlook) -> Verdict:
    """The chair is proposed to answer when the body does not meet in time."""
    if found is Outlook.CHAIR_NEEDED:
        return Verdict.yes()
    if found is Outlook.PLAN:
        return Verdict.no("meeting", _("Organet sammanträder innan svaret ska vara inne."),
                          _("Planera ärendet till det sammanträdet."))  # fmt: skip
    return Verdict.no("state", _("Det behövs inget ordförandebeslut."))


def may_answer(
    *, how: Answering, state: str, answered: date, received: date, today: date, point: str,
    has_point: bool,
) -> Verdict:  # fmt: skip
    """Say whether an answer may be written in: the body's once it has treated the item, another's
    with a point of the delegation order of its day.

    Args:
        has_point: the point stood in the order on the day.
    """
    verdict = Verdict.yes()
    if not received <= answered <= today:
        verdict += Verdict.no("answered_date", _("Dagen ligger före ankomsten eller i framtiden."),
                              _("Skriv dagen då svaret skickades."))  # fmt: skip
    if how is Answering.BODY:
        if state != ItemState.TREATED:
            verdict += Verdict.no("how", _("Ärendet är inte behandlat på ett sammanträde."),
                                  _("Håll sammanträdet först."))  # fmt: skip
        return verdict
    if not point.strip():
        verdict += Verdict.no("point", _("Delegationspunkten saknas."),
                              _("Skriv punkten som gav rätt att svara."))  # fmt: skip
    elif not has_point:
        verdict += Verdict.no("point", _("Punkten fanns inte i delegationsordningen den dagen."),
                              _("Kontrollera mot delegationsordningen."))  # fmt: skip
    return verdict


def may_take_back(*, is_answered: bool) -> Verdict:
    """Only an answer that is written in is taken back."""
    if is_answered:
        return Verdict.yes()
    return Verdict.no("state", _("Inget svar är inskrivet."))
