"""Reading monthly series: a row a unit, month, series and part, in kronor or a number."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from vaka.areas.economy import monthly
from vaka.areas.economy import series_rules as rules
from vaka.areas.economy.models import MonthFigure
from vaka.areas.economy.monthly import Place
from vaka.areas.economy.rules import LEAD
from vaka.areas.economy.series_actions import take_in_figures
from vaka.areas.economy.series_rules import Figure, Sort
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit

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
    save = partial(_save, by, options.source)
    return monthly.read(file, options, by=by, take=_take, stands=_stands, save=save)


def _save(by: Viewer, source: str, new: list[tuple[Key, Figure]]) -> None:
    take_in_figures(by=by, rows=[(key[0], one) for key, one in new], source=source)


def _take(
    file: TypedFile, row: dict[str, Any], place: Place, rows: dict[Key, Figure]
) -> None:  # fmt: skip
    """Add one row, or reject it with the reason."""
    unit, month = place
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
