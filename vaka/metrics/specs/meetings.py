"""Specifications of the measures over meetings."""

import datetime as dt
from typing import Any

from vaka.metrics.facts import OPEN_END, calendar_of
from vaka.metrics.measure import Count, Share
from vaka.metrics.specs.spec import Spec

_FEB, _MAR, _APR, _NOV = (dt.date(2024, month, 1) for month in (2, 3, 4, 11))
_AS_OF = dt.date(2024, 6, 30)


def _row(
    number: int, due: dt.date, done: dt.date | None, kind: str = "workplace", **more: Any
) -> dict[str, Any]:
    row = {
        "case_id": f"case-{number}",
        "row_id": f"case-{number}",
        "reference": f"MOT-2024-{number:05}",
        "unit_code": "almen",
        "type": "Arbetsplatsträff (APT)",
        "kind": kind,
        "due_date": due,
        "done_date": done,
        "valid_from_date": dt.date(2024, 1, 1),
        "valid_to_date": OPEN_END,
        **calendar_of(due),
    }
    return {**row, **more}


_ROWS = (
    _row(1, _MAR, _MAR),
    _row(2, _MAR, _APR),
    _row(3, _MAR, None),
    _row(4, _NOV, None),
    _row(5, _FEB, None, "user_council", valid_to_date=_MAR),
    _row(5, _FEB, _MAR, "user_council", valid_from_date=_MAR),
)

SPECS = (
    Spec(
        "meetings_held",
        "one that was only planned is not counted, and one held late is",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 3},
        Count(),
    ),
    Spec(
        "user_councils_held",
        "of councils alone, once for each",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 1},
        Count(lambda t, at: t.done_date.notnull()),
    ),
    Spec(
        "meetings_held_share",
        "one whose day has not come is neither held nor missed",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 75},
        Share(lambda t, at: t.done_date.notnull(), whole=lambda t, at: t.due_date.notnull()),
    ),
)
