"""When a clock is worth a notice."""

from datetime import date
from enum import StrEnum

SOON = 0.75
"""The share of a case's time after which its owner is told that it is due soon."""


class Clock(StrEnum):
    """How an open case stands to its last day."""

    CALM = "calm"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


def clock_of(opened_date: date, due_date: date, today: date) -> Clock:
    """Say how an open case stands: the last day itself is in time."""
    if today > due_date:
        return Clock.OVERDUE
    allowed, used = (due_date - opened_date).days, (today - opened_date).days
    return Clock.DUE_SOON if allowed <= 0 or used / allowed >= SOON else Clock.CALM
