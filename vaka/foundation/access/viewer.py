"""Who looks: the person with the roles that hold today, worked out once a request."""

import uuid
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Self, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import Role, role, roles_that_can
from vaka.foundation.organisation.models import UnitPath
from vaka.foundation.people.models import Person

T = TypeVar("T")
Row = TypeVar("Row", bound=Model)


class NotVisible(LookupError):
    """The thing does not exist for this viewer: the page says 404, never that it exists."""


class NotAllowed(PermissionError):
    """The viewer may see but not do this: 403, with the roles that can."""

    def __init__(self, capability: str) -> None:
        super().__init__(capability)
        self.capability = capability
        self.who_can = [one.label for one in roles_that_can(capability)]


@dataclass(frozen=True)
class Held:
    """One role in force at one unit."""

    role: Role
    unit_id: uuid.UUID
    unit_name: str


@dataclass(frozen=True)
class Viewer:
    """A person and the roles held on a date; `everywhere` is the machine's own hand.

    Every query takes a viewer and every action takes one as `by`.
    """

    name: str
    person: Person | None
    on: date
    held: tuple[Held, ...] = ()
    everywhere: bool = False
    _known: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, person: Person, on: date | None = None) -> Self:
        """Give the viewer that a person is on a date (today when left out)."""
        day = on or timezone.localdate()
        grants = Grant.objects.in_force(day).filter(person=person).select_related("unit")
        held = tuple(Held(role(g.role), g.unit_id, g.unit.name) for g in grants)
        return cls(person.name, person, day, held)

    @classmethod
    def system(cls, name: str) -> Self:
        """Give the machine's own viewer, for commands on the server; it may all, and is named."""
        return cls(f"system:{name}", None, timezone.localdate(), everywhere=True)

    @cached_property
    def capabilities(self) -> frozenset[str]:
        """All that any held role can, wherever."""
        return frozenset().union(*(held.role.can for held in self.held))

    def may(self, capability: str, unit_id: uuid.UUID | None = None) -> bool:
        """Say whether the viewer holds a capability, at a unit when one is given."""
        if self.everywhere:
            return True
        if unit_id is None:
            return capability in self.capabilities
        return unit_id in self.unit_ids(capability)

    def granted(self, *capabilities: str) -> frozenset[uuid.UUID]:
        """Give the units at which a role with one of these is held, without those below."""
        wanted = set(capabilities)
        return frozenset(
            h.unit_id for h in self.held if not wanted or not wanted.isdisjoint(h.role.can)
        )

    def unit_ids(self, *capabilities: str) -> frozenset[uuid.UUID]:
        """Give the units reached with one of these (any role when none named), those below too."""
        held = self.granted(*capabilities)
        return self.once(("units", held), lambda: _reach(held))

    def unit_codes(self, *capabilities: str) -> frozenset[str]:
        """Give the codes of the same units."""
        held = self.granted(*capabilities)
        return self.once(("codes", held), lambda: _codes(self.unit_ids(*capabilities)))

    def once(self, name: Hashable, make: Callable[[], T]) -> T:
        """Give what `make` made of this viewer the first time it was asked for under a name."""
        if name not in self._known:
            self._known[name] = make()
        found: T = self._known[name]
        return found

    @property
    def main(self) -> Held | None:
        """The role shown beside the name."""
        return self.held[0] if self.held else None


def reached_or_above(by: Viewer, capability: str) -> Q:
    """Give the condition on rows with a unit: at the units where the viewer holds the capability,
    or above them, for who works below sees what it serves."""
    if by.everywhere:
        return Q()
    paths = UnitPath.objects.current().filter(descendant_id__in=list(by.granted(capability)))
    return Q(unit_id__in=by.unit_ids(capability)) | Q(unit__in=paths.values("ancestor_id"))


def demand_machine(by: Viewer, what: str) -> None:
    """Refuse all but the machine's own hand; `what` names the chore. Raises NotAllowed."""
    if not by.everywhere:
        raise NotAllowed(what)


def one_of(rows: QuerySet[Row], key: uuid.UUID) -> Row:
    """Give the one with this key of the rows that somebody may see. Raises NotVisible."""
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotVisible(str(key))
    return found


def demand(by: Viewer, capability: str, unit_id: uuid.UUID | None = None) -> None:
    """Refuse with NotAllowed unless the viewer holds the capability (at the unit)."""
    if not by.may(capability, unit_id):
        raise NotAllowed(capability)


def _reach(units: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    paths = UnitPath.objects.current().filter(ancestor_id__in=list(units))
    return frozenset(paths.values_list("descendant_id", flat=True))


def _codes(units: Iterable[uuid.UUID]) -> frozenset[str]:
    from vaka.foundation.organisation.models import Unit

    return frozenset(Unit.objects.filter(id__in=list(units)).values_list("code", flat=True))
