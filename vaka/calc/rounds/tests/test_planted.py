"""Every published kind of constraint, broken once: the checker says just that, in small and in the
published plans. The names are those of the table in the README."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from vaka.calc.rounds import check, plans, reading
from vaka.calc.rounds.check import Kind
from vaka.calc.rounds.problem import BREAK, Plan, Problem, Route, Stop
from vaka.calc.rounds.tests import small
from vaka.calc.rounds.tests.small import Told

README = Path(__file__).parents[1] / "README.md"


def kinds(problem: Problem, plan: Plan) -> set[Kind]:
    return {one.kind for one in check.judge(problem, plan).violations}


def unified(asked: Callable[[Told], Any] | None = None, given: Callable[[Told], Any] | None = None,
            **rules: Any) -> set[Kind]:  # fmt: skip
    """What breaks when what is asked for, or what is given, is changed."""
    told, plan = copy.deepcopy(small.UNIFIED), small.kept()
    for change, at in ((asked, told), (given, plan)):
        if change is not None:
            change(at)
    problem = replace(reading.unified(told, "small"), **rules)
    return kinds(problem, small.plan(plan, problem))


def solomon(words: str) -> set[Kind]:
    problem = reading.solomon(small.SOLOMON)
    return kinds(problem, plans.plan(words, problem))


def stops(told: Told, route: int) -> list[Told]:
    found: list[Told] = told["routes"][route]["locations"]
    return found


def at(route: int, place: int, **values: Any) -> Callable[[Told], None]:
    return lambda told: stops(told, route)[place].update(values)


def patient(number: int, **values: Any) -> Callable[[Told], None]:
    return lambda told: told["patients"][number - 1].update(values)


def carer(number: int, **values: Any) -> Callable[[Told], None]:
    return lambda told: told["caregivers"][number - 1].update(values)


def pause(**values: Any) -> Callable[[Told], None]:
    return lambda told: told["lunch_breaks"].update(values)


def both(*changes: Callable[[Told], Any]) -> Callable[[Told], None]:
    return lambda told: [change(told) for change in changes] and None


def add(route: int, *told: Told) -> Callable[[Told], None]:
    return lambda plan: stops(plan, route).extend(told)


def swapped(plan: Told) -> None:
    """Who came for s1 gives s3, and the other way about."""
    stops(plan, 0)[1] |= {"service": "s3", "departure_time": 97}
    stops(plan, 1)[0] |= {"service": "s1", "departure_time": 112}


def alone(plan: Told) -> None:
    """Let the first carer make both visits of the sequential pair."""
    stops(plan, 0).append(stops(plan, 1).pop())


def at_once(plan: Told) -> None:
    stops(plan, 0).append(stops(plan, 1).pop(0))


def apart(plan: Told) -> None:
    at(1, 0, arrival_time=80, departure_time=85)(plan)
    at(0, 1, arrival_time=80, departure_time=100)(plan)


OPEN = patient(3, time_windows=[{"start": 100, "end": 160}])
EVERYTHING = carer(1, abilities=["s1", "s2", "s3"])
AGAIN = small.stop(190, 200, "p4", "s2"), small.stop(210, 220, "p4", "s2")
REST = {"start_time": 80, "end_time": 90, "patient": "p2", "service": BREAK}
ENDS = {"missed_lunch_break": None}


def must_rest(told: Told) -> None:
    told["metadata"]["cost_components"] |= ENDS


BROKEN: dict[str, tuple[Kind, set[Kind]]] = {
    "fönstrets början": (Kind.EARLY, unified(given=at(0, 0, arrival_time=19))),
    "fönstrets slut, hårt": (Kind.LATE, solomon("Route #1: 2 1\nRoute #2: 3")),
    "mellan två fönster, hårt": (Kind.LATE, unified(OPEN, apart, hard=True)),
    "besökets längd": (Kind.LENGTH, unified(given=at(0, 0, departure_time=34))),
    "alla får sitt": (Kind.UNVISITED, unified(given=lambda t: stops(t, 0).pop(0))),
    "valfri patient, helt eller inte alls": (
        Kind.UNVISITED, unified(patient(3, optional=True), lambda t: stops(t, 1).pop())),
    "bara en gång": (Kind.TWICE, unified(given=add(1, *AGAIN))),
    "bara det begärda": (Kind.UNKNOWN, unified(given=add(1, small.stop(190, 200, "p4", "s9")))),
    "kompetens": (Kind.SKILL, unified(given=swapped)),
    "inte den här medarbetaren": (
        Kind.INCOMPATIBLE, unified(patient(3, incompatible_caregivers=["c2"]))),
    "dubbelbemannat börjar samtidigt": (
        Kind.SIMULTANEOUS, unified(given=at(1, 0, arrival_time=93, departure_time=98))),
    "par: två olika": (Kind.SAME_CARER, unified(EVERYTHING, alone)),
    "par: minsta mellanrum": (Kind.GAP, unified(given=at(1, 1, arrival_time=144))),
    "par: största mellanrum": (
        Kind.GAP, unified(given=at(1, 1, arrival_time=166, departure_time=176))),
    "par: ordning": (Kind.GAP, unified(given=at(1, 1, arrival_time=107, departure_time=117))),
    "par utan band: en i taget": (
        Kind.TRAVEL,
        unified(both(EVERYTHING, patient(2, synchronization={"type": "independent"})), at_once)),
    "väg": (Kind.TRAVEL, unified(given=at(0, 2, arrival_time=121, departure_time=135))),
    "passets början": (
        Kind.SHIFT, unified(carer(2, working_shift={"start": 80, "end": 300}))),
    "passets slut, hårt": (
        Kind.SHIFT, unified(both(OPEN, carer(2, working_shift={"start": 50, "end": 185})),
                            hard=True)),
    "rastens tid": (Kind.BREAK, unified(pause(start=55))),
    "rastens längd": (Kind.BREAK, unified(given=at(0, 3, start_time=52))),
    "rast måste tas": (Kind.BREAK, unified(must_rest, lambda t: stops(t, 0).pop(3))),
    "rast utan rätt till rast": (
        Kind.BREAK, unified(both(must_rest, carer(1, lunch_break=False)))),
    "en rast": (Kind.TWICE, unified(pause(min_duration=10), add(0, REST))),
    "last": (Kind.CAPACITY, solomon("Route #1: 1 3\nRoute #2: 2")),
    "medarbetare som finns": (
        Kind.UNKNOWN, unified(given=lambda t: t["routes"].append({"caregiver_id": "x"}))),
    "en rutt var": (
        Kind.TWICE, unified(given=lambda t: t["routes"].append({"caregiver_id": "c2"}))),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_caught_and_nothing_else(name: str) -> None:
    kind, found = BROKEN[name]
    assert found == {kind}


def test_what_the_plants_grow_in_breaks_nothing() -> None:
    assert unified() == unified(OPEN, hard=True) == unified(EVERYTHING) == set()
    assert unified(pause(min_duration=10)) == unified(must_rest) == set()
    assert solomon("Route #1: 1 2\nRoute #2: 3") == set()


def test_no_more_cars_than_there_are() -> None:
    assert solomon("Route #1: 1\nRoute #2: 2\nRoute #3: 3") == {Kind.UNKNOWN, Kind.UNVISITED}


def test_each_goes_out_from_and_back_to_their_own_depot() -> None:
    def asked(start: str, end: str, shift: tuple[int, int]) -> set[Kind]:
        def change(told: Told) -> None:
            told["terminal_points"].append({"id": "e", "distance_matrix_index": 3})
            told["caregivers"][1] |= {"departing_point": start, "arrival_point": end,
                                      "working_shift": dict(zip(("start", "end"), shift,
                                                                strict=True))}  # fmt: skip
            OPEN(told)

        return unified(change, hard=True)

    assert asked("e", "e", (75, 165)) == set()
    assert asked("d", "e", (75, 165)) == asked("e", "d", (75, 165)) == {Kind.SHIFT}


def test_every_kind_is_planted_and_listed() -> None:
    assert {kind for kind, _found in BROKEN.values()} == set(Kind)
    rows = [line.split("|")[1].strip() for line in README.read_text("utf-8").splitlines()
            if line.startswith("| ")]  # fmt: skip
    assert [name for name in BROKEN if name not in rows] == []


def changed(plan: Plan, old: Stop, *new: Stop) -> Plan:
    """A plan with other stops in one's place, in the same route."""
    return Plan(tuple(
        Route(one.carer, tuple(each for stop in one.stops
                               for each in (new if stop is old else (stop,))))
        for one in plan.routes
    ))  # fmt: skip


