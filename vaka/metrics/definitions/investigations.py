"""Investigations: how many of each form, how many went to IVO, how long to the decision.

An investigation belongs to the period in which the event happened, as the deviation does.
Sources: SoL 2025:400 chapter 27, LSS 24 a–f, PSL 2010:659 chapter 3, SOSFS 2011:5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import INVESTIGATION
from vaka.metrics.measure import Chart, Count, Good, Measure, Share, Spread, Timing, Unit, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

BY = ("unit", "form", "law", "month", "state")
SOURCE = "SoL 2025:400, 27 kap.; LSS 24 a–f §§; PSL 2010:659, 3 kap."


def _is_decided(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.decided_date.notnull()


def _goes_to_ivo(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Decided, in a form that can be notified: an analysis never is."""
    return t.decided_date.notnull() & (t.form != "event_analysis")


def _is_notified(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_notified


MEASURES = (
    Measure(
        name="investigations",
        title=Words("Utredningar", "Investigations"),
        source=SOURCE,
        unit=Unit.COUNT,
        good=Good.NEITHER,
        owner="sas",
        fact=INVESTIGATION,
        formula=Count(),
        by=BY,
    ),
    Measure(
        name="investigations_notified_share",
        title=Words("Andel anmälda till IVO", "Share notified to IVO"),
        source=SOURCE + " Av beslutade enligt lex Sarah och lex Maria",
        unit=Unit.PERCENT,
        good=Good.NEITHER,
        owner="sas",
        fact=INVESTIGATION,
        formula=Share(_is_notified, whole=_goes_to_ivo),
        by=BY,
        min_n=20,
    ),
    Measure(
        name="investigations_median_days_to_decision",
        title=Words("Mediandagar till beslut", "Median days to the decision"),
        source="Lokalt mått: lagen anger inget antal dagar",
        unit=Unit.DAYS,
        good=Good.LOWER,
        owner="sas",
        fact=INVESTIGATION,
        formula=Spread("median", lambda t, at: t.decision_days, _is_decided),
        by=BY,
    ),
    Measure(
        name="investigations_open",
        title=Words("Öppna utredningar", "Open investigations"),
        source=SOURCE,
        unit=Unit.COUNT,
        good=Good.LOWER,
        owner="sas",
        fact=INVESTIGATION,
        formula=Count(lambda t, at: t.is_open),
        timing=Timing.AS_OF,
        by=BY,
        chart=Chart.BAR,
    ),
)
