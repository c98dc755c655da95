"""Reads of administration: the tree, what a change reaches, values, roles, who sits on a date."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from vaka.areas.administration.models import (
    Body,
    DelegationPoint,
    Function,
    Mandate,
    Reorganisation,
)
from vaka.areas.administration.rules import (
    ORGANISATION,
    PEOPLE,
    TERM,
    VALUES,
    Limit,
    LimitUnit,
    Point,
    Seat,
    Term,
)
from vaka.foundation.access.models import Grant
from vaka.foundation.access.viewer import NotVisible, Viewer, demand, one_of
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import LocalValue, Succession, Unit, UnitSpell
from vaka.foundation.people.models import Person
from vaka.law import local


@dataclass
class Node:
    """A unit with those directly below it."""

    unit: Unit
    below: list["Node"] = field(default_factory=list)


@dataclass(frozen=True)
class Reach:
    """What a change of a unit reaches: counts only, never a case."""

    units: int
    cases: int
    open_cases: int
    roles: int


@dataclass(frozen=True)
class ValueRow:
    """A local value: its declaration, what holds on a date, since when, and its history."""

    declared: local.Declaration
    current: str
    since: date | None
    history: tuple[LocalValue, ...]


def tree(viewer: Viewer) -> list[Node]:
    """Give the roots of the whole tree, closed units and reference units included."""
    demand(viewer, ORGANISATION)
    nodes = {unit.pk: Node(unit) for unit in Unit.objects.order_by("is_reference", "name")}
    for node in nodes.values():
        if node.unit.parent_id:
            nodes[node.unit.parent_id].below.append(node)
    return [node for node in nodes.values() if node.unit.parent_id is None]


def unit(viewer: Viewer, code: str) -> Unit:
    """Give a unit to administer. Raises NotAllowed, NotVisible."""
    demand(viewer, ORGANISATION)
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise NotVisible(code)
    return found


def spells(unit: Unit) -> list[UnitSpell]:
    """Give a unit's names and places, the latest first."""
    return list(unit.spells.select_related("parent").order_by("-valid_from", "-pk"))


def successions(unit: Unit | None = None) -> list[Succession]:
    """Give the recorded re-organisations, of one unit or all, the latest first."""
    rows = Succession.objects.prefetch_related("predecessors", "successors")
    if unit:
        rows = rows.filter(Q(predecessors=unit) | Q(successors=unit)).distinct()
    return list(rows)


def tree_on(viewer: Viewer, day: date) -> list[Node]:
    """Give the roots of the tree as it was on a date, with the names that units had then."""
    demand(viewer, ORGANISATION)
    holds = Q(valid_until=None) | Q(valid_until__gte=day)
    spells = UnitSpell.objects.filter(holds, valid_from__lte=day)
    spells = spells.filter(unit__in=Unit.objects.in_force(day)).select_related("unit")
    nodes: dict[uuid.UUID | None, Node] = {}
    parents: dict[uuid.UUID | None, uuid.UUID | None] = {}
    for spell in spells.order_by("unit__is_reference", "name"):
        spell.unit.name = spell.name
        nodes[spell.unit_id], parents[spell.unit_id] = Node(spell.unit), spell.parent_id
    for pk, node in nodes.items():
        if parents[pk] in nodes:
            nodes[parents[pk]].below.append(node)
    return [node for pk, node in nodes.items() if parents[pk] not in nodes]


def reorganisations(viewer: Viewer) -> list[Reorganisation]:
    """Give every change of the tree that was decided here, the latest first."""
    demand(viewer, ORGANISATION)
    rows = Reorganisation.objects.select_related("target", "reverses")
    return list(rows.prefetch_related("units"))


def planned(unit: Unit | None = None) -> list[Reorganisation]:
    """Give the changes to come, of one unit or all, the nearest first."""
    rows = Reorganisation.objects.filter(state="planned").select_related("target", "reverses")
    if unit:
        rows = rows.filter(Q(units=unit) | Q(target=unit)).distinct()
    return list(rows.prefetch_related("units").order_by("on_date"))


def reorganisation(viewer: Viewer, row_id: uuid.UUID) -> Reorganisation:
    """Give one change of the tree. Raises NotAllowed, NotVisible."""
    demand(viewer, ORGANISATION)
    found = Reorganisation.objects.filter(pk=row_id).select_related("target", "reverses").first()
    if found is None:
        raise NotVisible(str(row_id))
    return found


def reach(units: Iterable[Unit], on: date) -> Reach:
    """Count what stands at or below units on a date."""
    below = Unit.objects.below(*units)
    cases = Case.objects.filter(unit__in=below)
    return Reach(
        units=below.count(),
        cases=cases.count(),
        open_cases=cases.filter(closed_at=None).count(),
        roles=Grant.objects.in_force(on).filter(unit__in=below).count(),
    )


def values(viewer: Viewer, on: date) -> list[ValueRow]:
    """Give every declared local value of the principal as it stands on a date."""
    demand(viewer, VALUES)
    rows: dict[str, list[LocalValue]] = {}
    for row in LocalValue.objects.select_related("unit").order_by("-valid_from"):
        rows.setdefault(row.key, []).append(row)
    return [_value(one, rows.get(one.key, []), on) for one in local.all_declarations()]


def _value(declared: local.Declaration, history: list[LocalValue], on: date) -> ValueRow:
    row = next((one for one in history if one.unit_id is None and _holds(one, on)), None)
    current = row.text if row else _shown(declared.default)
    return ValueRow(declared, current, row.valid_from if row else None, tuple(history))


