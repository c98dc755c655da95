"""What is done with files to the journal; each verb is one transaction with its log row."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.journals import entry_queries, queries, rules, shapes
from vaka.areas.journals.entry_queries import Gathered
from vaka.areas.journals.models import JournalFile, JournalRow, RoomTie
from vaka.areas.journals.rules import HAND_OVER, Fault, RowState, Turn
from vaka.foundation import sealed_files
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people import identities
from vaka.law.verdict import require

KEEP_DAYS = "journal.keep_file_days"
KIND = "journal_file"


@dataclass(frozen=True)
class RowAnswer:
    """What the journal answered of one row."""

    row: uuid.UUID
    accepted: bool
    entry: str = ""
    reason: str = ""

    @property
    def state(self) -> RowState:
        """What the row comes to."""
        return RowState.ACCEPTED if self.accepted else RowState.REFUSED


class UnknownRow(LookupError):
    """No row with this number has been handed over from where the viewer hands over."""


@action
def make_file(*, by: Viewer, unit: Unit, day: date) -> JournalFile:
    """Make the file of what was noted at a unit on a day and is not handed over yet.

    Raises:
        NotAllowed: the viewer hands nothing over at the unit.
        RuleRefused: the day is not over, nothing is left, or the journal is not elsewhere.
    """
    demand(by, HAND_OVER, unit.pk)
    Unit.objects.select_for_update().get(pk=unit.pk)
    found = entry_queries.gathered(by, unit).of(day)
    require(rules.may_make(rows=len(found.whole), day=day, today=by.on,
                           original=queries.original_of(unit, by.on)))  # fmt: skip
    rows = [_row(unit, one, found) for one in found.whole]
    made = _kept(by, unit, day, found, rows)
    for row in rows:
        row.file = made
    JournalRow.objects.bulk_create(rows)
    note(by=by, verb="journal_file.make_file", object_kind=KIND, object_id=made.pk,
         unit_id=unit.pk, data={"day": str(day), "rows": made.rows, "left": made.left,
                                "digest": made.digest})  # fmt: skip
    return made


@action
def send_file(*, by: Viewer, file_id: uuid.UUID, sent_date: date) -> JournalFile:
    """Write down that a file was handed over, on what day."""
    one = _held(by, file_id)
    require(rules.may_send(queries.stage_of(one), sent_date, today=by.on,
                           made=timezone.localdate(one.made_at)))  # fmt: skip
    _sent(by, one, sent_date)
    note(by=by, verb="journal_file.send_file", object_kind=KIND, object_id=one.pk,
         unit_id=one.unit_id, data={"sent": str(sent_date)})  # fmt: skip
    return one


@action
def answer_file(*, by: Viewer, file_id: uuid.UUID, accepted: bool, receipt: str) -> JournalFile:
    """Write down one answer for all the rows of a file that have none; refused ones go again."""
    one = _held(by, file_id)
    require(rules.may_answer(queries.stage_of(one), accepted=accepted, receipt=receipt))
    state = RowState.ACCEPTED if accepted else RowState.REFUSED
    told = one.told.filter(state=RowState.WAITS).update(
        state=state, reason="" if accepted else receipt.strip()[:300], answered_at=timezone.now()
    )
    one.receipt = receipt.strip()
    one.save(update_fields=["receipt"])
    note(by=by, verb="journal_file.answer_file", object_kind=KIND, object_id=one.pk,
         unit_id=one.unit_id, data={"accepted": accepted, "rows": told})  # fmt: skip
    return one


@action
def withdraw_file(*, by: Viewer, file_id: uuid.UUID, words: str) -> JournalFile:
    """Withdraw a file that nobody has been given; its notes wait again, the file is removed."""
    one = _held(by, file_id)
    is_corrected = JournalRow.objects.filter(corrects__file=one, state__in=rules.HANDED).exists()
    require(rules.may_withdraw(queries.stage_of(one), words, is_corrected=is_corrected))
    one.told.update(state=RowState.WITHDRAWN, answered_at=timezone.now())
    one.withdrawn_at, one.why, one.sealed_file, one.key_id = timezone.now(), words.strip(), None, ""
    one.save(update_fields=["withdrawn_at", "why", "sealed_file", "key_id"])
    note(by=by, verb="journal_file.withdraw_file", object_kind=KIND, object_id=one.pk,
         unit_id=one.unit_id, data={"rows": one.rows})  # fmt: skip
    return one


@action
def take_receipt(*, by: Viewer, answer: RowAnswer, source: str = "") -> bool:
    """Take in the answer of one row; gives whether it was new. An answered row was handed over.

    Raises:
        NotAllowed: the viewer hands nothing over anywhere.
        UnknownRow: no such row where the viewer hands over.
        RuleRefused: the row has another answer already, or it was refused without a reason.
    """
    fresh, row = is_new(by, answer), _answered(by, answer)
    if fresh:
        row.state, row.entry, row.reason = answer.state, answer.entry[:80], answer.reason[:300]
        row.answered_at = timezone.now()
        row.save(update_fields=["state", "entry", "reason", "answered_at"])
        if row.file is not None and row.file.sent_date is None:
            _sent(by, row.file, by.on)
    note(by=by, verb="journal_file.take_receipt", object_kind=KIND, object_id=row.file_id,
         unit_id=row.unit_id, data={"row": str(row.pk), "state": answer.state, "new": fresh,
                                    "source": source})  # fmt: skip
    return fresh


def is_new(by: Viewer, answer: RowAnswer) -> bool:
    """Say whether an answer of a row would change anything. Raises as `take_receipt`."""
    demand(by, HAND_OVER)
    row = _answered(by, answer)
    if row.state == answer.state:
        return False
    require(rules.may_answer_row(row.state, accepted=answer.accepted, reason=answer.reason))
    return True


@action
def hand_by_routine(*, by: Viewer, unit: Unit, words: str) -> int:
    """Write down that all that waits of protected identities was handed over by the routine.

    Gives how many notes. No number is opened and no file is made.
    """
    demand(by, HAND_OVER, unit.pk)
    Unit.objects.select_for_update().get(pk=unit.pk)
    found = entry_queries.gathered(by, unit)
    told = [one for one in found.erring if one.entry.fault is Fault.PROTECTED]
    routine = str(local_value(queries.ROUTINE, by.on, unit))
    require(rules.may_use_routine(routine, len(told), words))
    now = timezone.now()
    rows = [_row(unit, one, found) for one in told]
    for row in rows:
        row.state, row.reason, row.answered_at = RowState.ROUTINE, words.strip()[:300], now
    JournalRow.objects.bulk_create(rows)
    note(by=by, verb="journal_file.hand_by_routine", object_kind=KIND, unit_id=unit.pk,
         data={"rows": len(rows), "routine": routine, "words": words})  # fmt: skip
    return len(rows)


@action
def tie_room(
    *, by: Viewer, unit: Unit, room_id: uuid.UUID, plan_id: uuid.UUID, from_date: date
) -> RoomTie:
    """Say whose plan a room's nights belong to, from a day."""
    row = queries.room(by, unit, room_id)
    is_free = plan_id in {one.id for one in queries.open_plans(by, unit)}
    require(rules.may_tie(
        starts=from_date, today=by.on, is_tied=row.tie is not None,
        taken_until=_taken_until(room_id), is_free=is_free,
    ))  # fmt: skip
    made = RoomTie.objects.create(room_id=room_id, plan_id=plan_id, from_date=from_date,
                                  set_by=by.person)  # fmt: skip
    note(by=by, verb="journal_file.tie_room", object_kind=KIND, unit_id=unit.pk,
         data={"room": row.label, "plan": str(plan_id), "from": str(from_date)})  # fmt: skip
    return made


