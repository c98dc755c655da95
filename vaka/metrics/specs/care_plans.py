"""Specifications of the measures over care plans."""

import datetime as dt

from vaka.metrics.measure import Share
from vaka.metrics.specs.spec import Spec, span

_JAN, _MAY, _NOV = (dt.date(2024, month, 1) for month in (1, 5, 11))
_ROWS = (
    ("one that was met the whole time", ((True, _JAN, None),)),
    ("one that is met no more", ((True, _JAN, _MAY), (False, _MAY, None))),
    ("one that is met only later", ((False, _JAN, _NOV), (True, _NOV, None))),
    ("one that has ended", ((False, _JAN, _MAY),)),
)
"""Three are asked on the last of September, and of one it is met."""


def _spec(name: str, sort: str, words: str) -> Spec:
    rows = tuple(
        span(number, sort, is_met, start) if end is None else span(number, sort, is_met, start, end)
        for number, (_what, spans) in enumerate(_ROWS, 1)
        for is_met, start, end in spans
    )
    other = span(9, "another", True, _JAN)  # of another requirement: not counted
    return Spec(
        name, words, (*rows, other), "2024Q3", dt.date(2024, 12, 1), {"": 100 / 3},
        Share(lambda t, at: t.is_met, whole=lambda t, at: t.from_date <= at.date),
    )  # fmt: skip


SPECS = (
    _spec("care_plan_current_share", "care_plan_current",
          "plans made or reviewed lately enough on the last day, of those that run"),
    _spec("care_contact_share", "care_contact",
          "plans with a fixed contact on the last day, of those that must have one"),
    _spec("sip_share", "sip",
          "plans with a settled coordinated plan on the last day, of those with both principals"),
)  # fmt: skip
