"""What holds for handing over a quarter's account: when it may go, and what each row is told as.

Each decision goes to IVO and to the auditors, the numbers to the council (SoL 2025:400 34:1 and
34:3, LSS 28 f and 28 h). What has been reported is reported again until it ends, and its end is
told. Values in, verdicts and values out.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vaka.areas.entitlements.rules import HANDLE, SEND, Account, date_fits
from vaka.law.verdict import Verdict

UNDECIDED = "inte beslutad"
"""The local value of a routine that nobody has decided."""


class Receiver(StrEnum):
    """Who is given a quarter's account."""

    IVO = "ivo"
    AUDITORS = "auditors"
    NAMED = "named"
    COUNCIL = "council"
    BOARD = "board"


RECEIVER_LABELS = {
    Receiver.IVO: gettext_lazy("IVO"),
    Receiver.AUDITORS: gettext_lazy("Revisorerna"),
    Receiver.NAMED: gettext_lazy("Revisorerna, på skriftlig begäran"),
    Receiver.COUNCIL: gettext_lazy("Fullmäktige"),
    Receiver.BOARD: gettext_lazy("Nämnden"),
}
GIVEN = {
    Receiver.IVO: gettext_lazy("Varje beslut för sig, med vem det gäller"),
    Receiver.AUDITORS: gettext_lazy("Varje beslut för sig, utan vem det gäller"),
    Receiver.NAMED: gettext_lazy(
        "Varje beslut för sig, med vem det gäller; skyddade uppgifter är inte med"
    ),
    Receiver.COUNCIL: gettext_lazy("Statistik, med små tal dolda"),
    Receiver.BOARD: gettext_lazy("Rapporten för nämndens möte"),
}


class ToldAs(StrEnum):
    """What IVO's form calls a row."""

    NEW = "new"
    INTERRUPTION = "interruption"
    AGAIN = "again"
    EXECUTED = "executed"
    ENDED = "ended"


TOLD_LABELS = {
    ToldAs.NEW: gettext_lazy("Nytt ej verkställt beslut"),
    ToldAs.INTERRUPTION: gettext_lazy("Avbrott i verkställighet"),
    ToldAs.AGAIN: gettext_lazy("Återrapport"),
    ToldAs.EXECUTED: gettext_lazy("Verkställt"),
    ToldAs.ENDED: gettext_lazy("Avslutat av annat skäl"),
}
OPEN_ROWS = (ToldAs.NEW, ToldAs.INTERRUPTION, ToldAs.AGAIN)


def needed(receiver: Receiver) -> tuple[str, ...]:
    """Give the capabilities of which one is needed to hand a quarter to a receiver; only who
    handles decisions tells anybody whom they are about."""
    return (HANDLE,) if receiver in {Receiver.IVO, Receiver.NAMED} else (HANDLE, SEND)


@dataclass(frozen=True)
class Standing:
    """What a quarter's account looks like before it goes.

    Attributes:
        rows: how many rows it has.
        without_reason: rows that wait and say no reason.
        unanswered: references reported earlier that stand in no table now.
        is_over: the quarter has ended.
        is_delivered: the receiver has been given it before.
    """

    rows: int
    without_reason: int
    unanswered: tuple[str, ...]
    is_over: bool
    is_delivered: bool


def told_as(
    account: Account, *, is_executed: bool, was_reported: bool, was_missed: bool = False,
    is_break: bool = False,
) -> tuple[ToldAs, ...]:  # fmt: skip
    """Give how a row of an account is told: one that is both late and executed is told twice, and
    so is one whose end is told though the report before missed it."""
    new = ToldAs.INTERRUPTION if is_break else ToldAs.NEW
    if account is Account.ENDED_AFTER_REPORT:
        end = ToldAs.EXECUTED if is_executed else ToldAs.ENDED
        return (new, end) if was_missed else (end,)
    if account is Account.EXECUTED_LATE:
        return (new, ToldAs.EXECUTED)
    if account is Account.NONE:
        return ()
    if was_reported:
        return (ToldAs.AGAIN,)
    return (ToldAs.INTERRUPTION if account is Account.INTERRUPTED else ToldAs.NEW,)


def may_deliver(
    receiver: Receiver, standing: Standing, sent: date, words: str, today: date
) -> Verdict:
    """An account goes when its quarter is over and whole; one that goes again says why."""
    verdict = date_fits(sent, date.min, today)
    if not standing.is_over:
        verdict += Verdict.no(
            "not_over", _("Kvartalet är inte slut."), _("Vänta till dagen efter kvartalets slut.")
        )
    if receiver is Receiver.NAMED:
        verdict += _is_asked_for(words)
    elif standing.is_delivered and not words.strip():
        verdict += Verdict.no(
            "words", _("Redovisningen är redan lämnad. En ny rättar den."),
            _("Skriv vad som rättas och varför."),
        )  # fmt: skip
    if receiver in {Receiver.IVO, Receiver.AUDITORS, Receiver.NAMED}:
        verdict += _rows_are_whole(standing)
    if receiver is Receiver.IVO and not standing.rows and not standing.is_delivered:
        verdict += Verdict.no(
            "nothing", _("Det finns inget att rapportera, och nollrapport lämnas inte."),
            _("Lämna statistiken till fullmäktige ändå."),
        )  # fmt: skip
    return verdict


def _is_asked_for(words: str) -> Verdict:
    if words.strip():
        return Verdict.yes()
    return Verdict.no(
        "words", _("Vem besluten gäller lämnas bara när revisorerna skriftligen har bett om det."),
        _("Skriv vem som bad om listan, vilken dag och begärans diarienummer."),
    )  # fmt: skip


def _rows_are_whole(standing: Standing) -> Verdict:
    verdict = Verdict.yes()
    if standing.without_reason:
        missing = standing.without_reason
        words = ngettext(
            "%d beslut saknar skäl till dröjsmålet.",
            "%d beslut saknar skäl till dröjsmålet.",
            missing,
        )
        verdict += Verdict.no("reason", words % missing, _("Skriv skälet på beslutets sida."))
    if standing.unanswered:
        words = _("Tidigare rapporterade beslut saknas: %s.") % ", ".join(standing.unanswered)
        advice = _(
            "Kontrollera beslutens datum; de ska rapporteras tills de slutar. Var rapporten fel: "
            "lämna en rättelse för det kvartalet."
        )
        verdict += Verdict.no("unanswered", words, advice)
    return verdict
