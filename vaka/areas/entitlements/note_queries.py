"""What IVO's form asks of a wait beside its reason: field, consequences, follow-ups."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vaka.areas.entitlements.models import Decision, WaitNote
from vaka.areas.entitlements.note_rules import FIELD_LABELS, ServiceField, WaitNoteKind, field_of
from vaka.areas.entitlements.queries import AccountRow, QuarterAccount
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value

Dated = tuple[date, str]


@dataclass(frozen=True)
class Said:
    """What is said of one decision's wait to IVO and nobody else.

    Attributes:
        told: the field as somebody wrote it; empty where the unit's own holds.
        consequences, follow_ups: by day, oldest first, of the wait that the quarter tells of.
    """

    field: ServiceField
    told: str
    consequences: tuple[Dated, ...]
    follow_ups: tuple[Dated, ...]

    @property
    def plain(self) -> list[str]:
        """What a digest is taken of; empty where nobody has written anything."""
        dated = [f"{day} {words}" for day, words in (*self.consequences, *self.follow_ups)]
        return [*filter(None, [self.told]), *dated]


def field_label(field: ServiceField) -> str:
    """Give a field's words with its short form."""
    return f"{FIELD_LABELS[field]} ({field})"


def usual_field(unit: Unit, on: date) -> str:
    """Give the field of the unit's decisions by SoL, a local value."""
    return str(local_value("not_executed.service_field", on, unit))


def said_of(account: QuarterAccount, until: date) -> dict[uuid.UUID, Said]:
    """Give what is said to IVO of each row's wait.

    Args:
        until: the last day of which notes are told: that of IVO's window.
    """
    rows = {row.id: row for _title, table in account.tables() for row in table}
    found = Decision.objects.filter(pk__in=rows).select_related("case__unit")
    notes: dict[uuid.UUID, list[WaitNote]] = {}
    for note in WaitNote.objects.filter(decision__in=rows, on_date__lte=until):
        notes.setdefault(note.decision_id, []).append(note)
    usual: dict[uuid.UUID, str] = {}
    said = {}
    for one in found:
        unit = one.case.unit
        if unit.pk not in usual:
            usual[unit.pk] = usual_field(unit, account.quarter.last_date)
        own = list(_of_wait(rows[one.pk], one, notes.get(one.pk, ())))
        said[one.pk] = Said(
            field_of(one.service_field, one.law, usual[unit.pk]), one.service_field,
            _of_kind(own, WaitNoteKind.CONSEQUENCE), _of_kind(own, WaitNoteKind.FOLLOW_UP),
        )  # fmt: skip
    return said


def without_consequences(account: QuarterAccount, until: date) -> int:
    """Give how many decisions wait at the quarter's end and say nothing of what it means for the
    person."""
    waiting = {row.id: row for row in (*account.not_executed, *account.interrupted)}
    noted = WaitNote.objects.filter(
        decision__in=waiting, kind=WaitNoteKind.CONSEQUENCE, on_date__lte=until
    )
    told = {note.decision_id for note in noted.select_related("decision")
            if note.on_date >= _since(waiting[note.decision_id], note.decision)}  # fmt: skip
    return len(waiting.keys() - told)


def _of_wait(row: AccountRow, one: Decision, notes: Iterable[WaitNote]) -> Iterable[WaitNote]:
    """The notes of the wait that a row tells of: from its first day to the day it was over."""
    first, last = _since(row, one), row.over or date.max
    return (note for note in notes if first <= note.on_date <= last)


def _since(row: AccountRow, one: Decision) -> date:
    return row.interrupted if row.is_break and row.interrupted else one.decided_date


def _of_kind(notes: Iterable[WaitNote], kind: WaitNoteKind) -> tuple[Dated, ...]:
    return tuple((note.on_date, note.words) for note in notes if note.kind == kind)
