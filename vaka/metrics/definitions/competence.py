"""Competence: shares of employees who hold a valid delegation and the courses asked of them.

Looked at on the last day of the period: whoever works then, by what holds then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import COMPETENCE
from vaka.metrics.measure import (
    Chart,
    Condition,
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

SOURCE = "Delegeringar, utbildningar och anställda i Vaka, periodens sista dag"


def _holds(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return (t.from_date <= at.date) & (t.to_date > at.date)


def _asked(sort: str) -> Condition:
    def asked(t: ir.Table, at: Moment) -> ir.BooleanValue:
        return (t.sort == sort) & _holds(t, at)

    return asked


def _is_met(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_met


def _share(name: str, sv: str, en: str, sort: str, by: tuple[str, ...], owner: str) -> Measure:
    return Measure(
        name=name,
        title=Words(sv, en),
        source=SOURCE,
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner=owner,
        fact=COMPETENCE,
        formula=Share(_is_met, whole=_asked(sort)),
        timing=Timing.PERIOD_END,
        by=by,
        target=100,
        min_n=5,
        chart=Chart.RUN,
    )


MEASURES = (
    _share(
        "delegation_valid_share",
        "Andel omsorgspersonal med giltig delegering",
        "Share of care staff with a valid delegation",
        "delegation",
        ("unit", "area"),
        "mas",
    ),
    _share(
        "compulsory_courses_share",
        "Andel anställda med alla obligatoriska utbildningar",
        "Share of employees with every compulsory course",
        "all_courses",
        ("unit", "area"),
        "quality_developer",
    ),
    _share(
        "course_valid_share",
        "Andel gällande utbildningar av dem som krävs",
        "Share of the courses asked for that hold",
        "course",
        ("type", "unit", "area"),
        "quality_developer",
    ),
    _share(
        "proof_shown_share",
        "Andel visade bevis av dem som krävs",
        "Share of the proofs asked for that are shown",
        "proof",
        ("type", "unit", "area"),
        "quality_developer",
    ),
)
