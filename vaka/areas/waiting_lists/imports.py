"""Reading waiting lists that were kept elsewhere: each printed cell becomes a told one."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from vaka.areas.places.rules import groups
from vaka.areas.waiting_lists import actions, rules
from vaka.areas.waiting_lists.actions import Told
from vaka.areas.waiting_lists.check_rules import TOTAL_GROUP, Key
from vaka.areas.waiting_lists.rules import PRINTED, ListKind, Measure, Unreadable
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root
from vaka.law.period import Grain, Period, UnreadablePeriod

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

UNKNOWN_LIST = "Listan finns inte. Skriv Äldreomsorg eller Funktionsstöd."
UNKNOWN_GROUP = "Gruppen finns inte i den listan. Se ”vaka import waiting_lists --help”."
UNKNOWN_MEASURE = "Raden i listan finns inte. Skriv till exempel ”need”."
NO_MONTH = "Månaden går inte att läsa. Skriv till exempel 2023-02."
AHEAD = "Månaden har inte börjat. Rätta den i källan."
RUN = "import.run"


def _text(name: str, label: str, *headings: str, required: bool = False) -> Field:
    return Field(name, Kind.TEXT, label, headings, required=required)


SCHEMA = TargetSchema(
    kind="waiting_lists",
    label_sv="Väntelistor",
    fields=(
        _text("list", "Lista", "list", "lista", required=True),
        _text("group", "Grupp", "group", "grupp"),
        _text("measure", "Mått", "measure", "mått", required=True),
        _text("month", "Månad", "month", "månad", required=True),
        _text("value", "Värde", "value_raw", "antal"),
        _text("mark", "Fotnotstecken", "footnote_mark"),
        _text("note", "Fotnot", "note", "fotnot"),
    ),
)
NOT_NOTES = {"dash", "blank in print"}
"""What a transcript says of a cell that is no footnote."""


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import printed cells for a unit (the root when none is given)."""
    demand(by, RUN)
    began = time.monotonic()
    unit = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    imported = unchanged = 0
    for chunk in file.chunks():
        by_list: dict[str, dict[Key, Told]] = {}
        for row in chunk.iter_rows(named=True):
            if (found := _cell(file, row)) is not None:
                kind, key, told = found
                by_list.setdefault(kind.code, {})[key] = told
        for code, cells in by_list.items():
            new = _save(by, unit, rules.lists()[code], cells, options)
            imported += new
            unchanged += len(cells) - new
        options.progress(file.read)
    seconds = round(time.monotonic() - began, 3)
    return file.receipt(imported=imported, unchanged=unchanged, seconds=seconds)


def _save(
    by: Viewer, unit: Unit, kind: ListKind, cells: dict[Key, Told], options: ImportOptions
) -> int:
    if options.dry_run:
        return len(cells)
    return actions.tell_months(by=by, unit=unit, kind=kind, cells=cells, capability=RUN,
                               today=timezone.localdate(), source=options.source)  # fmt: skip


def _cell(file: TypedFile, row: dict[str, Any]) -> tuple[ListKind, Key, Told] | None:
    """One row as a cell, or None when it had to be rejected."""
    kind = _kind(row["list"])
    if kind is None:
        _reject(file, row, "list", UNKNOWN_LIST)
        return None
    measure = PRINTED.get((row["measure"] or "").strip())
    if measure is None:
        _reject(file, row, "measure", UNKNOWN_MEASURE)
        return None
    group = TOTAL_GROUP if measure is Measure.TOTAL else _group(kind, row["group"] or "")
    if group is None:
        _reject(file, row, "group", UNKNOWN_GROUP)
        return None
    month = _month(row["month"])
    if month is None or month > timezone.localdate():
        _reject(file, row, "month", AHEAD if month else NO_MONTH)
        return None
    try:
        value, mark = rules.read(row["value"] or "")
    except Unreadable as error:
        _reject(file, row, "value", str(error))
        return None
    note = "" if (row["note"] or "") in NOT_NOTES else row["note"] or ""
    return kind, (group, measure, month), Told(value, mark or row["mark"] or "", note[:300])


def _reject(file: TypedFile, row: dict[str, Any], column: str, reason: str) -> None:
    file.reject(row["row"], column, row[column] or "", reason)


def _kind(text: str) -> ListKind | None:
    name = text.strip().casefold()
    return next(
        (one for one in rules.lists().values()
         if name == one.code or name.startswith((one.printed.casefold(), one.label.casefold()))),
        None,
    )  # fmt: skip


def _group(kind: ListKind, text: str) -> str | None:
    name = text.strip().casefold()
    for code, one in groups().items():
        names = {code, one.label.casefold(), *(p.casefold() for p in one.printed)}
        if one.kept_in == kind.code and name in names:
            return code
    return None


def _month(text: str) -> date | None:
    try:
        period = Period.parse(text.strip())
    except UnreadablePeriod:
        return None
    return period.first_date if period.kind is Grain.MONTH else None


IMPORTS = (ImportKind(SCHEMA, RUN, import_rows, shown_at="waiting_lists:list"),)
