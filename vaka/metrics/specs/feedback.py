"""Specifications of the measures over feedback."""

import datetime as dt

from vaka.metrics.measure import Count, Share
from vaka.metrics.specs.spec import Spec, feedback

_FEB, _MAR, _APR = (dt.date(2024, month, 1) for month in (2, 3, 4))
_AS_OF = dt.date(2024, 6, 30)

_ROWS = (
    feedback(1, _FEB, answered_date=_FEB, is_satisfied=True, state="closed", is_open=False),
    feedback(2, _FEB, answered_date=_APR, is_satisfied=False, is_reopened=True, finding="nothing"),
    feedback(3, _FEB, kind="praise"),
    feedback(4, _FEB, promised_date=dt.date(2024, 8, 1)),
    feedback(5, _FEB, state="forwarded", is_open=False),
    feedback(6, _FEB, answered_date=_MAR, finding="deviation", state="answered"),
)

SPECS = (
    Spec(
        "feedback_received",
        "praise and proposals are counted as well as complaints",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 6},
        Count(lambda t, at: t.kind == "complaint"),
    ),
    Spec(
        "feedback_complaints",
        "complaints only",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 5},
        Count(lambda t, at: t.received_date.notnull()),
    ),
    Spec(
        "feedback_with_deviation",
        "judged, and something was found",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 1},
        Count(lambda t, at: t.finding.notnull()),
    ),
    Spec(
        "feedback_reopened",
        "opened again at least once",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 1},
        Count(lambda t, at: t.is_open),
    ),
    Spec(
        "feedback_in_time_share",
        "late without an answer is not in time; handed on, or with time left, is not asked",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 50},
        Share(lambda t, at: t.answered_date <= t.promised_date, whole=lambda t, at: t.is_open),
    ),
    Spec(
        "feedback_satisfied_share",
        "of those who have said what they think",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 50},
        Share(lambda t, at: t.is_satisfied, whole=lambda t, at: t.answered_date.notnull()),
    ),
)
