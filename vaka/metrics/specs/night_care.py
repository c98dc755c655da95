"""Specifications of the measures over the night."""

import datetime as dt

from vaka.metrics.measure import Share
from vaka.metrics.specs.spec import Spec, span

_JAN, _MAY, _NOV = (dt.date(2024, month, 1) for month in (1, 5, 11))

SPECS = (
    Spec(
        "night_plan_share",
        "rooms with a plan that holds on the last day; one whose review has passed is without",
        (
            span(1, "night_plan", True, _JAN),
            span(2, "night_plan", True, _JAN, _MAY),
            span(2, "night_plan", False, _MAY),
            span(3, "night_plan", False, _JAN, _NOV),
            span(3, "night_plan", True, _NOV),
            span(4, "night_plan", False, _JAN, _MAY),
        ),
        "2024Q3",
        dt.date(2024, 12, 1),
        {"": 100 / 3},
        Share(lambda t, at: t.is_met, whole=lambda t, at: t.from_date <= at.date),
    ),
)
