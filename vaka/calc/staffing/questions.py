"""The three questions: what happens tonight, how many are enough, what difference would it make.

Every answer carries what it takes to give it again to the bit: seed, nights, the model's version
and the digest of the scenario.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.special import stdtrit

from vaka.calc.kernel import Floats
from vaka.calc.staffing import adequate, answers, beliefs, demand, intervals
from vaka.calc.staffing import world as col
from vaka.calc.staffing.beliefs import Beliefs
from vaka.calc.staffing.example import with_staff
from vaka.calc.staffing.run import MODEL, Counts, simulate
from vaka.calc.staffing.scenario import Scenario
from vaka.calc.staffing.schema import plain, read

NIGHTS, MOST = 2000, 8
FEWER = 20  # percent; so many of an answer's nights each plausible home is asked


def digest(one: Scenario) -> str:
    """Give the scenario's SHA-256 over its JSON with sorted keys, as it is when read back.

    A whole number given for a decimal one (2 for 2.0) is the same question.
    """
    kept = plain(read(json.loads(json.dumps(plain(one)))))
    text = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _stamp(one: Scenario, seed: int) -> dict[str, Any]:
    return {"name": one.name, "seed": seed, "model": MODEL, "data": digest(one),
            "assumed": list(one.assumed)}  # fmt: skip


def tonight(one: Scenario, nights: int = NIGHTS, seed: int = 1) -> dict[str, Any]:
    """Answer what happens with the staff there is."""
    return _stamp(one, seed) | answers.summary(one, simulate(one, nights, seed))


def is_monotone(one: Scenario) -> bool:
    """Whether one more can only help: nobody is bound to a unit."""
    return not any(s.bound for s in one.staff)


def enough(one: Scenario, levels: Sequence[int] = (), nights: int = NIGHTS, seed: int = 1) -> (
    dict[str, Any]
):  # fmt: skip
    """Answer how many are enough, of levels from fewest to most."""
    tried = sorted(levels) or list(range(1, min(len(one.staff) + 3, MOST) + 1))
    found = [simulate(with_staff(one, count), nights, seed) for count in tried]
    rows = [adequate.tested(one.criteria, each) for each in found]
    monotone = is_monotone(one)
    place = adequate.least([adequate.chance(row) for row in rows], monotone=monotone)
    return _stamp(one, seed) | {
        "nights": nights, "error": adequate.ERROR,
        "procedure": "fixed-sequence" if monotone else "holm",
        "criteria": dataclasses.asdict(one.criteria),
        "least": None if place is None else tried[place],
        "levels": [_level(*each) for each in zip(tried, found, rows, strict=True)],
    }  # fmt: skip


def _level(count: int, found: Counts, rows: list[adequate.Tested]) -> dict[str, Any]:
    given = answers.cannot_be_given(found)
    return {
        "staff": count, **intervals.percent(*answers.within(found)),
        "urgent": intervals.percent(*answers.within(found, "urgent")),
        "late": intervals.mean(found.nights[:, col.O_LATE]),
        "missed": intervals.mean(found.nights[:, col.O_MISSED]),
        "breaks_not_given": intervals.mean(found.nights[:, col.O_PAUSES_MISSED]),
        "cannot_be_given": {name: each["mean"] for name, each in given.items()},
        "passes": adequate.chance(rows) <= adequate.ERROR,
        "criteria": [dataclasses.asdict(row) for row in rows],
    }  # fmt: skip


def believed(one: Scenario, held: Beliefs, levels: Sequence[int], nights: int = NIGHTS,
             seed: int = 1, draws: int = beliefs.DRAWS) -> dict[str, Any]:  # fmt: skip
    """Answer what each level gives over plausible homes: chance and ignorance in one interval.

    Each draw is one home, asked at every level over the first of the same nights. A level passes
    when the chance that it meets the target is 95 percent; they are tried from the top down, as in
    `enough`.
    """
    tried, few = sorted(levels), max(nights * FEWER // 100, 2)
    homes = [beliefs.drawn(one, held, seed, k) for k in range(draws)]
    rows = []
    for count in tried:
        taken = _within(one, count, nights, seed)
        plausible = [_within(home, count, few, seed) for home in homes]
        rows.append({"staff": count, **beliefs.share(taken, plausible, _asked(one))})
    chances = [1 - (row["chance"] or 0.0) for row in rows]
    place = adequate.least(chances, monotone=is_monotone(one))
    return {"draws": draws, "nights_each": few, "levels": rows,
            "least": None if place is None else tried[place],
            "rests_on": beliefs.plain(held)}  # fmt: skip


def _asked(one: Scenario) -> float | None:
    wanted = one.criteria.share
    return None if wanted is None else wanted - one.criteria.zone


def _within(one: Scenario, count: int, nights: int, seed: int) -> tuple[Floats, Floats]:
    return answers.within(simulate(with_staff(one, count), nights, seed))


def corrected(one: Scenario, log: demand.Log, nights: int = NIGHTS, seed: int = 1,
              draws: int = demand.DRAWS) -> dict[str, Any]:  # fmt: skip
    """Answer what each half hour asks for when the home's own log corrects what is expected.

    Alarms a night and minutes of work with their way, each with the interval of what the log
    leaves unknown; and the alarms in time, over the answer's own nights.

    Raises:
        ValueError: the log has other half hours than the night.
    """
    asked, few = demand.asked_of(one), max(nights * FEWER // 100, 2)
    held = demand.posterior(asked, log)
    taken = asked * held.mean()
    found = simulate(demand.moved(one, taken), nights, seed)
    homes = [simulate(demand.moved(one, asked * held.drawn(seed, k)), few, seed)
             for k in range(draws)]  # fmt: skip
    was, work = _minutes(one, simulate(one, nights, seed)), _minutes(one, found)
    error = np.std([_minutes(one, each) for each in homes], axis=0, ddof=1)
    away = float(stdtrit(draws - 1, 1 - beliefs.TAIL)) * error
    low, high = (asked * held.quantile(part) for part in (demand.TAIL, 1 - demand.TAIL))
    rows = zip(demand.expected(one), log.counts, taken, low, high, was, work, away, strict=True)
    return {
        "rests_on": demand.plain(log), "dispersion": demand.dispersion(log), "draws": draws,
        "nights_each": few, "within": intervals.percent(*answers.within(found)),
        "half_hours": [
            {"from_minute": k * col.HALF_HOUR, "expected": float(row[0]),
             "seen": row[1] / log.nights, "alarms": float(row[2]), "low": float(row[3]),
             "high": float(row[4]), "work_expected": float(row[5]), "work": float(row[6]),
             "work_low": max(float(row[6] - row[7]), 0.0), "work_high": float(row[6] + row[7])}
            for k, row in enumerate(rows)
        ],
    }  # fmt: skip


def _minutes(one: Scenario, found: Counts) -> Floats:
    """Give minutes of work, way included, of each half hour of a night."""
    rows = found.hours[: len(answers.on_duty(one))]
    minutes: Floats = (rows[:, col.H_WORK] + rows[:, col.H_WALK]) / len(found.nights)
    return minutes


def difference(one: Scenario, other: Scenario, nights: int = NIGHTS, seed: int = 1) -> (
    dict[str, Any]
):  # fmt: skip
    """Answer what the other would change: the same nights, so most of chance goes away."""
    a, b = simulate(one, nights, seed), simulate(other, nights, seed)
    shares = {name: _share_change(answers.within(a, name), answers.within(b, name))
              for name in (*answers.PRIORITIES, "all")}  # fmt: skip
    columns = {"late": col.O_LATE, "missed": col.O_MISSED, "wakings": col.O_WAKINGS,
               "visits": col.O_VISITS, "breaks_not_given": col.O_PAUSES_MISSED,
               "work": col.O_WORK, "walking": col.O_WALK}  # fmt: skip
    changes = {name: intervals.mean(b.nights[:, k] - a.nights[:, k]) for name, k in columns.items()}
    return {
        "from": _stamp(one, seed) | {"staff": len(one.staff)},
        "to": _stamp(other, seed) | {"staff": len(other.staff)}, "nights": nights,
        "within": shares, "per_night": changes,
    }  # fmt: skip


def _share_change(a: tuple[Floats, Floats], b: tuple[Floats, Floats]) -> dict[str, Any]:
    """The change of a share in percentage points, its interval over paired nights, and what pairing
    was worth: how many times as many unpaired nights would be needed."""
    parts = [_influence(*each) for each in (a, b)]
    if parts[0] is None or parts[1] is None:
        return {"points": None, "low": None, "high": None, "pairing": None}
    (first, here), (second, there) = parts[0], parts[1]
    nights = len(here)
    paired = float(np.sqrt(np.var(there - here, ddof=1) / nights))
    apart = float(np.sqrt((np.var(here, ddof=1) + np.var(there, ddof=1)) / nights))
    points, reach = second - first, intervals.Z_95 * paired
    return {"points": 100 * points, "low": 100 * (points - reach), "high": 100 * (points + reach),
            "pairing": (apart / paired) ** 2 if paired else None}  # fmt: skip


def _influence(over: Floats, under: Floats) -> tuple[float, Floats] | None:
    if under.sum() == 0 or len(under) < 2:
        return None
    share = float(over.sum() / under.sum())
    return share, (over - share * under) / under.mean()
