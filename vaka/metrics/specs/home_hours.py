"""Specifications of the measures over hours of home care."""

import datetime as dt
from typing import Any

from vaka.metrics.facts import OPEN_END, calendar_of
from vaka.metrics.measure import Share, Spread
from vaka.metrics.specs.spec import Spec

_AS_OF = dt.date(2024, 6, 30)


def _row(
    number: int, granted: int | None, performed: int | None, expected: int | None = None,
    operator: str = "own", month: int = 2,
) -> dict[str, Any]:  # fmt: skip
    day = dt.date(2024, month, 1)
    told = granted and performed is not None
    return {
        "row_id": f"row-{number}",
        "unit_code": "almen",
        "operator": operator,
        "month_date": day,
        "granted_minutes": granted,
        "planned_minutes": None,
        "performed_minutes": performed,
        "expected_minutes": expected,
        "performed_percent": 100 * (performed or 0) / granted if told and granted else None,
        "valid_from_date": day,
        "valid_to_date": OPEN_END,
        **calendar_of(day),
    }


_ROWS = (
    _row(1, 1000, 900, 900),
    _row(2, 1000, 800, 700),
    _row(3, 1000, 700, None, "contracted"),
    _row(4, 1000, None, 900),
    _row(5, 0, 40, 50, month=3),
    _row(6, 1000, 1000, 10, month=5),
)

SPECS = (
    Spec(
        "home_hours_performed_median",
        "a month without granted or performed hours says nothing; the next quarter is not counted",
        _ROWS,
        "2024Q1",
        _AS_OF,
        {"": 80},
        Spread("max", lambda t, at: t.performed_percent, lambda t, at: t.granted_minutes > 0),
    ),
    Spec(
        "home_hours_within_budget_share",
        "just as many fit; a month without both is in neither part",
        _ROWS,
        "2024Q1",
        _AS_OF,
        {"": 200 / 3},
        Share(lambda t, at: t.performed_minutes < t.expected_minutes),
    ),
)