@action
def end_tie(*, by: Viewer, unit: Unit, room_id: uuid.UUID, until_date: date) -> None:
    """Say the last day on which a room's nights belong to the plan it is tied to."""
    row = queries.room(by, unit, room_id)
    tie = row.tie
    require(rules.may_end_tie(
        starts=tie.from_date if tie else until_date, ends=until_date, today=by.on,
        last_handed=entry_queries.last_handed(room_id), is_open=tie is not None,
    ))  # fmt: skip
    assert tie is not None
    tie.until_date = until_date
    tie.save(update_fields=["until_date"])
    note(by=by, verb="journal_file.end_tie", object_kind=KIND, unit_id=unit.pk,
         data={"room": row.label, "until": str(until_date)})  # fmt: skip


@action
def drop_files(*, by: Viewer, today: date) -> int:
    """Remove the files whose last day has passed; what is known of them stands.

    Raises:
        NotAllowed: this is the machine's own chore, and nobody else's.
    """
    return sealed_files.drop(by=by, rows=JournalFile, kind=KIND, today=today)


def forget_old() -> None:
    """Remove old files, as the worker does each hour; nothing is written when there are none."""
    if sealed_files.has_old(JournalFile):
        drop_files(by=Viewer.system("worker"), today=timezone.localdate())