def begun(stop: Stop, minutes: float) -> Stop:
    return replace(stop, start=stop.start + minutes, end=stop.end + minutes)


def handed(plan: Plan, stop: Stop, to: str) -> Plan:
    routes = {one.carer: one.stops for one in changed(plan, stop).routes}
    routes[to] = (*routes.get(to, ()), stop)
    return Plan(tuple(Route(*pair) for pair in routes.items()))


def plants(problem: Problem, plan: Plan) -> dict[Kind, Plan]:
    """Each violation that the problem has room for, planted at the first place where it is."""
    visits = [s for route in plan.routes for s in route.stops if s.service != BREAK]
    needs = problem.patient
    first = next(s for s in visits if not needs[s.patient].optional)
    found = {
        Kind.UNVISITED: changed(plan, first), Kind.TWICE: changed(plan, first, first, first),
        Kind.UNKNOWN: changed(plan, first, replace(first, service="x")),
        Kind.LENGTH: changed(plan, first, replace(first, end=first.end - 1)),
        Kind.EARLY: changed(plan, first, begun(first, -1 - first.start)),
        Kind.TRAVEL: changed(plan, first, replace(first, end=first.end + 1e4)),
    }  # fmt: skip
    for stop in visits:
        one = needs[stop.patient]
        for who in problem.carers:
            if stop.service not in who.skills:
                found.setdefault(Kind.SKILL, handed(plan, stop, who.id))
            if who.id in one.incompatible:
                found.setdefault(Kind.INCOMPATIBLE, handed(plan, stop, who.id))
        if one.together == "simultaneous":
            found.setdefault(Kind.SIMULTANEOUS, changed(plan, stop, begun(stop, 1)))
            other = next(s for s in visits if s.patient == one.id and s is not stop)
            mine = next(r.carer for r in plan.routes if stop in r.stops)
            found.setdefault(Kind.SAME_CARER, handed(plan, other, mine))
        if one.together == "sequential":
            found.setdefault(Kind.GAP, changed(plan, stop, begun(stop, 1e4)))
    rests = [s for route in plan.routes for s in route.stops if s.service == BREAK]
    if rests:
        found[Kind.BREAK] = changed(plan, rests[0], replace(rests[0], end=rests[0].end - 1e3))
    if problem.carers[0].shift:
        found[Kind.SHIFT] = changed(plan, first, begun(first, -1e4))
    return found


@pytest.mark.parametrize(
    ("folder", "ends", "many"), [("hhcrsp", [".sol"], 9), ("uhhc", [".sa", ".cpsat"], 7)]
)
def test_in_a_published_plan_each_is_caught_too(shared, folder, ends, many) -> None:
    seen, planted = 0, set()
    for problem, plan in (pair for end in ends for pair in small.published(shared, folder, end)):
        for kind, bad in plants(problem, plan).items():
            assert kind in kinds(problem, bad), (problem.name, kind)
            planted.add(kind)
        seen += 1
    assert seen == many
    lacks = {"hhcrsp": {Kind.SHIFT, Kind.BREAK, Kind.INCOMPATIBLE}}.get(folder, set())
    assert planted | {Kind.LATE, Kind.CAPACITY} == set(Kind) - lacks
