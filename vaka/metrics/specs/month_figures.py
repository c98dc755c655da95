"""Specifications of the measures over monthly series."""

import datetime as dt
from typing import Any

from vaka.metrics.facts import OPEN_END, calendar_of
from vaka.metrics.measure import Count, Formula, Spread
from vaka.metrics.specs.spec import Spec

_AS_OF = dt.date(2024, 6, 30)
_EVERY = Spread("sum", lambda t, at: t.mnkr, lambda t, at: t.mnkr.notnull())


def _row(
    number: int, series: str, mnkr: float | None = None, count: int | None = None,
    part: str | None = None, month: int = 2,
) -> dict[str, Any]:  # fmt: skip
    day = dt.date(2024, month, 1)
    return {
        "row_id": f"row-{number}",
        "unit_code": "almen",
        "series": series,
        "part": part,
        "month_date": day,
        "mnkr": mnkr,
        "number": count,
        "valid_from_date": day,
        "valid_to_date": OPEN_END,
        **calendar_of(day),
    }


_ROWS = (
    _row(1, "placements", 1.5, part="HVB"),
    _row(2, "placements", 0.75, part="Familjehem"),
    _row(3, "placements", 0.25, part="HVB", month=3),
    _row(4, "placements", 9, part="HVB", month=5),
    _row(5, "hospital_days", count=21),
    _row(6, "hospital_days", count=0, month=3),
    _row(7, "hospital_cost", 0.5),
    _row(8, "adaptations", count=11),
    _row(9, "adaptation_cost", 0.25, part="Under 50 000 kr"),
    _row(10, "fees", 2, part="Hemtjänst"),
    _row(11, "empty_rents", 0.125, part="Almen"),
)


def _spec(
    measure: str, says: str, value: float, wrong: Formula = _EVERY, quarter: str = "2024Q1"
) -> Spec:
    return Spec(measure, says, _ROWS, quarter, _AS_OF, {"": value}, wrong)


SPECS = (
    _spec("placements_cost", "the months of the quarter added up, parts together", 2.5),
    Spec("placements_cost", "each form by itself", _ROWS, "2024Q1", _AS_OF,
         {"": 2.5, "HVB": 1.75, "Familjehem": 0.75}, _EVERY, by="part"),
    _spec("hospital_payment_days", "a month without days adds nothing", 21, Count()),
    _spec("hospital_payment_cost", "money, not days", 0.5),
    _spec("housing_adaptations", "grants, not rows", 11, Count()),
    _spec("housing_adaptations_cost", "only what is paid for adaptations", 0.25),
    _spec("user_fees", "only fees", 2),
    _spec("empty_rents_cost", "only empty flats", 0.125),
)  # fmt: skip
