"""What holds for the board's meetings, items and letters. Values in, verdicts and values out.

A secret item is open to those who sit in its body, to the board's secretary and to whoever
prepares it, and goes into no public pack (OSL 2009:400 ch. 26; KL 2017:725 ch. 8 s. 11).
"""

import re
from collections.abc import Collection, Sequence
from datetime import date, time
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict

SEE, PREPARE, LEAD, SIT = "board.see", "board.prepare", "board.lead", "board.sit"
LARGEST = 20_000_000
OWN_NUMBER = re.compile(r"^([A-ZÅÄÖ]{2,5})\s*[-/ ]?\s*(\d{4})\s*[-/]\s*0*(\d{1,5})$")


class MeetingState(StrEnum):
    """Where a meeting of a body stands."""

    PLANNED = "planned"
    CALLED = "called"
    HELD = "held"
    CANCELLED = "cancelled"


MEETING_LABELS = {
    MeetingState.PLANNED: gettext_lazy("Planeras"),
    MeetingState.CALLED: gettext_lazy("Kallelsen är skickad"),
    MeetingState.HELD: gettext_lazy("Hållet"),
    MeetingState.CANCELLED: gettext_lazy("Inställt"),
}
OUT = (MeetingState.CALLED, MeetingState.HELD)
"""When the items of a meeting are open to those who do not prepare them."""
MEETING_TRANSITIONS = (
    Transition("board_meeting.call", (MeetingState.PLANNED,), MeetingState.CALLED,
               gettext_lazy("Skicka kallelsen"), LEAD),
    Transition("board_meeting.recall", (MeetingState.CALLED,), MeetingState.PLANNED,
               gettext_lazy("Ta tillbaka kallelsen"), LEAD, Comment.REQUIRED),
    Transition("board_meeting.hold", (MeetingState.CALLED,), MeetingState.HELD,
               gettext_lazy("Sammanträdet är hållet"), LEAD),
    Transition("board_meeting.reopen", (MeetingState.HELD,), MeetingState.CALLED,
               gettext_lazy("Det är inte hållet"), LEAD, Comment.REQUIRED),
    Transition("board_meeting.cancel", (MeetingState.PLANNED, MeetingState.CALLED),
               MeetingState.CANCELLED, gettext_lazy("Ställ in"), LEAD, Comment.REQUIRED),
    Transition("board_meeting.resume", (MeetingState.CANCELLED,), MeetingState.PLANNED,
               gettext_lazy("Planera igen"), LEAD, Comment.REQUIRED),
)  # fmt: skip


class ItemState(StrEnum):
    """How far an item has come."""

    PLANNED = "planned"
    READY = "ready"
    TREATED = "treated"
    WITHDRAWN = "withdrawn"


ITEM_LABELS = {
    ItemState.PLANNED: gettext_lazy("Förbereds"),
    ItemState.READY: gettext_lazy("Klart för kallelsen"),
    ItemState.TREATED: gettext_lazy("Behandlat"),
    ItemState.WITHDRAWN: gettext_lazy("Utgår"),
}
ITEM_STEPS = {
    ItemState.PLANNED: gettext_lazy("Skriv klart och lämna till nämndsekreteraren"),
    ItemState.READY: gettext_lazy("Tas upp på sammanträdet"),
    ItemState.TREATED: gettext_lazy("Inget mer att göra"),
    ItemState.WITHDRAWN: gettext_lazy("Inget mer att göra"),
}
ITEM_TRANSITIONS = (
    Transition("board_item.hand_over", (ItemState.PLANNED,), ItemState.READY,
               gettext_lazy("Lämna till nämndsekreteraren"), PREPARE),
    Transition("board_item.hand_back", (ItemState.READY,), ItemState.PLANNED,
               gettext_lazy("Lämna tillbaka"), LEAD, Comment.REQUIRED),
    Transition("board_item.treat", (ItemState.READY,), ItemState.TREATED,
               gettext_lazy("Behandlat på sammanträdet"), LEAD, Comment.NEVER),
    Transition("board_item.untreat", (ItemState.TREATED,), ItemState.READY,
               gettext_lazy("Sammanträdet är inte hållet"), LEAD, Comment.NEVER),
    Transition("board_item.withdraw", (ItemState.PLANNED, ItemState.READY), ItemState.WITHDRAWN,
               gettext_lazy("Låt ärendet utgå"), LEAD, Comment.REQUIRED),
    Transition("board_item.resume", (ItemState.WITHDRAWN,), ItemState.PLANNED,
               gettext_lazy("Ta upp igen"), LEAD, Comment.REQUIRED),
)  # fmt: skip


