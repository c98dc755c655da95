"""Specifications of the measures over investigations."""

import datetime as dt

from vaka.metrics.measure import Count, Share, Spread
from vaka.metrics.specs.spec import Spec, investigation

_FEB, _JULY = dt.date(2024, 2, 1), dt.date(2024, 7, 1)
_AS_OF = dt.date(2024, 12, 31)

_ROWS = (
    investigation(1, _FEB, decided_date=_JULY, decision_days=30, is_notified=True, is_open=False),
    investigation(2, _FEB, decided_date=_JULY, decision_days=50),
    investigation(3, _FEB, form="event_analysis", decided_date=_JULY, decision_days=10),
    investigation(4, _FEB, form="lex_maria"),
    investigation(5, dt.date(2023, 12, 30), opened_date=dt.date(2024, 1, 4)),
)

SPECS = (
    Spec(
        "investigations",
        "counts by the day of the event, not of the beginning",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 4, "event_analysis": 1, "lex_maria": 1, "lex_sarah": 2},
        Count(lambda t, at: t.is_open),
        by="form",
    ),
    Spec(
        "investigations_notified_share",
        "of those decided in a form that can be notified: an analysis never is",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 50.0},
        Share(lambda t, at: t.is_notified),
    ),
    Spec(
        "investigations_median_days_to_decision",
        "only the decided have days",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 30.0},
        Spread(
            "median",
            lambda t, at: t.decision_days.fill_null(0),
            lambda t, at: t.is_open | ~t.is_open,
        ),
    ),
    Spec(
        "investigations_open",
        "decided is not closed, and last year's count until they are",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 4},
        Count(lambda t, at: t.decided_date.isnull()),
    ),
)
