"""What a quarter tells of a decision, and where what its sender stated goes against its own dates.

Time is counted as `rules` says. Values in, places and words out.
"""

from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.entitlements.rules import (
    MONTHS,
    OTHER_ENDS,
    Account,
    End,
    Ground,
    StatedKind,
    Waiting,
    last_day_in_time,
)
from vaka.law.clock import previous_quarter_end
from vaka.law.months import last_day_within
from vaka.law.period import Period


def account(waiting: Waiting, quarter: Period) -> Account:
    """Say where a decision belongs in a quarter's account; what the sender stated holds.

    A part that is given never stops the clock: the rest is told of at the end of every quarter
    until it is given too, and as an interruption once the part has lasted three months (IVO).
    An interruption that was reported is told of once more, when it is over (SoL 34:1, LSS 28 f);
    of several, each has its own quarters.
    """
    waiting = waiting.told_on(quarter.last_date)
    if waiting.stated is not None:
        return {
            StatedKind.REPORTED: Account.NOT_EXECUTED,
            StatedKind.INTERRUPTED: Account.INTERRUPTED,
            StatedKind.REPORTED_EARLIER: Account.ENDED_AFTER_REPORT,
        }[waiting.stated]
    end = quarter.last_date
    if waiting.decided is None or waiting.ground is not Ground.BOARD:
        return Account.NONE
    if _interrupted_too_long(waiting, end):
        return Account.INTERRUPTED
    if (broken := _break_over(waiting, quarter)) is not Account.NONE:
        return broken
    left, last = waiting.left, last_day_in_time(waiting.decided)
    if last < end and _still_waits(waiting, end):
        too_long = _partly_too_long(waiting, end)
        return Account.INTERRUPTED if too_long else Account.NOT_EXECUTED
    return _over(last, left, quarter, is_executed=left == waiting.executed)


def tells_of_break(waiting: Waiting, quarter: Period) -> bool:
    """Say whether what a quarter tells of a decision is its interruption and not its first wait."""
    waiting = waiting.told_on(quarter.last_date)
    if waiting.stated is not None:
        return waiting.stated is StatedKind.INTERRUPTED and waiting.interrupted is not None
    too_long = _interrupted_too_long(waiting, quarter.last_date)
    return too_long or _break_over(waiting, quarter) is not Account.NONE


def counted_from(waiting: Waiting, quarter: Period) -> date | None:
    """Give the day from which what a quarter tells of a decision has waited: that of the
    interruption, of the part that is all that is given, or of the decision."""
    waiting = waiting.told_on(quarter.last_date)
    if tells_of_break(waiting, quarter):
        return waiting.interrupted
    too_long = _partly_too_long(waiting, quarter.last_date)
    return waiting.partly if too_long else waiting.decided


def ended_as(waiting: Waiting, end_code: str, *, is_break: bool) -> str:
    """Give how what a quarter tells of a decision has ended, and empty while it goes on.

    Args:
        end_code: how the decision's own wait, or the interruption that it ended in, ended.
        is_break: as `tells_of_break` says.
    """
    if is_break:
        if waiting.break_over is None:
            return ""
        if waiting.break_over == waiting.resumed:
            return End.EXECUTED
        return end_code if end_code in OTHER_ENDS else End.OTHER
    if not waiting.has_ended:
        return ""
    if waiting.stated is None and waiting.left and waiting.left == waiting.executed:
        return End.EXECUTED
    return end_code


def asks_why(start: date, over: date | None, *, goes_on: bool) -> bool:
    """Say whether a quarter asks why of a wait: it goes on, or it lasted more than three months."""
    return goes_on or bool(over and over > last_day_within(start, MONTHS))


def _break_over(waiting: Waiting, quarter: Period) -> Account:
    """How a quarter tells that an interruption of more than three months is over."""
    if waiting.interrupted is None:
        return Account.NONE
    last = last_day_within(waiting.interrupted, MONTHS)
    return _over(last, waiting.break_over, quarter, is_executed=waiting.resumed is not None)


def _over(last: date, over: date | None, quarter: Period, *, is_executed: bool) -> Account:
    """How a quarter tells of a wait that is over: reported before, or late within the quarter."""
    if over is None or over <= last or not quarter.contains(over):
        return Account.NONE
    if last < _before(quarter):
        return Account.ENDED_AFTER_REPORT
    return Account.EXECUTED_LATE if is_executed else Account.NONE


def waits_for_rest(waiting: Waiting, on: date) -> bool:
    """Say whether a part was given, and the rest waited for, at the end of a day."""
    return waiting.partly is not None and waiting.partly <= on and _still_waits(waiting, on)


def _partly_too_long(waiting: Waiting, end: date) -> bool:
    if waiting.partly is None or not waits_for_rest(waiting, end):
        return False
    return last_day_within(waiting.partly, MONTHS) < end


def _still_waits(waiting: Waiting, end: date) -> bool:
    """An end without a date is an end, though nobody knows of when; what has been interrupted had
    begun, though nobody has written when."""
    if waiting.executed is None and waiting.interrupted and waiting.interrupted <= end:
        return False
    if waiting.left is None:
        return not waiting.has_ended
    return waiting.left > end


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
    if waiting.stated is StatedKind.REPORTED and not waiting.has_reason:
        found.append(_("Skälet till dröjsmålet saknas."))
    waiting = waiting.told_on(quarter.last_date)
    found += _too_early(waiting, quarter)
    return found + _too_late(waiting, quarter)


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


def _too_late(waiting: Waiting, quarter: Period) -> list[str]:
    left, end = waiting.left, quarter.last_date
    if waiting.stated is StatedKind.REPORTED_EARLIER and left is not None and left > end:
        return [_("Avslutat efter kvartalets slut.")]
    too_long = _interrupted_too_long(waiting, end) or _partly_too_long(waiting, end)
    if waiting.stated is StatedKind.INTERRUPTED and not too_long:
        return [_("Avbrottet hade inte varat mer än tre månader när kvartalet tog slut.")]
    return []


def _before(quarter: Period) -> date:
    return previous_quarter_end(quarter.first_date)


def _interrupted_too_long(waiting: Waiting, end: date) -> bool:
    if waiting.interrupted is None:
        return False
    over = waiting.break_over
    return last_day_within(waiting.interrupted, MONTHS) < end and (over is None or over > end)
