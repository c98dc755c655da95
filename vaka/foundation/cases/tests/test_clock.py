"""The one clock of every list."""

from datetime import date

import pytest

from vaka.foundation.cases.clock import CaseClock, case_clock, working_days_left

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 3, day) for day in (20, 21, 22, 23))


@pytest.mark.parametrize(
    ("due", "today", "left"),
    [
        (FRIDAY, FRIDAY, 0),
        (MONDAY, FRIDAY, 1),
        (SUNDAY, FRIDAY, 0),
        (FRIDAY, SATURDAY, -1),  # late, though no working day has passed
        (FRIDAY, MONDAY, -1),
        (FRIDAY, date(2026, 3, 25), -3),
        (date(2026, 12, 28), date(2026, 12, 23), 1),  # over Christmas
    ],
)
def test_working_days_left(due: date, today: date, left: int) -> None:
    assert working_days_left(due, today) == left


def test_the_clock_counts_calendar_days_and_working_days() -> None:
    assert case_clock(date(2026, 3, 1), MONDAY, FRIDAY) == CaseClock(used=19, total=22, left=1)
