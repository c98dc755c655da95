"""Several homes in one night: each with its own staff, and some who drive between them all.

What differs between the homes and is one number in a night (how long help takes, shares of urgent
and double-staffed, ways) is their mean, weighted by alarms; limits are the shortest. Breaks come
one after another within a home: a slot of the time for breaks to each, for the night's own rule
counts only how many rest in all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from vaka.calc.staffing import answers, intervals
from vaka.calc.staffing import world as col
from vaka.calc.staffing.arrays import alarm_rates
from vaka.calc.staffing.questions import digest
from vaka.calc.staffing.run import MODEL, Counts, simulate
from vaka.calc.staffing.scenario import Alarms, Break, Limits, Scenario, Staff, Walking

Home = tuple[str, Scenario]


class NightsDiffer(ValueError):
    """The homes' nights are not equally long, so they are not one night."""


def merged(homes: Sequence[Home], drive: float) -> Scenario:
    """Give homes as one night, by code, with the minutes it takes to drive between any two.

    Staff stay in their own home. Raises NightsDiffer.
    """
    scenes = [one for _code, one in homes]
    if len({(one.minutes, len(one.alarms.profile)) for one in scenes}) > 1:
        raise NightsDiffer
    rates = [alarm_rates(one) for one in scenes]
    weights = [float(each.sum()) for each in rates]
    return replace(
        scenes[0], name=" + ".join(one.name for one in scenes),
        units=tuple(replace(unit, home=code) for code, one in homes for unit in one.units),
        residents=tuple(
            replace(resident, alarms=float(rate)) for one, each in zip(scenes, rates, strict=True)
            for resident, rate in zip(one.residents, each, strict=True)
        ),
        staff=tuple(each for home in homes for each in _own(*home)),
        alarms=_alarms(scenes, weights), walking=_walking(scenes, weights, drive),
        limits=Limits(min(one.limits.urgent for one in scenes),
                      min(one.limits.alarm for one in scenes)),
        policy=replace(scenes[0].policy, breaks_at_once=len(homes)),
        assumed=tuple(dict.fromkeys(name for one in scenes for name in one.assumed)),
    )  # fmt: skip


def with_shared(one: Scenario, count: int, fewer: Collection[str] = ()) -> Scenario:
    """Give the night with so many who serve all homes, and one of their own less in `fewer`."""
    home = {unit.code: unit.home for unit in one.units}
    own = list(one.staff)
    for code in fewer:
        own.remove([each for each in own if home[each.unit] == code][-1])
    bases = [next(unit.code for unit in one.units if unit.home == code)
             for code in dict.fromkeys(home.values())]  # fmt: skip
    rest = one.staff[0].rest
    shared = [Staff(f"D{k + 1}", bases[k % len(bases)], rest=_slot(rest, k, count))
              for k in range(count)]  # fmt: skip
    return replace(one, staff=(*own, *shared),
                   policy=replace(one.policy, breaks_at_once=len(bases) + (count > 0)))  # fmt: skip


def only_shared(one: Scenario, count: int, part: float, limit: float) -> Scenario:
    """Give the night of those who come for a part of the alarms alone, as a nurse does.

    One is enough each time, and the homes' own staff and planned checks are not in it.
    """
    residents = tuple(replace(each, alarms=part * float(each.alarms or 0), checks=())
                      for each in one.residents)  # fmt: skip
    bare = replace(
        one, residents=residents, limits=Limits(limit, limit),
        alarms=replace(one.alarms, per_night=part * one.alarms.per_night, double=0.0),
    )  # fmt: skip
    found = with_shared(bare, count)
    return replace(found, staff=found.staff[-count:])


def asked(levels: Sequence[tuple[int, Scenario]], nights: int, seed: int) -> dict[str, Any]:
    """Answer what so many shared give, level by level over the same nights."""
    rows = [_level(count, one, simulate(one, nights, seed)) for count, one in levels]
    data = [digest(one) for _count, one in levels]
    return {"model": MODEL, "seed": seed, "nights": nights, "data": data, "levels": rows}


def by_home(one: Scenario, found: Counts) -> list[dict[str, Any]]:
    """Give each home's share of alarms within the limit, a night as one observation."""
    rows = []
    for code in dict.fromkeys(unit.home for unit in one.units):
        held = [k for k, unit in enumerate(one.units) if unit.home == code]
        over, under = (found.units[:, held, k].sum(1) for k in (col.U_WITHIN, col.U_ALARMS))
        rows.append({"home": code, **intervals.percent(over, under),
                     "alarms": float(under.mean())})  # fmt: skip
    return rows


def _level(count: int, one: Scenario, found: Counts) -> dict[str, Any]:
    never = answers.cannot_be_given(found)
    waits = found.waits.sum(0)
    return {
        "shared": count, "staff": len(one.staff), "homes": by_home(one, found),
        **intervals.percent(*answers.within(found)), "wait_90": answers.quantile(waits, 0.9),
        "late": intervals.mean(found.nights[:, col.O_LATE] + found.nights[:, col.O_MISSED]),
        "breaks_not_given": intervals.mean(found.nights[:, col.O_PAUSES_MISSED]),
        "cannot_be_given": {name: each["mean"] for name, each in never.items()},
    }  # fmt: skip


def _own(code: str, one: Scenario) -> list[Staff]:
    units, many = tuple(unit.code for unit in one.units), len(one.staff)
    return [
        replace(each, code=f"{code}:{each.code}", bound=each.bound or units,
                rest=_slot(each.rest, k, many))
        for k, each in enumerate(one.staff)
    ]  # fmt: skip


def _slot(rest: Break | None, k: int, of: int) -> Break | None:
    """Give the k-th part of the time in which breaks begin, so that it ends before the next."""
    if rest is None or of == 1:
        return rest
    length = (rest.end - rest.start) / of
    start = rest.start + k * length
    end = start + max(length - rest.minutes, 1.0)
    return Break(rest.minutes, start, (start + end) / 2, end)


def _alarms(scenes: Sequence[Scenario], weights: Sequence[float]) -> Alarms:
    profile = np.zeros(len(scenes[0].alarms.profile))
    for one, weight in zip(scenes, _or_alike(weights), strict=True):
        each = np.array(one.alarms.profile)
        profile += weight * each / each.sum()
    return replace(
        scenes[0].alarms, per_night=sum(weights), profile=tuple(profile.tolist()),
        urgent=_mean(scenes, weights, lambda one: one.alarms.urgent),
        double=_mean(scenes, weights, lambda one: one.alarms.double),
        minutes=_mean(scenes, weights, lambda one: one.alarms.minutes),
    )  # fmt: skip


def _walking(scenes: Sequence[Scenario], weights: Sequence[float], drive: float) -> Walking:
    return Walking(
        same_floor=_mean(scenes, weights, lambda one: one.walking.same_floor),
        other_floor=_mean(scenes, weights, lambda one: one.walking.other_floor),
        door=_mean(scenes, weights, lambda one: one.walking.door), other_home=drive,
    )  # fmt: skip


def _mean(scenes: Sequence[Scenario], weights: Sequence[float],
          of: Callable[[Scenario], float]) -> float:  # fmt: skip
    values = [of(one) for one in scenes]
    return (
        values[0]
        if len(set(values)) == 1
        else float(np.average(values, weights=_or_alike(weights)))
    )


def _or_alike(weights: Sequence[float]) -> Sequence[float]:
    """Weights, or all alike where no home has alarms."""
    return weights if sum(weights) else [1.0] * len(weights)
