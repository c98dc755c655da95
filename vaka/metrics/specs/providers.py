"""Specifications of the measures over follow-up of contracts."""

import datetime as dt
from typing import Any

from vaka.metrics.facts import OPEN_END, calendar_of
from vaka.metrics.measure import Share
from vaka.metrics.specs.spec import Spec

_FEB, _MAR, _APR, _NOV = (dt.date(2024, month, 1) for month in (2, 3, 4, 11))
_AS_OF = dt.date(2024, 6, 30)


def _row(number: int, kind: str, due: dt.date, **fields: Any) -> dict[str, Any]:
    return {
        "case_id": f"case-{number}",
        "row_id": f"{kind}-{number}",
        "reference": f"UPF-2024-{number:05}",
        "unit_code": "almen",
        "type": kind,
        "operator": "own",
        "due_date": due,
        "done_date": None,
        "is_met": None,
        "valid_from_date": dt.date(2024, 1, 1),
        "valid_to_date": OPEN_END,
        **calendar_of(due),
        **fields,
    }


def _promised(kind: str) -> tuple[dict[str, Any], ...]:
    """In time, late, forgotten, and one whose day has not come."""
    days = ((_MAR, _FEB), (_MAR, _APR), (_MAR, None), (_NOV, None))
    return tuple(_row(number, kind, due, done_date=done) for number, (due, done) in enumerate(days))


def _requirements() -> tuple[dict[str, Any], ...]:
    judged = (True, True, True, False, None)
    return tuple(
        _row(number, "requirement", _MAR, done_date=_MAR, is_met=is_met)
        for number, is_met in enumerate(judged)
    )


SPECS = (
    Spec(
        "provider_visits_made_share",
        "a late visit is made, requirements are no visits, one whose day has not come is not due",
        (*_promised("visit"), *_requirements()),
        "2024",
        _AS_OF,
        {"": 200 / 3},
        Share(lambda t, at: t.done_date.notnull(), whole=lambda t, at: t.type == "visit"),
    ),
    Spec(
        "requirements_met_share",
        "a requirement that did not apply is in neither part",
        (*_requirements(), *_promised("visit")),
        "2024",
        _AS_OF,
        {"": 75},
        Share(lambda t, at: t.is_met, whole=lambda t, at: t.type == "requirement"),
    ),
    Spec(
        "provider_figures_in_time_share",
        "a forgotten figure is late, not left out",
        _promised("figure"),
        "2024",
        _AS_OF,
        {"": 100 / 3},
        Share(lambda t, at: t.done_date <= t.due_date, whole=lambda t, at: t.done_date.notnull()),
    ),
)
