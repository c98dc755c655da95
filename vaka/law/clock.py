"""The clocks of the law: working days, calendar months, quarters and tertials, local time.

Everything here is a pure function of its arguments; none reads the machine's clock or zone.
"""

from __future__ import annotations

from datetime import date, timedelta

from vaka.law.local_time import (
    SWEDISH,
    LocalMoment,
    LocalTimeWarning,
    NaiveMoment,
    UnfitNight,
    moment_from_local,
    night_of,
    swedish,
)
from vaka.law.months import add_months, first_day_after, last_day_within, whole_months_between
from vaka.law.period import Grain, Period
from vaka.law.workdays import add_working_days, is_working_day, working_days_between

__all__ = [
    "SWEDISH",
    "LocalMoment",
    "LocalTimeWarning",
    "NaiveMoment",
    "UnfitNight",
    "add_months",
    "add_working_days",
    "first_day_after",
    "is_working_day",
    "last_day_within",
    "moment_from_local",
    "night_of",
    "previous_quarter_end",
    "quarter_end",
    "quarter_of",
    "swedish",
    "tertial_of",
    "whole_months_between",
    "working_days_between",
]


def quarter_of(day: date) -> Period:
    return Period.of(day, Grain.QUARTER)


def tertial_of(day: date) -> Period:
    return Period.of(day, Grain.TERTIAL)


def quarter_end(day: date) -> date:
    """The last day of the quarter that holds the day."""
    return quarter_of(day).last_date


def previous_quarter_end(day: date) -> date:
    """The last day of the quarter before the one that holds the day."""
    return quarter_of(day).first_date - timedelta(days=1)
