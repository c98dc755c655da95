"""Tonight's rounds, and the rest of them planned anew when an alarm comes or somebody goes home.

Pure: values in, values out. What has begun stays; the rest is searched anew from the plan there was
(`calc/rounds/replan.py`), as Python and with a set number of tries, so that a page may ask and the
same question gives the same rounds.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from vaka.areas.night_care import walks
from vaka.calc.rounds.problem import Need, Patient, Plan, Problem, Route, Stop, Together
from vaka.calc.staffing import schema
from vaka.calc.staffing.scenario import Check, Scenario

TRIES = 2000
"""Changes that are tried on a page: a third of a second of processor time for forty visits."""
SOON, MOVED = 0.05, 1.0
"""Minutes: a start so much after its time is late; so much other than before it has moved."""


@dataclass(frozen=True)
class Came:
    """An alarm that came: where (a resident's place), when, until when somebody is to be there."""

    id: str
    place: int
    at: float
    until: float
    minutes: float
    staff: int
    is_urgent: bool


@dataclass(frozen=True)
class Walked:
    """A night's rounds: what they rest on, who is gone, what can be given no more, and the routes.

    `made` are checks that somebody had marked as made before their turn.
    """

    scenario: Scenario
    plan: Plan
    alarms: tuple[Came, ...] = ()
    absent: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    made: tuple[str, ...] = ()


@dataclass(frozen=True)
class Visit:
    """A visit of the rounds, with who goes; `until` is the end of its time in the night plan."""

    id: str
    place: int
    start: float
    end: float
    who: tuple[str, ...]
    until: float
    form: str
    is_late: bool


def first(one: Scenario, seed: int) -> Walked:
    """Give the rounds of a night as the worker's search suggests them."""
    from vaka.calc.rounds import solve

    asked = walks.problem(one)
    if not asked.patients:
        return Walked(one, Plan(()))
    plan = solve.solve(asked, evaluations=walks.TRIES, seed=seed).plan
    return Walked(one, walks.earliest(asked, plan))


def anew(was: Walked, now: float, seed: int, *, alarm: Came | None = None, absent: str = "",
         made: Collection[str] = ()) -> Walked:  # fmt: skip
    """Plan the rest of a night anew.

    Args:
        now: minutes into the night.
        absent: who works no more from now.
        made: checks that are made already, though their turn has not come.

    Raises:
        ValueError: somebody or an alarm that the rounds do not know.
    """
    from vaka.calc.rounds import replan

    gone = was.absent + ((absent,) if absent else ())
    state = replace(was, absent=gone, alarms=was.alarms + ((alarm,) if alarm else ()))
    early = [name for name in made if name not in was.made and _starts(was.plan, name) > now]
    state = replace(state, made=state.made + tuple(early))
    asked = problem(replace(state, plan=was.plan), fully=True)
    lost = [one.id for one in asked.patients
            if one.id not in was.lost and not _may(asked, one, was.plan, gone, now)]  # fmt: skip
    state = replace(state, lost=was.lost + tuple(lost))
    state = replace(state, plan=_without(was.plan, {*lost, *early}, gone, now))
    whole, new = problem(state), [] if alarm is None or alarm.id in lost else [_came(alarm)]
    known = {one.id for one in new}
    base = replace(whole, patients=tuple(one for one in whole.patients if one.id not in known))
    rest = replan.left_of(base, state.plan, now, frozenset(gone), tuple(new))
    _problem, plan = replan.replan(base, state.plan, now=now, absent=gone, alarms=new, tries=TRIES,
                                   seed=seed, plain=True)  # fmt: skip
    kept = {(stop.patient, stop.service) for row in rest.kept.values() for stop in row}
    return replace(state, plan=walks.earliest(whole, plan, kept, now))


def problem(one: Walked, *, fully: bool = False) -> Problem:
    """Give rounds as a problem. What is lost has only what of it was begun, unless `fully`."""
    asked = walks.problem(one.scenario)
    begun = {(stop.patient, stop.service) for route in one.plan.routes for stop in route.stops}
    found = []
    for patient in (*asked.patients, *map(_came, one.alarms)):
        if patient.id in one.made:
            continue
        if patient.id in one.lost and not fully:
            needs = tuple(n for n in patient.needs if (patient.id, n.service) in begun)
            if needs:
                found.append(replace(patient, needs=needs, together=Together.ALONE))
        else:
            found.append(patient)
    return replace(asked, patients=tuple(found))


def visits(one: Walked) -> list[Visit]:
    """Give the visits of rounds in the order they begin."""
    checks = {f"{r}.{k}": (r, check) for r, k, check in walks.by_foot(one.scenario)}
    alarms = {each.id: each for each in one.alarms}
    found: dict[str, list[tuple[Stop, str]]] = {}
    for route in one.plan.routes:
        for stop in route.stops:
            found.setdefault(stop.patient, []).append((stop, route.carer))
    return sorted((_visit(name, met, checks, alarms) for name, met in found.items()),
                  key=lambda each: (each.start, each.id))  # fmt: skip


def missing(one: Walked) -> list[tuple[str, int, Check | Came]]:
    """Give what can be given no more: its name, its place and what it is."""
    checks = {f"{r}.{k}": (r, check) for r, k, check in walks.by_foot(one.scenario)}
    alarms = {each.id: (each.place, each) for each in one.alarms}
    return [(name, *(checks | alarms)[name]) for name in one.lost]


def moved(before: Walked, after: Walked, now: float) -> list[tuple[Visit, Visit]]:
    """Give the visits from now on whose start or whose staff are other than before."""
    was = {one.id: one for one in visits(before)}
    return [(was[one.id], one) for one in visits(after) if one.id in was and one.end > now and (
            abs(one.start - was[one.id].start) >= MOVED or one.who != was[one.id].who)]  # fmt: skip


def written(one: Walked) -> dict[str, Any]:
    """Give rounds as JSON holds them."""
    made: dict[str, Any] = json.loads(json.dumps({
        "scenario": schema.plain(one.scenario), "alarms": [asdict(each) for each in one.alarms],
        "absent": list(one.absent), "lost": list(one.lost), "made": list(one.made),
        "routes": [[route.carer, [[s.patient, s.service, s.start, s.end] for s in route.stops]]
                   for route in one.plan.routes],
    }))  # fmt: skip
    return made


def read(told: dict[str, Any]) -> Walked:
    """Give rounds back from what `written` gave."""
    routes = tuple(Route(who, tuple(Stop(*each) for each in stops))
                   for who, stops in told["routes"])  # fmt: skip
    return Walked(
        schema.read(told["scenario"]), Plan(routes), tuple(Came(**each) for each in told["alarms"]),
        tuple(told["absent"]), tuple(told["lost"]), tuple(told["made"]),
    )  # fmt: skip


def _came(one: Came) -> Patient:
    needs = tuple(Need(name, one.minutes) for name in (walks.ONE, walks.TWO)[: one.staff])
    together = Together.SIMULTANEOUS if one.staff == 2 else Together.ALONE
    return Patient(one.id, one.place, ((one.at, one.until),), needs, together)


def _starts(plan: Plan, name: str) -> float:
    return min((stop.start for route in plan.routes for stop in route.stops
                if stop.patient == name), default=0.0)  # fmt: skip


def _may(asked: Problem, one: Patient, plan: Plan, gone: Collection[str], now: float) -> bool:
    """Whether what is left of a visit can still be given by those who are there."""
    left = [need for need in one.needs if not _is_begun(plan, one.id, need.service, gone, now)]
    there = [each for each in asked.carers if each.id not in gone]
    able = [{each.id for each in there if need.service in each.skills} for need in left]
    if len(left) == 1 and len(one.needs) == 2:
        mates = {route.carer for route in plan.routes for stop in route.stops
                 if stop.patient == one.id and stop.service != left[0].service}  # fmt: skip
        able = [able[0] - mates]
    return all(able) and (len(able) < 2 or len(able[0] | able[1]) > 1)


def _is_begun(plan: Plan, name: str, service: str, gone: Collection[str], now: float) -> bool:
    """Whether a visit has begun, by somebody who stays; of who is gone, whether it has ended."""
    return any(
        (stop.end if route.carer in gone else stop.start) <= now
        for route in plan.routes for stop in route.stops
        if (stop.patient, stop.service) == (name, service)
    )  # fmt: skip


def _without(plan: Plan, names: Collection[str], gone: Collection[str], now: float) -> Plan:
    """Give a plan without what is not begun of some visits."""
    return Plan(tuple(
        Route(route.carer, tuple(
            stop for stop in route.stops if stop.patient not in names
            or _is_begun(plan, stop.patient, stop.service, gone, now)))
        for route in plan.routes
    ))  # fmt: skip


def _visit(name: str, met: list[tuple[Stop, str]], checks: dict[str, tuple[int, Check]],
           alarms: dict[str, Came]) -> Visit:  # fmt: skip
    start, end = max(s.start for s, _who in met), max(s.end for s, _who in met)
    who = tuple(sorted(who for _stop, who in met))
    if name in alarms:
        place, until, form = alarms[name].place, alarms[name].until, "alarm"
    else:
        place, check = checks[name]
        until, form = check.end, check.form
    return Visit(name, place, start, end, who, until, form, start > until + SOON)


def late(one: Walked, now: float) -> Iterator[Visit]:
    """Give the visits from now on that begin after the end of their time."""
    return (each for each in visits(one) if each.is_late and each.end > now)
