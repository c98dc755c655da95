"""What is told of a waiting list's month; each time one transaction with its log row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vaka.areas.waiting_lists import rules
from vaka.areas.waiting_lists.check_rules import Key
from vaka.areas.waiting_lists.models import ToldCount
from vaka.areas.waiting_lists.rules import TELL, ListKind, Value
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@dataclass(frozen=True)
class Told:
    """One cell as it is told."""

    value: Value
    mark: str = ""
    note: str = ""


@action
def tell_months(
    *, by: Viewer, unit: Unit, kind: ListKind, cells: Mapping[Key, Told], today: date,
    source: str = "", capability: str = TELL,
) -> int:  # fmt: skip
    """Keep cells as they were told; the same again changes nothing, another value replaces the one
    before and the log holds both. Returns how many were new or changed.

    Args:
        capability: what the viewer must hold at the unit; an import asks for its own.
    """
    demand(by, capability, unit.pk)
    require(rules.may_tell({key[2] for key in cells}, today))
    stands = {
        (one.group, one.measure, one.month): one
        for one in ToldCount.objects.filter(unit=unit, list_code=kind.code)
    }
    before: dict[str, str] = {}
    changed = 0
    for key, told in cells.items():
        row = stands.get(key)
        new = {"shown": told.value.shown, "number": told.value.number, "mark": told.mark,
               "note": told.note}  # fmt: skip
        if row and all(getattr(row, name) == value for name, value in new.items()):
            continue
        changed += 1
        if row:
            before["/".join(map(str, key))] = row.value.text
        row = row or ToldCount(unit=unit, list_code=kind.code, group=key[0], measure=key[1],
                               month=key[2])  # fmt: skip
        for name, value in (new | {"source": source, "told_by": by.person}).items():
            setattr(row, name, value)
        row.save()
    note(by=by, verb="waiting_list.tell_months", object_kind="waiting_list", object_id=kind.code,
         unit_id=unit.pk, data={"cells": changed, "before": before, "source": source})  # fmt: skip
    return changed
