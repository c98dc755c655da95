"""Reading monthly series: a row a unit, month, series and part, in kronor or a number."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from vaka.areas.economy import series_rules as rules
from vaka.areas.economy.hours_imports import NO_UNIT, UNKNOWN_UNIT, reached
from vaka.areas.economy.models import MonthFigure
from vaka.areas.economy.rules import LEAD
from vaka.areas.economy.series_actions import take_in_figures
from vaka.areas.economy.series_rules import Figure, Sort
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

TWICE = "Samma enhet, månad, serie och del står två gånger. Den första gäller."
NOT_WHOLE = "Antalet ska vara ett heltal."
NAMES = {name: one.code for one in rules.definitions().values() for name in (one.label, one.code)}
Key = tuple[Unit, date, str, str]

SCHEMA = TargetSchema(
    kind="month_figures",
    label_sv="Månadsserier",
    fields=(
        Field("unit", Kind.TEXT, "Enhet", ("unit_code", "förvaltning")),
        Field("month", Kind.TEXT, "Månad", ("period",), required=True),
        Field("series", Kind.CODE, "Serie", ("mått", "slag"), required=True, values=NAMES),
        Field("part", Kind.TEXT, "Del", ("form", "uppdelning"), max_length=80),
        Field("value", Kind.DECIMAL, "Värde (kr eller antal)", ("värde", "belopp", "antal"),
              required=True),
    ),
)  # fmt: skip


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import months of series; the same again changes nothing, another value replaces the old.

    Raises:
        NotAllowed: the viewer does not lead the follow-up at the unit, or anywhere when none
            is given.
    """
    unit = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    demand(by, LEAD, unit.pk if options.unit_code else None)
    began = time.monotonic()
    units, rows = reached(by, unit), dict[Key, Figure]()
    for chunk in file.chunks():
        for row in chunk.iter_rows(named=True):
            _take(file, row, units, unit, rows)
        options.progress(file.read)
    new = [(key[0], one) for key, one in rows.items() if not _stands(key, one)]
    if not options.dry_run and new:
        take_in_figures(by=by, rows=new, source=options.source)
    return file.receipt(
        imported=len(new), unchanged=len(rows) - len(new),
        seconds=round(time.monotonic() - began, 3),
    )  # fmt: skip


def _take(
    file: TypedFile, row: dict[str, Any], units: dict[str, Unit], default: Unit,
    rows: dict[Key, Figure],
) -> None:  # fmt: skip
    """Add one row, or reject it with the reason."""
    named = (row["unit"] or "").strip().casefold()
    unit, month = units.get(named or default.code.casefold()), file.month(row)
    if unit is None:
        file.reject(row["row"], "unit", row["unit"] or "", UNKNOWN_UNIT if named else NO_UNIT)
    if unit is None or month is None:
        return
    part = " ".join((row["part"] or "").split())
    is_money = rules.definitions()[row["series"]].sort is Sort.MONEY
    value = row["value"] * (100 if is_money else 1)
    one = Figure(row["series"], month, part, round(value))
    verdict = rules.may_tell_figure(one, timezone.localdate())
    for refusal in verdict.refusals:
        file.reject(row["row"], refusal.code, "", f"{refusal.words} {refusal.way_out}")
    key = (unit, month, one.series, part)
    if not is_money and value != one.value:
        file.reject(row["row"], "value", str(row["value"]), NOT_WHOLE)
    elif key in rows:
        file.reject(row["row"], "part", part, TWICE)
    elif verdict.ok:
        rows[key] = one


def _stands(key: Key, one: Figure) -> bool:
    unit, month, series, part = key
    held = MonthFigure.objects.filter(unit=unit, month=month, series=series, part=part)
    return held.filter(value=one.value).exists()


IMPORT = ImportKind(SCHEMA, LEAD, import_rows, "economy:series")
