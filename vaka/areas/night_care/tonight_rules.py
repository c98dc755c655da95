"""What holds for a night's list: which night it is, what a check may come to, what follows.

Values in, verdicts and values out. A look by camera leaves who, when and result, nothing else: not
seen means look again, then go there; what does not work means go there now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.night_care.plan_rules import CheckForm
from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.local_time import moment_from_local, night_of, swedish
from vaka.law.verdict import Verdict

NOON = 12
TAP_AGAIN = timedelta(minutes=2)


class RoundState(StrEnum):
    """Where a unit's night stands."""

    OPEN = "open"
    HANDED_OVER = "handed_over"


ROUND_LABELS = {
    RoundState.OPEN: gettext_lazy("Pågår"),
    RoundState.HANDED_OVER: gettext_lazy("Överlämnad"),
}
ROUND_STEPS = {
    RoundState.OPEN: gettext_lazy("Lämna över natten till dagen"),
    RoundState.HANDED_OVER: gettext_lazy("Inget mer att göra"),
}
REPORT, SEE_ROUND, HANDLE_ROUND = "night_round.report", "night_round.see", "night_round.handle"
ROUND_TRANSITIONS = (
    Transition(
        "night_round.hand_over", (RoundState.OPEN,), RoundState.HANDED_OVER,
        gettext_lazy("Lämna över"), REPORT, Comment.OPTIONAL,
    ),
)  # fmt: skip


class Outcome(StrEnum):
    """What a check came to."""

    ASLEEP = "asleep"
    AWAKE = "awake"
    WOKEN = "woken"
    SEEN = "seen"
    NOT_SEEN = "not_seen"
    BROKEN = "broken"
    SKIPPED = "skipped"
    UNDONE = "undone"


OUTCOME_LABELS = {
    Outcome.ASLEEP: gettext_lazy("Sov"),
    Outcome.AWAKE: gettext_lazy("Var vaken"),
    Outcome.WOKEN: gettext_lazy("Vaknade av oss"),
    Outcome.SEEN: gettext_lazy("Syntes"),
    Outcome.NOT_SEEN: gettext_lazy("Syntes inte"),
    Outcome.BROKEN: gettext_lazy("Tekniken fungerade inte"),
    Outcome.SKIPPED: gettext_lazy("Inte gjord"),
    Outcome.UNDONE: gettext_lazy("Ångrad"),
}
VISITS = (Outcome.ASLEEP, Outcome.AWAKE, Outcome.WOKEN)
LOOKS = (Outcome.SEEN, Outcome.NOT_SEEN, Outcome.BROKEN)
DONE = (*VISITS, Outcome.SEEN)


class Why(StrEnum):
    """Why a check was not made."""

    DECLINED = "declined"
    RESTED = "rested"
    AWAY = "away"
    NO_TIME = "no_time"
    OTHER = "other"


WHY_LABELS = {
    Why.DECLINED: gettext_lazy("Ville inte"),
    Why.RESTED: gettext_lazy("Sov så gott att vi lät bli"),
    Why.AWAY: gettext_lazy("Var inte hemma"),
    Why.NO_TIME: gettext_lazy("Hann inte"),
    Why.OTHER: gettext_lazy("Annat"),
}


@dataclass(frozen=True)
class Mark:
    """What somebody has marked of one attempt."""

    attempt: int
    outcome: str
    at: datetime
    why: str = ""


@dataclass(frozen=True)
class Step:
    """What a check asks for now.

    Attributes:
        form: look, camera or help.
        due_at: when it is due at the latest.
        mark: what stands of it; None when it is still to be made.
    """

    attempt: int
    form: str
    due_at: datetime
    mark: Mark | None = None

    @property
    def is_left(self) -> bool:
        """Whether it is still to be made."""
        return self.mark is None


def is_at_night(moment: datetime, begins: int = 21, ends: int = 7) -> bool:
    """Say whether a moment lies between the hours of a night, Swedish time."""
    return night_of(moment, begins, ends) is not None


