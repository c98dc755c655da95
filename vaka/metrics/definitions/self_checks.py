"""Self-checks: done of those planned, answers, and the share in which every step is right.

Adherence to hygiene rules is counted as the national point prevalence measurement did (SKR, PPM
BHK): all steps right of those observed, a step that did not apply left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.facts import SELF_CHECK
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

SOURCE = "Egenkontroller i Vaka, i den omgång de hör till"
BY = ("type", "unit", "area", "month")


def _is_answer(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.what == "answer"


def _is_due(t: ir.Table, at: Moment) -> ir.BooleanValue:
    """A round that is compiled, or whose last day has passed; cancelled ones were planned too."""
    return (t.what == "round") & ((t.state != "open") | (t.due_date < at.date))


def _is_done(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.state == "closed"


def _is_judged(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return _is_answer(t, at) & t.is_right.notnull()


def _is_right(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_right


def _hygiene(method: str) -> Condition:
    def judged(t: ir.Table, at: Moment) -> ir.BooleanValue:
        return _is_judged(t, at) & (t.topic == "hygiene") & (t.method == method)

    return judged


def _share(name: str, sv: str, en: str, part: Condition, whole: Condition,
           target: float | None = None) -> Measure:  # fmt: skip
    return Measure(
        name=name,
        title=Words(sv, en),
        source=SOURCE,
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner="quality_developer",
        fact=SELF_CHECK,
        formula=Share(part, whole=whole),
        by=BY,
        min_n=10,
        chart=Chart.P,
        target=target,
    )


MEASURES = (
    Measure(
        name="self_check_answers",
        title=Words("Svar på egenkontroller", "Answers to self-checks"),
        source=SOURCE,
        unit=Unit.COUNT,
        good=Good.NEITHER,
        owner="quality_developer",
        fact=SELF_CHECK,
        formula=Count(_is_answer),
        by=BY,
    ),
    _share(
        "self_checks_done_share",
        "Andel planerade egenkontroller som är gjorda",
        "Share of planned self-checks that are done",
        _is_done,
        _is_due,
        100,
    ),
    _share(
        "self_check_right_share",
        "Andel svar där alla steg är rätt",
        "Share of answers with every step right",
        _is_right,
        _is_judged,
    ),
    _share(
        "hygiene_rated_share",
        "Följsamhet till basala hygienrutiner, självskattning",
        "Adherence to basic hygiene, self-rated",
        _is_right,
        _hygiene("self_rating"),
    ),
    _share(
        "hygiene_observed_share",
        "Följsamhet till basala hygienrutiner och klädregler, observerad",
        "Adherence to basic hygiene and dress rules, observed",
        _is_right,
        _hygiene("observation"),
    ),
)
