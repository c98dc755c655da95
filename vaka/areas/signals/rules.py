"""When a signal of silence or repetition rises, how it is answered, and when it comes back.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict

SEE, HANDLE = "signal.see", "signal.handle"
FEWEST_WORDS = 3


class SignalRule(StrEnum):
    """The rule by which a signal rises; its words stand in `rules.toml`."""

    FEW_REPORTS = "few_reports"
    NO_COMPLAINT = "no_complaint"
    NO_WORK_REPORT = "no_work_report"
    REPETITION = "repetition"
    UNTRACKED_FALLS = "untracked_falls"


class SignalState(StrEnum):
    """Where a signal stands."""

    OPEN = "open"
    ANSWERED = "answered"
    PASSED = "passed"


SIGNAL_LABELS = {
    SignalState.OPEN: gettext_lazy("Väntar på svar"),
    SignalState.ANSWERED: gettext_lazy("Besvarad"),
    SignalState.PASSED: gettext_lazy("Gäller inte längre"),
}
SIGNAL_STEPS = {
    SignalState.OPEN: gettext_lazy("Undersök och svara med skäl"),
    SignalState.ANSWERED: gettext_lazy("Inget mer att göra förrän nästa titt"),
    SignalState.PASSED: gettext_lazy("Inget mer att göra"),
}


class Base(StrEnum):
    """What reports are set against, so that a small unit is not compared with a large one."""

    PLACE_DAYS = "place_days"
    STAFF = "staff"


BASE_LABELS = {
    Base.PLACE_DAYS: gettext_lazy("boendeplatser gånger dygn"),
    Base.STAFF: gettext_lazy("personer som kan rapportera"),
}


class LookStep(StrEnum):
    """What the look at all units does with one signal."""

    NOTHING = "nothing"
    RAISE = "raise"
    FOLLOW = "follow"
    RETURN = "return"
    LAPSE = "lapse"


TRANSITIONS = (
    Transition(
        "signal.answer_signal", (SignalState.OPEN,), SignalState.ANSWERED,
        gettext_lazy("Svara"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "signal.reopen_signal", (SignalState.ANSWERED,), SignalState.OPEN,
        gettext_lazy("Öppna igen"), HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip
"""What people do. The look at all units also opens, returns and passes signals: see `due_step`."""


@dataclass(frozen=True)
class FewLimits:
    """When reports are far fewer than those of peers; local values.

    Attributes:
        least_expected: reports that peers' rate gives the unit, under which nothing is said.
        least_peers: units to compare with, under which nothing is said.
        most_percent: of what was expected, above which it is not far fewer.
        chance_percent: how seldom chance alone may give as few.
    """

    least_expected: float
    least_peers: float
    most_percent: float
    chance_percent: float


@dataclass(frozen=True)
class Counted:
    """How many were reported over how much work."""

    observed: int
    base: float


@dataclass(frozen=True)
class Compared:
    """One unit against its peers. `expected` is what their rate together gives its own base."""

    expected: float
    is_known: bool
    is_few: bool


@dataclass(frozen=True)
class Seen:
    """What a signal rests on at a look; `expected` only where peers are compared."""

    observed: int
    expected: float | None = None


def expected_of(own: Counted, peers: Sequence[Counted]) -> float:
    """Give what the rate of all peers together gives a unit; nought where nobody has any base."""
    base = sum(one.base for one in peers)
    return sum(one.observed for one in peers) / base * own.base if base > 0 else 0.0


def may_compare(expected: float, peers: int, limits: FewLimits) -> bool:
    """Say whether there is enough to say anything: enough expected, and enough units."""
    return expected >= limits.least_expected and peers >= limits.least_peers


def is_few(observed: int, expected: float, highest_ratio: float, limits: FewLimits) -> bool:
    """Say whether a unit reports far less than its peers: at most so much of what was expected,
    and surely less, by the upper end of the interval of its rate over theirs."""
    return observed <= expected * limits.most_percent / 100 and highest_ratio < 1


def is_silent(heard: int) -> bool:
    """Say whether nothing at all was heard in the days that the rule looks back."""
    return heard == 0


def is_repeated(times: int, least: int) -> bool:
    """Say whether the same has happened often enough to ask for its cause."""
    return times >= least


def first_day(last: date, days: int) -> date:
    """Give the first of the days that a rule looks back, the last included."""
    return last - timedelta(days=days - 1)


def due_step(
    state: SignalState | None, *, is_met: bool, is_worse: bool, is_relook: bool
) -> LookStep:
    """Say what the look at all units does with a signal.

    An answer holds until its day of re-look, though the figures move a little to and fro; before
    that day only a picture that has become worse opens it again.

    Args:
        state: None when the signal has never risen.
        is_worse: the picture is worse than the one that was answered.
        is_relook: the day of re-look has come.
    """
    if state is SignalState.ANSWERED and not is_relook:
        return LookStep.RETURN if is_met and is_worse else LookStep.NOTHING
    if not is_met:
        stands = state in (SignalState.OPEN, SignalState.ANSWERED)
        return LookStep.LAPSE if stands else LookStep.NOTHING
    if state is None:
        return LookStep.RAISE
    return LookStep.FOLLOW if state is SignalState.OPEN else LookStep.RETURN


def is_worse(now: Seen, then: Seen, percent: float) -> bool:
    """Say whether a picture has become worse by more than some percent since it was answered:
    more events, or where peers are compared a smaller part of what was expected."""
    if now.expected is not None and then.expected is not None:
        part, before = now.observed / now.expected, then.observed / then.expected
        return part < before * (1 - percent / 100)
    return now.observed > then.observed * (1 + percent / 100)


def may_answer(
    *, words: str, relook: date, today: date, longest_days: int, needs_remedy: bool,
    has_remedy: bool,
) -> Verdict:  # fmt: skip
    """An answer has a reason, a day of re-look, and the remedy that it speaks of."""
    verdict = Verdict.yes()
    if len(words.split()) < FEWEST_WORDS:
        verdict += Verdict.no(
            "words", _("Skälet saknas."), _("Skriv vad ni har undersökt och vad ni fann.")
        )
    if relook <= today:
        verdict += Verdict.no("relook_date", _("Dagen har varit."), _("Välj en dag framåt."))
    elif relook > today + timedelta(days=longest_days):
        verdict += Verdict.no(
            "relook_date", _("Svaret kan inte gälla så länge."),
            _("Välj en dag inom %(days)s dagar.") % {"days": longest_days},
        )  # fmt: skip
    if needs_remedy and not has_remedy:
        verdict += Verdict.no(
            "answer", _("Ingen åtgärd är knuten till signalen."),
            _("Lägg till en åtgärd på signalens sida, och svara sedan."),
        )  # fmt: skip
    return verdict


def due_answer(raised: date, days: int) -> date:
    """Give the last day to answer a signal."""
    return raised + timedelta(days=days)


def due_relook(answered: date, days: int) -> date:
    """Give the day on which an answered signal is proposed to be looked at again."""
    return answered + timedelta(days=days)
