"""Leaving hospital: days from ready to home, how many came home in time, days paid for.

Lagen (2017:612) om samverkan vid utskrivning, 5 kap.; the agreement with the region stands before
its days. A stay counts in the month of leaving, a paid day in its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import DISCHARGE
from vaka.metrics.measure import Chart, Count, Formula, Good, Measure, Share, Spread, Unit, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

BY = ("unit", "month")
SIP_SOURCE = (
    "Lagen (2017:612) om samverkan vid utskrivning, 4 kap. (lagtexten inte kontrollerad); "
    "regionens planeringssystem, inläst i Vaka"
)
LEAST_PLANS = 10
"""Those who need both are few at a unit in a month; fewer than these are not to be judged."""
SOURCE = "Lagen (2017:612) om samverkan vid utskrivning; regionens planeringssystem, inläst i Vaka"


def _stay(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.type == "stay"


def _paid(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.type == "paid_day"


def _within(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_within


def _both(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return _stay(t, at) & t.sip.isin(["made", "declined", "lacking"])


def _made(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.sip == "made"


def _measure(
    name: str, title: Words, unit: Unit, good: Good, formula: Formula, source: str = SOURCE,
    min_n: int = 1,
) -> Measure:  # fmt: skip
    return Measure(
        name=name,
        title=title,
        source=source,
        unit=unit,
        good=good,
        owner="case_officer",
        fact=DISCHARGE,
        formula=formula,
        by=BY,
        chart=Chart.RUN,
        min_n=min_n,
    )


MEASURES = (
    _measure(
        "discharge_within_share",
        Words("Andel hem från sjukhus inom överenskomna dagar",
              "Share home from hospital within the days agreed on"),
        Unit.PERCENT,
        Good.HIGHER,
        Share(_within, whole=_stay),
    ),
    _measure(
        "discharge_days_median",
        Words("Dagar från utskrivningsklar till hemgång, median",
              "Days from ready for discharge to home, median"),
        Unit.DAYS,
        Good.LOWER,
        Spread("median", lambda t, at: t.days_to_home, _stay),
    ),
    _measure(
        "discharge_paid_days",
        Words("Dygn på sjukhus som kommunen betalar för",
              "Days at hospital that the municipality pays for"),
        Unit.COUNT,
        Good.LOWER,
        Count(_paid),
    ),
    _measure(
        "discharge_sip_share",
        Words("Andel med samordnad plan vid hemgång, av dem som behöver båda huvudmännen",
              "Share with a coordinated plan when home from hospital, of those who need both"),
        Unit.PERCENT,
        Good.HIGHER,
        Share(_made, whole=_both),
        SIP_SOURCE,
        LEAST_PLANS,
    ),
)  # fmt: skip
