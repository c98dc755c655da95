"""The rest of a night planned anew when an alarm comes or somebody has to leave.

What has begun stays, and so does what somebody is already on the way to. Everything else is free:
it is a problem of its own, in which each carer begins where and when they come free. The search
begins from the old plan, so that little work finds what need not change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vaka.calc.rounds import unified
from vaka.calc.rounds.budget import Budget
from vaka.calc.rounds.problem import (
    BREAK,
    Carer,
    Format,
    Patient,
    Plan,
    Problem,
    Route,
    Stop,
    Together,
)

TRIES = 40_000
NEVER_ENDS = 1e6
"""Until when who has no shift works, in minutes."""


@dataclass(frozen=True)
class Rest:
    """What is left of a night.

    Attributes:
        whole: the problem with its alarms, against which the new plan is judged.
        left: the problem of what has not begun.
        kept: each carer's stops that stay.
        known: the old plan of what is left.
    """

    whole: Problem
    left: Problem
    kept: dict[str, tuple[Stop, ...]]
    known: Plan


def replan(one: Problem, plan: Plan, *, now: float, absent: Sequence[str] = (),
           alarms: Sequence[Patient] = (), tries: int = TRIES, seed: int = 1,
           plain: bool = False) -> tuple[Problem, Plan]:  # fmt: skip
    """Plan the rest of a night anew. Gives the problem with its alarms and the whole new plan.

    Args:
        now: minutes on the problem's clock.
        absent: carers who work no more; a visit that they have not ended is somebody else's.
        alarms: new patients, at places that the problem knows.
        plain: run the kernels as Python, where nothing may be compiled.

    Raises:
        ValueError: hard windows (Solomon), a carer that is not known, or an alarm with the name
            of a patient; says which.
    """
    if one.hard:
        raise ValueError("Solomons problem har fasta tider")
    strange = set(absent) - set(one.carer) or {a.id for a in alarms} & set(one.patient)
    if strange:
        raise ValueError(", ".join(sorted(strange)))
    rest = left_of(one, plan, now, frozenset(absent), tuple(alarms))
    found = Plan(())
    if rest.left.patients and rest.left.carers:
        found = unified.search_for(rest.left, Budget(tries), seed, known=rest.known,
                                   plain=plain)  # fmt: skip
    later = {route.carer: route.stops for route in found.routes}
    routes = tuple(Route(c.id, rest.kept[c.id] + later.get(c.id, ())) for c in one.carers)
    return rest.whole, Plan(routes)


def left_of(one: Problem, plan: Plan, now: float, absent: frozenset[str],
            alarms: tuple[Patient, ...]) -> Rest:  # fmt: skip
    """Part a night into what stays and what is free."""
    routes = {c.id: () for c in one.carers} | {route.carer: route.stops for route in plan.routes}
    many = _kept(one, routes, now, absent)
    kept = {name: stops[: many[name]] for name, stops in routes.items()}
    begun = {(s.patient, s.service): (s.start, name) for name, row in kept.items() for s in row}
    waiting = [_free(patient, begun) for patient in one.patients]
    free = tuple(each for each in waiting if each is not None and each.needs) + alarms
    whole = replace(one, patients=one.patients + alarms)
    left = replace(
        whole, format=Format.UHHC, patients=free,
        firm=frozenset(p.id for p in free if p.id in {patient for patient, _service in begun}),
        carers=tuple(_from_now(one, c, kept[c.id], now) for c in one.carers if c.id not in absent),
    )  # fmt: skip
    known = Plan(tuple(Route(c.id, routes[c.id][many[c.id] :]) for c in left.carers))
    return Rest(whole, left, kept, known)


def _kept(one: Problem, routes: dict[str, tuple[Stop, ...]], now: float,
          absent: frozenset[str]) -> dict[str, int]:  # fmt: skip
    """How many stops of each carer stay. What must be together stays together, or goes together
    where somebody is absent; `most` says how many could stay, so that it comes to an end."""
    many = {name: _under_way(one, one.carer[name], stops, now, name in absent)
            for name, stops in routes.items()}  # fmt: skip
    most = {name: many[name] if name in absent else len(routes[name]) for name in routes}
    torn = _torn(one, routes, many)
    while torn:
        moved = False
        for (name, k), (mate, n) in torn:
            if k < most[name]:
                many[name], moved = max(many[name], k + 1), True
            elif routes[mate][n].start > now:
                many[mate] = most[mate] = min(many[mate], n)
                moved = True
        if not moved:
            break
        torn = _torn(one, routes, many)
    return many


Spot = tuple[str, int]


def _torn(one: Problem, routes: dict[str, tuple[Stop, ...]],
          many: dict[str, int]) -> list[tuple[Spot, Spot]]:  # fmt: skip
    """Pairs of which one visit does not stay and the other does, in this order."""
    place = {(s.patient, s.service): (name, k) for name, stops in routes.items()
             for k, s in enumerate(stops)}  # fmt: skip
    found = []
    for patient in one.patients:
        spots = [place.get((patient.id, need.service)) for need in patient.needs]
        if patient.together not in (Together.SIMULTANEOUS, Together.SEQUENTIAL) or None in spots:
            continue
        first, second = (spot for spot in spots if spot is not None)
        stays, follows = (k < many[name] for name, k in (first, second))
        if follows and not stays:
            found.append((first, second))
        if stays and not follows and patient.together is Together.SIMULTANEOUS:
            found.append((second, first))
    return found


def _under_way(one: Problem, carer: Carer, stops: tuple[Stop, ...], now: float,
               is_absent: bool) -> int:  # fmt: skip
    """How many stops have begun or must have been set out for; of who is absent, have ended."""
    at, count = carer.start, 0
    for stop in stops:
        home = one.patient[stop.patient].place if stop.patient in one.patient else carer.start
        if (stop.end > now) if is_absent else (stop.start - one.travel[at][home] > now):
            break
        at, count = home, count + 1
    return count


def _free(patient: Patient, begun: dict[tuple[str, str], tuple[float, str]]) -> Patient | None:
    """What a patient has left: None for nothing, one visit for half a pair, by another carer."""
    left = tuple(n for n in patient.needs if (patient.id, n.service) not in begun)
    if len(left) == len(patient.needs):
        return patient
    if not left:
        return None
    half = replace(patient, needs=left, together=Together.ALONE, optional=False)
    if patient.together is Together.INDEPENDENT:
        return half
    first, who = next(
        begun[key] for n in patient.needs if (key := (patient.id, n.service)) in begun
    )
    half = replace(half, incompatible=half.incompatible | {who})
    if patient.together is Together.SIMULTANEOUS:
        return half
    least, most = (first + gap for gap in patient.gap)
    windows = tuple((max(a, least), min(max(b, least), most)) for a, b in patient.windows)
    return replace(half, windows=windows)


def _from_now(one: Problem, carer: Carer, kept: tuple[Stop, ...], now: float) -> Carer:
    """A carer from where and when they come free."""
    start, until = carer.shift or (0.0, NEVER_ENDS)
    ready, place = max(start, now), carer.start
    if kept:
        last = kept[-1]
        ready = max(ready, last.end)
        place = one.patient[last.patient].place if last.patient in one.patient else place
    rested = any(stop.service == BREAK for stop in kept)
    return replace(carer, start=place, shift=(ready, max(until, ready)),
                   wants_break=carer.wants_break and not rested)  # fmt: skip
