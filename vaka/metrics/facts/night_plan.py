"""Rooms at homes: one row for each span of days with, or without, a night plan that holds.

A room stands for whoever lives there; no row names a person.
"""

from vaka.metrics.facts.fact import Fact
from vaka.metrics.facts.spans import SPANS

NIGHT_PLAN = Fact(
    name="night_plan",
    version="1",
    sv="Nattplaner, en rad per rum och tid då rummet hade en plan som gällde eller inte",
    en="Night plans, one row per room and span with a plan that held or without",
    key=("row_id", "from_date"),
    partition=None,
    versioned=True,
    columns=SPANS,
)