def night_at(moment: datetime) -> date:
    """Give the evening's date of the night that a moment is nearest to: it turns at noon."""
    local = swedish(moment)
    return local.date() if local.hour >= NOON else local.date() - timedelta(days=1)


def on_night(night: date, clock: time) -> datetime:
    """Give the moment of a clock time in a night: before noon is the day after."""
    day = night if clock.hour >= NOON else night + timedelta(days=1)
    return moment_from_local(datetime.combine(day, clock)).moment


def window(night: date, begins: time, ends: time) -> tuple[datetime, datetime]:
    """Give the moments between which a check is to be made."""
    start, end = on_night(night, begins), on_night(night, ends)
    return start, max(end, start)


def standing(marks: Iterable[Mark]) -> dict[int, Mark]:
    """Give what stands of each attempt: the last mark, unless it was taken back."""
    last = {one.attempt: one for one in sorted(marks, key=lambda one: one.at)}
    return {k: one for k, one in last.items() if one.outcome != Outcome.UNDONE}


def steps(
    form: str, due_at: datetime, marks: Iterable[Mark], *, look_again: timedelta
) -> list[Step]:
    """Give what a check has asked for so far and asks for now, the last one last."""
    held, found = standing(marks), []
    attempt, what, due = 1, form, due_at
    while True:
        mark = held.get(attempt)
        found.append(Step(attempt, what, due, mark))
        if mark is None or mark.outcome not in (Outcome.NOT_SEEN, Outcome.BROKEN):
            return found
        looks_again = mark.outcome == Outcome.NOT_SEEN and attempt == 1
        what = CheckForm.CAMERA if looks_again else CheckForm.LOOK
        due = mark.at + look_again if looks_again else mark.at
        attempt += 1


def choices(form: str) -> tuple[Outcome, ...]:
    """Give what one tap may say of a check."""
    return LOOKS if form == CheckForm.CAMERA else VISITS


def may_mark(*, form: str, outcome: str, why: str) -> Verdict:
    """A mark fits the check, and what was not made has its reason."""
    if outcome not in (*choices(form), Outcome.SKIPPED, Outcome.UNDONE):
        return Verdict.no("outcome", _("Det svaret hör inte till den tillsynen."),
                          _("Ladda om listan och tryck igen."))  # fmt: skip
    if outcome == Outcome.SKIPPED and why not in tuple(Why):
        return Verdict.no("why", _("Det framgår inte varför den inte gjordes."),
                          _("Välj ett skäl."))  # fmt: skip
    return Verdict.yes()


def may_note(text: str, *, has_number: bool) -> Verdict:
    """A note says something, and names nobody by number."""
    if has_number:
        return Verdict.no("text", _("Texten innehåller ett personnummer."),
                          _("Ta bort personnumret."))  # fmt: skip
    if not text.strip():
        return Verdict.no("text", _("Anteckningen är tom."), _("Skriv vad dagen behöver veta."))
    return Verdict.yes()


def is_repeated(last: Mark | None, new: Mark) -> bool:
    """Say whether a mark only says again what was just said: two taps, or two phones."""
    if last is None:
        return False
    same = (last.attempt, last.outcome, last.why) == (new.attempt, new.outcome, new.why)
    return same and abs(new.at - last.at) <= TAP_AGAIN


def opens_deviation(outcome: str, why: str) -> bool:
    """Say whether a mark is a deviation at once: nobody had the time for what was agreed."""
    return outcome == Outcome.SKIPPED and why == Why.NO_TIME


def undisturbed(hours: tuple[datetime, datetime], visits: Sequence[tuple[datetime, str]]) -> bool:
    """Say whether nobody went in and nobody was woken between two moments.

    Args:
        visits: when, and what came of it.
    """
    start, end = hours
    return not any(start <= at < end and outcome in VISITS for at, outcome in visits)
