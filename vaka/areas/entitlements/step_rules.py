"""What a step asks of whoever writes it in: dates in order, a part that is given, a correction.

Values in, verdicts out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.entitlements.offer_rules import OTHER_REASON, REASONS
from vaka.areas.entitlements.rules import End, Pause, State, Waiting, date_fits
from vaka.law.verdict import Verdict

STEP_LABELS = {
    "executed_date": gettext_lazy("Verkställt"),
    "interrupted_date": gettext_lazy("Avbrott"),
    "resumed_date": gettext_lazy("Återupptaget"),
    "ended_date": gettext_lazy("Avslutat"),
}
EMPTY = (None, "")
K = TypeVar("K")
ONLY_FIRST = frozenset({"decided_raw", "outcome_raw", "outcome_date_raw", "reason_raw", "end_code"})
"""Columns that a later reading may fill but never gainsay: words as a source wrote them, and how a
wait ended."""
LARGEST_SHARE, HOURS_A_WEEK = 99, 168
"""Percent of what was decided that a part can be, and hours that a week has."""


def may_execute_partly(words: str, percent: int | None, hours: Decimal | None) -> Verdict:
    """A part is told in words; its share is less than all, its hours no more than a week's."""
    verdict = Verdict.yes()
    if not words.strip():
        verdict += Verdict.no(
            "words", _("Det står inte vilken del som är verkställd."),
            _("Skriv vad personen får och vad som återstår."),
        )  # fmt: skip
    if percent is not None and not 1 <= percent <= LARGEST_SHARE:
        verdict += Verdict.no(
            "percent", _("Andelen ska vara mellan 1 och 99 procent."),
            _("Är hela beslutet verkställt: välj Verkställt i stället."),
        )  # fmt: skip
    if hours is not None and not 0 < hours <= HOURS_A_WEEK:
        verdict += Verdict.no(
            "hours", _("Timmarna ska vara fler än 0 och högst 168 i veckan."),
            _("Skriv timmar i veckan, eller lämna tomt."),
        )  # fmt: skip
    return verdict


def may_begin_because(code: str) -> Verdict:
    """An interruption's reason may be told as it begins, by its code alone, or later."""
    if not code or (code in REASONS and code != OTHER_REASON):
        return Verdict.yes()
    return Verdict.no(
        "reason", _("Skälet finns inte."),
        _("Välj ett skäl i listan; ett annat skäl skrivs under Skäl till dröjsmål."),
    )  # fmt: skip


def corrected(earlier: Mapping[K, Pause], new: Mapping[K, Pause | None]) -> tuple[Pause, ...]:
    """Give the earlier interruptions as a correction leaves them, oldest first; None takes one
    away, and one that is not known changes nothing."""
    left = [new.get(key, pause) for key, pause in earlier.items()]
    return tuple(sorted(filter(None, left), key=lambda pause: pause.start))


def may_correct(words: str, dates: Mapping[Any, object]) -> Verdict:
    """A correction changes something and says why."""
    verdict = Verdict.yes()
    if not dates:
        verdict += Verdict.no("nothing", _("Inget datum är ändrat."), _("Ändra ett datum."))
    if not words.strip():
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv varför med några ord."))
    return verdict


def dates_in_order(waiting: Waiting, today: date) -> Verdict:
    """Every date lies on or after the one that it follows, and none in the future but the last
    day on which the decision holds."""
    decided = waiting.decided or date.min
    partly = waiting.partly or decided
    started = waiting.executed or partly
    order = _on_days_of_their_own(waiting.pauses)
    for pause in waiting.earlier:
        order += _pause_fits(pause, started, today)
        started = pause.resumed or pause.start
    followed = (
        (waiting.decided, date.min),
        (waiting.partly, decided),
        (waiting.executed, partly),
        (waiting.interrupted, started),
        (waiting.resumed, waiting.interrupted or started),
        (waiting.ended, waiting.interrupted or started),
    )
    order += Verdict.all_of(date_fits(day, before, today) for day, before in followed)
    return order + may_span(waiting.applied, waiting.decided, waiting.valid_to)


def _on_days_of_their_own(pauses: Sequence[Pause]) -> Verdict:
    """Two interruptions never begin on one day: the second would be the first told again."""
    for before, pause in pairwise(pauses):
        if before.start == pause.start:
            words = _("Ett avbrott från %(day)s finns redan.") % {"day": pause.start.isoformat()}
            return Verdict.no("same_day", words, _("Rätta dagarna på det avbrottet i stället."))
    return Verdict.yes()


def _pause_fits(pause: Pause, after: date, today: date) -> Verdict:
    """An interruption that another follows lies after what came before it, and is over."""
    fits = date_fits(pause.start, after, today) + date_fits(pause.resumed, pause.start, today)
    if pause.resumed:
        return fits
    words = _("Avbrottet från %(day)s har inget slut.") % {"day": pause.start.isoformat()}
    return fits + Verdict.no(
        "resumed_date", words, _("Skriv in när insatsen återupptogs innan ett nytt avbrott.")
    )


@dataclass(frozen=True)
class News:
    """What a source tells anew of a decision.

    Attributes:
        filled: columns that were empty, with what the source has.
        differs: columns where something else stands.
        begins: an interruption is filled in, the first or one after another that is over; its
            reason is its own.
        lacks_end: the source tells of another interruption, and the one that stands has no end.
    """

    filled: dict[str, Any]
    differs: tuple[str, ...]
    begins: bool = False
    lacks_end: bool = False


