"""Infections: cases by first sick day, outbreaks and how fast they open, vaccinated residents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import INFECTION, OUTBREAK, VACCINATION
from vaka.metrics.measure import Chart, Count, Good, Measure, Share, Spread, Timing, Unit, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir


def _is_infection(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return ~t.is_ruled_out


def _is_confirmed(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_confirmed & ~t.is_ruled_out


def _is_open(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return (t.opened_date <= at.date) & (t.to_date > at.date)


def _has_first_case(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.days_to_open >= 0


def _is_vaccinated(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_vaccinated


MEASURES = (
    Measure(
        name="infections",
        title=Words("Smittfall efter första sjukdag", "Infections by first sick day"),
        source="Smittfall i Vaka, misstänkta och bekräftade; de som visade sig inte vara smitta "
        "räknas inte",
        unit=Unit.COUNT,
        good=Good.LOWER,
        owner="mas",
        fact=INFECTION,
        formula=Count(_is_infection),
        by=("type", "unit", "month"),
        chart=Chart.RUN,
    ),
    Measure(
        name="infections_confirmed",
        title=Words("Bekräftade smittfall efter första sjukdag", "Confirmed infections"),
        source="Smittfall i Vaka som är bekräftade med prov",
        unit=Unit.COUNT,
        good=Good.LOWER,
        owner="mas",
        fact=INFECTION,
        formula=Count(_is_confirmed),
        by=("type", "unit", "month"),
        chart=Chart.RUN,
    ),
    Measure(
        name="outbreaks_open",
        title=Words("Utbrott som pågår", "Outbreaks under way"),
        source="Utbrott i Vaka, periodens sista dag",
        unit=Unit.COUNT,
        good=Good.LOWER,
        owner="mas",
        fact=OUTBREAK,
        formula=Count(_is_open),
        timing=Timing.PERIOD_END,
        by=("type", "unit"),
        chart=Chart.RUN,
    ),
    Measure(
        name="outbreak_days_to_open_median",
        title=Words(
            "Dagar från första fall till öppnat utbrott, median",
            "Days from first case to opened outbreak, median",
        ),
        source="Utbrott i Vaka, den dag de öppnades",
        unit=Unit.DAYS,
        good=Good.LOWER,
        owner="mas",
        fact=OUTBREAK,
        formula=Spread("median", lambda t, at: t.days_to_open, _has_first_case),
        by=("type", "unit"),
        chart=Chart.RUN,
    ),
    Measure(
        name="vaccinated_share",
        title=Words(
            "Andel vaccinerade av erbjudna boende", "Share of residents offered who are vaccinated"
        ),
        source="Enheternas räkningar per vaccinationsomgång i Vaka, på omgångens sista dag",
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner="mas",
        fact=VACCINATION,
        formula=Share(_is_vaccinated),
        by=("type", "unit"),
        min_n=10,
        chart=Chart.RUN,
    ),
)
