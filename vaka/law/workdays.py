"""Working days in Sweden: not Saturdays, not Sundays, not public holidays, not the three eves.

The eves are a dated value (`working_days.eves_off`), since they are no public holidays but
count as such when a time set in law runs out.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache

from vaka.law.values import texts


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _days_off(day.year)


def add_working_days(start_date: date, days: int) -> date:
    """The n-th working day after the start (before it when negative); the start itself for 0."""
    step = timedelta(days=1 if days >= 0 else -1)
    day, left = start_date, abs(days)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(start_date: date, end_date: date) -> int:
    """Working days after the start up to and with the end; negative when the end is before.

    Counted backwards the start is left out in the same way, so that
    `working_days_between(d, add_working_days(d, n)) == n` for every n.
    """
    if end_date < start_date:
        day_before = timedelta(days=1)
        return _up_to(end_date - day_before) - _up_to(start_date - day_before)
    return _up_to(end_date) - _up_to(start_date)


def _up_to(day: date) -> int:
    """Working days from 1 January of a fixed early year up to and with the day."""
    return _before_year(day.year) + bisect_right(_working_days(day.year), day)


@lru_cache(maxsize=512)
def _before_year(year: int) -> int:
    earliest = 1900
    if year <= earliest:
        return -sum(len(_working_days(y)) for y in range(year, earliest))
    return _before_year(year - 1) + len(_working_days(year - 1))


@lru_cache(maxsize=512)
def _working_days(year: int) -> tuple[date, ...]:
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))
    return tuple(day for day in days if is_working_day(day))


@lru_cache(maxsize=512)
def _days_off(year: int) -> frozenset[date]:
    # Imported here: it takes longer to load than all else in this package.
    from holidays.countries.sweden import Sweden

    return frozenset(Sweden(years=year)) | _eves_off(year)


def _eves_off(year: int) -> frozenset[date]:
    to_friday = (4 - date(year, 6, 19).weekday()) % 7
    eves = {
        "midsummer_eve": date(year, 6, 19) + timedelta(days=to_friday),
        "christmas_eve": date(year, 12, 24),
        "new_years_eve": date(year, 12, 31),
    }
    return frozenset(
        eve for code, eve in eves.items() if code in texts("working_days.eves_off", on=eve)
    )
