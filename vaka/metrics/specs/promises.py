"""Specifications of the measures over what was promised by a day."""

import datetime as dt
from typing import Any

from vaka.metrics.facts import OPEN_END, calendar_of
from vaka.metrics.measure import Share
from vaka.metrics.specs.spec import Spec

_FEB, _MAR, _APR, _NOV = (dt.date(2024, month, 1) for month in (2, 3, 4, 11))
_AS_OF = dt.date(2024, 6, 30)


def _row(number: int, due: dt.date, done: dt.date | None, kind: str) -> dict[str, Any]:
    return {
        "case_id": f"case-{number}",
        "row_id": f"{kind}-{number}",
        "reference": f"RIS-2024-{number:05}",
        "unit_code": "almen",
        "type": kind,
        "due_date": due,
        "done_date": done,
        "valid_from_date": dt.date(2024, 1, 1),
        "valid_to_date": OPEN_END,
        **calendar_of(due),
    }


def _rows(*kinds: str) -> tuple[dict[str, Any], ...]:
    """Of each kind: in time, on the day, late, forgotten, and one whose day has not come."""
    days = ((_MAR, _FEB), (_MAR, _MAR), (_MAR, _APR), (_MAR, None), (_NOV, None))
    return tuple(
        _row(number, due, done, kind) for kind in kinds for number, (due, done) in enumerate(days)
    )


SPECS = (
    Spec(
        "risk_analyses_in_time_share",
        "controls are no analyses, and one whose day has not come is neither in time nor late",
        (*_rows("analysis"), _row(9, _MAR, _FEB, "control")),
        "2024",
        _AS_OF,
        {"": 50},
        Share(lambda t, at: t.done_date <= t.due_date, whole=lambda t, at: t.done_date.notnull()),
    ),
    Spec(
        "controls_done_share",
        "done late is done, and what has not fallen due is not counted",
        (*_rows("control"), _row(9, _MAR, None, "analysis")),
        "2024",
        _AS_OF,
        {"": 75},
        Share(lambda t, at: t.done_date.notnull(), whole=lambda t, at: t.type == "control"),
    ),
    Spec(
        "inspection_points_in_time_share",
        "a forgotten answer is late, not left out",
        _rows("fault"),
        "2024",
        _AS_OF,
        {"": 50},
        Share(lambda t, at: t.done_date <= t.due_date, whole=lambda t, at: t.done_date.notnull()),
    ),
)
