"""How a case stands to its last day, for every list and page: days used, working days left."""

from dataclasses import dataclass
from datetime import date

from vaka.law.clock import working_days_between


@dataclass(frozen=True)
class CaseClock:
    """Days used of the days allowed, and the working days that are left (negative when late)."""

    used: int
    total: int
    left: int


def case_clock(start_date: date, due_date: date | None, today: date) -> CaseClock | None:
    """Give the clock that started on a day and runs to a last day; None without a last day."""
    if due_date is None:
        return None
    used, total = (today - start_date).days, (due_date - start_date).days
    return CaseClock(used, total, working_days_left(due_date, today))


def working_days_left(due_date: date, today: date) -> int:
    """Give the working days after today up to and with the last day.

    Past it the count is negative, and at least one: a last day over a weekend is late all the
    same, though no working day has passed.
    """
    if due_date >= today:
        return working_days_between(today, due_date)
    return min(-working_days_between(due_date, today), -1)
