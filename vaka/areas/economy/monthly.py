"""What files of months share, whatever they tell: the units they may name, what is new, saving."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model

from vaka.areas.economy.rules import LEAD
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

UNKNOWN_UNIT = "Enheten finns inte i Vaka. Rätta namnet eller koden, eller lägg till enheten."
NO_UNIT = "Raden har ingen enhet. Skriv den, eller välj enhet för hela filen."

Key = TypeVar("Key", bound=Hashable)
Row = TypeVar("Row")
Place = tuple[Unit | None, date | None]
Take = Callable[["TypedFile", dict[str, Any], Place, dict[Key, Row]], None]


def read(
    file: TypedFile, options: ImportOptions, *, by: Viewer, take: Take[Key, Row],
    stands: Callable[[Key, Row], bool], save: Callable[[list[tuple[Key, Row]]], Any],
) -> Receipt:  # fmt: skip
    """Read a file of months; the same again changes nothing.

    Args:
        take: adds one row by its key, or rejects it with the reason; unit and month are None where
            that has been told already.
        stands: says whether a row is saved as it is.
        save: saves those that are new or changed.

    Raises:
        NotAllowed: the viewer does not lead the follow-up at the unit, or anywhere when none
            is given.
    """
    unit = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    demand(by, LEAD, unit.pk if options.unit_code else None)
    began = time.monotonic()
    units, rows = _reached(by, unit), dict[Key, Row]()
    for chunk in file.chunks():
        for row in chunk.iter_rows(named=True):
            take(file, row, _place(file, row, units, unit), rows)
        options.progress(file.read)
    new = [(key, one) for key, one in rows.items() if not stands(key, one)]
    if not options.dry_run and new:
        save(new)
    return file.receipt(
        imported=len(new), unchanged=len(rows) - len(new),
        seconds=round(time.monotonic() - began, 3),
    )  # fmt: skip


def _place(
    file: TypedFile, row: dict[str, Any], units: Mapping[str, Unit], default: Unit
) -> Place:  # fmt: skip
    """A row's unit and month; where there is none, the row is rejected with the reason."""
    named = (row["unit"] or "").strip().casefold()
    unit = units.get(named or default.code.casefold())
    if unit is None:
        file.reject(row["row"], "unit", row["unit"] or "", UNKNOWN_UNIT if named else NO_UNIT)
    return unit, file.month(row)


def _reached(by: Viewer, unit: Unit) -> dict[str, Unit]:
    """The units below one whose follow-up the viewer leads, by code and name."""
    found = Unit.objects.below(unit).filter(is_reference=False)
    if not by.everywhere:
        found = found.filter(pk__in=by.unit_ids(LEAD))
    units = list(found)
    return {one.name.casefold(): one for one in units} | {one.code.casefold(): one for one in units}


def demand_at(by: Viewer, units: Iterable[Unit]) -> None:
    """Refuse with NotAllowed unless the viewer leads the follow-up at each of some units."""
    demand(by, LEAD)
    for unit in set(units):
        demand(by, LEAD, unit.pk)


def replaced(model: type[Model], rows: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> int:
    """Save rows, each as what finds it and its columns; gives how many changed. Inside an action.

    A row that stood with other columns is replaced.
    """
    changed, every = 0, model._default_manager
    for key, columns in rows:
        if not every.filter(**key, **columns).exists():
            every.update_or_create(**key, defaults=columns)
            changed += 1
    return changed
