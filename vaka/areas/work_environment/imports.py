"""Reading time set aside and used from a planning system, a row a unit, month and kind."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

from vaka.areas.work_environment import rules
from vaka.areas.work_environment.actions import NewTime, log_time
from vaka.areas.work_environment.models import WorkTime
from vaka.areas.work_environment.rules import TimeKind
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

UNKNOWN_UNIT = "Enheten finns inte i Vaka. Rätta namnet eller koden, eller lägg till enheten."
KINDS = {
    "Förflyttning": "travel", "Restid": "travel", "Förflyttning mellan omsorgstagare": "travel",
    "Ombud": "contact", "Ombudsuppdrag": "contact", "Kringuppgifter": "contact",
    "Ombudsuppdrag och kringuppgifter": "contact", "Larm": "alarm", "Larm från enskilda": "alarm",
    "Insatser": "granted", "Beslutade insatser": "granted",
    "Beslutade insatser och dokumentation": "granted", "Dokumentation": "granted",
}  # fmt: skip


def _whole(name: str, label: str, *headings: str, required: bool = False) -> Field:
    return Field(name, Kind.INTEGER, label, headings, required=required)


SCHEMA = TargetSchema(
    kind="work_time",
    label_sv="Avsatt och utförd tid",
    fields=(
        Field("unit", Kind.TEXT, "Enhet", ("unit_code", "grupp"), required=True),
        Field("month", Kind.TEXT, "Månad", ("period",), required=True),
        Field("kind", Kind.CODE, "Tid för", ("slag", "tidsslag"), required=True,
              values=KINDS | {one.value: one.value for one in TimeKind}),
        _whole("planned", "Avsatta minuter", "planerad tid", "planerade minuter", required=True),
        _whole("performed", "Utförda minuter", "utförd tid", required=True),
        _whole("alarms", "Antal larm", "larm"),
        _whole("odd_logs", "Saknade in- och utloggningar", "in- och utloggning saknas"),
    ),
)  # fmt: skip


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import months of time; the same again changes nothing, other minutes replace those before."""
    demand(by, rules.HANDLE)
    began, counts = time.monotonic(), {"imported": 0, "unchanged": 0}
    units = _reached(by)
    for chunk in file.chunks():
        for row in chunk.iter_rows(named=True):
            new = _new(file, row, units)
            if new is None:
                continue
            stands = _stands(new)
            counts["unchanged" if stands else "imported"] += 1
            if not stands and not options.dry_run:
                log_time(by=by, new=new)
        options.progress(file.read)
    seconds = round(time.monotonic() - began, 3)
    return file.receipt(imported=counts["imported"], unchanged=counts["unchanged"], seconds=seconds)


def _reached(by: Viewer) -> dict[str, Unit]:
    """The units that the viewer handles, by code and by name; others are as unknown."""
    found = Unit.objects.filter(is_reference=False)
    if not by.everywhere:
        reached: frozenset[uuid.UUID] = by.unit_ids(rules.HANDLE)
        found = found.filter(pk__in=reached)
    units = list(found)
    return {one.name.casefold(): one for one in units} | {one.code.casefold(): one for one in units}


def _new(file: TypedFile, row: dict[str, Any], units: dict[str, Unit]) -> NewTime | None:
    """One row as an action takes it, or None when it had to be rejected."""
    unit, month = units.get(row["unit"].strip().casefold()), file.month(row)
    if unit is None:
        file.reject(row["row"], "unit", row["unit"], UNKNOWN_UNIT)
    if unit is None or month is None:
        return None
    kind = TimeKind(row["kind"])
    verdict = rules.may_log_time(planned=row["planned"], performed=row["performed"],
                                 alarms=row["alarms"], kind=kind)  # fmt: skip
    if not verdict.ok:
        refusal = verdict.refusals[0]
        file.reject(row["row"], refusal.code, "", f"{refusal.words} {refusal.way_out}")
        return None
    return NewTime(unit, month, kind, row["planned"], row["performed"], row["alarms"],
                   row["odd_logs"] or 0)  # fmt: skip


def _stands(new: NewTime) -> bool:
    return WorkTime.objects.filter(**vars(new)).exists()


IMPORTS = (ImportKind(SCHEMA, rules.HANDLE, import_rows, "work_environment:time"),)
