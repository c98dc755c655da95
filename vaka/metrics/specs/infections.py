"""Specifications of the measures of infections, outbreaks and vaccination."""

import datetime as dt
from typing import Any

from vaka.metrics.facts import OPEN_END, calendar_of
from vaka.metrics.measure import Count, Share, Spread
from vaka.metrics.specs.spec import Spec

_AS_OF = dt.date(2024, 12, 31)


def _row(number: int, day: dt.date, **fields: Any) -> dict[str, Any]:
    row = {
        "row_id": f"row-{number}",
        "unit_code": "almen",
        "type": "Calicivirus",
        "valid_from_date": day,
        "valid_to_date": OPEN_END,
        **calendar_of(day),
    }
    return {**row, **fields}


def _case(
    number: int, sick: dt.date, *, confirmed: bool = True, out: bool = False
) -> dict[str, Any]:  # fmt: skip
    return _row(number, sick, infected="resident", sick_date=sick, is_confirmed=confirmed,
                is_ruled_out=out)  # fmt: skip


def _outbreak(
    number: int, opened: dt.date, days: int, closed: dt.date = OPEN_END
) -> dict[str, Any]:  # fmt: skip
    return _row(number, opened, opened_date=opened, days_to_open=days, to_date=closed)


def _dose(number: int, vaccinated: bool, day: dt.date) -> dict[str, Any]:
    return _row(number, day, is_vaccinated=vaccinated, round_date=day)


_FEB, _MAR, _NOV = dt.date(2024, 2, 6), dt.date(2024, 3, 4), dt.date(2024, 11, 30)

SPECS = (
    Spec(
        "infections",
        "suspected ones count, those ruled out do not, each in the week it fell ill",
        (
            _case(1, _FEB),
            _case(2, _FEB, confirmed=False),
            _case(3, _FEB, out=True),
            _case(4, _MAR),
        ),
        "2024-W06",
        _AS_OF,
        {"": 2},
        Count(),
    ),
    Spec(
        "infections_confirmed",
        "suspected ones do not count, nor one that was confirmed and then ruled out",
        (
            _case(1, _FEB),
            _case(2, _FEB, confirmed=False),
            _case(3, _FEB, out=True),
            _case(4, _MAR),
        ),
        "2024-02",
        _AS_OF,
        {"": 1},
        Count(),
    ),
    Spec(
        "outbreaks_open",
        "those that had opened and not ended on the last day, whenever they opened",
        (
            _outbreak(1, _FEB, 3),
            _outbreak(2, _FEB, 1, _MAR),
            _outbreak(3, _FEB, 2, _NOV),
            _outbreak(4, _MAR, 1),
        ),
        "2024-02",
        _AS_OF,
        {"": 3},
        Count(lambda t, at: t.to_date == OPEN_END),
    ),
    Spec(
        "outbreak_days_to_open_median",
        "the middle one, an outbreak opened at once included",
        (_outbreak(1, _FEB, 0), _outbreak(2, _FEB, 2), _outbreak(3, _MAR, 9)),
        "2024Q1",
        _AS_OF,
        {"": 2},
        Spread("median", lambda t, at: t.days_to_open, lambda t, at: t.days_to_open > 0),
    ),
    Spec(
        "vaccinated_share",
        "of those who were offered, whoever declined or has not answered included",
        tuple(_dose(n, n < 3, _NOV) for n in range(4)),
        "2024-11",
        _AS_OF,
        {"": 75},
        Share(lambda t, at: t.is_vaccinated, whole=lambda t, at: t.is_vaccinated),
    ),
)
