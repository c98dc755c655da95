"""Problems out of the three published formats.

Mankowska's (home health care with pairs, Mankowska, Meisel & Bierwirth 2014, as JSON by Ceschia et
al. 2024), the unified one (Ceschia et al. 2026) and Solomon's (1987, distances cut to one decimal
as in the DIMACS challenge). A file may be packed with gzip.
"""

from __future__ import annotations

import gzip
import json
import math
import zlib
from pathlib import Path
from typing import Any

from vaka.calc.rounds import told
from vaka.calc.rounds.problem import (
    Break,
    Carer,
    Format,
    Need,
    Patient,
    Problem,
    Together,
    UnreadableRounds,
    Weights,
)
from vaka.calc.rounds.told import Told

THIRD = 1.0 / 3.0
FIRST_ROW = 9
"""The line of Solomon's depot, after the headings."""
WEIGHTS = {
    "travel": "travel_time", "tardiness": "total_tardiness",
    "highest_tardiness": "highest_tardiness", "waiting": "total_waiting_time",
    "extra": "total_extra_time", "idle": "max_idle_time",
    "preferences": "caregiver_preferences", "unvisited": "optional_patients",
    "missed_break": "missed_lunch_break",
}  # fmt: skip


def problem(path: Path) -> Problem:
    """Read a problem. Raises OSError, or UnreadableRounds that says where and what to do."""
    words, name = content(path), path.name.split(".")[0]
    if "VEHICLE" in words[:200]:
        return solomon(words)
    found = told.whole(parsed(words), name)
    if "central_offices" in found:
        return mankowska(found, name)
    if "terminal_points" in found:
        return unified(found, name)
    raise UnreadableRounds(
        "Formatet känns inte igen: filen har varken central_offices (hhcrsp), terminal_points "
        "(uhhc) eller Solomons rubriker. Se docs/how-to/plan-rounds.md."
    )


