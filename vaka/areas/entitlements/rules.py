"""What holds for a decision on a service: when it is late, what a quarter's account must hold.

Three months are counted by calendar from the day after the decision (SoL 2025:400 34:1, before
2025-07-01 SoL 2001:453 16:6 f; LSS 1993:387 28 f). Values in, verdicts and values out.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.clock import previous_quarter_end
from vaka.law.months import add_months, last_day_within, whole_months_between
from vaka.law.period import Period

MONTHS = 3
HANDLE = "decision.handle"


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
TODO = {
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
    Transition("decision.interrupt", (State.EXECUTED,), State.INTERRUPTED,
               gettext_lazy("Avbrott"), HANDLE, Comment.REQUIRED),
    Transition("decision.resume", (State.INTERRUPTED,), State.EXECUTED,
               gettext_lazy("Återupptaget"), HANDLE),
    Transition("decision.end", (State.WAITING, State.EXECUTED, State.INTERRUPTED), State.ENDED,
               gettext_lazy("Avsluta"), HANDLE, Comment.REQUIRED),
)  # fmt: skip


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
    NONE = "none"


@dataclass(frozen=True)
class Waiting:
    """The dates of one decision that the rules look at.

    Attributes:
        has_ended: the source says that it ended, even where its date cannot be read.
        outcome_raw: the outcome's date as the source wrote it.
        stated: what the sender said for the quarter asked about, or None.
    """

    decided: date | None
    executed: date | None = None
    interrupted: date | None = None
    resumed: date | None = None
    ended: date | None = None
    has_ended: bool = False
    outcome_raw: str = ""
    stated: StatedKind | None = None

    @property
    def left(self) -> date | None:
        """The day on which the wait for execution ended."""
        return min((day for day in (self.executed, self.ended) if day), default=None)


def last_day_in_time(decided: date) -> date:
    """Give the last day on which execution is within three months."""
    return last_day_within(decided, MONTHS)


def days_waited(decided: date, until: date) -> int:
    """Give days counted from the day after the decision."""
    return (until - decided).days


def months_waited(decided: date, until: date) -> int:
    """Give whole calendar months of waiting."""
    return whole_months_between(decided, until)


def account(waiting: Waiting, quarter: Period) -> Account:
    """Say where a decision belongs in a quarter's account; what the sender stated holds."""
    if waiting.stated is not None:
        return {
            StatedKind.REPORTED: Account.NOT_EXECUTED,
            StatedKind.INTERRUPTED: Account.INTERRUPTED,
            StatedKind.REPORTED_EARLIER: Account.ENDED_AFTER_REPORT,
        }[waiting.stated]
    end = quarter.last_date
    if _interrupted_too_long(waiting, end):
        return Account.INTERRUPTED
    if waiting.decided is None:
        return Account.NONE
    left, last = waiting.left, last_day_in_time(waiting.decided)
    if last < end and (left is None or left > end):
        return Account.NOT_EXECUTED
    ended_now = left is not None and quarter.contains(left)
    return Account.ENDED_AFTER_REPORT if ended_now and last < _before(quarter) else Account.NONE


def contradictions(waiting: Waiting, quarter: Period) -> list[str]:
    """Say, in words, where a stated row goes against its own dates or the three months.

    Empty for a row that the sender did not state for the quarter.
    """
    if waiting.stated is None or waiting.decided is None:
        return []
    found = []
    if waiting.outcome_raw and waiting.left is None:
        found.append(_("Datumet ”%s” går inte att läsa.") % waiting.outcome_raw)
    elif waiting.has_ended and waiting.left is None:
        found.append(_("Datum för avslut saknas."))
    if waiting.decided > quarter.last_date:
        found.append(_("Beslutet är fattat efter kvartalets slut."))
    found += _too_early(waiting, quarter)
    return found


def _too_early(waiting: Waiting, quarter: Period) -> list[str]:
    assert waiting.decided is not None
    last, left, before = last_day_in_time(waiting.decided), waiting.left, _before(quarter)
    found = []
    if waiting.stated is StatedKind.REPORTED_EARLIER and last >= before:
        found.append(
            _("Tre månader hade inte gått den %(day)s, så det kan inte ha rapporterats tidigare.")
            % {"day": before.isoformat()}
        )
    if waiting.stated is StatedKind.REPORTED and last >= quarter.last_date:
        found.append(_("Tre månader hade inte gått när kvartalet tog slut."))
    if left is not None and left <= last:
        found.append(
            _("Avslutat %(left)s, inom tre månader (till och med %(last)s).")
            % {"left": left.isoformat(), "last": last.isoformat()}
        )
    if left is not None and left < quarter.first_date:
        found.append(_("Avslutat före kvartalets början."))
    if left is not None and left < waiting.decided:
        found.append(_("Avslutat före beslutet."))
    return found


def _before(quarter: Period) -> date:
    return previous_quarter_end(quarter.first_date)


def _interrupted_too_long(waiting: Waiting, end: date) -> bool:
    if waiting.interrupted is None:
        return False
    over = waiting.resumed or waiting.ended
    return last_day_within(waiting.interrupted, MONTHS) < end and (over is None or over > end)


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