def _row(unit: Unit, turn: Turn, found: Gathered) -> JournalRow:
    one = turn.entry
    return JournalRow(
        id=uuid7(), unit=unit, key=one.key, kind=one.kind, plan_id=uuid.UUID(one.plan_id),
        room_id=found.rooms.get(one.key), noted_at=one.at,
        corrects_id=uuid.UUID(turn.corrects) if turn.corrects else None,
    )  # fmt: skip


def _kept(
    by: Viewer, unit: Unit, day: date, found: Gathered, rows: Iterable[JournalRow]
) -> JournalFile:
    shape, numbers = shapes.shape(by.on), _numbers(by, unit, day, found)
    text = rules.written(shape, (
        rules.row_of(turn, str(row.pk), numbers[turn.entry.plan_id])
        for turn, row in zip(found.whole, rows, strict=True)
    ))  # fmt: skip
    sealed = identities.seal(text)
    held = JournalFile.objects.filter(unit=unit, day=day).order_by("number").last()
    return JournalFile.objects.create(
        unit=unit, day=day, number=held.number + 1 if held else 1, shape_since=shape.since,
        rows=len(found.whole), left=len(found.erring), key_id=sealed.key_id,
        sealed_file=sealed.token, digest=hashlib.sha256(text.encode()).hexdigest(),
        keep_until_date=rules.keep_until(by.on, int(local_value(KEEP_DAYS, by.on, unit))),
        made_by=by.person,
    )  # fmt: skip


def _numbers(by: Viewer, unit: Unit, day: date, found: Gathered) -> dict[str, str]:
    """Open the number of each person in a file, by the plan; every opening is logged."""
    wanted = {turn.entry.plan_id for turn in found.whole}
    people = {key: found.plans[key].subject for key in wanted}
    known = {one.pk: one for one in people.values() if one is not None}
    reason = f"Journalfil {unit.code} {day}"
    opened = identities.opened_many(by=by, subjects=list(known.values()), reason=reason)
    return {key: opened[one.pk] for key, one in people.items() if one is not None}


def _answered(by: Viewer, answer: RowAnswer) -> JournalRow:
    rows = JournalRow.objects.exclude(state=RowState.WITHDRAWN).exclude(file=None)
    row = rows.select_related("file").filter(pk=answer.row).first()
    if row is None or not by.may(HAND_OVER, row.unit_id):
        raise UnknownRow(str(answer.row))
    return row


def _sent(by: Viewer, one: JournalFile, day: date) -> None:
    one.sent_date, one.sent_by = day, by.person
    one.save(update_fields=["sent_date", "sent_by"])


def _taken_until(room_id: uuid.UUID) -> date | None:
    """The last day on which a room was tied to somebody before."""
    ended = RoomTie.objects.filter(room=room_id).exclude(until_date=None).order_by("until_date")
    last = ended.last()
    return last.until_date if last else None


def _held(by: Viewer, file_id: uuid.UUID) -> JournalFile:
    one = queries.found(by, file_id)
    demand(by, HAND_OVER, one.unit_id)
    found = JournalFile.objects.select_for_update(of=("self",)).select_related("unit")
    return found.get(pk=one.pk)
