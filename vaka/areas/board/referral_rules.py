"""What holds for consultations and motions that a body must answer by a day. Values in and out.

A motion should be so prepared that the council can decide within a year (KL 2017:725 5:35); who
sends a consultation sets its day. When the body does not meet in time, its chair may answer where
the board has delegated urgent matters (KL 6:39), and that is notified at the next meeting.
"""

import re
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


NUMBERED = re.compile(r"^\s*\d+(?:[.)]\s*|\t\s*)")
"""What stands before a name in a list that was numbered, as the ministries' lists are."""
LONGEST_NAME = 200


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


def subject_line(number: str, title: str) -> str:
    """Give the subject line of an answer: the sender's number and the name, as they ask for."""
    return " ".join(filter(None, (number.strip(), title.strip())))


def names_in(text: str) -> list[str]:
    """Give the names of a list, one a line, without their numbers and each once."""
    lines = (" ".join(NUMBERED.sub("", line).split()) for line in text.splitlines())
    return list(dict.fromkeys(filter(None, lines)))


def may_write_reply(*, words: str, is_answered: bool) -> Verdict:
    """The answer's text is written until the answer is sent."""
    verdict = Verdict.yes()
    if is_answered:
        verdict += Verdict.no("state", _("Svaret är skickat."), _("Ta tillbaka det först."))
    if not words.strip():
        verdict += Verdict.no("answer", _("Svaret har ingen text."), _("Skriv vad ni svarar."))
    return verdict


def may_make_reply(words: str) -> Verdict:
    """A paper is made of an answer that has a text."""
    if words.strip():
        return Verdict.yes()
    return Verdict.no("answer", _("Svaret har ingen text."), _("Skriv svaret först."))


def may_consult(
    *, names: Collection[str], known: Collection[str], asked: date, today: date
) -> Verdict:
    """Those who are asked have a name, are asked once, and not in the future."""
    verdict = Verdict.yes()
    if not names:
        verdict += Verdict.no("names", _("Det står inget namn."), _("Skriv ett namn på varje rad."))
    if again := [name for name in names if name in known]:
        verdict += Verdict.no("names", _("Redan tillfrågade: %s.") % ", ".join(again),
                              _("Ta bort dem ur listan."))  # fmt: skip
    if long := [name for name in names if len(name) > LONGEST_NAME]:
        verdict += Verdict.no("names", _("Ett namn är för långt: %s") % f"{long[0][:60]}…",
                              _("Skriv ett namn på varje rad."))  # fmt: skip
    if asked > today:
        verdict += Verdict.no("asked_date", _("Dagen ligger i framtiden."),
                              _("Skriv dagen då de tillfrågades."))  # fmt: skip
    return verdict


def may_tell_consulted(*, words: str, asked: date, answered: date, today: date) -> Verdict:
    """What somebody answered is told in words, on a day since they were asked."""
    verdict = Verdict.yes()
    if not words.strip():
        verdict += Verdict.no("words", _("Det saknas vad de svarade."),
                              _("Skriv det kort, eller att de avstod."))  # fmt: skip
    if not asked <= answered <= today:
        verdict += Verdict.no("answered_date",
                              _("Dagen ligger före frågan eller i framtiden."),
                              _("Skriv dagen då svaret kom."))  # fmt: skip
    return verdict
