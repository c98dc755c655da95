"""Specification of the degree of use of welfare technology."""

import datetime as dt
from typing import Any

from vaka.metrics.facts import OPEN_END, calendar_of
from vaka.metrics.measure import Share
from vaka.metrics.specs.spec import Spec

_JAN, _JUN = dt.date(2024, 1, 10), dt.date(2024, 6, 10)


def _thing(number: int, counted: dt.date, to: dt.date, is_used: bool) -> dict[str, Any]:
    return {
        "row_id": f"automat:almen:{number}",
        "unit_code": "almen",
        "type": "Läkemedelsautomat",
        "is_used": is_used,
        "counted_date": counted,
        "to_date": to,
        "valid_from_date": counted,
        "valid_to_date": OPEN_END,
        **calendar_of(counted),
    }


_BEFORE = tuple(_thing(number, _JAN, _JUN, number < 1) for number in range(4))
_AFTER = tuple(_thing(number, _JUN, OPEN_END, number < 3) for number in range(4))

SPECS = (
    Spec(
        "technology_use_share",
        "the count that held on the period's last day, not both",
        (*_BEFORE, *_AFTER),
        "2024",
        dt.date(2024, 12, 31),
        {"": 75},
        Share(lambda t, at: t.is_used),
    ),
)
