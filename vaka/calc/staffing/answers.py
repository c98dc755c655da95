"""Counts as answers: shares with intervals, the worst resident and unit, the night hour by hour.

A night is one observation: see `intervals`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from vaka.calc.kernel import Floats
from vaka.calc.staffing import world as col
from vaka.calc.staffing.intervals import known, mean, percent, ratio
from vaka.calc.staffing.run import Counts
from vaka.calc.staffing.scenario import Scenario

PRIORITIES = ("urgent", "alarm")
FEW = 30  # alarms; a share of fewer is not shown for a resident


def within(found: Counts, which: str = "all") -> tuple[Floats, Floats]:
    """Give each night's alarms answered within their limit, and all its alarms."""
    first = [k * col.O_EACH for k, name in enumerate(PRIORITIES) if which in (name, "all")]
    return (np.add.reduce([found.nights[:, k + col.O_WITHIN] for k in first]),
            np.add.reduce([found.nights[:, k + col.O_ALARMS] for k in first]))  # fmt: skip


def summary(one: Scenario, found: Counts) -> dict[str, Any]:
    """Give all that a page or a command tells of a simulated night."""
    return {
        "nights": len(found.nights), "staff": len(one.staff),
        "within": {name: _priority(one, found, name) for name in (*PRIORITIES, "all")},
        "checks": _checks(found), "units": _units(one, found),
        "worst_unit": _worst_unit(one, found), "worst_resident": _worst_resident(one, found),
        "staff_minutes": _work(one, found),
        "breaks_not_given": mean(found.nights[:, col.O_PAUSES_MISSED]),
        "wakings": mean(found.nights[:, col.O_WAKINGS]),
        "disturbed": mean(found.nights[:, col.O_DISTURBED]),
        "interrupted": mean(found.nights[:, col.O_INTERRUPTED]),
        "camera": _camera(found), "half_hours": _hours(one, found),
        "cannot_be_given": cannot_be_given(found),
    }  # fmt: skip


def cannot_be_given(found: Counts) -> dict[str, dict[str, float | None]]:
    """Give how much too few could ever do, each night: help for two with one at work."""
    alarms = found.nights[:, col.O_IMPOSSIBLE] + found.nights[:, col.O_EACH + col.O_IMPOSSIBLE]
    return {"alarms": mean(alarms), "checks": mean(found.nights[:, col.O_CHECK_IMPOSSIBLE])}


def _priority(one: Scenario, found: Counts, name: str) -> dict[str, Any]:
    over, under = within(found, name)
    limits = {"urgent": one.limits.urgent, "alarm": one.limits.alarm, "all": None}
    rows = [k for k, each in enumerate(PRIORITIES) if name in (each, "all")]
    columns = found.nights[:, [k * col.O_EACH + col.O_WAIT for k in rows]].sum(1)
    never = found.nights[:, [k * col.O_EACH + col.O_IMPOSSIBLE for k in rows]].sum(1)
    longest = found.nights[:, [k * col.O_EACH + col.O_LONGEST for k in rows]].max(1)
    after = found.nights[:, [k * col.O_EACH + col.O_AFTER for k in rows]].sum(1)
    late_nights = (over < under).astype(np.float64)
    waits = found.waits[rows].sum(0)
    return {
        "limit": limits[name], **percent(over, under), "alarms_per_night": float(under.mean()),
        "mean_wait": known(ratio(columns, under - never)[0]), "wait_90": quantile(waits, 0.9),
        "wait_95": quantile(waits, 0.95), "longest": float(longest.max()),
        "answered_after_the_night": mean(after),
        "nights_with_one_late": percent(late_nights, np.ones(len(late_nights))),
    }  # fmt: skip


def quantile(waits: Floats, part: float) -> float | None:
    """Give the minutes within which a part of answered alarms were; the upper edge of a bin."""
    total = waits.sum()
    if total == 0:
        return None
    return float((np.searchsorted(np.cumsum(waits), part * total) + 1) * col.WAIT_BIN)


def _checks(found: Counts) -> dict[str, Any]:
    names = {"planned": col.O_CHECKS, "late": col.O_LATE, "missed": col.O_MISSED,
             "late_minutes": col.O_LATE_MINUTES, "cannot_be_given": col.O_CHECK_IMPOSSIBLE,
             "visits": col.O_VISITS}  # fmt: skip
    return {name: mean(found.nights[:, column]) for name, column in names.items()}


def _camera(found: Counts) -> dict[str, Any]:
    names = {"looks": col.O_LOOKS, "not_seen": col.O_UNSEEN, "failed": col.O_FAILED}
    return {name: mean(found.nights[:, column]) for name, column in names.items()}


def _units(one: Scenario, found: Counts) -> list[dict[str, Any]]:
    return [
        {"unit": unit.code, **percent(rows[:, col.U_WITHIN], rows[:, col.U_ALARMS]),
         "empty_minutes": float(rows[:, col.U_EMPTY].mean()),
         "longest_empty": float(rows[:, col.U_LONGEST].max()),
         "longest_empty_mean": float(rows[:, col.U_LONGEST].mean())}
        for unit, rows in zip(one.units, np.moveaxis(found.units, 1, 0), strict=True)
    ]  # fmt: skip


def _worst_unit(one: Scenario, found: Counts) -> dict[str, Any] | None:
    told = [unit for unit in _units(one, found) if unit["percent"] is not None]
    return min(told, key=lambda unit: float(unit["percent"])) if told else None


def _worst_resident(one: Scenario, found: Counts) -> dict[str, Any] | None:
    """The resident with the smallest share, of those with enough alarms to tell.

    Its interval is for one resident chosen beforehand; the worst of many is partly bad luck.
    """
    alarms, answered = found.people[:, 0], found.people[:, 1]
    often = np.flatnonzero(alarms >= FEW)
    if not len(often):
        return None
    worst = int(often[np.argmin(answered[often] / alarms[often])])
    return {"resident": one.residents[worst].code, "alarms": int(alarms[worst]),
            "percent": float(100 * answered[worst] / alarms[worst])}  # fmt: skip


def on_duty(one: Scenario) -> Floats:
    """Give how many minutes of work the shifts hold in each half hour, breaks included."""
    edges = np.append(np.arange(0.0, one.minutes, col.HALF_HOUR), one.minutes)
    found = np.zeros(len(edges) - 1)
    for s in one.staff:
        end = one.minutes if s.end is None else s.end
        found += np.clip(np.minimum(end, edges[1:]) - np.maximum(s.start, edges[:-1]), 0.0, None)
    return found


def _work(one: Scenario, found: Counts) -> dict[str, Any]:
    duty = float(on_duty(one).sum())
    work, walk = found.nights[:, col.O_WORK], found.nights[:, col.O_WALK]
    return {"on_duty": duty, "work": mean(work), "walking": mean(walk),
            "busy_percent": 100 * float((work + walk).mean()) / duty,
            "all_busy": mean(found.nights[:, col.O_FULL])}  # fmt: skip


def _hours(one: Scenario, found: Counts) -> list[dict[str, Any]]:
    duty, nights = on_duty(one), len(found.nights)
    rows = found.hours[: len(duty)]
    return [
        {"from_minute": k * col.HALF_HOUR, "on_duty": float(duty[k]),
         "work": float(row[col.H_WORK] / nights), "walking": float(row[col.H_WALK] / nights),
         "alarms": float(row[col.H_ALARMS] / nights),
         "percent": known(float(100 * row[col.H_WITHIN] / row[col.H_ALARMS]))
         if row[col.H_ALARMS] else None}
        for k, row in enumerate(rows)
    ]  # fmt: skip
