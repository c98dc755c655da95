"""Specifications of the measures over time and alarms."""

import datetime as dt
from typing import Any

from vaka.metrics.facts import OPEN_END, calendar_of
from vaka.metrics.measure import Share, Spread
from vaka.metrics.specs.spec import Spec

_AS_OF = dt.date(2024, 6, 30)


def _row(
    number: int, planned: int, performed: int, kind: str = "travel", alarms: int | None = None,
    month: int = 2,
) -> dict[str, Any]:  # fmt: skip
    day = dt.date(2024, month, 1)
    return {
        "row_id": f"row-{number}",
        "unit_code": "almen",
        "type": kind,
        "kind": kind,
        "month_date": day,
        "planned_minutes": planned,
        "performed_minutes": performed,
        "used_percent": 100 * performed / planned if planned else None,
        "alarms": alarms,
        "valid_from_date": day,
        "valid_to_date": OPEN_END,
        **calendar_of(day),
    }


_ROWS = (
    _row(1, 100, 100),
    _row(2, 100, 150),
    _row(3, 100, 90, "granted"),
    _row(4, 0, 60),
    _row(5, 200, 160, "alarm", 40),
    _row(6, 200, 240, "alarm", 60, 3),
    _row(7, 200, 900, "alarm", 0, 5),
)

SPECS = (
    Spec(
        "work_time_within_share",
        "a month for which nothing was set aside is in neither part, and just enough fits",
        _ROWS,
        "2024Q1",
        _AS_OF,
        {"": 60},
        Share(lambda t, at: t.performed_minutes < t.planned_minutes),
    ),
    Spec(
        "work_time_used_median",
        "the median month, not the sums over each other",
        _ROWS,
        "2024Q1",
        _AS_OF,
        {"": 100},
        Spread("max", lambda t, at: t.used_percent, lambda t, at: t.planned_minutes > 0),
    ),
    Spec(
        "alarms_month_median",
        "only the rows of alarms, those of the quarter; none at all is a count too",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 40},
        Spread("median", lambda t, at: t.alarms, lambda t, at: t.alarms > 0),
    ),
)
