"""Feedback: how much of each kind, answered within the promise, satisfied, opened again.

A case belongs to the period in which it came in, so that a share never changes its whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import FEEDBACK
from vaka.metrics.measure import (
    Chart,
    Condition,
    Count,
    Good,
    Measure,
    Share,
    Unit,
    Words,
)
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

SOURCE = "Synpunkter och klagomål i Vaka, på den dag de kom in"
BY = ("kind", "theme", "door", "unit", "area", "month")


def _is_any(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.received_date.notnull()


def _is_complaint(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.kind == "complaint"


def _is_answered_or_due(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Answered, or past its day; what was handed on to somebody else is theirs to answer."""
    waits = (t.promised_date < at.date) & (t.state != "forwarded")
    return t.answered_date.notnull() | waits


def _is_answered_in_time(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.answered_date <= t.promised_date


def _has_said(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """Only those who have said what they think are part of the whole."""
    return t.is_satisfied.notnull()


def _is_satisfied(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_satisfied


def _is_reopened(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_reopened


def _has_something_behind(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return _is_complaint(t, at) & t.finding.notnull() & (t.finding != "nothing")


def _count(name: str, sv: str, en: str, what: Condition, good: Good = Good.NEITHER) -> Measure:
    return Measure(
        name=name,
        title=Words(sv, en),
        source=SOURCE,
        unit=Unit.COUNT,
        good=good,
        owner="quality_developer",
        fact=FEEDBACK,
        formula=Count(what),
        by=BY,
    )


def _share(name: str, sv: str, en: str, part: Condition, whole: Condition) -> Measure:
    return Measure(
        name=name,
        title=Words(sv, en),
        source=SOURCE,
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner="quality_developer",
        fact=FEEDBACK,
        formula=Share(part, whole=whole),
        by=BY,
        min_n=10,
        chart=Chart.P,
    )


MEASURES = (
    _count("feedback_received", "Synpunkter och klagomål", "Feedback received", _is_any),
    _count("feedback_complaints", "Klagomål", "Complaints", _is_complaint),
    _count(
        "feedback_with_deviation",
        "Klagomål med en avvikelse bakom",
        "Complaints with a deviation behind",
        _has_something_behind,
    ),
    _count(
        "feedback_reopened",
        "Synpunkter som öppnats igen",
        "Feedback opened again",
        _is_reopened,
        Good.LOWER,
    ),
    _share(
        "feedback_in_time_share",
        "Andel synpunkter besvarade inom utlovad tid",
        "Share of feedback answered within the promise",
        _is_answered_in_time,
        _is_answered_or_due,
    ),
    _share(
        "feedback_satisfied_share",
        "Andel nöjda av dem som sagt vad de tycker om svaret",
        "Share satisfied of those who judged the answer",
        _is_satisfied,
        _has_said,
    ),
)
