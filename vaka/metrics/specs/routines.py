"""Specifications of the measures over routines."""

import datetime as dt
from typing import Any

from vaka.metrics.facts import OPEN_END, calendar_of
from vaka.metrics.measure import Count, Share
from vaka.metrics.specs.spec import Spec, span

_JAN, _MAR, _MAY, _NOV = (dt.date(2024, month, 1) for month in (1, 3, 5, 11))
_AS_OF = dt.date(2024, 12, 1)


def _rows(sort: str) -> tuple[dict[str, Any], ...]:
    """Met all along; met until May; met from May; replaced in March; not in force yet."""
    return (
        span(1, sort, True, _JAN),
        span(2, sort, True, _JAN, _MAY),
        span(2, sort, False, _MAY),
        span(3, sort, False, _JAN, _MAY),
        span(3, sort, True, _MAY),
        span(4, sort, False, _JAN, _MAR),
        span(5, sort, True, _NOV),
    )


def _failure(number: int, day: dt.date, told: dt.date) -> dict[str, Any]:
    return {
        "row_id": str(number),
        "case_id": f"case-{number}",
        "reference": f"AVV-2024-{number:05}",
        "unit_code": "almen",
        "area": "Särskilt boende",
        "type": "Fallprevention",
        "how": "unknown",
        "event_date": day,
        "valid_from_date": told,
        "valid_to_date": OPEN_END,
        **calendar_of(day),
    }


SPECS = (
    Spec(
        "routines_valid_share",
        "judged on the period's last day: what has been replaced is not counted",
        (*_rows("validity"), span(9, "reading", False, _JAN)),
        "2024Q2",
        _AS_OF,
        {"": 200 / 3},
        Share(lambda t, at: t.is_met, whole=lambda t, at: t.sort == "validity"),
    ),
    Spec(
        "routines_read_share",
        "one row for each reader and version in force",
        (*_rows("reading"), span(9, "validity", False, _JAN)),
        "2024Q1",
        _AS_OF,
        {"": 200 / 3},
        Share(
            lambda t, at: t.is_met,
            whole=lambda t, at: (t.from_date <= at.date) & (t.to_date > at.date),
        ),
    ),
    Spec(
        "routine_failures",
        "counted when the event happened, whenever it was told of",
        (_failure(1, _JAN, _MAY), _failure(2, _MAR, _MAR), _failure(3, _MAY, _MAY)),
        "2024Q1",
        _AS_OF,
        {"": 2},
        Count(lambda t, at: t.valid_from_date <= at.last_date),
    ),
)
