"""Follow-up of contracts: visits made of those planned, requirements met, figures in time.

Own operations are followed by the same lines, so each figure may be cut by who runs the unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaka.metrics.definitions.promises import due_of, in_time, is_done, promised_share
from vaka.metrics.facts import PROVIDER_FIGURE, PROVIDER_VISIT, Fact
from vaka.metrics.measure import Condition, Measure, Words
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

BY = ("operator", "unit", "month")


def _is_judged(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return (t.type == "requirement") & t.is_met.notnull()


def _is_met(t: ir.Table, at: Moment) -> ir.BooleanValue:
    return t.is_met


def _share(
    name: str, title: Words, source: str, fact: Fact, part: Condition, whole: Condition
) -> Measure:
    return promised_share(name, title, source, fact, part, whole, by=BY)


MEASURES = (
    _share(
        "provider_visits_made_share",
        Words(
            "Andel planerade uppföljningsbesök som är gjorda",
            "Share of planned follow-up visits that are made",
        ),
        "KL 2017:725, 10 kap. 8 §. Uppföljningsbesök i Vaka, på den planerade dagen. "
        "Oanmälda besök räknas när de är gjorda",
        PROVIDER_VISIT,
        is_done,
        due_of("visit"),
    ),
    _share(
        "requirements_met_share",
        Words(
            "Andel krav som är uppfyllda vid uppföljningsbesök",
            "Share of requirements met at follow-up visits",
        ),
        "Uppföljningsbesök i Vaka, den dag besöket gjordes. Krav som inte är aktuella räknas inte",
        PROVIDER_VISIT,
        _is_met,
        _is_judged,
    ),
    _share(
        "provider_figures_in_time_share",
        Words(
            "Andel begärda uppgifter som lämnats i tid",
            "Share of requested figures given in time",
        ),
        "Uppgifter begärda av utförare i Vaka, på sin sista dag",
        PROVIDER_FIGURE,
        in_time,
        due_of("figure"),
    ),
)
