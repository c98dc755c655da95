"""Specifications of the measures over decisions not executed."""

import datetime as dt

from vaka.metrics.definitions.decisions import not_executed
from vaka.metrics.measure import Count, Spread
from vaka.metrics.specs.spec import Spec, decision

_Q1, _AS_OF = "2024Q1", dt.date(2024, 4, 15)

_WAITING = (
    decision(1, dt.date(2023, 8, 10), reason_code="R1"),
    # its three months end on the last day of the quarter: reportable the day after
    decision(2, dt.date(2023, 12, 31)),
    decision(3, dt.date(2023, 9, 1), executed_date=dt.date(2024, 4, 2)),
    decision(4, dt.date(2023, 9, 1), executed_date=dt.date(2024, 3, 31)),
    # the sender reported it although the rule would not
    decision(5, dt.date(2024, 1, 20), stated_quarter=_Q1, stated_kind="reported"),
    # the sender says it has ended, without a day
    decision(6, dt.date(2023, 2, 27), stated_quarter=_Q1, stated_kind="reported_earlier"),
)
_ENDED = (
    decision(1, dt.date(2023, 2, 27), ended_date=dt.date(2024, 1, 10), end_code="Å"),
    # late only in this quarter: it was not in the report before
    decision(2, dt.date(2023, 10, 1), executed_date=dt.date(2024, 2, 1), end_code="V"),
    decision(3, dt.date(2023, 9, 30), executed_date=dt.date(2024, 2, 1), end_code="V"),
    decision(
        4,
        dt.date(2023, 9, 20),
        executed_date=dt.date(2023, 10, 22),
        end_code="V",
        stated_quarter=_Q1,
        stated_kind="reported_earlier",
    ),
    decision(5, dt.date(2023, 3, 1), ended_date=dt.date(2024, 4, 1), end_code="A"),
    decision(6, dt.date(2023, 11, 1), executed_date=dt.date(2024, 3, 20), end_code="V"),
    # an interruption that was reported the quarter before, and is over
    decision(
        7,
        dt.date(2023, 1, 1),
        executed_date=dt.date(2023, 2, 1),
        end_code="V",
        interrupted_date=dt.date(2023, 8, 1),
        interrupted_last_day_date=dt.date(2023, 11, 1),
        resumed_date=dt.date(2024, 2, 1),
    ),
    decision(
        8,
        dt.date(2023, 1, 1),
        executed_date=dt.date(2023, 2, 1),
        ended_date=dt.date(2024, 3, 31),
        end_code="A",
        interrupted_date=dt.date(2023, 9, 1),
        interrupted_last_day_date=dt.date(2023, 12, 1),
        resumed_date=dt.date(2024, 3, 31),
    ),
)
_BREAK = dt.date(2023, 11, 1)
_PARTLY = decision(
    7,
    dt.date(2023, 9, 1),
    interrupted_date=_BREAK,
    interrupted_last_day_date=dt.date(2024, 2, 1),
)
"""A part is given and the rest waited for: an interruption once the part has lasted long."""
_INTERRUPTED = (
    _PARTLY,
    decision(
        1,
        dt.date(2023, 1, 1),
        executed_date=dt.date(2023, 2, 1),
        interrupted_date=_BREAK,
        interrupted_last_day_date=dt.date(2024, 2, 1),
    ),
    decision(
        2,
        dt.date(2023, 1, 1),
        executed_date=dt.date(2023, 2, 1),
        interrupted_date=_BREAK,
        interrupted_last_day_date=dt.date(2024, 2, 1),
        resumed_date=dt.date(2024, 3, 1),
    ),
)

SPECS = (
    Spec(
        "decisions_not_executed",
        "late by calendar months and still waiting at the quarter's end; the sender's word wins",
        (*_WAITING, _PARTLY),
        _Q1,
        _AS_OF,
        {"": 3},
        Count(
            lambda t, at: (
                (t.last_day_within_date <= at.date)
                & (t.left_date.isnull() | (t.left_date > at.date))
            )
        ),
    ),
    Spec(
        "decisions_interrupted",
        "more than three months since the interruption, not resumed",
        _INTERRUPTED,
        _Q1,
        _AS_OF,
        {"": 2},
        Count(lambda t, at: t.interrupted_last_day_date < at.date),
    ),
    Spec(
        "decisions_ended_after_report",
        "must have been late when the quarter before was reported",
        _ENDED,
        _Q1,
        _AS_OF,
        {"": 5, "V": 3, "Å": 1, "A": 1},
        Count(lambda t, at: (t.left_date >= at.first_date) & (t.left_date <= at.date)),
        by="end",
    ),
    Spec(
        "decisions_waiting_days_median",
        "whole days from the decision to the quarter's last day",
        _WAITING,
        _Q1,
        _AS_OF,
        {"": 212.0},
        Spread("max", lambda t, at: at.day - t.decision_day, not_executed),
    ),
    Spec(
        "decisions_waiting_days_max",
        "the longest of those still waiting",
        _WAITING,
        _Q1,
        _AS_OF,
        {"": 234.0},
        Spread(
            "max", lambda t, at: at.day - t.decision_day, lambda t, at: t.decision_day.notnull()
        ),
    ),
)
