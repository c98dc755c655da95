"""Specifications of the measures over remedies."""

import datetime as dt

from vaka.metrics.measure import Count, Share
from vaka.metrics.specs.spec import Spec, remedy

_FEB, _MAR, _APR, _MAY = (dt.date(2024, month, 1) for month in (2, 3, 4, 5))
_AS_OF = dt.date(2024, 6, 30)

_ROWS = (
    remedy(1, _FEB),
    remedy(2, _FEB, decided_date=_MAR, due_date=dt.date(2024, 8, 1), state="decided"),
    remedy(3, _FEB, decided_date=_MAR, due_date=_MAY, state="decided"),
    remedy(
        4, _FEB, decided_date=_MAR, due_date=_MAY, done_date=_APR, done_in_time=True,
        effect_date=dt.date(2024, 9, 1), state="done",
    ),
    remedy(
        5, _FEB, decided_date=_MAR, due_date=_APR, done_date=_MAY, done_in_time=False,
        effect_date=dt.date(2024, 6, 1), state="done",
    ),
    remedy(
        6, _FEB, decided_date=_MAR, due_date=_MAY, done_date=_MAY, done_in_time=True,
        effect_date=_MAY, checked_date=_MAY, outcome="worked", state="checked", is_open=False,
    ),
    remedy(
        7, _FEB, decided_date=_MAR, due_date=dt.date(2024, 7, 31), effect_date=dt.date(2024, 10, 1),
        checked_date=_MAY, outcome="not", state="decided",
    ),
    remedy(
        8, _FEB, decided_date=_MAR, due_date=_MAY, state="dropped", is_open=False,
    ),
    remedy(
        9, _FEB, type="immediate", decided_date=_FEB, due_date=_FEB, done_date=_FEB,
        done_in_time=True, state="done", is_open=False,
    ),
    remedy(
        10, _FEB, decided_date=_MAR, due_date=_MAY, done_date=_MAY, done_in_time=True,
        effect_date=_MAY, checked_date=_MAY, outcome="partly", state="checked", is_open=False,
    ),
)  # fmt: skip

SPECS = (
    Spec(
        "remedies_decided",
        "what was decided and then dropped is not counted",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 8},
        Count(lambda t, at: t.decided_date.notnull()),
    ),
    Spec(
        "remedies_done_in_time_share",
        "one whose day has not come is neither in time nor late",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 100 * 4 / 6},
        Share(lambda t, at: t.done_in_time, whole=lambda t, at: t.done_date.notnull()),
    ),
    Spec(
        "remedies_checked_share",
        "one that was checked and opened again has been checked",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 75},
        Share(
            lambda t, at: t.state == "checked",
            whole=lambda t, at: t.checked_date.notnull() | (t.effect_date < at.date),
        ),
    ),
    Spec(
        "remedies_worked_share",
        "of those checked; partly is not worked",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 100 / 3},
        Share(lambda t, at: t.outcome != "not", whole=lambda t, at: t.checked_date.notnull()),
    ),
    Spec(
        "remedies_late",
        "not done by its day, or not checked by the day of the check",
        _ROWS,
        "2024",
        _AS_OF,
        {"": 2},
        Count(lambda t, at: t.is_open & (t.due_date < at.date)),
    ),
)