def content(path: Path) -> str:
    """Give a file's text, unpacked. Raises OSError or UnreadableRounds."""
    raw = path.read_bytes()
    try:
        return (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8")
    except (EOFError, OSError, zlib.error, UnicodeDecodeError) as error:
        raise UnreadableRounds(f"{path.name} går inte att packa upp till text: {error}.") from error


def parsed(words: str) -> Any:
    """Give parsed JSON. Raises UnreadableRounds."""
    try:
        return json.loads(words)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableRounds(f"Filen är varken JSON eller Solomons format: {error}.") from error


def mankowska(found: Told, name: str) -> Problem:
    """Read Mankowska's format: one depot in row and column 0, patients in the rows after it."""
    travel = told.matrix(found, "distances", name)
    patients = [
        _patient(one, at, k, [told.pair(one.get("time_window"), f"{at}.time_window")],
                 "required_caregivers")
        for k, (at, one) in enumerate(told.parts(found, "patients", name), 1)
    ]  # fmt: skip
    carers = [
        Carer(told.text(one, "id", at), _words(one, "abilities", at), 0, 0)
        for at, one in told.parts(found, "caregivers", name)
    ]
    weights = Weights(THIRD, THIRD, THIRD)
    return _checked(Problem(Format.HHCRSP, name, tuple(patients), tuple(carers), travel, weights,
                            slack=2e-3))  # fmt: skip


def unified(found: Told, name: str) -> Problem:
    """Read the unified format: own shifts, several windows, breaks, preferences and weights."""
    travel, meta = told.matrix(found, "distances", name), told.whole(found.get("metadata"), name)
    costs = told.whole(meta.get("cost_components"), f"{name}.metadata.cost_components")
    points = {
        told.text(one, "id", at): _place(one, at)
        for at, one in told.parts(found, "terminal_points", name)
    }
    patients = [
        _patient(one, at, _place(one, at), _windows(one, at), "required_services")
        for at, one in told.parts(found, "patients", name)
    ]
    carers = [_carer(one, at, points) for at, one in told.parts(found, "caregivers", name)]
    pause = found.get("lunch_breaks")
    problem = Problem(
        Format.UHHC, name, tuple(patients), tuple(carers), travel, _weights(costs, name),
        meta.get("time_window_met") == "at_service_end",
        pause=None if pause is None else _break(told.whole(pause, name), f"{name}.lunch_breaks"),
        hard_break=costs.get("missed_lunch_break") is None,
    )  # fmt: skip
    return _checked(problem)


def _windows(one: Told, at: str) -> list[tuple[float, float]]:
    found = told.many(one, "time_windows", at)
    if not found:
        raise told.refuse(f"{at}.time_windows", "minst ett tidsfönster")
    return sorted(told.pair(each, f"{at}.time_windows") for each in found)


def _break(one: Told, at: str) -> Break:
    start, end = told.pair(one, at)
    return Break(start, end, told.number(one.get("min_duration"), f"{at}.min_duration", 0.0))


def _weights(costs: Told, name: str) -> Weights:
    known = {
        ours: told.number(costs[theirs], f"{name}.metadata.cost_components.{theirs}", 0.0)
        for ours, theirs in WEIGHTS.items()
        if costs.get(theirs) is not None
    }
    strange = [key for key, value in costs.items() if value is not None
               and key not in WEIGHTS.values()]  # fmt: skip
    if strange:
        raise UnreadableRounds(f"{name}: kostnaden {strange[0]} räknas inte av Vaka. Ta bort den.")
    return Weights(**{"travel": 0.0, **known})


def _carer(one: Told, at: str, points: dict[str, int]) -> Carer:
    start = told.text(one, "departing_point", at)
    end = one.get("arrival_point") or start
    for point in (start, end):
        if point not in points:
            raise told.refuse(at, f"en känd plats ({point} finns inte i terminal_points)")
    shift = one.get("working_shift")
    return Carer(
        told.text(one, "id", at), _words(one, "abilities", at), points[start], points[end],
        None if shift is None else told.pair(shift, f"{at}.working_shift"),
        one.get("lunch_break") is True,
    )  # fmt: skip


def _patient(one: Told, at: str, place: int, windows: list[tuple[float, float]],
             needs: str) -> Patient:  # fmt: skip
    wanted = tuple(
        Need(told.text(each, "service", where), told.number(each.get("duration"), where, 0.0))
        for where, each in told.parts(one, needs, at)
    )
    if not 1 <= len(wanted) <= 2 or len({need.service for need in wanted}) < len(wanted):
        raise told.refuse(f"{at}.{needs}", "en eller två olika insatser")
    told_pair = told.whole(one.get("synchronization") or {}, f"{at}.synchronization")
    preferred = one.get("preferred_caregivers")
    return Patient(
        told.text(one, "id", at), place, tuple(windows), wanted,
        *_together(told_pair, len(wanted), at), optional=one.get("optional") is True,
        preferred=None if preferred is None else _words(one, "preferred_caregivers", at),
        incompatible=_words(one, "incompatible_caregivers", at) if "incompatible_caregivers" in one
        else frozenset(),
    )  # fmt: skip


def _together(one: Told, needs: int, at: str) -> tuple[Together, tuple[float, float]]:
    if needs == 1:
        return Together.ALONE, (0.0, 0.0)
    try:
        kind = Together(str(one.get("type")))
    except ValueError:
        raise told.refuse(f"{at}.synchronization.type",
                          "simultaneous, sequential eller independent") from None  # fmt: skip
    if kind is not Together.SEQUENTIAL:
        return kind, (0.0, 0.0)
    return kind, told.pair(one.get("distance"), f"{at}.synchronization.distance")


def _place(one: Told, at: str) -> int:
    return int(told.number(one.get("distance_matrix_index"), f"{at}.distance_matrix_index", 0.0))


def _words(one: Told, key: str, at: str) -> frozenset[str]:
    found = told.many(one, key, at)
    if not all(isinstance(each, str) for each in found):
        raise told.refuse(f"{at}.{key}", "en lista med text")
    return frozenset(found)


def solomon(words: str) -> Problem:
    """Read Solomon's format; distances are cut to one decimal (the DIMACS challenge's rule)."""
    lines = words.splitlines()
    try:
        vehicles, capacity = (int(one) for one in lines[4].split())
        rows = [[float(one) for one in line.split()] for line in lines[FIRST_ROW:] if line.strip()]
        spots = [(row[1], row[2]) for row in rows]
        needs = [_customer(row) for row in rows[1:]]
        horizon = (rows[0][4], rows[0][5])
    except (ValueError, IndexError) as error:
        raise UnreadableRounds(f"Filen följer inte Solomons format: {error}.") from error
    travel = tuple(tuple(_cut(math.dist(a, b)) for b in spots) for a in spots)
    carers = [
        Carer(str(k), frozenset({"visit"}), 0, 0, horizon, capacity=capacity)
        for k in range(1, vehicles + 1)
    ]
    return _checked(Problem(Format.VRPTW, lines[0].strip(), tuple(needs), tuple(carers), travel,
                            Weights(), hard=True))  # fmt: skip


def _cut(distance: float) -> float:
    return math.floor(distance * 10) / 10


def _customer(row: list[float]) -> Patient:
    number, _x, _y, demand, ready, due, minutes = row
    return Patient(str(int(number)), int(number), ((ready, due),), (Need("visit", minutes),),
                   demand=demand)  # fmt: skip


def _checked(one: Problem) -> Problem:
    """Refuse what points at nothing."""
    told.once([each.id for each in one.patients], f"{one.name}.patients")
    told.once([each.id for each in one.carers], f"{one.name}.caregivers")
    places = [each.place for each in one.patients]
    places += [spot for each in one.carers for spot in (each.start, each.end)]
    if not one.patients or not one.carers:
        raise told.refuse(one.name, "minst en patient och en medarbetare")
    if max(places) >= len(one.travel):
        raise told.refuse(f"{one.name}.distances", f"minst {max(places) + 1} rader")
    return one
