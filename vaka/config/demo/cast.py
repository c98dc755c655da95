"""The people of the demo: the fixed cast of the design and invented colleagues."""

from __future__ import annotations

from functools import cache

from vaka.config.demo import units
from vaka.config.demo.reading import rows
from vaka.config.demo.shapes import CastMember

REPORTERS = frozenset({"carer", "nurse", "therapist", "case_officer"})


@cache
def cast() -> tuple[CastMember, ...]:
    """Everybody, the fixed thirteen first."""
    return tuple(
        CastMember(
            user=row["user"],
            given=row["given"],
            family=row["family"],
            role=row["role"],
            unit=row["unit"],
            does=row["does"],
            fixed=row["fixed"] == "yes",
        )
        for row in rows("cast")
    )


@cache
def owner_of(unit: str) -> str:
    """The user name of the nearest manager at or above the unit."""
    managers = {member.unit: member.user for member in cast() if member.role == "manager"}
    return next(managers[code] for code in units.chain(unit) if code in managers)


@cache
def reporters_of(unit: str) -> tuple[str, ...]:
    """Users who work at the unit or above it and may report there; the manager if nobody does."""
    above = set(units.chain(unit))
    found = tuple(m.user for m in cast() if m.role in REPORTERS and m.unit in above)
    return found or (owner_of(unit),)
