"""Monthly series of money and numbers that the follow-up takes in: sums over a period (K-ECO-17).

What each series counts is told in `areas/economy/series.toml`; here each is a measure, so that
goals, plans, reports and open data can hold it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import MONTH_FIGURE
from vaka.metrics.measure import Chart, Good, Measure, Spread, Unit, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

SOURCE = "Månadssiffror inlästa i Vaka, per enhet, månad och del"


def _sum(series: str, unit: Unit) -> Spread:
    def amount(t: ir.Table, at: Moment) -> ir.NumericValue:
        return t.mnkr if unit is Unit.MNKR else t.number

    return Spread("sum", amount, lambda t, at: (t.series == series) & amount(t, at).notnull())


def _measure(
    name: str, series: str, title: Words, good: Good, unit: Unit = Unit.MNKR, *by: str
) -> Measure:
    return Measure(
        name=name,
        title=title,
        source=SOURCE,
        unit=unit,
        good=good,
        owner="controller",
        fact=MONTH_FIGURE,
        formula=_sum(series, unit),
        by=(*by, "unit", "month"),
        chart=Chart.RUN,
    )


MEASURES = (
    _measure("placements_cost", "placements",
             Words("Kostnad för placeringar", "Cost of placements"),
             Good.LOWER, Unit.MNKR, "part"),
    _measure("hospital_payment_days", "hospital_days",
             Words("Betaldygn på sjukhus", "Hospital days paid for"),
             Good.LOWER, Unit.COUNT),
    _measure("hospital_payment_cost", "hospital_cost",
             Words("Betalning för sjukhusdygn", "Payment for hospital days"), Good.LOWER),
    _measure("housing_adaptations", "adaptations",
             Words("Beviljade bidrag till bostadsanpassning", "Housing adaptation grants"),
             Good.NEITHER, Unit.COUNT),
    _measure("housing_adaptations_cost", "adaptation_cost",
             Words("Kostnad för bostadsanpassning", "Cost of housing adaptations"),
             Good.NEITHER, Unit.MNKR, "part"),
    _measure("user_fees", "fees", Words("Avgifter från brukare", "User fees"),
             Good.NEITHER, Unit.MNKR, "part"),
    _measure("empty_rents_cost", "empty_rents",
             Words("Hyra för tomma lägenheter", "Rent for empty flats"),
             Good.LOWER, Unit.MNKR, "part"),
)  # fmt: skip
