"""Routines: within their time of validity, read by those who are to read them, failed in events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import ROUTINE, ROUTINE_FAILURE
from vaka.metrics.measure import (
    Chart,
    Condition,
    Count,
    Good,
    Measure,
    Share,
    Timing,
    Unit,
    Words,
)
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

SOURCE = "Rutiner i Vaka, periodens sista dag"


def _is_met(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_met


def _in_force(sort: str) -> Condition:
    def in_force(t: ir.Table, at: Moment) -> ir.BooleanValue:
        return (t.sort == sort) & (t.from_date <= at.date) & (t.to_date > at.date)

    return in_force


def _share(name: str, title: Words, sort: str, target: float) -> Measure:
    return Measure(
        name=name,
        title=title,
        source=SOURCE,
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner="quality_developer",
        fact=ROUTINE,
        formula=Share(_is_met, whole=_in_force(sort)),
        timing=Timing.PERIOD_END,
        by=("type", "unit", "area"),
        target=target,
        min_n=5,
        chart=Chart.RUN,
    )


MEASURES = (
    _share(
        "routines_valid_share",
        Words("Andel rutiner som är sedda över i tid", "Share of routines looked over in time"),
        "validity",
        100,
    ),
    _share(
        "routines_read_share",
        Words(
            "Andel som har läst de rutiner de ska läsa",
            "Share who have read the routines they are to read",
        ),
        "reading",
        90,
    ),
    Measure(
        name="routine_failures",
        title=Words("Händelser där en rutin brast", "Events in which a routine failed"),
        source="Rutiner som brast, kopplade till händelser i Vaka",
        unit=Unit.COUNT,
        good=Good.NEITHER,
        owner="quality_developer",
        fact=ROUTINE_FAILURE,
        formula=Count(),
        by=("type", "unit", "area", "month"),
        chart=Chart.BAR,
    ),
)
