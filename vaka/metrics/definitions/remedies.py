"""Remedies: decided, done in time, checked for effect, worked, and late.

A remedy belongs to the period in which it was proposed, so that a share never changes its whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import REMEDY
from vaka.metrics.measure import (
    Chart,
    Condition,
    Count,
    Good,
    Measure,
    Share,
    Timing,
    Unit,
    Words,
)
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

SOURCE = "Åtgärder i Vaka, på den dag de föreslogs"
BY = ("type", "unit", "area", "month")


def _is_decided(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.decided_date.notnull() & (t.state != "dropped")


def _is_done_or_due(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Done, or past its day: one whose time is not up is neither in time nor late."""
    return _is_decided(t, at) & (t.done_date.notnull() | (t.due_date < at.date))


def _is_done_in_time(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.done_in_time


def _is_checked_or_due(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Checked, or done and past the day of the check; what was done at once has no such day."""
    waits = (t.state == "done") & (t.effect_date < at.date)
    return t.checked_date.notnull() | waits


def _is_checked(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.checked_date.notnull()


def _worked(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.outcome == "worked"


def _is_late(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Not done by its day, or not checked by the day of the check."""
    undone = (t.state == "decided") & (t.due_date < at.date)
    unchecked = (t.state == "done") & (t.effect_date < at.date)
    return t.is_open & (undone | unchecked)


def _share(name: str, sv: str, en: str, part: Condition, whole: Condition) -> Measure:
    return Measure(
        name=name,
        title=Words(sv, en),
        source=SOURCE,
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner="quality_developer",
        fact=REMEDY,
        formula=Share(part, whole=whole),
        by=BY,
        min_n=10,
        chart=Chart.P,
    )


MEASURES = (
    Measure(
        name="remedies_decided",
        title=Words("Beslutade åtgärder", "Remedies decided"),
        source=SOURCE,
        unit=Unit.COUNT,
        good=Good.NEITHER,
        owner="quality_developer",
        fact=REMEDY,
        formula=Count(_is_decided),
        by=BY,
    ),
    _share(
        "remedies_done_in_time_share",
        "Andel åtgärder genomförda i tid",
        "Share of remedies done in time",
        _is_done_in_time,
        _is_done_or_due,
    ),
    _share(
        "remedies_checked_share",
        "Andel åtgärder med kontrollerad effekt",
        "Share of remedies checked for effect",
        _is_checked,
        _is_checked_or_due,
    ),
    _share(
        "remedies_worked_share",
        "Andel kontrollerade åtgärder som hade effekt",
        "Share of checked remedies that worked",
        _worked,
        _is_checked,
    ),
    Measure(
        name="remedies_late",
        title=Words("Åtgärder som är sena", "Remedies past their day"),
        source="Åtgärder i Vaka",
        unit=Unit.COUNT,
        good=Good.LOWER,
        owner="quality_developer",
        fact=REMEDY,
        formula=Count(_is_late),
        timing=Timing.AS_OF,
        by=("type", "unit", "area", "state"),
    ),
)
