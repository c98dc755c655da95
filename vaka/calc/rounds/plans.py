"""Plans out of and into the published formats of solutions.

JSON with a route per carer (`caregiver_id`, `locations` with `arrival_time`, which is when service
starts, and `departure_time`), or for Solomon's problems a line `Route #1: 5 3 7` per vehicle.
"""

from __future__ import annotations

import json
from typing import Any

from vaka.calc.rounds import told
from vaka.calc.rounds.problem import (
    Format,
    Plan,
    Problem,
    Route,
    Stop,
    UnreadableRounds,
)
from vaka.calc.rounds.reading import parsed
from vaka.calc.rounds.told import Told


def plan(words: str, problem: Problem) -> Plan:
    """Read a plan of a problem. Raises UnreadableRounds that says where and what to do."""
    if problem.format is Format.VRPTW and words.lstrip()[:5].lower() == "route":
        return _lines(words, problem)
    found = told.whole(parsed(words), "lösningen")
    cost = found.get("cost")
    stated = cost.get("objective") if isinstance(cost, dict) else cost
    routes = [_route(one, at) for at, one in told.parts(found, "routes", "lösningen")]
    return Plan(tuple(routes), None if stated is None else told.number(stated, "lösningen.cost"))


def _route(one: Told, at: str) -> Route:
    listed = told.parts(one, "locations", at) if one.get("locations") is not None else []
    stops = [_stop(each, where) for where, each in listed if "depot" not in each]
    return Route(told.text(one, "caregiver_id", at),
                 tuple(sorted(stops, key=lambda stop: (stop.start, stop.end))))  # fmt: skip


def _stop(one: Told, at: str) -> Stop:
    patient = "patient" if "patient" in one else "patient_id"
    start, end = (
        told.number(next((one[key] for key in keys if key in one), None), f"{at}.{keys[0]}")
        for keys in (("arrival_time", "start_time", "start_service_time"),
                     ("departure_time", "end_time", "end_service_time"))
    )  # fmt: skip
    return Stop(told.text(one, patient, at), told.text(one, "service", at), start, end)


def _lines(words: str, problem: Problem) -> Plan:
    """Read lines of routes; each visit starts as early as the one before it allows."""
    routes: list[Route] = []
    stated = None
    for line in words.splitlines():
        head, _, rest = line.partition(":")
        if head.lower().startswith("route"):
            routes.append(earliest(problem, str(len(routes) + 1), rest.split()))
        elif line.lower().startswith("cost"):
            stated = _cost(line)
    return Plan(tuple(routes), stated)


def _cost(line: str) -> float:
    try:
        return told.number(float(line.split()[-1]), "Cost")
    except ValueError as error:
        raise told.refuse(f"Raden {line.strip()}", "ett tal sist") from error


def earliest(problem: Problem, carer: str, names: list[str]) -> Route:
    at, clock, stops = 0, 0.0, []
    for name in names:
        if name not in problem.patient:
            raise UnreadableRounds(f"Kunden {name} finns inte i {problem.name}. Rätta lösningen.")
        one = problem.patient[name]
        start = max(clock + problem.travel[at][one.place], one.windows[0][0])
        at, clock = one.place, start + one.needs[0].minutes
        stops.append(Stop(name, one.needs[0].service, start, clock))
    return Route(carer, tuple(stops))


def written(problem: Problem, one: Plan) -> list[Told]:
    """Give routes as the published formats write them, and as `plan` reads them."""
    known = {route.carer: route for route in one.routes}
    return [
        {"caregiver_id": carer.id, "locations": [_told(stop) for stop in known[carer.id].stops]}
        for carer in problem.carers
        if carer.id in known and (known[carer.id].stops or problem.format is not Format.VRPTW)
    ]


def _told(stop: Stop) -> Told:
    return {"arrival_time": _short(stop.start), "departure_time": _short(stop.end),
            "patient": stop.patient, "service": stop.service}  # fmt: skip


def _short(time: float) -> float | int:
    rounded = round(time, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def as_file(problem: Problem, one: Plan, cost: float) -> str:
    """Give a plan as the file that the format's own programs read."""
    if problem.format is Format.VRPTW:
        rows = [" ".join(stop.patient for stop in route.stops) for route in one.routes]
        lines = [f"Route #{k}: {row}" for k, row in enumerate((row for row in rows if row), 1)]
        return "\n".join([*lines, f"Cost {cost:.1f}", ""])
    stops = sorted((stop for route in one.routes for stop in route.stops), key=lambda s: s.start)
    order = list(dict.fromkeys(stop.patient for stop in stops))
    file: dict[str, Any] = {
        "cost": {"objective": _short(cost)},
        "global_ordering": order,
        "routes": written(problem, one),
    }
    return json.dumps(file, ensure_ascii=False, indent=1) + "\n"