BREAK = ("interrupted_date", "resumed_date")
WAIT = (*BREAK, "reason_code", "reason_raw")
"""The columns that a new interruption finds empty."""


def news_of(
    stands: Mapping[str, Any], told: Mapping[str, Any], earlier: Iterable[Pause] = ()
) -> News:
    """Compare a decision's columns with what a source tells of them; what it is silent of counts
    for nothing, and how a wait ended is never told twice.

    Args:
        earlier: the interruptions before the one that stands; told again, they are no news.
    """
    start, latest = told.get("interrupted_date"), stands.get("interrupted_date")
    if start is None or start == latest:
        return _compared(stands, told)
    if latest is None:
        return _begun(stands, told)
    if before := next((pause for pause in earlier if pause.start == start), None):
        return _compared(
            dict(stands) | dict(zip(BREAK, (start, before.resumed), strict=True)), told
        )
    resumed = stands.get("resumed_date")
    if resumed and start >= resumed:
        return _begun(stands, told)
    if start > latest and not resumed:
        # Its end is that of the interruption told of, and must not become that of the one before.
        without_end = {name: value for name, value in told.items() if name != "resumed_date"}
        return replace(_compared(stands, without_end), lacks_end=True)
    return _compared(stands, told)


def contradicted(stands: Mapping[str, Any], told: Mapping[str, Any]) -> News:
    """Give the news where the interruption that is told of has been corrected: it fills nothing in
    and goes against what stands."""
    rest = {name: value for name, value in told.items() if name not in BREAK}
    found = _compared(stands, rest)
    return replace(found, differs=(*found.differs, "interrupted_date"))


def _begun(stands: Mapping[str, Any], told: Mapping[str, Any]) -> News:
    return replace(_compared(dict(stands) | dict.fromkeys(WAIT), told), begins=True)


def _compared(stands: Mapping[str, Any], told: Mapping[str, Any]) -> News:
    said = {name: value for name, value in told.items() if value not in EMPTY}
    filled = {name: value for name, value in said.items() if stands[name] in EMPTY}
    differs = [name for name, value in said.items() if name not in filled and stands[name] != value]
    return News(filled, tuple(name for name in differs if name not in ONLY_FIRST))


def may_span(applied: date | None, decided: date | None, valid_to: date | None) -> Verdict:
    """An application comes before its decision, and the last day of validity not before it."""
    verdict = Verdict.yes()
    if applied and decided and applied > decided:
        words = _("Ansökan %(applied)s ligger efter beslutet %(decided)s.")
        verdict += Verdict.no(
            "applied_date", words % {"applied": applied, "decided": decided},
            _("Kontrollera dagen då ansökan kom in."),
        )  # fmt: skip
    if valid_to and decided and valid_to < decided:
        words = _("Giltigt till %(last)s ligger före beslutet %(decided)s.")
        verdict += Verdict.no(
            "valid_to_date", words % {"last": valid_to, "decided": decided},
            _("Kontrollera sista dagen i beslutet, eller lämna tomt om det gäller tills vidare."),
        )  # fmt: skip
    return verdict


@dataclass(frozen=True)
class Undone:
    """What a decision is when its latest step is taken back.

    Attributes:
        column: the date that is taken away.
        state: where the decision stands then.
        start: the day from which its three months run then.
    """

    column: str
    state: State
    start: date | None


def undone(state: str, waiting: Waiting) -> Undone | None:
    """Give what taking back the latest step leaves; None where nothing has been done."""
    is_broken = waiting.interrupted is not None and waiting.resumed is None
    match state:
        case State.ENDED if is_broken:
            return Undone("ended_date", State.INTERRUPTED, waiting.interrupted)
        case State.ENDED if waiting.executed:
            return Undone("ended_date", State.EXECUTED, waiting.decided)
        case State.ENDED:
            return Undone("ended_date", State.WAITING, waiting.decided)
        case State.INTERRUPTED if waiting.executed or waiting.earlier:
            return Undone("interrupted_date", State.EXECUTED, waiting.decided)
        case State.INTERRUPTED:
            return Undone("interrupted_date", State.WAITING, waiting.decided)
        case State.EXECUTED if waiting.resumed:
            return Undone("resumed_date", State.INTERRUPTED, waiting.interrupted)
        case State.EXECUTED:
            return Undone("executed_date", State.WAITING, waiting.decided)
    return None


def end_left(left: Undone, waiting: Waiting) -> str:
    """Give how the wait has ended once a step is taken back: executed while it has begun."""
    return End.EXECUTED if waiting.executed and left.state is not State.WAITING else ""


def end_kept(state: str, before: str, end_code: str) -> str:
    """Give how the wait ended once a decision ends: that of one that is carried out does not change
    when it ends later; of one that waits or is interrupted, the end is told of."""
    return before if state == State.EXECUTED else end_code


def may_take_back(state: str, words: str) -> Verdict:
    """A step that has been taken is taken back with a reason; a decision itself is not."""
    verdict = Verdict.yes()
    if state == State.WAITING:
        verdict += Verdict.no(
            "state", _("Det finns inget steg att ta tillbaka."),
            _("Rätta datumen om något är fel i beslutet."),
        )  # fmt: skip
    if not words.strip():
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv varför med några ord."))
    return verdict


def has_run_out(valid_to: date | None, state: str, today: date) -> bool:
    """Say whether the validity of a decision that nobody has ended is over.

    Nothing ends by it: a wait ends when the service is given, the application is taken back, the
    need is gone or the person has died (IVO), so the decision is told of until that is written.
    """
    return valid_to is not None and valid_to < today and state != State.ENDED
