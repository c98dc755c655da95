"""Specifications of the measures over competence."""

import datetime as dt
from typing import Any

from vaka.metrics.measure import Share
from vaka.metrics.specs.spec import Spec, span

_JAN, _MAR, _MAY, _NOV = (dt.date(2024, month, 1) for month in (1, 3, 5, 11))
_AS_OF = dt.date(2024, 12, 1)


def _rows(sort: str) -> tuple[dict[str, Any], ...]:
    """Met all along; met until May; met from May; never; left in March; begins in November."""
    return (
        span(1, sort, True, _JAN),
        span(2, sort, True, _JAN, _MAY),
        span(2, sort, False, _MAY),
        span(3, sort, False, _JAN, _MAY),
        span(3, sort, True, _MAY),
        span(4, sort, False, _JAN),
        span(5, sort, True, _JAN, _MAR),
        span(6, sort, True, _NOV),
    )


SPECS = (
    Spec(
        "delegation_valid_share",
        "judged on the last day of the period: who has left is not counted, nor who has not begun",
        (*_rows("delegation"), span(9, "course", True, _JAN)),
        "2024Q2",
        _AS_OF,
        {"": 50},
        Share(lambda t, at: t.is_met, whole=lambda t, at: t.sort == "delegation"),
    ),
    Spec(
        "compulsory_courses_share",
        "one row for each employee, whatever the number of courses",
        (*_rows("all_courses"), span(9, "course", False, _JAN), span(10, "course", False, _JAN)),
        "2024Q1",
        _AS_OF,
        {"": 50},
        Share(
            lambda t, at: t.is_met,
            whole=lambda t, at: (t.from_date <= at.date) & (t.to_date > at.date),
        ),
    ),
    Spec(
        "course_valid_share",
        "each course of each employee, and the last day of what has run out is not in",
        (*_rows("course"), span(9, "all_courses", False, _JAN)),
        "2024-04",
        _AS_OF,
        {"": 50},
        Share(
            lambda t, at: t.is_met,
            whole=lambda t, at: (t.sort == "course") & (t.to_date > at.first_date),
        ),
    ),
    Spec(
        "proof_shown_share",
        "such as the protected title; courses are no proofs",
        (*_rows("proof"), span(9, "course", True, _JAN), span(10, "course", True, _JAN)),
        "2024Q4",
        _AS_OF,
        {"": 60},
        Share(
            lambda t, at: t.is_met,
            whole=lambda t, at: (t.from_date <= at.date) & (t.to_date > at.date),
        ),
    ),
    Spec(
        "language_post_share",
        "homes with a language representative on the last day; other posts are not counted",
        (*_rows("sprakombud"), span(9, "handledare", True, _JAN)),
        "2024Q2",
        _AS_OF,
        {"": 50},
        Share(
            lambda t, at: t.is_met,
            whole=lambda t, at: (t.from_date <= at.date) & (t.to_date > at.date),
        ),
    ),
)
