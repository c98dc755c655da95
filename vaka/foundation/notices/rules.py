"""When a clock is worth a notice, and how far up a late case goes."""

from datetime import date
from enum import StrEnum

from vaka.law.clock import working_days_between

SOON = 0.75
"""The share of a case's time after which its owner is told that it is due soon."""


class Clock(StrEnum):
    """How an open case stands to its last day."""

    CALM = "calm"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


def clock_of(opened_date: date, due_date: date, today: date, remind_days: int = 0) -> Clock:
    """Say how an open case stands: the last day itself is in time.

    Args:
        remind_days: working days before the last day from which it is due soon, a local value.
    """
    if today > due_date:
        return Clock.OVERDUE
    allowed, used = (due_date - opened_date).days, (today - opened_date).days
    if allowed <= 0 or used / allowed >= SOON:
        return Clock.DUE_SOON
    is_near = working_days_between(today, due_date) <= remind_days
    return Clock.DUE_SOON if remind_days and is_near else Clock.CALM


def must_escalate(due_date: date, today: date, steps_days: tuple[int, ...]) -> int:
    """Give how many managers up a late case is by now: none until the first step's days passed.

    Args:
        steps_days: working days after the last day at which each next manager is told, local
            values; a step is never taken before the one below it.
    """
    if today <= due_date:
        return 0
    late, taken = working_days_between(due_date, today), 0
    for days in steps_days:
        if late < days:
            break
        taken += 1
    return taken
