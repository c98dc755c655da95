"""What holds for minutes: who adjusts, when it is announced, who has been sent what.

Values in, verdicts out (KL 2017:725 ch. 5, 6, 8 and 13; practice 8).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.board.roll_rules import Seated, VoteFacts, may_meet, may_record, may_seat
from vaka.areas.board.rules import LEAD
from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.values import number
from vaka.law.verdict import Verdict
from vaka.law.workdays import add_working_days, is_working_day


class MinutesState(StrEnum):
    """How far minutes have come."""

    WRITING = "writing"
    ADJUSTING = "adjusting"
    ADJUSTED = "adjusted"
    ANNOUNCED = "announced"
    TAKEN_DOWN = "taken_down"


MINUTES_LABELS = {
    MinutesState.WRITING: gettext_lazy("Skrivs"),
    MinutesState.ADJUSTING: gettext_lazy("Justeras"),
    MinutesState.ADJUSTED: gettext_lazy("Justerat"),
    MinutesState.ANNOUNCED: gettext_lazy("Anslaget"),
    MinutesState.TAKEN_DOWN: gettext_lazy("Anslaget nedtaget"),
}
SETTLED = (MinutesState.ADJUSTED, MinutesState.ANNOUNCED, MinutesState.TAKEN_DOWN)
"""When minutes stand and are open to those who may read their items."""
MINUTES_TRANSITIONS = (
    Transition("board_minutes.hand_over", (MinutesState.WRITING,), MinutesState.ADJUSTING,
               gettext_lazy("Lämna till justering"), LEAD),
    Transition("board_minutes.take_back", (MinutesState.ADJUSTING,), MinutesState.WRITING,
               gettext_lazy("Ta tillbaka och ändra"), LEAD, Comment.REQUIRED),
    Transition("board_minutes.announce", (MinutesState.ADJUSTED,), MinutesState.ANNOUNCED,
               gettext_lazy("Anslå"), LEAD, Comment.NEVER),
    Transition("board_minutes.take_down", (MinutesState.ANNOUNCED,), MinutesState.TAKEN_DOWN,
               gettext_lazy("Ta ned anslaget"), LEAD),
)  # fmt: skip


class MarkKind(StrEnum):
    """What one person's part in a paragraph was, beside a vote."""

    CONFLICT = "conflict"
    RESERVATION = "reservation"
    ABSTAINS = "abstains"
    STATEMENT = "statement"


MARK_LABELS = {
    MarkKind.CONFLICT: gettext_lazy("Jäv"),
    MarkKind.RESERVATION: gettext_lazy("Reservation"),
    MarkKind.ABSTAINS: gettext_lazy("Deltar inte i beslutet"),
    MarkKind.STATEMENT: gettext_lazy("Protokollsanteckning"),
}


class Signing(StrEnum):
    """Where a signature was put."""

    HERE = "here"
    ELSEWHERE = "elsewhere"


SIGNING_LABELS = {
    Signing.HERE: gettext_lazy("I Vaka"),
    Signing.ELSEWHERE: gettext_lazy("I annat system"),
}
SIGNER_ROLES = {
    "chair": gettext_lazy("Ordförande"), "adjuster": gettext_lazy("Justerare"),
    "secretary": gettext_lazy("Sekreterare"),
}  # fmt: skip


@dataclass(frozen=True)
class ParagraphFacts:
    """One paragraph as the checks see it."""

    number: int
    title: str
    decision: str
    marks: tuple[tuple[str, MarkKind], ...] = ()
    votes: tuple[VoteFacts, ...] = ()


@dataclass(frozen=True)
class MinutesFacts:
    """A meeting's minutes as the checks see them; `numbers` are those of the whole meeting."""

    roll: tuple[Seated, ...]
    paragraphs: tuple[ParagraphFacts, ...]
    numbers: tuple[int, ...]
    secretary: str


def gaps(numbers: Iterable[int]) -> list[int]:
    """Give the numbers that are missing between the first and the last."""
    told = sorted(set(numbers))
    return [n for n in range(told[0], told[-1]) if n not in told] if told else []


def may_begin(*, state: str, held: str, later: bool, unwritten: Sequence[date]) -> Verdict:
    """Minutes are begun when the meeting is held, in the order of the year's meetings.

    Args:
        later: whether a later meeting of the year has its numbers already.
        unwritten: days of the year's earlier held meetings that have none.
    """
    verdict = Verdict.yes()
    if state != held:
        verdict += Verdict.no("state", _("Sammanträdet är inte hållet än."),
                              _("Markera först att det är hållet."))  # fmt: skip
    if later:
        verdict += Verdict.no("numbers", _("Ett senare sammanträde har redan paragrafnummer."),
                              _("Ta bort det protokollet först."))  # fmt: skip
    if unwritten:
        told = _("Sammanträdet %s har inget protokoll.") % unwritten[0].isoformat()
        verdict += Verdict.no("numbers", told, _("Börja det först, så löper numren utan luckor."))
    return verdict


