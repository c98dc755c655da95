"""What is decided of registers at units; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.registers import lists, queries, rules
from vaka.areas.registers.models import RegisterUse
from vaka.areas.registers.rules import SET, Span
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewUse:
    """Which register a unit, with those below it, begins to use, from when and why."""

    register: str
    unit: Unit
    from_date: date
    words: str


@action
def begin_use(*, by: Viewer, new: NewUse) -> RegisterUse:
    """Begin to use a register at a unit.

    Raises:
        NotAllowed: the viewer decides nothing of registers at the unit.
        UnknownRegister: there is no such register.
        RuleRefused: too late, used already, or without a reason.
    """
    demand(by, SET, new.unit.pk)
    one = lists.register(new.register)
    require(rules.may_begin(
        new=Span(new.from_date), others=queries.spans_of(one.code, new.unit), closed=one.closed,
        today=by.on, words=new.words,
    ))  # fmt: skip
    row = RegisterUse.objects.create(
        register=one.code, unit=new.unit, from_date=new.from_date, begin_words=new.words.strip(),
        begun_by=by.name,
    )  # fmt: skip
    _told(by, "registers.begin_use", row)
    return row


@action
def end_use(
    *, by: Viewer, use_id: uuid.UUID, until_date: date, replaced_by: str, words: str
) -> RegisterUse:
    """Tell the last day on which a register is used at a unit, and what takes its place.

    Told again, the day is corrected; the log keeps what was told before.
    """
    row = _held(by, use_id)
    if replaced_by and replaced_by != lists.OWN:
        lists.register(replaced_by)
    others = queries.spans_of(row.register, row.unit, but=row.pk)
    require(rules.may_end(
        span=Span(row.from_date), until=until_date, others=others, code=row.register,
        replaced_by=replaced_by, words=words,
    ))  # fmt: skip
    row.until_date, row.replaced_by = until_date, replaced_by
    row.end_words, row.ended_by = words.strip(), by.name
    row.save(update_fields=["until_date", "replaced_by", "end_words", "ended_by"])
    _told(by, "registers.end_use", row)
    return row


@action
def remove_use(*, by: Viewer, use_id: uuid.UUID, words: str) -> RegisterUse:
    """Remove a row that was wrong, with the reason; it stays in the history."""
    row = _held(by, use_id)
    require(rules.may_remove(is_removed=row.removed_at is not None, words=words))
    row.removed_at, row.removed_by = timezone.now(), by.name
    row.removed_words = words.strip()
    row.save(update_fields=["removed_at", "removed_by", "removed_words"])
    _told(by, "registers.remove_use", row)
    return row


def _held(by: Viewer, use_id: uuid.UUID) -> RegisterUse:
    queries.use_to_change(by, use_id)
    return RegisterUse.objects.select_related("unit").select_for_update(of=("self",)).get(pk=use_id)


def _told(by: Viewer, verb: str, row: RegisterUse) -> None:
    data = {"register": row.register, "from": str(row.from_date),
            "until": str(row.until_date or ""), "replaced_by": row.replaced_by}  # fmt: skip
    note(by=by, verb=verb, object_kind="register_use", object_id=row.pk, unit_id=row.unit_id,
         data=data)  # fmt: skip
