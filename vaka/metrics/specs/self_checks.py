"""Specifications of the measures over self-checks."""

import datetime as dt

from vaka.metrics.measure import Count, Share
from vaka.metrics.specs.spec import Spec, check_answer, check_round

_JAN, _APR, _JUL = (dt.date(2024, month, 1) for month in (1, 4, 7))
_AS_OF = dt.date(2024, 6, 30)

_ROUNDS = (
    check_round(1, _JAN, valid_to_date=dt.date(2024, 3, 20)),
    check_round(1, _JAN, state="closed", valid_from_date=dt.date(2024, 3, 20)),
    check_round(2, _JAN),
    check_round(3, _JAN, state="cancelled"),
    check_round(4, dt.date(2024, 3, 1), due_date=dt.date(2024, 9, 30)),
)
_ANSWERS = (
    check_answer(1, _JAN, is_right=True),
    check_answer(2, _JAN, is_right=False),
    check_answer(3, _JAN, is_right=None),
    check_answer(4, _JAN, is_right=True, method="observation"),
    check_answer(5, _JAN, is_right=False, method="observation", topic="medicine"),
    check_answer(6, _JAN, is_right=True, valid_from_date=_JUL),
    check_answer(7, _APR, is_right=True),
    check_answer(8, _JAN, is_right=None, method="survey", topic="delegation"),
)
_ROWS = (*_ROUNDS, *_ANSWERS)


def _spec(measure: str, says: str, expected: float, wrong: Count | Share) -> Spec:
    return Spec(measure, says, _ROWS, "2024Q1", _AS_OF, {"": expected}, wrong)


SPECS = (
    _spec(
        "self_check_answers",
        "rounds are no answers, and an answer after the day asked about is not there yet",
        6,
        Count(),
    ),
    _spec(
        "self_checks_done_share",
        "a cancelled one was planned, and one whose time is not up is neither",
        100 / 3,
        Share(lambda t, at: t.state == "closed", whole=lambda t, at: t.what == "round"),
    ),
    _spec(
        "self_check_right_share",
        "an answer in which no step applied is in neither part",
        50,
        Share(lambda t, at: t.is_right, whole=lambda t, at: t.what == "answer"),
    ),
    _spec(
        "hygiene_rated_share",
        "of self-ratings of hygiene alone",
        50,
        Share(
            lambda t, at: t.is_right,
            whole=lambda t, at: (t.topic == "hygiene") & t.is_right.notnull(),
        ),
    ),
    _spec(
        "hygiene_observed_share",
        "of observations of hygiene alone",
        100,
        Share(
            lambda t, at: t.is_right,
            whole=lambda t, at: (t.method == "observation") & t.is_right.notnull(),
        ),
    ),
)
