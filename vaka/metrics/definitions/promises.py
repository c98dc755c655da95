"""What was promised by a day: risk analyses, controls of internal control, answers to authorities.

Each belongs to the period of its last day; one whose day has not come is neither in time nor late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import INSPECTION_POINT, RISK_WORK, Fact
from vaka.metrics.measure import Chart, Condition, Good, Measure, Share, Unit, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

BY = ("type", "unit", "month")


def is_due(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Done, or its last day has passed."""
    return t.done_date.notnull() | (t.due_date < at.date)


def in_time(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Done on its last day at the latest."""
    return t.done_date <= t.due_date


def is_done(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Done, in time or late."""
    return t.done_date.notnull()


def due_of(kind: str) -> Condition:
    """Give the condition of what is due of one kind."""

    def due(t: ir.Table, at: Moment) -> ir.BooleanValue:
        return (t.type == kind) & is_due(t, at)

    return due


def promised_share(
    name: str,
    title: Words,
    source: str,
    fact: Fact,
    part: Condition,
    whole: Condition,
    by: tuple[str, ...] = BY,
) -> Measure:
    """Give a share of what was promised by a day, higher being better."""
    return Measure(
        name=name,
        title=title,
        source=source,
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner="quality_developer",
        fact=fact,
        formula=Share(part, whole=whole),
        by=by,
        min_n=10,
        chart=Chart.P,
    )


MEASURES = (
    promised_share(
        "risk_analyses_in_time_share",
        Words(
            "Andel riskanalyser med alla höga risker åtgärdade eller accepterade i tid",
            "Share of risk analyses with every high risk remedied or accepted in time",
        ),
        "SOSFS 2011:9, 5 kap. 1 §. Riskanalyser i Vaka, på sin sista dag",
        RISK_WORK,
        in_time,
        due_of("analysis"),
    ),
    promised_share(
        "controls_done_share",
        Words("Andel planerade kontroller som är gjorda", "Share of planned controls done"),
        "KL 2017:725, 6 kap. 6 §. Internkontrollplaner i Vaka",
        RISK_WORK,
        is_done,
        due_of("control"),
    ),
    promised_share(
        "inspection_points_in_time_share",
        Words(
            "Andel punkter i tillsyn och revision besvarade i tid",
            "Share of points of inspections and audits answered in time",
        ),
        "Tillsyn och revision i Vaka, på punktens sista dag",
        INSPECTION_POINT,
        in_time,
        is_due,
    ),
)
