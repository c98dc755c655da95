"""Reads of what goes to the journal: what is left, files with what became of them, rooms."""

import json
import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from vaka.areas.care_plans import journal_queries as plans
from vaka.areas.care_plans.journal_queries import Planned
from vaka.areas.journals import entry_queries, rules, shapes
from vaka.areas.journals.entry_queries import Gathered
from vaka.areas.journals.models import JournalFile, JournalRow, RoomTie
from vaka.areas.journals.rules import (
    ADVICE,
    FAULT_LABELS,
    HAND_OVER,
    ORIGINAL_LABELS,
    SEE,
    Fault,
    FileStage,
    Original,
    RowState,
)
from vaka.areas.journals.shapes import Shape
from vaka.areas.night_care import journal_queries as nights
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.organisation.models import Unit, UnitKind
from vaka.foundation.organisation.queries import local_value, visible_units
from vaka.foundation.people import identities
from vaka.law.verdict import Verdict, require

ORIGINAL, ROUTINE = "journal.original", "journal.protected_routine"
RECEIPT = "journal.receipt_days"


@dataclass(frozen=True)
class FileRow:
    """One file in the list."""

    id: uuid.UUID
    name: str
    unit_name: str
    day: date
    rows: int
    accepted: int
    waits: int
    refused: int
    stage: FileStage
    stage_label: str
    sent_date: date | None
    is_late: bool


@dataclass(frozen=True)
class DayRow:
    """One day with what waits to be handed over."""

    day: date
    rows: int
    corrections: int
    is_over: bool


@dataclass(frozen=True)
class FaultRow:
    """Why some notes cannot be handed over, where, and what to do."""

    fault: Fault
    words: str
    advice: str
    rows: int
    places: list[str]


@dataclass(frozen=True)
class Refused:
    """A row that the journal refused and that has not been handed over since."""

    row: JournalRow
    label: str


@dataclass(frozen=True)
class UnitPage:
    """What a unit has handed over and has not."""

    unit: Unit
    original: Original
    original_label: str
    shape: Shape
    since: date | None
    days: list[DayRow]
    faults: list[FaultRow]
    refused: list[Refused]
    files: list[FileRow]
    routine: str
    may_hand_over: bool

    @property
    def left(self) -> int:
        """How many notes are not handed over, whatever hinders."""
        return sum(one.rows for one in self.days) + sum(one.rows for one in self.faults)

    @property
    def waits(self) -> int:
        """How many rows are handed over without an answer."""
        return sum(one.waits for one in self.files if one.stage is FileStage.SENT)

    @property
    def protected(self) -> int:
        """How many notes wait for the routine."""
        return sum(one.rows for one in self.faults if one.fault is Fault.PROTECTED)


@dataclass(frozen=True)
class DayPage:
    """A day as its file would be made."""

    gathered: Gathered
    day: date
    original: Original
    shape: Shape
    verdict: Verdict


@dataclass(frozen=True)
class FilePage:
    """One file with its rows; the rows only to whoever hands over."""

    row: FileRow
    file: JournalFile
    told: list[JournalRow]
    manifest: str
    steps: list[str]
    has_file: bool
    may_hand_over: bool


@dataclass(frozen=True)
class RoomRow:
    """A room with whose it is."""

    id: uuid.UUID
    label: str
    unit_name: str
    is_ended: bool
    tie: RoomTie | None
    plan: Planned | None


def units(viewer: Viewer, capability: str = SEE) -> list[Unit]:
    """Give the units that a viewer may look at; a ward is looked at with its home.

    Raises NotAllowed.
    """
    demand(viewer, capability)
    found = visible_units(viewer, capability, on=viewer.on)
    return [one for one in found if one.kind != UnitKind.WARD]


def unit_chosen(viewer: Viewer, code: str, capability: str = SEE) -> Unit:
    """Give the unit asked for, else that of the viewer's role. Raises NotVisible, NotAllowed."""
    demand(viewer, capability)
    own = viewer.granted(capability)
    found = units(viewer, capability)
    unit = next((one for one in found if (one.code == code if code else one.pk in own)), None)
    if unit is None:
        raise NotVisible(code)
    return unit


def original_of(unit: Unit, on: date) -> Original:
    """Say where a unit's journal is."""
    return Original(local_value(ORIGINAL, on, unit))


