"""Hours of home care: performed against granted, and against what the budget counts on.

Each row is one provider's month, so a figure of several says how such a month usually is, never a
sum; the sums stand on the page of hours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import HOME_HOURS
from vaka.metrics.measure import Chart, Formula, Good, Measure, Share, Spread, Unit, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

BY = ("operator", "unit", "month")
SOURCE = "Hemtjänsttimmar inlästa i Vaka, per enhet, utförare och månad"


def _is_told(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.performed_percent.notnull()


def _has_both(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.expected_minutes.notnull() & t.performed_minutes.notnull()


def _is_within(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.performed_minutes <= t.expected_minutes


def _measure(name: str, title: Words, good: Good, formula: Formula) -> Measure:
    return Measure(
        name=name,
        title=title,
        source=SOURCE,
        unit=Unit.PERCENT,
        good=good,
        owner="controller",
        fact=HOME_HOURS,
        formula=formula,
        by=BY,
        chart=Chart.RUN,
    )


MEASURES = (
    _measure(
        "home_hours_performed_median",
        Words("Utförda hemtjänsttimmar i procent av beviljade, median av månader",
              "Home-care hours performed in percent of granted, median of months"),
        Good.NEITHER,
        Spread("median", lambda t, at: t.performed_percent, _is_told),
    ),
    _measure(
        "home_hours_within_budget_share",
        Words("Andel månader där hemtjänstens timmar ryms i budgetens",
              "Share of months in which home-care hours fit within the budget's"),
        Good.HIGHER,
        Share(_is_within, whole=_has_both),
    ),
)  # fmt: skip
