"""The night's planned checks as rounds: who goes where in which order, as `calc/rounds` suggests.

Only the worker asks. A suggestion is judged by simulation with alarms, breaks and who is nearest:
a check is then begun no sooner than its round says, and whoever is nearest goes.
"""

import itertools
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from vaka.calc.rounds.problem import (
    Carer,
    Format,
    Need,
    Patient,
    Plan,
    Problem,
    Route,
    Stop,
    Together,
    Weights,
)
from vaka.calc.staffing.scenario import Check, Scenario, Staff

TRIES = 60_000
"""Changes of a plan that are tried: the same number and seed give the same rounds to the bit."""
ONE, TWO = "en", "två"
PLANNED_PART = 0.5
"""So much of a check's time is planned in; the rest is left for alarms that come between."""
COSTS = Weights(travel=1.0, tardiness=2.0, highest_tardiness=1.0, extra=2.0)
"""A minute's walk against a minute too late, and one after the shift."""


def suggested(one: Scenario, seed: int) -> tuple[Scenario, dict[str, Any]]:
    """Give the night with its checks begun as the rounds suggest, and the rounds themselves.

    A camera takes no walk and keeps its time. Breaks are left to the night: they are given when it
    is calm.
    """
    from vaka.calc.rounds import solve

    asked = problem(one)
    if not asked.patients:
        return one, {"stops": [], "walk": 0.0, "late": 0.0, "model": solve.MODEL, "tries": 0}
    answer = solve.solve(asked, evaluations=TRIES, seed=seed)
    parts, plan = answer.verdict.parts, earliest(asked, answer.plan)
    told = {"stops": sorted(_stops(one, plan), key=lambda stop: (stop["staff"], stop["from"])),
            "walk": round(parts["travel"], 1), "late": round(parts["tardiness"], 1),
            "model": solve.MODEL, "tries": answer.evaluations}  # fmt: skip
    return _begun(one, plan), told


def earliest(asked: Problem, plan: Plan, kept: Collection[tuple[str, str]] = (),
             now: float = 0.0) -> Plan:  # fmt: skip
    """Give the same rounds, each visit as early as its time, the way and who meets there allow.

    Args:
        kept: visits (whom, and what) whose times stay as they are; all else begins from `now`.
    """
    visits = sorted(((stop, route.carer) for route in plan.routes for stop in route.stops),
                    key=lambda visit: (visit[0].start, visit[0].patient))  # fmt: skip
    at = {each.id: (each.start, each.shift[0] if each.shift else 0.0) for each in asked.carers}
    stops: dict[str, list[Stop]] = {each.id: [] for each in asked.carers}
    for name, met in itertools.groupby(visits, key=lambda visit: visit[0].patient):
        here, every = asked.patient[name], list(met)
        both = [each for each in every if (name, each[0].service) not in kept]
        for stop, who in every:
            if (name, stop.service) in kept:
                stops[who].append(stop)
                at[who] = here.place, stop.end
        if not both:
            continue
        ready = [max(at[who][1], now) + asked.travel[at[who][0]][here.place]
                 for _stop, who in both]  # fmt: skip
        start = max(here.windows[0][0], *ready)
        for stop, who in both:
            end = start + stop.end - stop.start
            stops[who].append(replace(stop, start=start, end=end))
            at[who] = here.place, end
    return Plan(tuple(Route(who, tuple(row)) for who, row in stops.items()))


def problem(one: Scenario) -> Problem:
    """Give the night's checks by foot as a problem of rounds; places are rooms, then bases."""
    from vaka.calc.staffing.arrays import walking

    base = {unit.code: len(one.residents) + k for k, unit in enumerate(one.units)}
    return Problem(
        Format.UHHC, one.name, tuple(_patient(r, k, check) for r, k, check in by_foot(one)),
        tuple(_carer(each, base[each.unit], one.minutes) for each in one.staff),
        tuple(tuple(float(cell) for cell in row) for row in walking(one)), COSTS,
    )  # fmt: skip


def by_foot(one: Scenario) -> Iterator[tuple[int, int, Check]]:
    """Give each check that somebody walks to: the resident's place, the check's, and itself.

    One that needs more than there are is left out: it cannot be given, and the answer says so.
    """
    for r, resident in enumerate(one.residents):
        for k, check in enumerate(resident.checks):
            able = sum(not check.skill or check.skill in who.skills for who in one.staff)
            if check.form != "camera" and check.staff <= able:
                yield r, k, check


def _patient(r: int, k: int, check: Check) -> Patient:
    needs = tuple(Need(_service(name, check.skill), check.minutes)
                  for name in (ONE, TWO)[: check.staff])  # fmt: skip
    together = Together.SIMULTANEOUS if check.staff == 2 else Together.ALONE
    until = check.start + (check.end - check.start) * PLANNED_PART
    return Patient(f"{r}.{k}", r, ((check.start, until),), needs, together)


def _carer(one: Staff, base: int, minutes: float) -> Carer:
    until = minutes if one.end is None else one.end
    able = frozenset(_service(name, skill) for name in (ONE, TWO) for skill in ("", *one.skills))
    return Carer(one.code, able, base, base, (one.start, until))


def _service(name: str, skill: str) -> str:
    """Name what one of those who come gives, so that only who has the skill may give it."""
    return f"{name} {skill}" if skill else name


def _begun(one: Scenario, plan: Plan) -> Scenario:
    """Give the night with each check begun no sooner than its round says."""
    starts = {stop.patient: stop.start for route in plan.routes for stop in route.stops}
    residents = []
    for r, resident in enumerate(one.residents):
        checks = [_from(check, starts.get(f"{r}.{k}")) for k, check in enumerate(resident.checks)]
        residents.append(replace(resident, checks=tuple(checks)))
    return replace(one, residents=tuple(residents))


def _from(check: Check, start: float | None) -> Check:
    if start is None:
        return check
    begun = round(min(start, check.end), 1)
    return replace(check, start=begun)


def _stops(one: Scenario, plan: Plan) -> Iterator[dict[str, Any]]:
    """Give each stop of the rounds: whose, when, in which room, and whether two meet there."""
    place = {each.code: number for number, each in enumerate(one.staff)}
    for route in plan.routes:
        for stop in route.stops:
            r, k = (int(part) for part in stop.patient.split("."))
            check = one.residents[r].checks[k]
            yield {"staff": place[route.carer], "from": round(stop.start, 1),
                   "to": round(stop.end, 1), "room": one.residents[r].code,
                   "form": check.form, "two": check.staff > 1}  # fmt: skip
