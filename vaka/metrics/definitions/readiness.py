"""Readiness: who takes over a sole task, who answered before a season, what a stop cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import CANCELLATION, READINESS, SOLE_TASK
from vaka.metrics.measure import Chart, Count, Good, Measure, Share, Timing, Unit, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir


def _stands_alone(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_sole & (t.from_date <= at.date) & (t.to_date > at.date)


def _has_stand_in(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.has_stand_in


def _is_in_time(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_in_time


def _is_cancelled(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.how == "cancelled"


MEASURES = (
    Measure(
        name="sole_task_stand_in_share",
        title=Words("Andel ensamuppgifter med vikarie", "Share of sole tasks with a stand-in"),
        source="Ensamuppgifter i Vaka, de som högst en person kan på periodens sista dag",
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner="quality_developer",
        fact=SOLE_TASK,
        formula=Share(_has_stand_in, whole=_stands_alone),
        timing=Timing.PERIOD_END,
        by=("unit",),
        min_n=5,
        chart=Chart.RUN,
    ),
    Measure(
        name="readiness_in_time_share",
        title=Words(
            "Andel enheter som svarade i tid inför en säsong",
            "Share of units that answered in time before a season",
        ),
        source="Svar om beredskap i Vaka, säsonger vars sista dag ligger i perioden",
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner="quality_developer",
        fact=READINESS,
        formula=Share(_is_in_time),
        timing=Timing.PERIOD,
        by=("type", "unit"),
        target=100,
        min_n=5,
        chart=Chart.RUN,
    ),
    Measure(
        name="stop_cancelled",
        title=Words(
            "Planerat som ställdes in på grund av ett stopp",
            "Planned things cancelled because of a stop",
        ),
        source="Inköps- och anställningsstopp i Vaka, efter den planerade dagen",
        unit=Unit.COUNT,
        good=Good.LOWER,
        owner="quality_developer",
        fact=CANCELLATION,
        formula=Count(_is_cancelled),
        timing=Timing.PERIOD,
        by=("type", "unit"),
        chart=Chart.RUN,
    ),
)
