"""What is done with a room's equipment: entered, found faulty, mended, taken away."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from vaka.areas.night_care import equipment_rules
from vaka.areas.night_care.equipment_models import EquipmentFault, RoomEquipment
from vaka.areas.night_care.models import NightRoom
from vaka.areas.night_care.rules import HANDLE
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.law.verdict import require


@action
def equip(*, by: Viewer, room_id: uuid.UUID, kinds: Sequence[str], since_date: date) -> None:
    """Enter what a room has."""
    room = NightRoom.objects.filter(pk=room_id, ended_date=None).select_related("unit").first()
    if room is None or not by.may(HANDLE, room.unit_id):
        raise NotVisible(str(room_id))
    held = RoomEquipment.objects.filter(room=room, ended_date=None).values_list("kind", flat=True)
    require(equipment_rules.may_equip(held=list(held), kinds=kinds, since=since_date,
                                      today=timezone.localdate()))  # fmt: skip
    for kind in kinds:
        RoomEquipment.objects.create(room=room, kind=kind, since_date=since_date)
    note(by=by, verb="night_care.equip", object_kind="night_room", object_id=room.pk,
         unit_id=room.unit_id, data={"kinds": list(kinds), "since": str(since_date)})  # fmt: skip


@action
def report_fault(*, by: Viewer, equipment_id: uuid.UUID, words: str) -> None:
    """Write down that something does not work, and what is wrong."""
    one = held_of(by, equipment_id)
    is_faulty = one.faults.filter(mended_date=None).exists()
    require(equipment_rules.may_report(words=words, is_faulty=is_faulty))
    EquipmentFault.objects.create(equipment=one, words=words, found_date=timezone.localdate(),
                                  found_by=by.person)  # fmt: skip
    _noted(by, "report_fault", one, words)


@action
def mend(*, by: Viewer, equipment_id: uuid.UUID, words: str = "") -> None:
    """Write down that it works again."""
    one = held_of(by, equipment_id)
    open_faults = one.faults.filter(mended_date=None)
    require(equipment_rules.may_mend(is_faulty=open_faults.exists()))
    open_faults.update(mended_date=timezone.localdate())
    _noted(by, "mend", one, words)


@action
def take_away(*, by: Viewer, equipment_id: uuid.UUID, words: str = "") -> None:
    """Write down that a room has it no more; what was told of it stays."""
    one = held_of(by, equipment_id)
    one.ended_date = timezone.localdate()
    one.save(update_fields=["ended_date"])
    _noted(by, "take_away", one, words)


def held_of(by: Viewer, equipment_id: uuid.UUID) -> RoomEquipment:
    """Give what a room has, to who may change it. Raises NotVisible, NotAllowed."""
    rows = RoomEquipment.visible_to(by).filter(pk=equipment_id, ended_date=None)
    one: RoomEquipment | None = rows.select_related("room__unit").first()
    if one is None:
        raise NotVisible(str(equipment_id))
    demand(by, HANDLE, one.room.unit_id)
    return one


def _noted(by: Viewer, verb: str, one: RoomEquipment, words: str) -> None:
    note(by=by, verb=f"night_care.{verb}", object_kind="room_equipment", object_id=one.pk,
         unit_id=one.room.unit_id, data={"kind": one.kind, "words": words})  # fmt: skip
