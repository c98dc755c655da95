"""Shares of what is asked that is met, over facts of spans (`vaka.metrics.facts.spans`).

Looked at on the last day of the period: what is asked then, by what holds then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import Fact
from vaka.metrics.measure import Chart, Condition, Good, Measure, Share, Timing, Unit, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir


def met_share(
    name: str, title: Words, *, fact: Fact, sort: str, by: tuple[str, ...], source: str,
    owner: str, target: float = 100,
) -> Measure:  # fmt: skip
    """Give the measure of one sort of requirement."""
    return Measure(
        name=name,
        title=title,
        source=source,
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner=owner,
        fact=fact,
        formula=Share(_is_met, whole=_asked(sort)),
        timing=Timing.PERIOD_END,
        by=by,
        target=target,
        min_n=5,
        chart=Chart.RUN,
    )


def _is_met(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_met


def _asked(sort: str) -> Condition:
    def asked(t: ir.Table, at: Moment) -> ir.BooleanValue:
        return (t.sort == sort) & (t.from_date <= at.date) & (t.to_date > at.date)

    return asked
