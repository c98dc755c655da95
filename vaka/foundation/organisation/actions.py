"""Making and re-making the tree; every change is dated and leaves the figures of then intact."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F

from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import (
    LocalValue,
    Operator,
    Principal,
    Succession,
    Unit,
    UnitPath,
    UnitSpell,
)


@dataclass(frozen=True)
class NewUnit:
    """What a unit is made from."""

    code: str
    name: str
    kind: str
    valid_from: date
    parent: Unit | None = None
    operator: str = Operator.OWN
    places: int | None = None
    is_reference: bool = False


@action
def found_principal(*, by: Viewer, name: str, organisation_number: str = "") -> Principal:
    """Name the municipality that this database belongs to; there is one."""
    principal, _new = Principal.objects.update_or_create(
        id=1, defaults={"name": name, "organisation_number": organisation_number}
    )
    note(by=by, verb="organisation.found_principal", data={"name": name})
    return principal


@action
def open_unit(*, by: Viewer, new: NewUnit) -> Unit:
    """Open a unit under its parent from a date."""
    demand(by, "organisation.administer")
    unit = Unit.objects.create(**vars(new))
    UnitSpell.objects.create(unit=unit, name=new.name, parent=new.parent, valid_from=new.valid_from)
    _add_paths(unit, new.parent, new.valid_from)
    _noted(by, "open_unit", unit, {"name": new.name, "kind": new.kind})
    return unit


@action
def rename(*, by: Viewer, unit: Unit, name: str, on_date: date, reason: str) -> Unit:
    """Give a unit another name from a date; what was printed before keeps the old one."""
    demand(by, "organisation.administer")
    _succeed(by, "rename", on_date, reason, [unit], [unit])
    _new_spell(unit, on_date, name=name, parent=unit.parent)
    unit.name = name
    unit.save(update_fields=["name"])
    return unit


@action
def move(*, by: Viewer, unit: Unit, parent: Unit, on_date: date, reason: str) -> Unit:
    """Move a unit, with all below it, under another parent from a date.

    Raises:
        CircularTree: the new parent lies at or below the unit.
    """
    demand(by, "organisation.administer")
    _succeed(by, "move", on_date, reason, [unit], [unit])
    _relocate(unit, parent, on_date)
    return unit


@action
def merge(*, by: Viewer, units: list[Unit], into: Unit, on_date: date, reason: str) -> Unit:
    """Merge units into one from a date.

    A merged unit is closed and placed under its successor, so that its cases keep their unit
    and whoever holds a role at the successor reaches them.
    """
    demand(by, "organisation.administer")
    _succeed(by, "merge", on_date, reason, units, [into])
    for unit in units:
        if unit.pk != into.pk:
            _relocate(unit, into, on_date)
            _end(unit, on_date - timedelta(days=1))
    return into


@action
def split(
    *, by: Viewer, unit: Unit, parts: list[NewUnit], on_date: date, reason: str, heir: str = ""
) -> list[Unit]:
    """Split a unit into new ones under the same parent; the old one is closed.

    It stays where it stood, or under the part whose code is `heir`, which then reaches its cases.
    """
    demand(by, "organisation.administer")
    made = [open_unit(by=by, new=part) for part in parts]
    _succeed(by, "split", on_date, reason, [unit], made)
    for part in made:
        if part.code == heir:
            _relocate(unit, part, on_date)
    _end(unit, on_date - timedelta(days=1))
    return made


@action
def separate(
    *, by: Viewer, units: dict[Unit, Unit], merged: Unit, on_date: date, reason: str
) -> list[Unit]:
    """Open merged units again, each under the parent that it is given with."""
    demand(by, "organisation.administer")
    _succeed(by, "split", on_date, reason, [merged], list(units))
    for unit, parent in units.items():
        _reopen(unit, parent, on_date)
    return list(units)


@action
def rejoin(
    *, by: Viewer, unit: Unit, parent: Unit, parts: list[Unit], on_date: date, reason: str
) -> Unit:
    """Open a split unit again under a parent, and merge its parts into it."""
    demand(by, "organisation.administer")
    _reopen(unit, parent, on_date)
    return merge(by=by, units=parts, into=unit, on_date=on_date, reason=reason)


@action
def close(*, by: Viewer, unit: Unit, last_date: date, reason: str) -> Unit:
    """Close a unit after its last date; its cases stay where they are."""
    demand(by, "organisation.administer")
    _succeed(by, "close", last_date + timedelta(days=1), reason, [unit], [])
    _end(unit, last_date)
    return unit


@action
def set_local_value(
    *, by: Viewer, key: str, text: str, valid_from: date, reason: str, unit: Unit | None = None
) -> LocalValue:
    """Decide a local value from a date; the one before ends the day before.

    Raises:
        vaka.law.local.UnfitLocalValue: the text does not fit the declared type or range.
    """
    from vaka.law import local

    demand(by, "local_value.set")
    local.check(key, text)
    open_rows = LocalValue.objects.filter(key=key, unit=unit, valid_until=None)
    open_rows.filter(valid_from__lt=valid_from).update(valid_until=valid_from - timedelta(days=1))
    value, _new = LocalValue.objects.update_or_create(
        key=key, unit=unit, valid_from=valid_from, defaults={"text": text, "reason": reason}
    )
    note(by=by, verb="organisation.set_local_value", object_kind="local_value",
         object_id=value.pk, data={"key": key, "text": text, "from": str(valid_from)})  # fmt: skip
    return value


class CircularTree(ValueError):
    """A unit cannot stand under itself."""


def _noted(by: Viewer, verb: str, unit: Unit, data: dict[str, object]) -> None:
    note(
        by=by,
        verb=f"organisation.{verb}",
        object_kind="unit",
        object_id=unit.pk,
        unit_id=unit.pk,
        data=data,
    )


def _succeed(
    by: Viewer, kind: str, on_date: date, reason: str, old: list[Unit], new: list[Unit]
) -> None:
    succession = Succession.objects.create(kind=kind, on_date=on_date, reason=reason)
    succession.predecessors.set(old)
    succession.successors.set(new)
    told: dict[str, object] = {
        "on": str(on_date),
        "reason": reason,
        "to": [unit.code for unit in new],
    }
    for unit in old:
        _noted(by, kind, unit, told)


def _end(unit: Unit, last_date: date) -> None:
    """A unit that never came to be ends the day it was to begin."""
    unit.valid_until = max(last_date, unit.valid_from)
    unit.save(update_fields=["valid_until"])


def _reopen(unit: Unit, parent: Unit, on_date: date) -> None:
    unit.valid_until = None
    unit.save(update_fields=["valid_until"])
    if unit.parent_id != parent.pk:
        _relocate(unit, parent, on_date)


def _new_spell(unit: Unit, on_date: date, name: str, parent: Unit | None) -> None:
    unit.spells.filter(valid_until=None).update(valid_until=on_date - timedelta(days=1))
    UnitSpell.objects.create(unit=unit, name=name, parent=parent, valid_from=on_date)


def _relocate(unit: Unit, parent: Unit, on_date: date) -> None:
    below = UnitPath.objects.current().filter(ancestor=unit)
    if below.filter(descendant=parent).exists():
        raise CircularTree(f"{parent.name} ligger under {unit.name}")
    subtree = dict(below.values_list("descendant_id", "depth"))
    above = UnitPath.objects.current().filter(descendant=unit).exclude(ancestor=unit)
    leaving = UnitPath.objects.current().filter(
        ancestor__in=above.values("ancestor"), descendant__in=list(subtree)
    )
    leaving.update(valid_until=on_date - timedelta(days=1))
    for ancestor, depth in _ancestors(parent):
        UnitPath.objects.bulk_create(
            UnitPath(ancestor_id=ancestor, descendant_id=pk, depth=depth + 1 + own,
                     valid_from=on_date)
            for pk, own in subtree.items()
        )  # fmt: skip
    _new_spell(unit, on_date, name=unit.name, parent=parent)
    unit.parent = parent
    unit.save(update_fields=["parent"])


def _ancestors(unit: Unit) -> list[tuple[UUID, int]]:
    paths = UnitPath.objects.current().filter(descendant=unit)
    return list(paths.values_list("ancestor_id", "depth"))


def _add_paths(unit: Unit, parent: Unit | None, valid_from: date) -> None:
    rows = [UnitPath(ancestor=unit, descendant=unit, depth=0, valid_from=valid_from)]
    if parent:
        above = UnitPath.objects.current().filter(descendant=parent)
        rows += [
            UnitPath(ancestor_id=pk, descendant=unit, depth=depth, valid_from=valid_from)
            for pk, depth in above.values_list("ancestor_id", F("depth") + 1)
        ]
    UnitPath.objects.bulk_create(rows)
