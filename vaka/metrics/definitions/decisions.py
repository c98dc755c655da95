"""Decisions not executed within three months, interruptions, and what became of them.

Time is counted by calendar months from the day after the decision (SoL 2025:400, 34 kap. 1 §;
before 2025-07-01 SoL 2001:453, 16 kap. 6 f §; LSS 28 f §). A decision is reportable from the
day after `last_day_within_date`. What a sender stated for a quarter holds for that quarter;
for every other period only the rule decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import DECISION
from vaka.metrics.measure import (
    Chart,
    Count,
    Formula,
    Good,
    Measure,
    Spread,
    Timing,
    Unit,
    Words,
)
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

_SOURCE = "SoL 2025:400, 34 kap. 1 §; LSS 28 f §"
_BY = ("service", "unit", "area", "law", "sex", "reason", "wait")


def _stated_here(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.stated_quarter.fill_null("") == at.period


def _stated_as(t: ir.Table, at: Moment, kind: str) -> ir.BooleanValue:
    return _stated_here(t, at) & (t.stated_kind == kind)


def _still_on(when: ir.DateValue, at: Moment) -> ir.BooleanValue:
    """Nothing had happened by the moment."""
    return when.isnull() | (when > at.date)


def not_executed(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Stated as reported for the period, or by rule late and still waiting at the moment.

    One of which a part has been given for three months is told as an interruption (IVO).
    """
    late = (t.last_day_within_date < at.date) & _still_on(t.left_date, at)
    by_rule = late & ~_interrupted_too_long(t, at)
    return _stated_as(t, at, "reported") | (~_stated_here(t, at) & by_rule)


def _interrupted_too_long(t: ir.Table, at: Moment) -> ir.BooleanValue:
    late = t.interrupted_last_day_date.notnull() & (t.interrupted_last_day_date < at.date)
    return late & _still_on(t.resumed_date, at)


def interrupted(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Stated as interrupted for the period, or by rule more than three months interrupted."""
    by_rule = _interrupted_too_long(t, at)
    return _stated_as(t, at, "interrupted") | (~_stated_here(t, at) & by_rule)


def _within(when: ir.DateValue, at: Moment) -> ir.BooleanValue:
    return when.notnull() & (when >= at.first_date) & (when <= at.date)


def ended_after_report(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Reportable already when the period began, and executed or ended during it; so too an
    interruption that is over."""
    waited = (t.last_day_within_date < at.previous_date) & _within(t.left_date, at)
    late = t.interrupted_last_day_date.notnull() & (t.interrupted_last_day_date < at.previous_date)
    over = waited | (late & _within(t.resumed_date, at))
    return _stated_as(t, at, "reported_earlier") | (~_stated_here(t, at) & over)


def _waiting_days(t: ir.Table, at: Moment) -> ir.IntegerValue:
    return at.day - t.decision_day


def _at_period_end(
    name: str,
    title: Words,
    formula: Formula,
    unit: Unit = Unit.COUNT,
    by: tuple[str, ...] = _BY,
    chart: Chart = Chart.BAR,
) -> Measure:
    return Measure(
        name=name,
        title=title,
        source=_SOURCE,
        unit=unit,
        good=Good.NEITHER if name == "decisions_ended_after_report" else Good.LOWER,
        owner="sas",
        fact=DECISION,
        formula=formula,
        timing=Timing.PERIOD_END,
        by=by,
        chart=chart,
    )


MEASURES = (
    _at_period_end(
        "decisions_not_executed",
        Words("Beslut som inte verkställts inom tre månader", "Decisions not executed"),
        Count(not_executed),
    ),
    _at_period_end(
        "decisions_interrupted",
        Words("Avbrott som varat mer än tre månader", "Decisions interrupted"),
        Count(interrupted),
        by=("service", "unit", "area", "law", "sex", "reason"),
    ),
    _at_period_end(
        "decisions_ended_after_report",
        Words("Tidigare rapporterade, nu verkställda eller avslutade", "Reported earlier, ended"),
        Count(ended_after_report),
        by=("end", "service", "unit", "area", "law", "sex"),
    ),
    _at_period_end(
        "decisions_waiting_days_median",
        Words("Väntetid för ej verkställda beslut, median", "Waiting days, median"),
        Spread("median", _waiting_days, not_executed),
        Unit.DAYS,
    ),
    _at_period_end(
        "decisions_waiting_days_max",
        Words("Väntetid för ej verkställda beslut, längst", "Waiting days, longest"),
        Spread("max", _waiting_days, not_executed),
        Unit.DAYS,
    ),
)