def may_hand_over(facts: MinutesFacts) -> Verdict:
    """Say whether minutes may go to those who adjust: complete, without gaps, by a quorum."""
    verdict = may_seat(facts.roll) + may_meet(facts.roll)
    adjusters = [one for one in facts.roll if one.is_adjuster and one.is_here]
    if not any(not one.presides for one in adjusters):
        verdict += Verdict.no("adjusters", _("Ingen justerare är vald."),
                              _("Välj minst en av dem som var där."))  # fmt: skip
    if not facts.secretary.strip():
        verdict += Verdict.no("secretary", _("Sekreterarens namn saknas."), _("Skriv namnet."))
    if not facts.paragraphs:
        verdict += Verdict.no("paragraphs", _("Protokollet har ingen paragraf."),
                              _("Ta tillbaka en som justeras omedelbart."))  # fmt: skip
    if missing := gaps(facts.numbers):
        told = _("Paragraferna har en lucka: § %d saknas.") % missing[0]
        verdict += Verdict.no("numbers", told, _("Börja om protokollet."))
    for one in facts.paragraphs:
        verdict += _may_stand(one, facts.roll)
    return verdict


def _may_stand(one: ParagraphFacts, roll: Sequence[Seated]) -> Verdict:
    place = f"§ {one.number}"
    verdict = Verdict.yes()
    if not one.decision.strip():
        verdict += Verdict.no("decision", _("%s har inget beslut.") % place,
                              _("Skriv vad nämnden beslutade."))  # fmt: skip
    conflicted = {name for name, kind in one.marks if kind is MarkKind.CONFLICT}
    for vote in one.votes:
        for refusal in may_record(vote=vote, roll=roll, conflicted=conflicted).refusals:
            verdict += Verdict.no("votes", f"{place}: {refusal.words}", refusal.way_out)
    return verdict


def may_write(*states: str) -> Verdict:
    """Minutes are written until they go to those who adjust."""
    if all(state == MinutesState.WRITING for state in states):
        return Verdict.yes()
    return Verdict.no("state", _("Protokollet är lämnat till justering och kan inte ändras."),
                      _("Ta tillbaka det först."))  # fmt: skip


def may_drop(*, later: bool) -> Verdict:
    """Numbers that a later meeting has gone on from stand."""
    if not later:
        return Verdict.yes()
    return Verdict.no("numbers", _("Ett senare sammanträde har fortsatt på numren."),
                      _("Ta bort det protokollet först."))  # fmt: skip


def may_add(*, name: str, known: Collection[str]) -> Verdict:
    """A name stands once in the roll."""
    if not name.strip():
        return Verdict.no("name", _("Namnet saknas."), _("Skriv namnet."))
    if name.strip() in known:
        return Verdict.no("name", _("Personen finns redan i uppropet."), _("Ändra på den raden."))
    return Verdict.yes()


def may_appeal(code: str, known: Collection[str]) -> Verdict:
    """A decision is appealed in a way that the law of its day knows."""
    if code in known:
        return Verdict.yes()
    return Verdict.no("appeal", _("Sättet att överklaga finns inte den dagen."),
                      _("Välj ett annat."))  # fmt: skip


def may_date(*, sent: date, adjusted: date | None, today: date) -> Verdict:
    """What went out did so after it was adjusted."""
    if adjusted is None or adjusted <= sent <= today:
        return Verdict.yes()
    return Verdict.no("on", _("Dagen är före justeringen eller efter i dag."), _("Rätta dagen."))


def may_mark(*, kind: MarkKind, seated: Seated | None, voted: bool) -> Verdict:
    """Only who was there takes part; whoever has a conflict has not voted."""
    if seated is None or not seated.is_here:
        return Verdict.no("name", _("Personen var inte där."), _("Välj en som var närvarande."))
    if kind is MarkKind.RESERVATION and not seated.serves:
        return Verdict.no("kind", _("Bara den som deltog i beslutet får reservera sig."),
                          _("Skriv en protokollsanteckning i stället."))  # fmt: skip
    if kind is MarkKind.CONFLICT and voted:
        return Verdict.no("kind", _("Personen har röstat i ärendet."), _("Rätta rösterna först."))
    return Verdict.yes()


def may_sign(*, state: str, signed: bool) -> Verdict:
    """A signature is put once, while the minutes are with those who adjust."""
    if state != MinutesState.ADJUSTING:
        return Verdict.no("state", _("Protokollet är inte lämnat till justering."))
    if signed:
        return Verdict.no("state", _("Underskriften finns redan."))
    return Verdict.yes()