def unit_page(viewer: Viewer, unit: Unit, most: int) -> UnitPage:
    """Give what a unit has handed over and has not. Raises NotAllowed."""
    demand(viewer, SEE, unit.pk)
    original, hands = original_of(unit, viewer.on), viewer.may(HAND_OVER, unit.pk)
    found = entry_queries.gathered(viewer, unit) if hands else None
    if original is not Original.CASE_SYSTEM:
        found = None
    rows = _files(viewer).filter(unit__in=Unit.objects.below(unit))[:most]
    return UnitPage(
        unit, original, str(ORIGINAL_LABELS[original]), shapes.shape(viewer.on),
        found.since if found else None, _days(found, viewer.on) if found else [],
        _faults(found) if found else [], _refused(unit) if hands else [],
        [_file_row(one, viewer.on) for one in rows],
        str(local_value(ROUTINE, viewer.on, unit)), hands,
    )  # fmt: skip


def day_page(viewer: Viewer, unit: Unit, day: date) -> DayPage:
    """Give what a day's file would hold; logged as read. Raises NotAllowed."""
    found = entry_queries.gathered(viewer, unit).of(day)
    shown = sorted({one.entry.plan for one in found.whole})
    note_read(by=viewer, object_kind="journal_file", object_id="", unit_id=unit.pk,
              data={"day": str(day), "shown": shown})  # fmt: skip
    original = original_of(unit, viewer.on)
    verdict = rules.may_make(rows=len(found.whole), day=day, today=viewer.on, original=original)
    return DayPage(found, day, original, shapes.shape(viewer.on), verdict)


def file_page(viewer: Viewer, file_id: uuid.UUID) -> FilePage:
    """Give one file; logged as read. Raises NotAllowed, NotVisible."""
    one = found(viewer, file_id)
    note_read(by=viewer, object_kind="journal_file", object_id=one.pk, unit_id=one.unit_id)
    hands, row = viewer.may(HAND_OVER, one.unit_id), _file_row(one, viewer.on)
    steps = {FileStage.MADE: ["send", "withdraw"], FileStage.SENT: ["answer"]}.get(row.stage, [])
    told = (
        one.told.select_related("plan", "room", "corrects") if hands else JournalRow.objects.none()
    )
    return FilePage(
        row, one, list(told), manifest(one), steps if hands else [],
        one.sealed_file is not None and row.stage is not FileStage.WITHDRAWN, hands,
    )  # fmt: skip


def content_of(viewer: Viewer, file_id: uuid.UUID) -> tuple[str, bytes]:
    """Give a file with its name; that it was fetched is logged.

    Raises:
        NotAllowed, NotVisible: the viewer hands nothing over at the unit.
        RuleRefused: the file is gone or withdrawn.
        vaka.foundation.people.identities.LostKey: the key ring lacks its key.
    """
    one = found(viewer, file_id)
    demand(viewer, HAND_OVER, one.unit_id)
    require(rules.may_fetch(stage_of(one), has_file=one.sealed_file is not None))
    note_read(by=viewer, object_kind="journal_file", object_id=one.pk, unit_id=one.unit_id,
              data={"fetched": True, "digest": one.digest})  # fmt: skip
    text = identities.unsealed(one.key_id, bytes(one.sealed_file or b""))
    return f"{name_of(one)}.csv", text.encode()


