"""The work environment: time used against time set aside, and alarms a month.

Each row is one kind of time at one unit in one month, so a figure of several units or months says
how such a month usually is, never a sum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import WORK_TIME
from vaka.metrics.measure import Chart, Formula, Good, Measure, Share, Spread, Unit, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

BY = ("type", "unit", "month")
SOURCE = "Avsatt och utförd tid i Vaka, per enhet, månad och slag"


def _has_plan(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.planned_minutes > 0


def _fits(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.performed_minutes <= t.planned_minutes


def _has_alarms(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.alarms.notnull()


def _measure(name: str, title: Words, unit: Unit, good: Good, formula: Formula) -> Measure:
    return Measure(
        name=name,
        title=title,
        source=SOURCE,
        unit=unit,
        good=good,
        owner="quality_developer",
        fact=WORK_TIME,
        formula=formula,
        by=BY,
        chart=Chart.RUN,
    )


MEASURES = (
    _measure(
        "work_time_within_share",
        Words("Andel månader där utförd tid ryms i avsatt tid",
              "Share of months in which time used fits within time set aside"),
        Unit.PERCENT,
        Good.HIGHER,
        Share(_fits, whole=_has_plan),
    ),
    _measure(
        "work_time_used_median",
        Words("Utförd tid i procent av avsatt, median av månader",
              "Time used in percent of time set aside, median of months"),
        Unit.PERCENT,
        Good.NEITHER,
        Spread("median", lambda t, at: t.used_percent, _has_plan),
    ),
    _measure(
        "alarms_month_median",
        Words("Larm per månad och enhet, median", "Alarms per month and unit, median"),
        Unit.COUNT,
        Good.NEITHER,
        Spread("median", lambda t, at: t.alarms, _has_alarms),
    ),
)  # fmt: skip
