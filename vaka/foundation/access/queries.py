"""Reads of roles: who holds one at a unit, who could read something on a date."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.utils import timezone

from vaka.foundation.access.models import Absence, Grant
from vaka.foundation.access.roles import all_roles, roles_that_can
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person


def holder(role_code: str, unit: Unit, on: date | None = None) -> Person | None:
    """Give who holds a role nearest at or above a unit on a date, the latest appointed first.

    A stand-in is not the holder: what comes in meanwhile is still the absent person's afterwards.
    """
    above = UnitPath.objects.current().filter(descendant=unit)
    depths = dict(above.values_list("ancestor_id", "depth"))
    grants = (
        Grant.objects.own()
        .in_force(on or timezone.localdate())
        .filter(role=role_code, unit_id__in=list(depths), person__is_active=True)
    )
    found = grants.select_related("person").order_by("-from_date", "pk")
    nearest = sorted(found, key=lambda grant: depths[grant.unit_id])
    return nearest[0].person if nearest else None


def who_could(capability: str, unit: Unit, on: date) -> list[Grant]:
    """Give the grants that opened a unit's things to somebody on a date."""
    roles = [role.code for role in roles_that_can(capability)]
    above = UnitPath.objects.on(on).filter(descendant=unit).values("ancestor_id")
    grants = Grant.objects.in_force(on).filter(role__in=roles, unit_id__in=above)
    return list(grants.select_related("person", "unit").order_by("person__given_name"))


def people_near(unit_id: uuid.UUID, on: date | None = None) -> list[Person]:
    """Give who works at a unit, above it or below it on a date: those whom an event may name.

    Those who only read figures, logs or settings are not among them.
    """
    paths = UnitPath.objects.current()
    above = paths.filter(descendant_id=unit_id).values("ancestor_id")
    below = paths.filter(ancestor_id=unit_id).values("descendant_id")
    working = [role.code for role in roles_that_can("unit.see") if _reports(role.can)]
    grants = Grant.objects.in_force(on or timezone.localdate()).filter(
        Q(unit_id__in=above) | Q(unit_id__in=below), role__in=working
    )
    people = Person.objects.filter(pk__in=grants.values("person_id"), is_active=True)
    return list(people.order_by("given_name", "family_name"))


def absent_for(person: Person | None, on: date) -> frozenset[uuid.UUID]:
    """Give those who are absent on a date and have this person as stand-in."""
    if person is None:
        return frozenset()
    found = Absence.objects.in_force(on).filter(stand_in=person)
    return frozenset(found.values_list("person_id", flat=True))


def stand_ins_of(person: Person, on: date) -> list[Person]:
    """Give who stands in for a person on a date; none when the person is at work."""
    found = Absence.objects.in_force(on).filter(person=person, stand_in__is_active=True)
    return [one.stand_in for one in found.select_related("stand_in")]


def people_by_unit(capability: str, on: date) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Give who holds a capability at each unit itself on a date, those who manage left out."""
    roles = [role.code for role in roles_that_can(capability) if not role.manages]
    grants = Grant.objects.own().in_force(on).filter(role__in=roles, person__is_active=True)
    found: dict[uuid.UUID, set[uuid.UUID]] = {}
    for unit_id, person_id in grants.values_list("unit_id", "person_id"):
        found.setdefault(unit_id, set()).add(person_id)
    return found


def managers_above(unit: Unit, on: date) -> list[Person]:
    """Give those who manage a unit on a date, nearest first, then each next one up the tree.

    Stand-ins are left out: they are told by way of whom they stand in for.
    """
    above = UnitPath.objects.on(on).filter(descendant=unit)
    depths = dict(above.values_list("ancestor_id", "depth"))
    roles = [one.code for one in all_roles().values() if one.manages]
    grants = (
        Grant.objects.own()
        .in_force(on)
        .filter(role__in=roles, unit_id__in=list(depths), person__is_active=True)
    )
    found = grants.select_related("person").order_by("-from_date", "pk")
    by_depth = sorted(found, key=lambda grant: depths[grant.unit_id])
    return list(dict.fromkeys(grant.person for grant in by_depth))


def who_may(asked: Collection[tuple[str, uuid.UUID]], on: date) -> list[Person]:
    """Give those who hold each of these capabilities at its unit on a date, by name."""
    found: set[Person] | None = None
    for capability, unit_id in set(asked):
        roles = [role.code for role in roles_that_can(capability)]
        above = UnitPath.objects.current().filter(descendant_id=unit_id).values("ancestor_id")
        grants = Grant.objects.in_force(on).filter(
            role__in=roles, unit_id__in=above, person__is_active=True
        )
        holders = {grant.person for grant in grants.select_related("person")}
        found = holders if found is None else found & holders
    return sorted(found or (), key=lambda person: (person.name.casefold(), person.username))


def _reports(can: frozenset[str]) -> bool:
    """Whoever works in care may report; the capability's first word is the kind of report."""
    return any(capability.endswith(".report") for capability in can)
