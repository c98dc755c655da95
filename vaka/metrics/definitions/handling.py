"""How deviations are handled: assessed, closed, in time, and what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.definitions.deviations import BY_EVENT, SOURCE, is_classified
from vaka.metrics.facts import DEVIATION
from vaka.metrics.measure import (
    Chart,
    Condition,
    Count,
    Formula,
    Good,
    Measure,
    Share,
    Spread,
    Timing,
    Unit,
    Words,
)
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

_LOCAL = "Lokalt mål: klart inom en månad från rapporten"
FEEDBACK_DAYS = 10
"""Within how many days a report is to be answered for the measure of feedback."""


def _is_open(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_open


def _is_closed(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return ~t.is_open


def _is_due(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Closed, or past its month: a fresh open case is neither in time nor late."""
    return ~t.is_open | (t.month_limit_date < at.date)


def _is_answered_or_due(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Answered, or past its ten days: a fresh report is neither in time nor late."""
    return t.answered_date.notnull() | (at.day - t.reported_day > FEEDBACK_DAYS)


def _answered_in_time(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.answer_days <= FEEDBACK_DAYS


def _waits_outside(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_open & (t.waits_outside > 0)


def _closed_in_time(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.closed_in_time


def _share(name: str, sv: str, en: str, part: Condition, good: Good) -> Measure:
    return Measure(
        name=name,
        title=Words(sv, en),
        source=SOURCE,
        unit=Unit.PERCENT,
        good=good,
        owner="mas",
        fact=DEVIATION,
        formula=Share(part),
        by=BY_EVENT,
        min_n=20,
        chart=Chart.P,
    )


def _backlog(name: str, sv: str, en: str, formula: Formula, unit: Unit = Unit.COUNT) -> Measure:
    return Measure(
        name=name,
        title=Words(sv, en),
        source=SOURCE,
        unit=unit,
        good=Good.LOWER,
        owner="mas",
        fact=DEVIATION,
        formula=formula,
        timing=Timing.AS_OF,
        by=("type", "unit", "area", "law", "sex", "severity", "likelihood", "state", "age"),
        chart=Chart.BAR,
    )


MEASURES = (
    _share(
        "deviations_assessed_share",
        "Andel riskbedömda avvikelser",
        "Share of deviations assessed by risk",
        is_classified,
        Good.HIGHER,
    ),
    _share(
        "deviations_closed_share",
        "Andel avslutade avvikelser",
        "Share of deviations closed",
        _is_closed,
        Good.HIGHER,
    ),
    _share(
        "deviations_unhandled_share",
        "Andel avvikelser som inte är avslutade",
        "Share of deviations not closed",
        _is_open,
        Good.LOWER,
    ),
    Measure(
        name="deviations_closed_in_month_share",
        title=Words("Andel avslutade inom en månad", "Share closed within one month"),
        source=_LOCAL,
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner="mas",
        fact=DEVIATION,
        formula=Share(_closed_in_time, whole=_is_due),
        by=BY_EVENT,
        min_n=20,
        chart=Chart.P,
    ),
    Measure(
        name="feedback_within_10_days",
        title=Words("Andel rapporter besvarade inom tio dagar", "Share answered within ten days"),
        source="Lokalt mål: den som rapporterar får svar inom tio dagar",
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner="quality_developer",
        fact=DEVIATION,
        formula=Share(_answered_in_time, whole=_is_answered_or_due),
        by=BY_EVENT,
        min_n=20,
        chart=Chart.P,
    ),
    Measure(
        name="deviations_closed",
        title=Words("Avslutade avvikelser", "Deviations closed"),
        source=SOURCE,
        unit=Unit.COUNT,
        good=Good.HIGHER,
        owner="mas",
        fact=DEVIATION,
        formula=Count(_is_closed),
        by=(*BY_EVENT, "closed_how"),
    ),
    _backlog("deviations_open", "Öppna avvikelser", "Open deviations", Count(_is_open)),
    _backlog(
        "deviations_waiting_outside",
        "Öppna avvikelser som väntar på svar utifrån",
        "Open deviations waiting for an answer from outside",
        Count(_waits_outside),
    ),
    _backlog(
        "deviations_open_by_age",
        "Öppna avvikelser efter ålder",
        "Open deviations by age",
        Count(_is_open),
    ),
    _backlog(
        "deviations_median_age_open",
        "Medianålder för öppna avvikelser",
        "Median age of open deviations",
        Spread("median", lambda t, at: at.day - t.reported_day, _is_open),
        Unit.DAYS,
    ),
)