def manifest(one: JournalFile) -> str:
    """Give what goes with a file: its shape, rows, check sum, and how it is to be answered.

    Nobody is named in it.
    """
    shape = shapes.shape(one.shape_since)
    corrections = one.told.exclude(corrects=None).count()
    told = {
        "shape": shape.name, "version": shape.version, "verified": shape.verified,
        "file": f"{name_of(one)}.csv", "sha256": one.digest, "encoding": "utf-8",
        "separator": ";", "unit": one.unit.code, "day": str(one.day), "number": one.number,
        "rows": one.rows, "corrections": corrections, "left": one.left,
        "made_at": one.made_at.isoformat(timespec="seconds"),
        "fields": [{"name": part.name, "label": part.label} for part in shape.fields],
        "receipt": {"columns": list(shape.receipt), "answers": list(shape.answers)},
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def found(viewer: Viewer, file_id: uuid.UUID) -> JournalFile:
    """Give a file that the viewer may see. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE)
    one = _files(viewer).filter(pk=file_id).first()
    if one is None:
        raise NotVisible(str(file_id))
    return one


def unsent(viewer: Viewer, unit: Unit, first: date, last: date) -> list[JournalFile]:
    """Give a unit's files of some days that nobody has been given. Raises NotAllowed."""
    demand(viewer, HAND_OVER, unit.pk)
    rows = JournalFile.objects.filter(unit=unit, day__range=(first, last), sent_date=None,
                                      withdrawn_at=None, sealed_file__isnull=False)  # fmt: skip
    return list(rows.select_related("unit").order_by("day", "number"))


def stage_of(one: JournalFile) -> FileStage:
    """Give where a file stands."""
    waits = one.told.filter(state=RowState.WAITS).count()
    return rules.stage(is_withdrawn=one.withdrawn_at is not None,
                       is_sent=one.sent_date is not None, waits=waits)  # fmt: skip


def name_of(one: JournalFile) -> str:
    """Give a file's name without its ending."""
    return f"journal-{one.unit.code}-{one.day}-{one.number}"


def rooms(viewer: Viewer, unit: Unit) -> list[RoomRow]:
    """Give a unit's rooms with whose they are; logged as read. Raises NotAllowed."""
    demand(viewer, HAND_OVER, unit.pk)
    below = list(Unit.objects.below(unit).values_list("pk", flat=True))
    known = {one.id: one for one in plans.plans(viewer, below)}
    found = nights.rooms(viewer, below)
    ties = {one.room_id: one for one in RoomTie.objects.filter(room__in=found, until_date=None)}
    note_read(by=viewer, object_kind="journal_file", object_id="", unit_id=unit.pk,
              data={"rooms": len(found)})  # fmt: skip
    return [
        RoomRow(one.pk, one.label, one.unit.name, one.ended_date is not None, ties.get(one.pk),
                known.get(ties[one.pk].plan_id) if one.pk in ties else None)
        for one in found
    ]  # fmt: skip


def room(viewer: Viewer, unit: Unit, room_id: uuid.UUID) -> RoomRow:
    """Give one of a unit's rooms. Raises NotVisible, NotAllowed."""
    row = next((one for one in rooms(viewer, unit) if one.id == room_id), None)
    if row is None:
        raise NotVisible(str(room_id))
    return row


def open_plans(viewer: Viewer, unit: Unit) -> list[Planned]:
    """Give the plans at a unit and below it that are tied to no room. Raises NotAllowed."""
    demand(viewer, HAND_OVER, unit.pk)
    below = list(Unit.objects.below(unit).values_list("pk", flat=True))
    tied = set(RoomTie.objects.filter(until_date=None).values_list("plan_id", flat=True))
    found = plans.plans(viewer, below)
    return [one for one in found if one.is_open and one.id not in tied]


def _files(viewer: Viewer) -> QuerySet[JournalFile]:
    rows = JournalFile.objects.select_related("unit", "made_by", "sent_by")
    if not viewer.everywhere:
        rows = rows.filter(unit__in=viewer.unit_ids(SEE))
    many = {one.value: Count("told", filter=Q(told__state=one)) for one in RowState}
    rows = rows.annotate(**{f"n_{name}": count for name, count in many.items()})
    return rows.order_by("-day", "-number", "unit__name")  # counting drops the table's own order


def _file_row(one: JournalFile, today: date) -> FileRow:
    accepted, waits, refused = (
        getattr(one, f"n_{name}") for name in ("accepted", "waits", "refused")
    )
    where = rules.stage(is_withdrawn=one.withdrawn_at is not None,
                        is_sent=one.sent_date is not None, waits=waits)  # fmt: skip
    days = int(local_value(RECEIPT, today, one.unit))
    return FileRow(
        one.pk, name_of(one), one.unit.name, one.day, one.rows, accepted, waits, refused, where,
        str(rules.STAGE_LABELS[where]), one.sent_date,
        where is FileStage.SENT and rules.is_late(one.sent_date, waits, today, days),
    )  # fmt: skip


def _days(found: Gathered, today: date) -> list[DayRow]:
    rows = Counter(one.entry.day for one in found.whole)
    put_right = Counter(one.entry.day for one in found.whole if one.corrects)
    return [DayRow(day, rows[day], put_right[day], day < today) for day in sorted(rows)]


def _faults(found: Gathered) -> list[FaultRow]:
    faults = Counter(one.entry.fault for one in found.erring)
    return [
        FaultRow(
            fault, str(FAULT_LABELS[fault]), str(ADVICE[fault]), faults[fault],
            sorted({one.entry.where for one in found.erring if one.entry.fault is fault}),
        )
        for fault in Fault if faults[fault]
    ]  # fmt: skip


def _refused(unit: Unit) -> list[Refused]:
    """The rows that were refused and whose note has not been handed over since."""
    rows = JournalRow.objects.filter(unit__in=Unit.objects.below(unit), state=RowState.REFUSED)
    again = JournalRow.objects.filter(state__in=rules.HANDED, key__in=rows.values("key"))
    left = rows.exclude(key__in=again.values("key")).select_related("file__unit", "plan", "room")
    newest = {one.key: one for one in left.order_by("answered_at")}
    return [Refused(one, str(rules.ENTRY_LABELS[rules.EntryKind(one.kind)]))
            for one in newest.values()]  # fmt: skip
