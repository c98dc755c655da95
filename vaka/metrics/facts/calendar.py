"""Calendar columns, computed in Python because engines disagree on weeks and day differences."""

import datetime as dt
from typing import Any

from vaka.metrics.facts.fact import Column, text, whole

OPEN_END = dt.date(9999, 12, 31)
"""`valid_to_date` of a row that still holds."""

_EPOCH = dt.date(1970, 1, 1)

CALENDAR: tuple[Column, ...] = (
    whole("year", "År", "Year"),
    text("tertial", "Tertial, 2023T1", "Third of a year"),
    text("quarter", "Kvartal, 2023Q1", "Quarter"),
    text("month", "Månad, 2023-02", "Month"),
    text("iso_week", "Vecka enligt ISO 8601, 2023-W05", "ISO week"),
    whole("weekday", "Veckodag, 1 är måndag", "Weekday, 1 is Monday"),
)


def day_number(day: dt.date) -> int:
    """Days since 1970-01-01, so that engines subtract whole numbers and not dates."""
    return (day - _EPOCH).days


def calendar_of(day: dt.date) -> dict[str, Any]:
    """The values of `CALENDAR` for one local date; texts are written as `Period` writes them."""
    iso = day.isocalendar()
    return {
        "year": day.year,
        "tertial": f"{day.year}T{(day.month - 1) // 4 + 1}",
        "quarter": f"{day.year}Q{(day.month - 1) // 3 + 1}",
        "month": f"{day.year}-{day.month:02}",
        "iso_week": f"{iso.year}-W{iso.week:02}",
        "weekday": iso.weekday,
    }
