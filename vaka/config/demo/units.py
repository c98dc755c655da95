"""The invented municipality's units: a tree of codes, and the two reference units outside it."""

from __future__ import annotations

from datetime import date
from functools import cache

from vaka.config.demo.reading import rows
from vaka.config.demo.shapes import PlannedSuccession, PlannedUnit

ROOT = "vaka"
FIRST_DAY = date(2019, 1, 1)
SUCCESSIONS = (PlannedSuccession("merge", ("haggen", "slanet"), ("haggslanet",), date(2024, 4, 1)),)


@cache
def units() -> tuple[PlannedUnit, ...]:
    """Every unit, parents before children, closed ones and the reference units included."""
    return tuple(_unit(row) for row in rows("units"))


@cache
def by_code() -> dict[str, PlannedUnit]:
    """The units by code."""
    return {unit.code: unit for unit in units()}


def chain(code: str) -> list[str]:
    """The unit's code and those above it, nearest first."""
    found = []
    while code:
        found.append(code)
        code = by_code()[code].parent
    return found


def in_force(unit: PlannedUnit, day: date) -> bool:
    """Whether the unit exists on the day; both ends of the validity count."""
    return unit.valid_from <= day and (unit.valid_until is None or day <= unit.valid_until)


def _unit(row: dict[str, str]) -> PlannedUnit:
    until = row["valid_until"]
    return PlannedUnit(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        parent=row["parent"],
        area=row["area"],
        operator=row["operator"],
        places=int(row["places"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_until=date.fromisoformat(until) if until else None,
        reference=row["kind"] == "reference",
    )
