"""Specifications of the measures over stays at hospital."""

import datetime as dt
from typing import Any

from vaka.metrics.facts import OPEN_END, calendar_of
from vaka.metrics.measure import Count, Share, Spread
from vaka.metrics.specs.spec import Spec

_AS_OF = dt.date(2024, 6, 30)


def _row(
    number: int,
    kind: str = "stay",
    days: int | None = 2,
    is_within: bool = True,
    month: int = 2,
    sip: str = "untold",
) -> dict[str, Any]:
    day = dt.date(2024, month, 10)
    return {
        "row_id": f"row-{number}",
        "unit_code": "almen",
        "type": kind,
        "goes_to": "home",
        "reason": "untold",
        "sip": sip,
        "day_date": day,
        "days_to_home": days,
        "is_within": is_within,
        "valid_from_date": day,
        "valid_to_date": OPEN_END,
        **calendar_of(day),
    }


_ROWS = (
    _row(1, days=1),
    _row(2, days=3),
    _row(3, days=9, is_within=False),
    _row(4, days=0, month=3),
    _row(5, "staying", None, is_within=False),
    _row(6, "paid_day", 9, is_within=False),
    _row(7, "paid_day", 9, is_within=False),
    _row(8, "paid_day", 9, is_within=False, month=5),
)
_PLANNED = (
    _row(1, sip="made"),
    _row(2, sip="made", month=3),
    _row(3, sip="declined"),
    _row(4, sip="lacking"),
    _row(5, sip="not_needed"),
    _row(6),
    _row(7, "staying", None, is_within=False, sip="made"),
    _row(8, "paid_day", 9, is_within=False, sip="made"),
    _row(9, sip="made", month=5),
)

SPECS = (
    Spec(
        "discharge_within_share",
        "of those who came home: who stays still, and the days paid for, are in neither part",
        _ROWS,
        "2024Q1",
        _AS_OF,
        {"": 75},
        Share(lambda t, at: t.is_within),
    ),
    Spec(
        "discharge_days_median",
        "the median of those who came home, not of the days paid for",
        _ROWS,
        "2024Q1",
        _AS_OF,
        {"": 2},
        Spread("median", lambda t, at: t.days_to_home, lambda t, at: t.days_to_home.notnull()),
    ),
    Spec(
        "discharge_paid_days",
        "each day in its own month; a stay is no day",
        _ROWS,
        "2024Q1",
        _AS_OF,
        {"": 2},
        Count(lambda t, at: t.type != "stay"),
    ),
    Spec(
        "discharge_sip_share",
        "of those who came home and need both, who declined too; not the untold, nor who stays",
        _PLANNED,
        "2024Q1",
        _AS_OF,
        {"": 50},
        Share(lambda t, at: t.sip == "made", whole=lambda t, at: t.sip != "untold"),
    ),
)
