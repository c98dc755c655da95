"""What holds for what comes in to a body and is told at its meeting. Values in, verdicts out.

A register has number, sender and subject of what came (OSL 2009:400 5:2), by kind of sender and a
council's decisions with their paragraph; a month's list leaves none out (K-LET-01..06).
"""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.board.rules import ItemSort, Openness, may_change_agenda
from vaka.law.verdict import Verdict


class LetterSort(StrEnum):
    """What came in."""

    LETTER = "letter"
    PROTEST = "protest"
    MESSAGE = "message"
    DECISION = "decision"
    SURVEY = "survey"
    AUDIT = "audit"


LETTER_LABELS = {
    LetterSort.LETTER: gettext_lazy("Skrivelse"),
    LetterSort.PROTEST: gettext_lazy("Protest"),
    LetterSort.MESSAGE: gettext_lazy("Meddelande"),
    LetterSort.DECISION: gettext_lazy("Beslut"),
    LetterSort.SURVEY: gettext_lazy("Enkät"),
    LetterSort.AUDIT: gettext_lazy("Granskning"),
}


class SenderKind(StrEnum):
    """Who sends, in the order that a month's list has them."""

    AUTHORITY = "authority"
    REGION = "region"
    ASSOCIATION = "association"
    COUNCIL = "council"
    BOARD = "board"
    AUDITOR = "auditor"
    INTEREST = "interest"
    COMPANY = "company"
    PERSON = "person"


SENDER_LABELS = {
    SenderKind.AUTHORITY: gettext_lazy("Statlig myndighet"),
    SenderKind.REGION: gettext_lazy("Region"),
    SenderKind.ASSOCIATION: gettext_lazy("Sveriges Kommuner och Regioner"),
    SenderKind.COUNCIL: gettext_lazy("Kommunfullmäktige"),
    SenderKind.BOARD: gettext_lazy("Kommunstyrelsen eller annan nämnd"),
    SenderKind.AUDITOR: gettext_lazy("Revisionen"),
    SenderKind.INTEREST: gettext_lazy("Intresseorganisation"),
    SenderKind.COMPANY: gettext_lazy("Företag eller utförare"),
    SenderKind.PERSON: gettext_lazy("Enskild"),
}


def must_follow(sort: str, sender: str) -> bool:
    """Say whether something asks for more than being told: an answer, or a duty of one's own."""
    asks = sort in (LetterSort.SURVEY, LetterSort.AUDIT)
    return asks or (sort == LetterSort.DECISION and sender == SenderKind.COUNCIL)


def may_register(
    *, number: str, sender: str, kind: SenderKind, sort: LetterSort, paragraph: str,
    received: date, today: date,
) -> Verdict:  # fmt: skip
    """Say whether something that came may be written in: numbered, from somebody, by today."""
    verdict = Verdict.yes()
    if not number.strip():
        verdict += Verdict.no("diary_number", _("Diarienumret saknas."),
                              _("Skriv det som diariet gav."))  # fmt: skip
    if not sender.strip():
        verdict += Verdict.no("sender", _("Avsändaren saknas."), _("Skriv vem som skrev."))
    if received > today:
        verdict += Verdict.no("received_date", _("Den kan inte ha kommit i framtiden."),
                              _("Skriv dagen den kom in."))  # fmt: skip
    if kind is SenderKind.COUNCIL and sort is LetterSort.DECISION and not paragraph.strip():
        verdict += Verdict.no("paragraph", _("Paragrafen saknas."),
                              _("Skriv den som fullmäktiges protokoll har."))  # fmt: skip
    return verdict


def may_change_letter(meeting_state: str) -> Verdict:
    """What stands in a list that has gone out stands still.

    Args:
        meeting_state: that of the meeting it is told at, empty where it is told at none.
    """
    return may_change_agenda(meeting_state) if meeting_state else Verdict.yes()


def may_tell(*, sort: str, meeting_state: str) -> Verdict:
    """Say whether what has come in is told at an item: a notification of an agenda that is open."""
    verdict = may_change_agenda(meeting_state)
    if sort != ItemSort.NOTIFICATION:
        verdict += Verdict.no("item", _("Ärendet är ingen anmälan."),
                              _("Välj punkten där skrivelser anmäls."))  # fmt: skip
    return verdict


def may_take_in(
    *, sort: str, meeting_state: str, until: date, today: date, waiting: int, nothing: str = ""
) -> Verdict:  # fmt: skip
    """Say whether what waits up to a day may be told at an item.

    Args:
        waiting: how much up to that day is told at no item.
        nothing: the words when that is none, where it is not letters that wait.
    """
    verdict = may_tell(sort=sort, meeting_state=meeting_state)
    if until > today:
        verdict += Verdict.no("until", _("Dagen har inte varit än."),
                              _("Välj i dag eller tidigare."))  # fmt: skip
    elif not waiting:
        words = nothing or _("Inget har kommit in till den dagen som inte är anmält.")
        verdict += Verdict.no("until", words, _("Välj en senare dag."))
    return verdict


def may_put_back(*, meeting_state: str, told: int) -> Verdict:
    """A list is emptied while the agenda may be changed."""
    verdict = may_change_agenda(meeting_state)
    return verdict if told else verdict + Verdict.no("item", _("Listan är redan tom."))


def may_follow(*, is_followed: bool) -> Verdict:
    """What came is followed in one place."""
    if not is_followed:
        return Verdict.yes()
    return Verdict.no("letter", _("Skrivelsen följs redan upp."), _("Öppna det som finns."))


def may_assign(*, openness: str, is_followed: bool) -> Verdict:
    """Only of what is common an assignment is written, for all who see the board read those."""
    verdict = may_follow(is_followed=is_followed)
    if openness == Openness.COMMON:
        return verdict
    return verdict + Verdict.no("letter", _("Skrivelsen är inte för alla, men uppdrag är det."),
                                _("Ta upp den som ett ärende."))  # fmt: skip


def may_leave(*, is_followed: bool, words: str) -> Verdict:
    """That nothing more is done is said with its reason."""
    verdict = may_follow(is_followed=is_followed)
    if words.strip():
        return verdict
    return verdict + Verdict.no("words", _("Skälet saknas."), _("Skriv varför inget mer görs."))


def may_stay(*, body: str, told_in: str) -> Verdict:
    """What is told at an item of a body stays that body's.

    Args:
        told_in: the body of the item it is told at, empty where it is told at none.
    """
    if told_in in ("", body):
        return Verdict.yes()
    return Verdict.no("body", _("Skrivelsen anmäls redan i ett annat organ."),
                      _("Töm den listan först."))  # fmt: skip