def may_sign_elsewhere(
    *, reference: str, digest: str, signed: date, met: date, today: date
) -> Verdict:
    """A signature in another system is taken back with its number and the file's checksum."""
    verdict = Verdict.yes()
    if not reference.strip():
        verdict += Verdict.no("reference", _("Underskriftens nummer saknas."),
                              _("Skriv numret som det andra systemet visar."))  # fmt: skip
    told = digest.strip().lower()
    if len(told) != 64 or set(told) - set("0123456789abcdef"):
        verdict += Verdict.no("digest", _("Det är ingen kontrollsumma."),
                              _("Skriv filens SHA-256, 64 tecken 0–9 och a–f."))  # fmt: skip
    if not met <= signed <= today:
        verdict += Verdict.no("signed", _("Underskriften är före sammanträdet eller efter i dag."),
                              _("Rätta dagen."))  # fmt: skip
    return verdict


def may_print(state: str) -> Verdict:
    """A paper is made once the minutes have gone to those who adjust."""
    if state != MinutesState.WRITING:
        return Verdict.yes()
    return Verdict.no("state", _("Protokollet skrivs fortfarande."),
                      _("Lämna det till justering först."))  # fmt: skip


def may_extract(state: str) -> Verdict:
    """An extract is made of what is adjusted."""
    if state in SETTLED:
        return Verdict.yes()
    return Verdict.no("state", _("Paragrafen är inte justerad än."), _("Vänta på justeringen."))


def may_pack(*, state: str, is_whole: bool, is_intact: bool) -> Verdict:
    """Handed to a diary is only what is adjusted, and as it was when it was signed and made."""
    verdict = Verdict.yes()
    if state not in SETTLED:
        verdict += Verdict.no("state", _("Protokollet är inte justerat än."),
                              _("Vänta på justeringen."))  # fmt: skip
    if not is_whole:
        verdict += Verdict.no(
            "whole", _("Protokollet stämmer inte med det som skrevs under."),
            _("Ta reda på vad som har ändrats innan något lämnas till diariet."),
        )  # fmt: skip
    if not is_intact:
        verdict += Verdict.no("intact", _("Filen är inte den som gjordes."),
                              _("Gör dokumentet på nytt."))  # fmt: skip
    return verdict


def may_announce(*, adjusted: date, announced: date, today: date) -> Verdict:
    """An announcement follows the adjustment, and is not written before its day."""
    if adjusted <= announced <= today:
        return Verdict.yes()
    return Verdict.no("date", _("Anslaget kan inte vara före justeringen eller efter i dag."),
                      _("Skriv den dag då det sattes upp."))  # fmt: skip


def may_take_down(*, announced: date, today: date) -> Verdict:
    """An announcement stays up until the time to appeal has run out."""
    until = last_appeal_date(announced)
    if today > until:
        return Verdict.yes()
    told = _("Tiden att överklaga går ut %s.") % until.isoformat()
    return Verdict.no("date", told, _("Vänta till dagen efter."))


def may_send(*, state: str, wanted: Collection[str], expected: Collection[str],
             sent: Collection[str]) -> Verdict:  # fmt: skip
    """A decision goes out when it is adjusted, once to each of its recipients."""
    verdict = Verdict.yes()
    if state not in SETTLED:
        verdict += Verdict.no("state", _("Paragrafen är inte justerad än."),
                              _("Vänta på justeringen."))  # fmt: skip
    if not wanted:
        verdict += Verdict.no("recipients", _("Ingen mottagare är vald."), _("Välj minst en."))
    for name in sorted(set(wanted) - set(expected)):
        verdict += Verdict.no("recipients", _("%s är ingen mottagare.") % name, _("Välj en annan."))
    for name in sorted(set(wanted) & set(sent)):
        verdict += Verdict.no("recipients", _("%s har redan fått beslutet.") % name,
                              _("Välj en annan."))  # fmt: skip
    return verdict


def unsent(expected: Iterable[str], sent: Collection[str]) -> list[str]:
    """Give the recipients that a decision has not gone to yet, in their order."""
    return [name for name in dict.fromkeys(expected) if name not in sent]


def due_adjusted(met: date) -> date:
    """The last day to adjust."""
    return met + timedelta(days=number("board.adjust", on=met))


def due_announced(adjusted: date) -> date:
    """The last day to announce."""
    return adjusted + timedelta(days=number("board.announce", on=adjusted))


def last_appeal_date(announced: date) -> date:
    """The last day to appeal: moved to the next working day when it is none (lag 1930:173 2 §)."""
    last = announced + timedelta(days=number("board.appeal", on=announced))
    return last if is_working_day(last) else add_working_days(last, 1)
