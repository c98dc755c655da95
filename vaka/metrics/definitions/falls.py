"""Falls that led to harm, by the type the case was filed under.

Only the types that say whether there was harm are counted; falls under SoL and LSS do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.definitions.deviations import BY_EVENT, SOURCE
from vaka.metrics.facts import DEVIATION
from vaka.metrics.measure import Chart, Count, Good, Measure, Share, Unit, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

WITH, WITHOUT = "Fall med skada", "Fall utan skada"
_KNOWN = SOURCE + "; fall under HSL, där typen säger om det blev skada"


def _did_harm(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.type == WITH


def _says_harm(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return (t.type == WITH) | (t.type == WITHOUT)


MEASURES = (
    Measure(
        name="falls_with_injury",
        title=Words("Fall med skada", "Falls with harm"),
        source=_KNOWN,
        unit=Unit.COUNT,
        good=Good.LOWER,
        owner="mas",
        fact=DEVIATION,
        formula=Count(_did_harm),
        by=BY_EVENT,
        chart=Chart.RUN,
    ),
    Measure(
        name="falls_injury_share",
        title=Words("Andel fall med skada", "Share of falls with harm"),
        source=_KNOWN,
        unit=Unit.PERCENT,
        good=Good.LOWER,
        owner="mas",
        fact=DEVIATION,
        formula=Share(_did_harm, whole=_says_harm),
        by=tuple(name for name in BY_EVENT if name != "type"),
        min_n=20,
        chart=Chart.P,
    ),
)
