"""Meetings and visits: how many are held, and what part of those planned.

Each belongs to the period of the day it was planned for. One whose day has not come is neither held
nor missed; one that was cancelled was planned and is not held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.definitions.promises import is_done, is_due
from vaka.metrics.facts import MEETING
from vaka.metrics.measure import Chart, Condition, Count, Good, Measure, Share, Unit, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

BY = ("type", "unit", "month")
SOURCE = "Möten i Vaka, på den dag de var planerade till"


def _is_council(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return is_done(t, at) & (t.kind == "user_council")


def _count(name: str, title: Words, counted: Condition) -> Measure:
    return Measure(
        name=name,
        title=title,
        source=SOURCE,
        unit=Unit.COUNT,
        good=Good.NEITHER,
        owner="quality_developer",
        fact=MEETING,
        formula=Count(counted),
        by=BY,
    )


MEASURES = (
    _count("meetings_held", Words("Hållna möten och besök", "Meetings and visits held"), is_done),
    _count(
        "user_councils_held",
        Words("Hållna brukarråd, boenderåd och husmöten", "User and house councils held"),
        _is_council,
    ),
    Measure(
        name="meetings_held_share",
        title=Words("Andel planerade möten som är hållna", "Share of planned meetings held"),
        source=SOURCE,
        unit=Unit.PERCENT,
        good=Good.HIGHER,
        owner="quality_developer",
        fact=MEETING,
        formula=Share(is_done, whole=is_due),
        by=BY,
        min_n=5,
        chart=Chart.P,
        target=100,
    ),
)
