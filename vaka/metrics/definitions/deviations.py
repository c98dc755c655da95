"""How many deviations, of what kind, and how serious.

Cases count in the period in which the event happened. Sources: SOSFS 2011:9 chapter 5 (the
work that systems of quality must do with reports), HSLF-FS 2016:40, patientsäkerhetslagen
2010:659 chapter 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import DEVIATION
from vaka.metrics.measure import Chart, Count, Good, Measure, Share, Timing, Unit, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

_EVENT_DIMENSIONS = (
    "type unit area law sex month hour night weekday severity likelihood state".split()
)
BY_EVENT = tuple(_EVENT_DIMENSIONS)
SOURCE = "SOSFS 2011:9, 5 kap."


def _is_night(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_night


def _has_hour(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_night.notnull()


def is_classified(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Both axes of the risk matrix are set."""
    return t.score.notnull()


MEASURES = (
    Measure(
        name="deviations",
        title=Words("Avvikelser", "Deviations"),
        source=SOURCE,
        unit=Unit.COUNT,
        good=Good.NEITHER,
        owner="quality_developer",
        fact=DEVIATION,
        formula=Count(),
        by=BY_EVENT,
        chart=Chart.RUN,
    ),
    Measure(
        name="falls",
        title=Words("Fall", "Falls"),
        source=SOURCE + "; alla typer av fall, också de som skrivits under SoL",
        unit=Unit.COUNT,
        good=Good.LOWER,
        owner="mas",
        fact=DEVIATION,
        formula=Count(lambda t, at: t.is_fall),
        by=BY_EVENT,
        chart=Chart.RUN,
    ),
    Measure(
        name="deviations_serious",
        title=Words("Allvarliga vårdskador", "Serious harm"),
        source="PSL 2010:659, 3 kap. 5 §; HSLF-FS 2017:41",
        unit=Unit.COUNT,
        good=Good.LOWER,
        owner="mas",
        fact=DEVIATION,
        formula=Count(lambda t, at: t.is_serious),
        by=BY_EVENT,
    ),
    Measure(
        name="deviations_risk_matrix",
        title=Words("Riskbedömda avvikelser i riskmatrisen", "Deviations in the risk matrix"),
        source="Riskmatris 4 x 4, SKR:s handbok för riskanalys",
        unit=Unit.COUNT,
        good=Good.NEITHER,
        owner="mas",
        fact=DEVIATION,
        formula=Count(is_classified),
        by=BY_EVENT,
        chart=Chart.MATRIX,
    ),
    Measure(
        name="deviations_night_share",
        title=Words("Andel avvikelser på natten", "Share of deviations at night"),
        source=SOURCE + "; av dem där klockslaget är känt",
        unit=Unit.PERCENT,
        good=Good.NEITHER,
        owner="quality_developer",
        fact=DEVIATION,
        formula=Share(_is_night, whole=_has_hour),
        timing=Timing.PERIOD,
        by=("type", "unit", "area", "law", "sex", "month", "weekday"),
        min_n=20,
        chart=Chart.P,
    ),
)
