"""What is done with the register of attesters; nothing that has held is written over."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from vaka.areas.attests import queries, rules
from vaka.areas.attests.models import AttestLine
from vaka.areas.attests.rules import HANDLE, Line
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import Verdict, require

ONE_DAY = timedelta(days=1)


@dataclass
class TakenIn:
    """How many lines of a list were new or changed, stood so already, and ended."""

    changed: int = 0
    unchanged: int = 0
    ended: list[str] = field(default_factory=list)


@action
def add_line(*, by: Viewer, unit: Unit, new: Line, valid_from: date) -> AttestLine:
    """Write in a line that holds from a day."""
    demand(by, HANDLE, unit.pk)
    held = AttestLine.objects.filter(unit=unit, responsibility=new.responsibility,
                                     activity=new.activity)  # fmt: skip
    taken = queries.in_force(held, valid_from).exists()
    require(_may(new, valid_from, taken=taken))
    last = AttestLine.objects.filter(unit=unit).order_by("number").last()
    number = new.number or (last.number + 1 if last else 1)
    made = _write(unit, new, valid_from, number)
    _told(by, "attest.add_line", made)
    return made


@action
def change_line(*, by: Viewer, line_id: uuid.UUID, new: Line, valid_from: date) -> AttestLine:
    """Let a line hold otherwise from a day; the old one stands until the day before."""
    old = _held(by, line_id)
    require(_may(new, valid_from, before=old.valid_from))
    old.valid_until = valid_from - ONE_DAY
    old.save(update_fields=["valid_until"])
    made = _write(old.unit, new, valid_from, old.number)
    _told(by, "attest.change_line", made)
    return made


@action
def end_line(*, by: Viewer, line_id: uuid.UUID, last: date) -> AttestLine:
    """Let a line hold until a day."""
    old = _held(by, line_id)
    require(rules.may_end(old.valid_from, last))
    old.valid_until = last
    old.save(update_fields=["valid_until"])
    _told(by, "attest.end_line", old)
    return old


@action
def take_in_lines(
    *, by: Viewer, unit: Unit, lines: Sequence[Line], valid_from: date, source: str
) -> TakenIn:
    """Take a whole list in, from a day: what it holds otherwise changes, what it lacks ends."""
    demand(by, HANDLE, unit.pk)
    held = queries.in_force(AttestLine.objects.filter(unit=unit), valid_from)
    stands = {(one.responsibility, one.activity): one for one in held}
    taken = TakenIn()
    for line in lines:
        old = stands.pop((line.responsibility, line.activity), None)
        if old is not None and queries.as_line(old) == line:
            taken.unchanged += 1
            continue
        if old is not None:
            _end(old, valid_from)
        _write(unit, line, valid_from, line.number)
        taken.changed += 1
    for left in stands.values():
        _end(left, valid_from)
        taken.ended.append(left.responsibility)
    note(by=by, verb="attest.take_in_lines", object_kind="attest_line", unit_id=unit.pk,
         data={"source": source, "rows": taken.changed, "ended": len(taken.ended)})  # fmt: skip
    return taken


def _end(old: AttestLine, new_from: date) -> None:
    """A line that began the same day never held, and goes."""
    if old.valid_from >= new_from:
        old.delete()
        return
    old.valid_until = new_from - ONE_DAY
    old.save(update_fields=["valid_until"])


def _write(unit: Unit, new: Line, valid_from: date, number: int) -> AttestLine:
    return AttestLine.objects.create(
        unit=unit, number=number, responsibility=new.responsibility, activity=new.activity,
        name=new.name, attester=new.attester, substitutes="; ".join(new.substitutes),
        operating=new.operating, investment=new.investment, note=new.note, remark=new.remark,
        valid_from=valid_from,
    )  # fmt: skip


def _may(
    new: Line, valid_from: date, *, before: date | None = None, taken: bool = False
) -> Verdict:  # fmt: skip
    return rules.may_write(
        responsibility=new.responsibility, attester=new.attester, substitutes=new.substitutes,
        valid_from=valid_from, before=before, taken=taken,
    )  # fmt: skip


def _held(by: Viewer, line_id: uuid.UUID) -> AttestLine:
    found = queries.line_of(by, line_id)
    demand(by, HANDLE, found.unit_id)
    return AttestLine.objects.select_for_update().get(pk=found.pk)


def _told(by: Viewer, verb: str, one: AttestLine) -> None:
    note(by=by, verb=verb, object_kind="attest_line", object_id=one.pk, unit_id=one.unit_id,
         data={"responsibility": one.responsibility, "attester": one.attester,
               "from": str(one.valid_from), "until": str(one.valid_until or "")})  # fmt: skip
