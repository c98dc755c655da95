"""What holds for a decision on a service: when it is late, what a quarter's account must hold.

Three months are counted by calendar from the day after the decision (SoL 2025:400 34:1, before
2025-07-01 SoL 2001:453 16:6 f; LSS 1993:387 28 f). Values in, verdicts and values out.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.months import add_months, last_day_within, whole_months_between
from vaka.law.verdict import Verdict

MONTHS = 3
GROUNDS = {"SoL": "not_executed.ground_sol", "LSS": "not_executed.ground_lss"}
TOPICS = {"SoL": "not_executed.report_sol", "LSS": "not_executed.report_lss"}
HANDLE = "decision.handle"
SEND = "quarter.send"
"""Reads a quarter's account without anybody in it, and hands it to all but IVO."""


class State(StrEnum):
    """Where a decision stands."""

    WAITING = "waiting"
    EXECUTED = "executed"
    INTERRUPTED = "interrupted"
    ENDED = "ended"


STATE_LABELS = {
    State.WAITING: gettext_lazy("Väntar på verkställighet"),
    State.EXECUTED: gettext_lazy("Verkställt"),
    State.INTERRUPTED: gettext_lazy("Avbrott"),
    State.ENDED: gettext_lazy("Avslutat"),
}
NEXT_STEPS = {
    State.WAITING: gettext_lazy("Verkställ beslutet"),
    State.EXECUTED: gettext_lazy("Pågår"),
    State.INTERRUPTED: gettext_lazy("Återuppta insatsen"),
    State.ENDED: gettext_lazy("Inget mer att göra"),
}


class End(StrEnum):
    """How a decision's wait ended (the ends that IVO knows; X is local)."""

    EXECUTED = "V"
    WITHDRAWN = "Å"
    NO_NEED = "B"
    DECEASED = "A"
    OTHER = "X"


END_LABELS = {
    End.EXECUTED: gettext_lazy("Verkställt"),
    End.WITHDRAWN: gettext_lazy("Ansökan återtagen"),
    End.NO_NEED: gettext_lazy("Behovet finns inte längre"),
    End.DECEASED: gettext_lazy("Avliden"),
    End.OTHER: gettext_lazy("Annat skäl"),
}
OPEN = (State.WAITING, State.INTERRUPTED)
TRANSITIONS = (
    Transition("decision.execute", (State.WAITING,), State.EXECUTED, gettext_lazy("Verkställt"),
               HANDLE),
    Transition("decision.execute_partly", (State.WAITING,), State.WAITING,
               gettext_lazy("Delvis verkställt"), HANDLE, Comment.REQUIRED),
    Transition("decision.interrupt", (State.EXECUTED,), State.INTERRUPTED,
               gettext_lazy("Avbrott"), HANDLE, Comment.REQUIRED),
    Transition("decision.resume", (State.INTERRUPTED,), State.EXECUTED,
               gettext_lazy("Återupptaget"), HANDLE),
    Transition("decision.end", (State.WAITING, State.EXECUTED, State.INTERRUPTED), State.ENDED,
               gettext_lazy("Avsluta"), HANDLE, Comment.REQUIRED),
)  # fmt: skip


class Ground(StrEnum):
    """What a decision stands on; only the board's own decisions are reported."""

    BOARD = "board"
    COURT = "court"
    UNASSESSED = "unassessed"


GROUND_LABELS = {
    Ground.BOARD: gettext_lazy("Nämndens beslut"),
    Ground.COURT: gettext_lazy("Domstolens dom"),
    Ground.UNASSESSED: gettext_lazy("Utan behovsprövning"),
}


class StatedKind(StrEnum):
    """What the sender of a quarter's list said of a row."""

    REPORTED = "reported"
    INTERRUPTED = "interrupted"
    REPORTED_EARLIER = "reported_earlier"


class Account(StrEnum):
    """Where a decision stands in a quarter's account."""

    NOT_EXECUTED = "not_executed"
    INTERRUPTED = "interrupted"
    ENDED_AFTER_REPORT = "ended_after_report"
    EXECUTED_LATE = "executed_late"
    NONE = "none"


@dataclass(frozen=True)
class Pause:
    """One interruption: its first day, and the day on which the service came back."""

    start: date
    resumed: date | None


