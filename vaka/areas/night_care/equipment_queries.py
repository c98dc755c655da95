"""Reads of what the rooms of a home have for the night: by room, faults, coverage by kind."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vaka.areas.night_care import equipment_rules, plan_queries
from vaka.areas.night_care.equipment_models import RoomEquipment
from vaka.areas.night_care.equipment_rules import EQUIPMENT_LABELS, EquipmentKind
from vaka.areas.night_care.models import NightPlan, NightRoom
from vaka.areas.night_care.plan_rules import CheckForm
from vaka.areas.night_care.rules import HANDLE, SEE
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.organisation.models import Unit


@dataclass(frozen=True)
class EquipmentRow:
    """One thing in a room; `fault` is what is wrong with it, since a day."""

    id: uuid.UUID
    label: str
    since_date: date
    fault: str
    fault_date: date | None


@dataclass(frozen=True)
class EquippedRoom:
    """A room with what it has, and whether its plan looks by a camera that does not work."""

    label: str
    unit_name: str
    rows: list[EquipmentRow]
    is_blind: bool


@dataclass(frozen=True)
class Coverage:
    """How many rooms have a kind, and in how many it works."""

    label: str
    rooms: int
    working: int
    percent: float | None


@dataclass(frozen=True)
class EquipmentPage:
    """A home's rooms with their equipment."""

    unit: Unit
    rooms: list[EquippedRoom]
    coverage: list[Coverage]
    faulty: int
    blind: list[str]
    may_handle: bool


def page_of(viewer: Viewer, unit: Unit, rooms: Sequence[NightRoom]) -> EquipmentPage:
    """Give a home's equipment, room by room. Raises NotVisible."""
    if not viewer.may(SEE, unit.pk):
        raise NotVisible(unit.code)
    held = held_in(rooms)
    blind = set(blind_of(rooms, plan_queries.current_of(rooms, viewer.on)))
    return EquipmentPage(
        unit,
        [EquippedRoom(room.label, room.unit.name, [_row(one) for one in held.get(room.pk, [])],
                      room.pk in blind) for room in rooms],
        [_coverage(kind, rooms, held) for kind in EquipmentKind],
        sum(bool(_fault(one)) for rows in held.values() for one in rows),
        [room.label for room in rooms if room.pk in blind], viewer.may(HANDLE, unit.pk),
    )  # fmt: skip


def held_in(rooms: Sequence[NightRoom]) -> dict[uuid.UUID, list[RoomEquipment]]:
    """Give what rooms have now, with their faults, by room."""
    rows = RoomEquipment.objects.filter(room__in=rooms, ended_date=None).prefetch_related("faults")
    found: dict[uuid.UUID, list[RoomEquipment]] = {}
    for one in rows:
        found.setdefault(one.room_id, []).append(one)
    return found


def blind_of(rooms: Sequence[NightRoom], plans: Mapping[uuid.UUID, NightPlan]) -> (
    list[uuid.UUID]
):  # fmt: skip
    """Give the rooms whose plan in force looks by a camera that is not there or does not work."""
    held = held_in(rooms)
    cameras = {key: one for key, rows in held.items()
               for one in rows if one.kind == EquipmentKind.CAMERA}  # fmt: skip
    asked = [str(key) for key, plan in plans.items()
             if any(check.form == CheckForm.CAMERA for check in plan.checks.all())]  # fmt: skip
    working = [str(key) for key, one in cameras.items() if not _fault(one)]
    found = equipment_rules.blind(asked, working, is_told=bool(cameras))
    return [uuid.UUID(one) for one in found]


def told_blind(rooms: Sequence[NightRoom], on: date) -> list[dict[str, Any]]:
    """Give the rooms whose looks by camera are visits, as an answer keeps them.

    Each with how many looks, and since when it does not work: None where there is no camera.
    """
    plans = plan_queries.current_of(rooms, on)
    blind, held = set(blind_of(rooms, plans)), held_in(rooms)
    found = []
    for room in rooms:
        if room.pk in blind:
            faults = [_fault(one) for one in held.get(room.pk, [])
                      if one.kind == EquipmentKind.CAMERA]  # fmt: skip
            since = faults[0][1].isoformat() if faults and faults[0] else None
            looks = sum(one.form == CheckForm.CAMERA for one in plans[room.pk].checks.all())
            found.append({"room": f"{room.unit.code}:{room.label}", "since": since, "looks": looks})
    return found


def _coverage(kind: EquipmentKind, rooms: Sequence[NightRoom],
              held: dict[uuid.UUID, list[RoomEquipment]]) -> Coverage:  # fmt: skip
    of_kind = [one for rows in held.values() for one in rows if one.kind == kind]
    working = sum(not _fault(one) for one in of_kind)
    return Coverage(str(EQUIPMENT_LABELS[kind]), len(of_kind), working,
                    equipment_rules.coverage(len(rooms), working))  # fmt: skip


def _row(one: RoomEquipment) -> EquipmentRow:
    fault = _fault(one)
    return EquipmentRow(one.pk, one.get_kind_display(), one.since_date,
                        fault[0] if fault else "", fault[1] if fault else None)  # fmt: skip


def _fault(one: RoomEquipment) -> tuple[str, date] | None:
    return next(((each.words, each.found_date) for each in one.faults.all()
                 if each.mended_date is None), None)  # fmt: skip
