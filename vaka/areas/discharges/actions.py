"""What is done with discharges: rows taken in from the planning system, reasons told."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from vaka.areas.discharges import queries, rules
from vaka.areas.discharges.models import Discharge
from vaka.areas.discharges.rules import TELL
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.numbers import find_numbers
from vaka.law.verdict import require

FIELDS = ("notice_date", "ready_date", "told_date", "home_date", "goes_to", "billed_days", "sip")
RUN = "import.run"


@action
def tell_reason(*, by: Viewer, discharge_id: uuid.UUID, reason: str, words: str) -> Discharge:
    """Say why somebody stayed past the days agreed on; another reason replaces the one before.

    Raises:
        NotVisible, NotAllowed: the viewer does not see the stay, or tells no reasons at its unit.
        RuleRefused: nobody stayed too long, or the reason lacks words.
    """
    row, line = queries.one(by, discharge_id)
    demand(by, TELL, row.unit_id)
    names_one = bool(find_numbers(words))
    require(rules.may_tell_reason(not line.is_within, reason, words, names_one=names_one))
    before = {"reason": row.reason, "words": row.words}
    row.reason, row.words, row.told_by = reason, words.strip(), by.person
    row.save(update_fields=["reason", "words", "told_by"])
    note(by=by, verb="discharge.tell_reason", object_kind="discharge", object_id=row.pk,
         unit_id=row.unit_id, data={"reason": reason, "before": before})  # fmt: skip
    return row


@action
def take_in_stays(
    *, by: Viewer, unit: Unit, rows: Iterable[Mapping[str, Any]], source: str = ""
) -> tuple[int, int]:
    """Keep stays by their number in the planning system; what comes again is brought up.

    A reason in the file is kept where nobody has told one here. Gives how many were new or
    changed, and how many were as they stood.
    """
    demand(by, RUN, unit.pk)
    given = {row["number"]: row for row in rows}
    stand = {one.number: one for one in Discharge.objects.filter(unit=unit, number__in=given)}
    new: list[Discharge] = []
    changed: list[Discharge] = []
    for number, row in given.items():
        one = stand.get(number) or Discharge(unit=unit, number=number)
        if not _fill(one, row, source):
            continue
        (changed if number in stand else new).append(one)
    Discharge.objects.bulk_create(new, batch_size=500)
    Discharge.objects.bulk_update(changed, [*FIELDS, "reason", "source"], batch_size=200)
    note(by=by, verb="discharge.take_in_stays", object_kind="discharge", unit_id=unit.pk,
         data={"new": len(new), "changed": len(changed), "source": source})  # fmt: skip
    return len(new) + len(changed), len(given) - len(new) - len(changed)


def _fill(one: Discharge, row: Mapping[str, Any], source: str) -> bool:
    """Write a row's values; says whether anything was another than it stood."""
    told = {name: row.get(name) for name in FIELDS}
    told["goes_to"] = told["goes_to"] or ""
    told["sip"] = told["sip"] or one.sip  # a file without the column does not unsay it
    if not one.told_by_id:
        told["reason"] = row.get("reason") or ""
    is_same = not one._state.adding and all(getattr(one, k) == v for k, v in told.items())
    for name, value in told.items():
        setattr(one, name, value)
    one.source = one.source if is_same else source[:200]
    return not is_same