BY_MEETING = {
    "board_meeting.hold": "board_item.treat", "board_meeting.reopen": "board_item.untreat",
}  # fmt: skip
"""Steps that items take with their meeting, never by themselves."""


class ItemSort(StrEnum):
    """What a body does with an item."""

    FORMALITY = "formality"
    INFORMATION = "information"
    DECISION = "decision"
    NOTIFICATION = "notification"
    OTHER = "other"


SORT_LABELS = {
    ItemSort.DECISION: gettext_lazy("Beslut"),
    ItemSort.INFORMATION: gettext_lazy("Information"),
    ItemSort.NOTIFICATION: gettext_lazy("Anmälan"),
    ItemSort.FORMALITY: gettext_lazy("Formalia"),
    ItemSort.OTHER: gettext_lazy("Övrigt"),
}


class Openness(StrEnum):
    """Who an item or an attachment is for, the most open first."""

    COMMON = "common"
    INTERNAL = "internal"
    SECRET = "secret"  # noqa: S105 - a class of secrecy, no password


OPENNESS_LABELS = {
    Openness.COMMON: gettext_lazy("Allmänt"),
    Openness.INTERNAL: gettext_lazy("Internt"),
    Openness.SECRET: gettext_lazy("Sekretess"),
}


def may_plan(*, days: Collection[date], taken: Collection[date]) -> Verdict:
    """Say whether meetings may be planned: on given days, each once."""
    if not days:
        return Verdict.no("days", _("Ingen dag är skriven."), _("Skriv en dag på varje rad."))
    verdict = Verdict.yes()
    for day in sorted(set(days) & set(taken)):
        words = _("Det finns redan ett sammanträde den %s.") % day.isoformat()
        verdict += Verdict.no("days", words, _("Ta bort dagen."))
    return verdict


def may_class(*, openness: Openness, ground: str, within: Openness = Openness.COMMON) -> Verdict:
    """Say whether something may have an openness: secrecy has a ground in law, and nothing is
    more open than what it belongs to."""
    verdict = Verdict.yes()
    if openness is Openness.SECRET and within is not Openness.SECRET and not ground.strip():
        verdict += Verdict.no("ground", _("Grunden för sekretessen saknas."),
                              _("Skriv lagrummet, till exempel 26 kap. 1 § OSL."))  # fmt: skip
    order = list(Openness)
    if order.index(openness) < order.index(within):
        verdict += Verdict.no("openness", _("Bilagan kan inte vara öppnare än ärendet."),
                              _("Välj samma som ärendet eller strängare."))  # fmt: skip
    return verdict


def may_slot(*, starts: time, ends: time | None, words: str) -> Verdict:
    """Say whether a point may stand in the timetable by itself; how they fit is another rule."""
    verdict = Verdict.yes()
    if not words.strip():
        verdict += Verdict.no("words", _("Punkten har ingen text."), _("Skriv vad som händer."))
    if ends is not None and ends <= starts:
        verdict += Verdict.no("ends", _("Punkten slutar före den börjar."), _("Rätta tiderna."))
    return verdict


def may_change_agenda(state: str) -> Verdict:
    """The agenda of a meeting stands still once its notice is out."""
    if state == MeetingState.PLANNED:
        return Verdict.yes()
    return Verdict.no("meeting", _("Kallelsen är skickad, och dagordningen ligger fast."),
                      _("Ta tillbaka kallelsen först."))  # fmt: skip


def may_be_at(*, body: str, meeting_body: str | None) -> Verdict:
    """An item or assignment of a body is planned only to its own meetings, for others sit there.

    Args:
        meeting_body: whose the meeting is, None without one.
    """
    if meeting_body is None or meeting_body == body:
        return Verdict.yes()
    return Verdict.no("meeting", _("Sammanträdet är ett annat organs."),
                      _("Välj ett av organets."))  # fmt: skip


def may_write(state: str, meeting_state: str) -> Verdict:
    """A letter is written while its item is prepared; what has been sent out stands."""
    if state != ItemState.PLANNED:
        return Verdict.no("state", _("Ärendet är lämnat och kan inte ändras."),
                          _("Be nämndsekreteraren lämna tillbaka det."))  # fmt: skip
    return may_change_agenda(meeting_state) if meeting_state else Verdict.yes()