def _holds(row: LocalValue, on: date) -> bool:
    return row.valid_from <= on and (row.valid_until is None or on <= row.valid_until)


def _shown(value: local.LocalValue) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def people(viewer: Viewer, words: str = "") -> QuerySet[Person]:
    """Give those who have an account, by name; `words` narrows by name or sign-in name."""
    demand(viewer, PEOPLE)
    found = Person.objects.prefetch_related("grants__unit")
    for word in words.split():
        found = found.filter(
            Q(given_name__icontains=word) | Q(family_name__icontains=word)
            | Q(username__icontains=word)
        )  # fmt: skip
    return found


def person(viewer: Viewer, username: str) -> Person:
    """Give one person with an account. Raises NotAllowed, NotVisible."""
    found = people(viewer).filter(username=username.casefold()).first()
    if found is None:
        raise NotVisible(username)
    return found


def grant(viewer: Viewer, person: Person, identifier: str) -> Grant:
    """Give one of a person's roles. Raises NotVisible."""
    demand(viewer, PEOPLE)
    found = person.grants.filter(pk=identifier).select_related("unit").first()
    if found is None:
        raise NotVisible(identifier)
    return found


def bodies(viewer: Viewer) -> list[Body]:
    """Give the elected bodies, to those who keep their mandates."""
    demand(viewer, TERM)
    return list(Body.objects.all())


def every_body() -> list[Body]:
    """Give the elected bodies, whose names and kinds are open to all."""
    return list(Body.objects.all())


def bodies_of(person: Person, on: date) -> list[str]:
    """Give the codes of the bodies where a person sits on a date; attesters do not."""
    return list(_seats(on).filter(person=person).values_list("body__code", flat=True).distinct())


def names_in(person: Person, body: str, on: date) -> list[str]:
    """Give under which names a person sits in a body on a date."""
    rows = _seats(on).filter(person=person, body__code=body)
    return list(rows.values_list("name", flat=True))


def _seats(on: date) -> QuerySet[Mandate]:
    return Mandate.objects.on(on).exclude(function=Function.ATTESTER)


def mandate(viewer: Viewer, mandate_id: uuid.UUID) -> Mandate:
    """Give one seat, to those who keep them. Raises NotAllowed, NotVisible."""
    demand(viewer, TERM)
    return one_of(Mandate.objects.select_related("body", "person"), mandate_id)


def accounts_named(name: str) -> list[Person]:
    """Give the open accounts of everybody with a name as printed."""
    words = name.split()
    firsts = [" ".join(words[:n]) for n in range(1, len(words) + 1)]
    found = Person.objects.filter(is_active=True, given_name__in=firsts)
    return [one for one in found if one.name == " ".join(words)]


def has_seat(person: Person, one: Mandate) -> bool:
    """Say whether a person holds another seat of a body on any day of a mandate."""
    last = one.to_date or date.max
    others = one.body.mandates.filter(_meets(one.from_date, last), person=person)
    return others.exclude(function=Function.ATTESTER).exclude(pk=one.pk).exists()


def mandates_on(body: Body, on: date) -> list[Mandate]:
    """Give who sits in a body on a date."""
    rows = Mandate.objects.on(on).filter(body=body).select_related("unit", "person")
    return list(rows)


def holders_on(function: str, on: date) -> list[str]:
    """Give the names of those who hold a function, such as chair, in any body on a date."""
    return list(Mandate.objects.on(on).filter(function=function).values_list("name", flat=True))


def points_on(on: date, body: Body | None = None) -> list[DelegationPoint]:
    """Give the delegation order as it read on a date, of one body or all."""
    rows: Any = DelegationPoint.objects.on(on).select_related("body")
    return list(rows.filter(body=body) if body else rows)


def points_within(first: date, last: date) -> list[DelegationPoint]:
    """Give every point that held on any of some days."""
    return list(DelegationPoint.objects.filter(_meets(first, last)))


def holders_within(function: str, first: date, last: date) -> list[Mandate]:
    """Give who held a function on any of some days, in any body."""
    return list(Mandate.objects.filter(_meets(first, last), function=function))


def _meets(first: date, last: date) -> Q:
    return (Q(to_date=None) | Q(to_date__gte=first)) & Q(from_date__lte=last)


def point(number: str, on: date, body: Body | None = None) -> DelegationPoint:
    """Give a point as it read on a date. Raises NotVisible when there was none."""
    found = next((one for one in points_on(on, body) if one.number == number), None)
    if found is None:
        raise NotVisible(number)
    return found


def running_term(body: Body, on: date) -> Term:
    """Give what runs in a body up to a date, or begins later, to compare with a new term."""
    late = Q(to_date=None) | Q(to_date__gte=on - timedelta(days=1))
    mandates = list(body.mandates.filter(late).select_related("unit"))
    points = list(body.points.filter(late).order_by("place"))
    began = [m.from_date for m in mandates] + [p.from_date for p in points]
    return Term(
        tuple(seat_of(one) for one in mandates),
        tuple(point_of(one) for one in points),
        max(began, default=None),
    )


def seat_of(one: Mandate) -> Seat:
    """Give a mandate as rules see it."""
    return Seat(one.name, one.function, one.unit.code if one.unit else "", one.responsibility)


def point_of(one: DelegationPoint) -> Point:
    """Give a delegation point as rules see it."""
    return Point(one.number, one.text, one.delegate, one.law, limit_of(one))


def limit_of(one: DelegationPoint) -> Limit | None:
    """Give up to how much a point gives the right to decide; None where it has no limit."""
    if one.limit_amount is None:
        return None
    return Limit(one.limit_amount, LimitUnit(one.limit_unit))
