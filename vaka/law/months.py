"""Month arithmetic by the calendar: 31 January and three months is 30 April.

Time set in months ends on the day that has the same number as the first day, or on the
month's last day when it has no such day (lag 1930:173 om beräkning av lagstadgad tid, 1 §).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The same day number `months` later (or earlier), at most the month's last day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def whole_months_between(start_date: date, end_date: date) -> int:
    """Full calendar months that have passed at `end_date`.

    Raises ValueError when the end is before the start.
    """
    if end_date < start_date:
        raise ValueError(f"{end_date} is before {start_date}")
    months = (end_date.year - start_date.year) * 12 + end_date.month - start_date.month
    return months if add_months(start_date, months) <= end_date else months - 1


def last_day_within(start_date: date, months: int) -> date:
    """The last day that is still within `months` of the start (SoL 34:1, LSS 28 f)."""
    return add_months(start_date, months)


def first_day_after(start_date: date, months: int) -> date:
    """The day when `months` have passed: the reporting day of SoL 34:1 and LSS 28 f."""
    return last_day_within(start_date, months) + timedelta(days=1)