@dataclass(frozen=True)
class Waiting:
    """The dates of one decision that the rules look at.

    Attributes:
        partly: the first day on which a part of what was decided was given.
        applied: the day of the application.
        valid_to: the last day on which the decision holds; a wait does not end with it.
        interrupted, resumed: the latest interruption.
        earlier: the interruptions before it, oldest first.
        has_ended: the source says that it ended, even where its date cannot be read.
        outcome_raw: the outcome's date as the source wrote it.
        has_reason: the source says why it waits.
        ground: what the decision stands on.
        stated: what the sender said for the quarter asked about, or None.
    """

    decided: date | None
    executed: date | None = None
    interrupted: date | None = None
    resumed: date | None = None
    ended: date | None = None
    has_ended: bool = False
    outcome_raw: str = ""
    has_reason: bool = True
    ground: Ground = Ground.BOARD
    stated: StatedKind | None = None
    partly: date | None = None
    applied: date | None = None
    valid_to: date | None = None
    earlier: tuple[Pause, ...] = ()

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """Every interruption, oldest first."""
        if self.interrupted is None:
            return self.earlier
        return (*self.earlier, Pause(self.interrupted, self.resumed))

    @property
    def left(self) -> date | None:
        """The day on which the wait for execution ended."""
        return min((day for day in (self.executed, self.ended) if day), default=None)

    @property
    def break_over(self) -> date | None:
        """The day on which the interruption ended: the service came back, or the decision ended."""
        return min((day for day in (self.resumed, self.ended) if day), default=None)

    def seen_on(self, day: date) -> "Waiting":
        """What was known at the end of a day: later dates had not come."""

        def known(when: date | None) -> date | None:
            return when if when and when <= day else None

        pauses = tuple(Pause(p.start, known(p.resumed)) for p in self.pauses if p.start <= day)
        executed, ended = known(self.executed), known(self.ended)
        undated = self.has_ended and self.left is None
        return replace(
            self,
            executed=executed,
            interrupted=pauses[-1].start if pauses else None,
            resumed=pauses[-1].resumed if pauses else known(self.resumed),
            earlier=pauses[:-1],
            ended=ended,
            has_ended=undated or executed is not None or ended is not None,
            partly=known(self.partly),
        )

    def told_on(self, day: date) -> "Waiting":
        """Leave only the interruption that the end of a day tells of: the latest that has lasted
        more than three months by then, else the latest that has begun.

        No quarter tells of two: one that is too long at its end, or came to its end in it, leaves
        the next less than three months.
        """
        if not self.earlier:
            return self
        begun = [pause for pause in self.pauses if pause.start <= day] or list(self.pauses)
        chosen = ([pause for pause in begun if self._is_long(pause, day)] or begun)[-1]
        return replace(self, interrupted=chosen.start, resumed=chosen.resumed, earlier=())

    def _is_long(self, pause: Pause, day: date) -> bool:
        last = last_day_in_time(pause.start)
        over = min((end for end in (pause.resumed, self.ended) if end), default=date.max)
        return last < min(day, over)


@dataclass(frozen=True)
class Answered:
    """One offer of somebody's wait, with its days."""

    place: str
    offered: date
    answer: str
    answered: date | None
    move_in: date | None


@dataclass(frozen=True)
class Wait:
    """One decision's wait for execution, to be counted and matched; it names nobody.

    Attributes:
        left: the day on which the wait ended; None while it goes on.
        declined_unwritten: offers that the source says were declined, of which no offer is written.
    """

    case_id: uuid.UUID
    reference: str
    unit_id: uuid.UUID
    service: str
    decided: date
    executed: date | None
    left: date | None
    last_day: date
    offers: tuple[Answered, ...]
    declined_unwritten: int


def topic(law: str) -> str:
    """Give the law book's topic that asks for the report."""
    return TOPICS.get(law, TOPICS["SoL"])


def ground_topic(law: str, ground: Ground) -> str:
    """Give the law book's topic that the decision itself stands on."""
    if ground is Ground.UNASSESSED:
        return "help.without_assessment"
    return GROUNDS.get(law, GROUNDS["SoL"])


def last_day_in_time(decided: date) -> date:
    """Give the last day on which execution is within three months."""
    return last_day_within(decided, MONTHS)


def days_waited(decided: date, until: date) -> int:
    """Give days counted from the day after the decision."""
    return (until - decided).days


def months_waited(decided: date, until: date) -> int:
    """Give whole calendar months of waiting."""
    return whole_months_between(decided, until)


OTHER_ENDS = (End.WITHDRAWN, End.NO_NEED, End.DECEASED, End.OTHER)


def latest_late(today: date) -> date:
    """Give the latest day of decision for which three months have passed."""
    day = add_months(today, -MONTHS) + timedelta(days=3)
    while last_day_in_time(day) >= today:
        day -= timedelta(days=1)
    return day


def may_end_as(code: str) -> Verdict:
    """A declined offer ends nothing, and execution has a step of its own (IVO)."""
    if code in OTHER_ENDS:
        return Verdict.yes()
    return Verdict.no(
        "end_code",
        _("Det skälet avslutar inte beslutet."),
        _("Välj återtagen ansökan, att behovet inte finns längre, avliden eller annat."),
    )


def date_fits(day: date | None, not_before: date, today: date) -> Verdict:
    """A date lies on or after the one it follows, and not in the future."""
    if day is None:
        return Verdict.yes()
    if day < not_before:
        words = _("Datumet %(day)s ligger före %(first)s.")
        told = {"day": day.isoformat(), "first": not_before.isoformat()}
        return Verdict.no("before", words % told, _("Kontrollera dagen i beslutet."))
    if day > today:
        words = _("Datumet %(day)s har inte varit än.") % {"day": day.isoformat()}
        return Verdict.no("future", words, _("Skriv in det när det har hänt."))
    return Verdict.yes()


BUCKETS = ((3, 6), (7, 9), (10, 12), (13, 17), (18, None))


def bucket(months: int) -> str:
    """Give the group of whole months waited, as IVO grouped them in 2016."""
    for low, high in BUCKETS:
        if months >= low and (high is None or months <= high):
            return f"{low}–{high}" if high else f"{low}–"
    return "0–2"


def due(decided: date) -> date:
    """Give the case's due date: the last day in time."""
    return add_months(decided, MONTHS)
