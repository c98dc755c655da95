"""Reading alarms out of an alarm system's log: each row that is an alarm, once."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from vaka.areas.night_care import alarm_actions, alarm_rules
from vaka.areas.night_care.alarm_actions import RUN
from vaka.areas.night_care.alarm_rules import SAID, URGENT, LogRow
from vaka.areas.night_care.models import AlarmEvent, NightRoom
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.numbers import find_numbers

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

NO_UNIT = (
    "Enheten finns inte, eller så får du inte läsa in för den. Skriv --unit, till exempel almen-1."
)
NO_TIME = "Det framgår inte när larmet kom. Rätta det i källan."
BEFORE = "Tiden ligger före larmet och är utelämnad. Kontrollera den i källan."
NO_ROOM = "Rummet finns inte bland boendets rum. Larmet är sparat utan rum."
IDENTITY = "Texten innehåller något som ser ut som ett personnummer. Ta bort det i källan."
LEFT_OUT = {
    LogRow.TEST: "Provlarm är inga larm. Så många rader är utelämnade: %d.",
    LogRow.HEARTBEAT: "Livstecken är inga larm. Så många rader är utelämnade: %d.",
    LogRow.RESET: "Återställningar är inga larm. Så många rader är utelämnade: %d.",
    LogRow.DEVICE: "Meddelanden om tekniken är inga larm. Så många rader är utelämnade: %d.",
}


def _text(name: str, label: str, length: int, *headings: str) -> Field:
    return Field(name, Kind.TEXT, label, headings, max_length=length)


def _moment(name: str, label: str, *headings: str, required: bool = False) -> Field:
    return Field(name, Kind.MOMENT, label, headings, required=required)


SCHEMA = TargetSchema(
    kind="alarms",
    label_sv="Larmlogg",
    key_fields=("number",),
    fields=(
        _text("number", "Larmnummer", 80, "larm-id", "alarm_id", "händelse-id"),
        _text("unit", "Enhet", 200, "avdelning", "boende"),
        _text("room", "Rum", 60, "lägenhet", "plats", "room"),
        _text("device", "Larmenhet", 60, "enhetsnummer", "device", "givare"),
        _text("kind", "Larmtyp", 60, "typ", "alarm_type"),
        Field("event", Kind.CODE, "Händelse", ("event", "händelsetyp"), values=SAID),
        Field("priority", Kind.CODE, "Prioritet", ("priority",), values=URGENT),
        _moment("raised_at", "Larmade", "larmtid", "tid", "raised", required=True),
        _moment("acknowledged_at", "Kvitterat", "kvitterad", "acknowledged", "besvarat"),
        _moment("helped_at", "Hjälp på plats", "på plats", "närvaro", "helped"),
        _moment("ended_at", "Avslutat", "avslutad", "ended"),
        _text("source_system", "Larmsystem", 60, "system"),
    ),
)


@dataclass
class Work:
    """One import under way."""

    by: Viewer
    file: TypedFile
    options: ImportOptions
    units: dict[str, Unit]
    rooms: dict[tuple[Any, str], NightRoom]
    new: list[AlarmEvent] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    strange_rooms: set[str] = field(default_factory=set)


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import alarms; the same log again adds nothing.

    Tests, signs of life, resets and what devices say of themselves are left out and counted.
    """
    demand(by, RUN)
    began = time.monotonic()
    units = Unit.objects.filter(pk__in=by.unit_ids(RUN)) if not by.everywhere else Unit.objects
    named = {name.casefold(): one for one in units.all() for name in (one.code, one.name)}
    rooms = {(one.unit_id, one.label): one for one in NightRoom.objects.filter(ended_date=None)}
    work = Work(by, file, options, named, rooms)
    for chunk in file.chunks():
        for row in chunk.iter_rows(named=True):
            _take(work, row)
        options.progress(file.read)
    for code, many in work.left_out.items():
        file.warn(work.first[code], "event", code, LEFT_OUT[LogRow(code)] % many)
    imported = len(work.new) if options.dry_run else 0
    if work.new and not options.dry_run:
        imported = alarm_actions.take_alarms(by=by, rows=work.new, source=options.source)
    unchanged = len(work.new) - imported + sum(work.left_out.values())
    seconds = round(time.monotonic() - began, 3)
    return file.receipt(imported=imported, unchanged=unchanged, seconds=seconds)


def _take(work: Work, row: dict[str, Any]) -> None:
    if not alarm_rules.is_alarm(row["event"]):
        work.left_out[row["event"]] += 1
        work.first.setdefault(row["event"], row["row"])
        return
    unit = work.units.get((row["unit"] or work.options.unit_code or "").strip().casefold())
    if unit is None:
        work.file.reject(row["row"], "unit", row["unit"] or "", NO_UNIT)
    elif row["raised_at"] is None:
        work.file.reject(row["row"], "raised_at", row["raised_at_raw"] or "", NO_TIME)
    elif any(find_numbers(row[name] or "") for name in ("room", "device", "kind", "number")):
        work.file.reject(row["row"], "room", "", IDENTITY)
    else:
        work.new.append(_alarm(work, row, unit))


def _alarm(work: Work, row: dict[str, Any], unit: Unit) -> AlarmEvent:
    raised = row["raised_at"]
    room = _room(work, row, unit)
    return AlarmEvent(
        key=f"{unit.code}:{row['key']}"[:64], unit=room.unit if room else unit, room=room,
        device=row["device"] or "", kind=(row["kind"] or row["event_raw"] or "")[:60],
        is_urgent=row["priority"] == "urgent", raised_at=raised, source=work.options.source[:200],
        **{name: _then(work, row, name, raised)
           for name in ("acknowledged_at", "helped_at", "ended_at")},
    )  # fmt: skip


def _then(work: Work, row: dict[str, Any], name: str, raised: datetime) -> datetime | None:
    told: datetime | None = row[name]
    found = alarm_rules.came_after(raised, told)
    if told is not None and found is None:
        work.file.warn(row["row"], name, row[f"{name}_raw"] or "", BEFORE)
    return found


def _room(work: Work, row: dict[str, Any], unit: Unit) -> NightRoom | None:
    """Give the room: of the unit, or of a ward of the home that the log names."""
    if not row["room"]:
        return None
    label = alarm_rules.room_label(row["room"])
    found = work.rooms.get((unit.pk, label))
    if found is None:
        found = next((room for (_unit, name), room in work.rooms.items()
                      if name == label and room.unit.parent_id == unit.pk), None)  # fmt: skip
    if found is None and row["room"] not in work.strange_rooms:
        work.strange_rooms.add(row["room"])
        work.file.warn(row["row"], "room", row["room"], NO_ROOM)
    return found


IMPORTS = (ImportKind(SCHEMA, RUN, import_rows, "night_care:nights"),)
