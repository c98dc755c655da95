"""Welfare technology: the degree of use, used of installed, on the last day of the period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import TECHNOLOGY
from vaka.metrics.measure import Chart, Good, Measure, Share, Timing, Unit, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir


def _stands(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return (t.counted_date <= at.date) & (t.to_date > at.date)


def _is_used(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_used


MEASURES = (
    Measure(
        name="technology_use_share",
        title=Words(
            "Användningsgrad för installerad välfärdsteknik",
            "Degree of use of installed welfare technology",
        ),
        source="Räkningar av välfärdsteknik i Vaka, den senaste till och med periodens sista dag",
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner="quality_developer",
        fact=TECHNOLOGY,
        formula=Share(_is_used, whole=_stands),
        timing=Timing.PERIOD_END,
        by=("type", "unit"),
        min_n=10,
        chart=Chart.RUN,
    ),
)
