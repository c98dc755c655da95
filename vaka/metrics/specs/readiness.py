"""Specifications of readiness: sole tasks, answers in time, what stops cancelled."""

import datetime as dt
from typing import Any

from vaka.metrics.facts import OPEN_END, calendar_of
from vaka.metrics.measure import Count, Share
from vaka.metrics.specs.spec import Spec

_JAN, _APR, _JUN = dt.date(2024, 1, 10), dt.date(2024, 4, 30), dt.date(2024, 6, 10)


def _held(day: dt.date) -> dict[str, Any]:
    return {"valid_from_date": day, "valid_to_date": OPEN_END, **calendar_of(day)}


def _task(number: int, is_sole: bool, has_stand_in: bool, to: dt.date = OPEN_END,
          start: dt.date = _JAN) -> dict[str, Any]:  # fmt: skip
    return {"row_id": f"task-{number}", "unit_code": "almen", "is_sole": is_sole,
            "has_stand_in": has_stand_in, "from_date": start, "to_date": to,
            **_held(start)}  # fmt: skip


def _season(unit: str, is_answered: bool, is_in_time: bool) -> dict[str, Any]:
    return {"row_id": f"{unit}:heat", "unit_code": unit, "type": "Värmebölja",
            "is_answered": is_answered, "is_in_time": is_in_time, "due_date": _APR,
            **_held(_APR)}  # fmt: skip


def _thing(number: int, how: str) -> dict[str, Any]:
    return {"row_id": f"thing-{number}", "unit_code": "almen", "type": "Utbildning", "how": how,
            "consequence": "Viss", "planned_date": _JUN, **_held(_JUN)}  # fmt: skip


SPECS = (
    Spec(
        "sole_task_stand_in_share",
        "tasks that hang on one person now, not those that two can do or that did so before",
        (_task(1, True, True), _task(2, True, False), _task(3, False, True),
         _task(4, True, False, _JUN), _task(4, False, False, start=_JUN)),
        "2024",
        dt.date(2024, 12, 31),
        {"": 50},
        Share(lambda t, at: t.has_stand_in),
    ),
    Spec(
        "readiness_in_time_share",
        "answered by the last day; who answered later or never was not in time",
        (_season("almen", True, True), _season("bjorken", True, False),
         _season("linden", False, False), _season("eken", True, True)),
        "2024",
        dt.date(2024, 12, 31),
        {"": 50},
        Share(lambda t, at: t.is_answered),
    ),
    Spec(
        "stop_cancelled",
        "what was cancelled, not what was only put off",
        (_thing(1, "cancelled"), _thing(2, "postponed"), _thing(3, "cancelled")),
        "2024",
        dt.date(2024, 12, 31),
        {"": 2},
        Count(),
    ),
)  # fmt: skip
