"""Reads of the organisation: the tree, a unit by code, a local value of a date."""

from datetime import date
from typing import Any

from django.db.models import Q

from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.organisation.models import LocalValue, Principal, Unit, UnitKind


def principal_name() -> str:
    """Give the municipality's name, or nothing before it has been founded."""
    return Principal.objects.values_list("name", flat=True).first() or ""


def root() -> Unit:
    """Give the top of the tree. Raises Unit.DoesNotExist before `vaka init`."""
    return Unit.objects.get(parent=None, is_reference=False)


def visible_unit(viewer: Viewer, code: str) -> Unit:
    """Give a unit by code. Raises NotVisible."""
    unit = Unit.objects.visible_to(viewer).filter(code=code).first()
    if unit is None:
        raise NotVisible(code)
    return unit


def visible_units(viewer: Viewer, capability: str, on: date | None = None) -> list[Unit]:
    """Give the units at which the viewer holds a capability, those in force on a date if given."""
    units = Unit.objects.all() if viewer.everywhere else _reached(viewer, capability)
    return list((units.in_force(on) if on else units).order_by("name"))


def _reached(viewer: Viewer, capability: str) -> Any:
    return Unit.objects.filter(id__in=viewer.unit_ids(capability))


def local_value(key: str, on: date, unit: Unit | None = None) -> Any:
    """Give a local value in force on a date, the unit's own before the principal's.

    Without a row the declaration's default holds. Raises `vaka.law.local` errors for an
    undeclared key.
    """
    from vaka.law import local

    rows = LocalValue.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on), key=key, valid_from__lte=on
    ).filter(Q(unit=unit) | Q(unit=None))
    row = rows.order_by("unit__id").exclude(unit=None).first() or rows.filter(unit=None).first()
    return local.check(key, row.text) if row else local.declaration(key).default


def areas_by_code() -> dict[str, str]:
    """Give each unit's area by its code: its own kind of work; a ward's is that of its home."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    areas = {}
    for unit in units.values():
        above = unit
        while above.kind == UnitKind.WARD and above.parent_id:
            above = units[above.parent_id]
        areas[unit.code] = str(UnitKind(above.kind).label)
    return areas
