"""The night of a home as the simulation is told it: rooms, walking, checks, alarms, staff.

Pure: values in, a scenario out. No name and no identity is in it; a resident is a unit and a room.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from vaka.areas.night_care.grid_rules import Chosen, by_camera, moved
from vaka.calc.staffing.example import with_staff
from vaka.calc.staffing.scenario import (
    Alarms,
    Break,
    Camera,
    Check,
    Criteria,
    Limits,
    Resident,
    Scenario,
    Staff,
    Unit,
    Walking,
)

WINDOW_MINUTES = 60.0
STRIDE = 7
"""Checks of those without a plan go to every seventh of them in turn, so that they spread."""


@dataclass(frozen=True)
class Place:
    """A unit of the home: its code, where it lies and whether its door is locked."""

    code: str
    floor: int
    is_locked: bool


@dataclass(frozen=True)
class Room:
    """A room, and what its resident's plan says; no checks and no plan where there is none.

    `alarms` are those expected a night, where a log tells; else the home's are shared. Where it is
    blind no camera works, and what the plan looks at by camera is a visit.
    """

    unit: str
    label: str
    minutes: float
    has_plan: bool = False
    checks: tuple[Check, ...] = ()
    undisturbed: tuple[float, float] | None = None
    alarms: float | None = None
    is_blind: bool = False

    @property
    def code(self) -> str:
        """Name the room in an answer."""
        return f"{self.unit}:{self.label}"


@dataclass(frozen=True)
class Told:
    """What a home has told of its nights."""

    name: str
    minutes: float
    staff: int
    hours: tuple[float, ...]
    urgent_percent: float
    double_percent: float
    help_minutes: float
    checks_without_plan: int
    same_floor_minutes: float
    other_floor_minutes: float
    urgent_limit_minutes: float
    limit_minutes: float
    target_percent: float
    look_again_minutes: float
    assumed: tuple[str, ...]
    skills: tuple[tuple[str, int], ...] = ()


@cache
def taken() -> dict[str, Any]:
    """Give what a night is taken to be where nothing is measured."""
    return tomllib.loads(Path(__file__).with_name("night.toml").read_text("utf-8"))


def night(told: Told, places: Sequence[Place], rooms: Sequence[Room]) -> Scenario:
    """Make the night of a home."""
    units = tuple(Unit(one.code, one.floor) for one in places)
    share = taken()["alarms"]
    return Scenario(
        name=told.name, units=units, residents=_residents(told, rooms), minutes=told.minutes,
        staff=tuple(_worker(k, units, told.skills) for k in range(told.staff)),
        camera=_camera(told),
        alarms=Alarms(
            per_night=float(sum(told.hours)), profile=told.hours, shape=share["shape"],
            urgent=told.urgent_percent / 100, double=told.double_percent / 100,
            minutes=told.help_minutes, cv=share["help_cv"],
        ),
        walking=Walking(
            same_floor=told.same_floor_minutes, other_floor=told.other_floor_minutes,
            door=taken()["door"]["minutes"] if any(one.is_locked for one in places) else 0.0,
        ),
        limits=Limits(told.urgent_limit_minutes, told.limit_minutes),
        criteria=Criteria(share=told.target_percent), assumed=told.assumed,
    )  # fmt: skip


def believed(one: Scenario, nights: int, counts: Sequence[int]) -> dict[str, Any]:
    """Give what is known of a night's inputs, as `beliefs.read` takes it.

    The log's nights and alarms by room, and the range of what is assumed; a range holds what the
    home has told, wherever that lies.
    """
    spans, was, rows = taken()["range"], one.alarms, {}
    told = {"urgent": was.urgent, "double": was.double, "minutes": was.minutes}
    for name, value in told.items():
        low, high = spans[name]
        rows[name] = [min(low, value), max(high, value)] if name in one.assumed else None
    alarms = list(spans["alarms"]) if "alarms" in one.assumed and not nights else None
    return {"nights": nights, "counts": list(counts), "alarms": alarms, **rows}


def without_log(one: Scenario) -> Scenario:
    """Give a night without what an alarm log says of it, which another night alone changes."""
    return replace(one, assumed=(), residents=tuple(
        replace(resident, alarms=None) for resident in one.residents))  # fmt: skip


def instead(one: Scenario, *, staff: int, cameras: int) -> Scenario:
    """Give the same night with so many at work, and a camera in place of so many looks.

    Those who come beside tonight's have the skills of tonight's in turn.
    """
    left, residents = cameras, []
    for resident in one.residents:
        checks = []
        for check in resident.checks:
            changes = left > 0 and is_look(check)
            left -= changes
            checks.append(_by_camera(check) if changes else check)
        residents.append(replace(resident, checks=tuple(checks)))
    own = [each.skills for each in one.staff]
    workers = tuple(replace(_worker(k, one.units), skills=own[k % len(own)]) for k in range(staff))
    return replace(one, residents=tuple(residents), staff=workers)


def slid(one: Scenario, at: Chosen) -> Scenario:
    """Give the same night at a place of the sliders: so many at work, cameras, limits moved."""
    cameras = by_camera(looks(one), at.share)
    limits = Limits(moved(one.limits.urgent, at.shift), moved(one.limits.alarm, at.shift))
    other = instead(one, staff=len(one.staff), cameras=cameras)
    return with_staff(replace(other, limits=limits), at.staff)


def window(start: float, end: float, minutes: float) -> tuple[float, float] | None:
    """Give the part of a time that lies within the night; None when none does.

    A time that begins before the night and ends in it begins with the night.
    """
    if start >= minutes:
        start = 0.0 if end < minutes else minutes
    if start >= minutes:
        return None
    return start, end if start <= end <= minutes else minutes


def check(form: str, start: float, end: float, night: float, told: tuple[float, int, int],
          skill: str = "") -> Check | None:  # fmt: skip
    """Give a check of a plan (minutes, staff, risk to wake in percent), or None if by day."""
    within, (minutes, staff, wake) = window(start, end, night), told
    if within is None:
        return None
    return Check(*within, form, minutes, 0.0, staff, skill, wake / 100)


def looks(one: Scenario) -> int:
    """Count the checks that a camera could do instead."""
    return sum(is_look(check) for resident in one.residents for check in resident.checks)


def is_look(check: Check) -> bool:
    """Say whether a check is one person who looks in, whoever that is."""
    return check.form == "look" and check.staff == 1 and not check.skill


def asked_skills(one: Scenario) -> list[tuple[str, int, int]]:
    """Give each skill that checks ask for: how many checks, and how many at work have it."""
    found: dict[str, int] = {}
    for resident in one.residents:
        for each in resident.checks:
            if each.skill:
                found[each.skill] = found.get(each.skill, 0) + 1
    return [(name, many, sum(name in who.skills for who in one.staff))
            for name, many in sorted(found.items())]  # fmt: skip


def is_unskilled(one: Scenario) -> bool:
    """Say whether a check asks for a skill that fewer have than it takes."""
    return any(
        each.skill and sum(each.skill in who.skills for who in one.staff) < each.staff
        for resident in one.residents for each in resident.checks
    )  # fmt: skip


def levels(staff: int, most: int) -> list[int]:
    """Give the levels that are answered beside each other: down to one, two above."""
    return list(range(max(staff - 2, 1), min(staff + 2, most) + 1))


def _residents(told: Told, rooms: Sequence[Room]) -> tuple[Resident, ...]:
    bare = [room.code for room in rooms if not room.has_plan]
    each: dict[str, list[Check]] = {code: [] for code in bare}
    for k in range(told.checks_without_plan if bare else 0):
        each[bare[k * STRIDE % len(bare)]].append(_check(k, told))
    return tuple(
        Resident(room.code, room.unit, room.minutes, room.alarms,
                 _planned(room) if room.has_plan else tuple(each[room.code]), room.undisturbed)
        for room in rooms
    )  # fmt: skip


def _planned(room: Room) -> tuple[Check, ...]:
    row = taken()["camera"]
    return tuple(
        replace(one, form="look", minutes=float(row["visit_minutes"]), wake=row["visit_wake"])
        if room.is_blind and one.form == "camera" else one for one in room.checks
    )  # fmt: skip


def _check(k: int, told: Told) -> Check:
    """Give the k-th check of those without a plan: spread over the night."""
    rows = taken()["check"]
    row = rows[k % len(rows)]
    last = max(told.minutes - WINDOW_MINUTES, 0.0)
    part = k / max(told.checks_without_plan - 1, 1)
    start = round(last * part, 1)
    return Check(start, start + WINDOW_MINUTES, row["form"], float(row["minutes"]),
                 float(row["cv"]), row["staff"], "", float(row["wake"]))  # fmt: skip


def _by_camera(check: Check) -> Check:
    return replace(check, form="camera", minutes=taken()["camera"]["look_minutes"], cv=0.0,
                   wake=0.0)  # fmt: skip


def _camera(told: Told) -> Camera:
    row = taken()["camera"]
    return Camera(
        not_seen=row["not_seen"], retry=told.look_again_minutes, tries=row["tries"],
        within=float(row["within_minutes"]), visit=float(row["visit_minutes"]),
        visit_wake=row["visit_wake"], fails=row["fails"], outage=row["outage"],
    )  # fmt: skip


def _worker(k: int, units: Sequence[Unit], skills: Sequence[tuple[str, int]] = ()) -> Staff:
    """Give the k-th at work; the first have a skill, so that one person may have several."""
    row = taken()["rest"]
    rest = Break(float(row["minutes"]), float(row["start_minute"]), float(row["latest_minute"]),
                 float(row["end_minute"]))  # fmt: skip
    own = tuple(name for name, many in skills if k < many)
    return Staff(f"N{k + 1}", units[k % len(units)].code, skills=own, rest=rest)
