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


def _is_due(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.done_date.notnull() | (t.due_date < at.date)


def _in_time(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.done_date <= t.due_date


def _is_done(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.done_date.notnull()


def _of(kind: str) -> Condition:
    def due(t: ir.Table, at: Moment) -> ir.BooleanValue:
        return (t.type == kind) & _is_due(t, at)

    return due


def _share(
    name: str, title: Words, source: str, fact: Fact, part: Condition, whole: Condition
) -> Measure:
    return Measure(
        name=name,
        title=title,
        source=source,
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner="quality_developer",
        fact=fact,
        formula=Share(part, whole=whole),
        by=BY,
        min_n=10,
        chart=Chart.P,
    )


MEASURES = (
    _share(
        "risk_analyses_in_time_share",
        Words(
            "Andel riskanalyser med alla höga risker åtgärdade eller accepterade i tid",
            "Share of risk analyses with every high risk remedied or accepted in time",
        ),
        "SOSFS 2011:9, 5 kap. 1 §. Riskanalyser i Vaka, på sin sista dag",
        RISK_WORK,
        _in_time,
        _of("analysis"),
    ),
    _share(
        "controls_done_share",
        Words("Andel planerade kontroller som är gjorda", "Share of planned controls done"),
        "KL 2017:725, 6 kap. 6 §. Internkontrollplaner i Vaka",
        RISK_WORK,
        _is_done,
        _of("control"),
    ),
    _share(
        "inspection_points_in_time_share",
        Words(
            "Andel punkter i tillsyn och revision besvarade i tid",
            "Share of points of inspections and audits answered in time",
        ),
        "Tillsyn och revision i Vaka, på punktens sista dag",
        INSPECTION_POINT,
        _in_time,
        _is_due,
    ),
)