def may_call(*, ready: Sequence[bool], faults: int, words: str) -> Verdict:
    """Say whether a notice may go out: items, all handed over, and what is amiss mended or
    explained.

    Args:
        ready: for each item whether it is handed over.
        faults: how many remarks the checks of the pack leave.
    """
    verdict = Verdict.yes()
    if not ready:
        verdict += Verdict.no("items", _("Dagordningen är tom."), _("Lägg till ärenden."))
    if waiting := len(ready) - sum(ready):
        said = ngettext("%d ärende är inte lämnat än.", "%d ärenden är inte lämnade än.", waiting)
        verdict += Verdict.no("items", said % waiting, _("Vänta in dem, eller låt dem utgå."))
    if faults and not words.strip():
        said = ngettext("Kontrollen har %d anmärkning.", "Kontrollen har %d anmärkningar.", faults)
        way_out = _("Rätta, eller skriv varför kallelsen går ut ändå.")
        verdict += Verdict.no("words", said % faults, way_out)
    return verdict


def may_step(verb: str, meeting_state: str) -> Verdict:
    """An item takes its own steps while its agenda may be changed; some come with its meeting."""
    if verb in BY_MEETING.values():
        return Verdict.no("verb", _("Det sker när sammanträdet hålls."))
    return may_change_agenda(meeting_state) if meeting_state else Verdict.yes()


def may_pack_notice(*, state: str, is_intact: bool) -> Verdict:
    """Handed to a diary is only a notice that has gone out, as it was when it was made."""
    verdict = Verdict.yes()
    if state not in OUT:
        verdict += Verdict.no("state", _("Kallelsen är inte skickad än."), _("Skicka den först."))
    if not is_intact:
        verdict += Verdict.no("intact", _("Filen är inte den som gjordes."),
                              _("Gör dokumentet på nytt."))  # fmt: skip
    return verdict


def may_hold(*, day: date, today: date) -> Verdict:
    """A meeting is held on its day, not before."""
    if day > today:
        return Verdict.no("date", _("Sammanträdet har inte varit än."), _("Vänta till dagen."))
    return Verdict.yes()


def may_reopen(*, has_minutes: bool) -> Verdict:
    """A meeting that has minutes was held."""
    if not has_minutes:
        return Verdict.yes()
    return Verdict.no("minutes", _("Sammanträdet har ett protokoll."),
                      _("Ta bort protokollet först."))  # fmt: skip


def may_bind(
    *, measure: str, unit: str, known: Collection[str], bound: Collection[tuple[str, str]]
) -> Verdict:
    """A measure of the catalogue is bound once at each unit."""
    if measure not in known:
        return Verdict.no("measure", _("Måttet finns inte."), _("Välj ett i listan."))
    if (measure, unit) in bound:
        return Verdict.no("measure", _("Måttet är redan knutet för enheten."),
                          _("Välj ett annat."))  # fmt: skip
    return Verdict.yes()


def moved(now: float | None, then: float | None) -> str:
    """Say which way a figure has gone: `up`, `down`, `same`, or `unknown` without two values."""
    if now is None or then is None:
        return "unknown"
    return "same" if now == then else ("up" if now > then else "down")


def in_one_form(number: str) -> str:
    """Give a diary number in its one form, `VO-2024-00141`; another's number stays as written.

    `VO 2023-00111`, `SOC/2024-000039` and `SOC2024-00039` are the same form misprinted (C4-011).
    """
    found = OWN_NUMBER.match(number.strip())
    return f"{found[1]}-{found[2]}-{int(found[3]):05d}" if found else number.strip()


def is_in_one_form(number: str) -> bool:
    """Say whether a number is a diary number in its one form."""
    return bool(OWN_NUMBER.match(number)) and in_one_form(number) == number


def clauses(text: str) -> list[str]:
    """Give the lines of a proposal or a list of receivers, each once and without its dash."""
    lines = (line.strip().lstrip("-–•* ").strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def shown_title(title: str, openness: str, is_open: bool) -> str:
    """Give what stands on the agenda for somebody: of what is not theirs only that it is there."""
    if is_open:
        return title
    return _("Sekretessärende") if openness == Openness.SECRET else _("Internt ärende")
