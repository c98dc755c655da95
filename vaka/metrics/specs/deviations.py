"""Specifications of the measures over deviations."""

import datetime as dt

from vaka.metrics.measure import Count, Share, Spread
from vaka.metrics.specs.spec import Spec, deviation

_MAY, _JUNE, _LATE = dt.date(2023, 5, 1), dt.date(2023, 6, 10), dt.date(2023, 12, 30)
_AS_OF = dt.date(2024, 2, 29)

_EVENTS = (
    deviation(1, _MAY, is_fall=True, hour=23, is_night=True),
    deviation(2, _JUNE, law="SoL", type="Olycksfall/halkolycka", is_fall=True),
    deviation(3, _LATE, type="Trycksår", hour=9, is_night=False, reported_date=dt.date(2024, 1, 2)),
    deviation(4, dt.date(2024, 1, 1), hour=2, is_night=True),
    deviation(
        5, _MAY, severity=4, likelihood=3, score=12, is_serious=True, hour=12, is_night=False
    ),
)
_HANDLED = (
    deviation(1, _MAY, closed_date=dt.date(2023, 6, 1), severity=1, likelihood=1, score=1),
    deviation(2, _MAY, closed_date=dt.date(2023, 6, 2)),
    deviation(3, _JUNE, severity=3),
    deviation(4, dt.date(2023, 12, 31), reported_date=dt.date(2024, 2, 1)),
    deviation(5, _LATE, reported_date=dt.date(2024, 3, 1)),
)

SPECS = (
    Spec(
        "deviations",
        "counts by the day of the event, not of the report",
        _EVENTS,
        "2023",
        _AS_OF,
        {"": 4},
        Count(lambda t, at: t.reported_date <= at.last_date),
    ),
    Spec(
        "falls",
        "a fall is a fall under any law",
        _EVENTS,
        "2023",
        _AS_OF,
        {"": 2, "HSL": 1, "SoL": 1},
        Count(lambda t, at: t.is_fall & (t.law == "HSL")),
        by="law",
    ),
    Spec(
        "deviations_serious",
        "serious harm is a judgement, not a high score",
        (*_EVENTS, deviation(6, _MAY, severity=4, likelihood=4, score=16)),
        "2023",
        _AS_OF,
        {"": 1},
        Count(lambda t, at: t.score >= 12),
    ),
    Spec(
        "deviations_risk_matrix",
        "only cases with both axes stand in the matrix",
        (*_EVENTS, deviation(6, _MAY, severity=2)),
        "2023",
        _AS_OF,
        {"": 1, 4: 1},
        Count(lambda t, at: t.severity.notnull()),
        by="severity",
    ),
    Spec(
        "deviations_night_share",
        "of those whose hour is known",
        _EVENTS,
        "2023",
        _AS_OF,
        {"": 100 / 3},
        Share(lambda t, at: t.is_night),
    ),
    Spec(
        "deviations_assessed_share",
        "both axes make an assessment; what was reported after the as-of day is unknown",
        _HANDLED,
        "2023",
        _AS_OF,
        {"": 25.0},
        Share(lambda t, at: t.severity.notnull()),
    ),
    Spec(
        "deviations_closed_share",
        "of all known cases",
        _HANDLED,
        "2023",
        _AS_OF,
        {"": 50.0},
        Share(lambda t, at: t.closed_in_time),
    ),
    Spec(
        "deviations_unhandled_share",
        "everything that is not closed, assessed or not",
        _HANDLED,
        "2023",
        _AS_OF,
        {"": 50.0},
        Share(lambda t, at: t.is_open & t.score.isnull() & t.severity.isnull()),
    ),
    Spec(
        "deviations_closed_in_month_share",
        "a fresh open case is neither in time nor late",
        _HANDLED,
        "2023",
        _AS_OF,
        {"": 100 / 3},
        Share(lambda t, at: t.closed_in_time),
    ),
    Spec(
        "deviations_waiting_outside",
        "an open case is counted once however many answers it waits for; a closed one is not",
        (
            deviation(1, _MAY, waits_outside=2),
            deviation(2, _MAY, waits_outside=0),
            deviation(3, _MAY, waits_outside=1, closed_date=_JUNE),
            deviation(4, _MAY),
        ),
        "2023",
        _AS_OF,
        {"": 1},
        Count(lambda t, at: t.waits_outside > 0),
    ),
    Spec(
        "feedback_within_10_days",
        "in ten days and later; a fresh report without answer does not count, a late one does",
        (
            deviation(1, _MAY, answered_date=_MAY + dt.timedelta(10), answer_days=10),
            deviation(2, _MAY, answered_date=_MAY + dt.timedelta(11), answer_days=11),
            deviation(3, _JUNE, answered_date=_JUNE, answer_days=0),
            deviation(4, _JUNE),
            deviation(5, _LATE, reported_date=_AS_OF - dt.timedelta(10)),
        ),
        "2023",
        _AS_OF,
        {"": 50.0},
        Share(lambda t, at: t.answer_days <= 10),
    ),
    Spec(
        "deviations_closed",
        "counts the closed",
        _HANDLED,
        "2023",
        _AS_OF,
        {"": 2},
        Count(lambda t, at: t.closed_in_time),
    ),
    Spec(
        "deviations_open",
        "the backlog also holds cases from before the period",
        (*_HANDLED, deviation(6, dt.date(2021, 1, 1))),
        "2023",
        _AS_OF,
        {"": 3},
        Count(lambda t, at: t.is_open & (t.occurred_date >= at.first_date)),
    ),
    Spec(
        "deviations_open_by_age",
        "age in days from the report to the as-of day",
        (*_HANDLED, deviation(6, dt.date(2021, 1, 1))),
        "2023",
        _AS_OF,
        {"": 3, "0-30": 1, "181-365": 1, "366-": 1},
        Count(),
        by="age",
    ),
    Spec(
        "deviations_median_age_open",
        "from the report, over open cases only",
        _HANDLED,
        "2023",
        _AS_OF,
        {"": (264 + 28) / 2},
        Spread("median", lambda t, at: at.day - t.reported_day, lambda t, at: t.score.isnull()),
    ),
)
