"""How people stand on a day: where they work, what they have done and shown, which tests passed.

Everything is read in a handful of questions for many people at once; the rules judge it.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from vaka.areas.competence import lists
from vaka.areas.competence.models import Attempt, Delegation, StaffFact
from vaka.areas.competence.rules import GIVE, Posts, Preparation, counted, is_passed
from vaka.areas.competence.staff_rules import INTRODUCTION, MINOR, RECEIVE
from vaka.foundation.access.models import Absence, Grant
from vaka.foundation.access.roles import roles_that_can
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.organisation.queries import local_value
from vaka.law import values
from vaka.law.months import add_months


class Workplaces:
    """Who works where on a day, by the roles in force; lent roles of stand-ins do not count."""

    def __init__(self, on: date, people: Collection[uuid.UUID] | None = None) -> None:
        grants = Grant.objects.own().in_force(on).filter(person__is_active=True)
        if people is not None:
            grants = grants.filter(person_id__in=list(people))
        self._held: dict[uuid.UUID, list[tuple[str, uuid.UUID]]] = defaultdict(list)
        for person, role, unit in grants.values_list("person_id", "role", "unit_id"):
            self._held[person].append((role, unit))
        self._above: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
        paths = UnitPath.objects.current().values_list("descendant_id", "ancestor_id")
        for below, above in paths:
            self._above[below].add(above)
        self._givers = {one.code for one in roles_that_can(GIVE)}
        self._receivers = {one.code for one in roles_that_can(RECEIVE)}

    def roles_at(self, person: uuid.UUID, unit: uuid.UUID) -> set[str]:
        """Give the roles that a person holds at a unit or above it."""
        above = self._above[unit]
        return {role for role, place in self._held.get(person, ()) if place in above}

    def gives(self, person: uuid.UUID, unit: uuid.UUID) -> bool:
        """Say whether a person may delegate at a unit."""
        return bool(self.roles_at(person, unit) & self._givers)

    def works(self, person: uuid.UUID, unit: uuid.UUID) -> bool:
        """Say whether a person gives care at a unit, in a part of it, or over a larger area."""
        return any(
            role in self._receivers and (place in self._above[unit] or unit in self._above[place])
            for role, place in self._held.get(person, ())
        )


@dataclass(frozen=True)
class Shown:
    """One thing done or shown that stands: the day, and the last day it holds."""

    on_date: date
    until_date: date | None

    def holds(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return self.on_date <= on and (self.until_date is None or on <= self.until_date)


class Facts:
    """What some people have done and shown, the latest of each kind that had come by a day."""

    def __init__(self, people: Iterable[uuid.UUID]) -> None:
        self._facts: dict[uuid.UUID, dict[str, list[StaffFact]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for one in StaffFact.objects.filter(person_id__in=list(people)).order_by("on_date", "id"):
            self._facts[one.person_id][one.code].append(one)

    def every(self, person: uuid.UUID, code: str) -> list[StaffFact]:
        """Give all that was noted of a kind, oldest first."""
        return self._facts[person][code]

    def latest(self, person: uuid.UUID, code: str, on: date) -> Shown | None:
        """Give the latest of a kind that had come by a day."""
        come = [one for one in self.every(person, code) if one.on_date <= on]
        return Shown(come[-1].on_date, come[-1].until_date) if come else None

    def holds(self, person: uuid.UUID, code: str, on: date) -> bool:
        """Say whether something was done or shown and holds on a day."""
        return any(Shown(one.on_date, one.until_date).holds(on) for one in self.every(person, code))

    def is_minor(self, person: uuid.UUID, on: date) -> bool:
        """Say whether a person is known to be under 18 on a day."""
        return any(
            one.until_date is not None and on <= one.until_date for one in self.every(person, MINOR)
        )

    def introduced(self, person: uuid.UUID, units: Collection[uuid.UUID], on: date) -> int | None:
        """Give the days of introduction at some units by a day, None without any."""
        found = [
            one.days or 0 for one in self.every(person, INTRODUCTION)
            if one.unit_id in units and one.on_date <= on
        ]  # fmt: skip
        return sum(found) if found else None


def near(unit_id: uuid.UUID) -> set[uuid.UUID]:
    """Give a unit with those above and below it: an introduction there counts."""
    paths = UnitPath.objects.current()
    above = paths.filter(descendant_id=unit_id).values_list("ancestor_id", flat=True)
    below = paths.filter(ancestor_id=unit_id).values_list("descendant_id", flat=True)
    return {*above, *below}


def preparation(row: Delegation, giver_id: uuid.UUID | None, on: date) -> Preparation:
    """Give how things stand before a delegation is given by somebody on a day."""
    unit, receiver = row.case.unit, row.receiver_id
    codes = list(row.tasks.values_list("code", flat=True))
    facts, places = Facts([receiver]), Workplaces(row.from_date, [receiver])
    roles = Workplaces(on).roles_at(giver_id, unit.pk) if giver_id else set[str]()
    untested, elsewhere = _exams(receiver, codes, unit, on)
    return Preparation(
        missing_courses=tuple(
            lists.requirement(code).title for code in lists.courses_before(codes)
            if not facts.holds(receiver, code, on)
        ),
        untested=untested,
        tested_elsewhere=elsewhere,
        introduced_days=facts.introduced(receiver, near(unit.pk), on),
        least_days=int(local_value("delegation.introduction_days", on, unit)),
        wrong_giver=tuple(
            one.title for one in map(lists.task, codes) if roles.isdisjoint(one.givers)
        ),
        is_minor=facts.is_minor(receiver, row.from_date),
        is_self=giver_id == receiver,
        receiver_works=places.works(receiver, unit.pk),
    )  # fmt: skip


def attempts_of(person: uuid.UUID, codes: Iterable[str]) -> dict[str, list[Attempt]]:
    """Give a person's attempts at some tests, oldest first."""
    found: dict[str, list[Attempt]] = {code: [] for code in codes}
    rows = Attempt.objects.filter(person_id=person, code__in=list(found)).select_related("noted_by")
    for one in rows.order_by("on_date", "id"):
        found[one.code].append(one)
    return found


def exam_since(on: date, unit: Unit) -> date:
    """Give the first day from which a passed test counts on a day; the months are local."""
    return add_months(on, -int(local_value("delegation.test_months", on, unit)))


def posts(rows: Collection[Delegation], on: date) -> dict[uuid.UUID, Posts]:
    """Give whether giver and receiver of each delegation still work there, or are away long."""
    people = {one for row in rows for one in (row.giver_id, row.receiver_id)}
    places, away = Workplaces(on, people), _absent_days(people, on)
    return {
        row.pk: Posts(
            places.gives(row.giver_id, row.case.unit_id),
            places.works(row.receiver_id, row.case.unit_id) or row.from_date > on,
            away.get(row.giver_id, 0),
            away.get(row.receiver_id, 0),
        )
        for row in rows
    }


def longest_years(on: date) -> int:
    """Give how many years a delegation may last, from the book of law."""
    return values.number("delegation.longest", on=on)


def _exams(
    receiver: uuid.UUID, codes: list[str], unit: Unit, on: date
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    since, titles = exam_since(on, unit), lists.exam_titles()
    untested: list[str] = []
    elsewhere: list[str] = []
    for code, made in attempts_of(receiver, lists.exams_before(codes)).items():
        tries = counted(made, since, on)
        if is_passed(tries):
            continue
        away = any(one.is_passed for one in tries)
        (elsewhere if away else untested).append(titles[code])
    return tuple(untested), tuple(elsewhere)


def _absent_days(people: Collection[uuid.UUID], on: date) -> dict[uuid.UUID, int]:
    rows = Absence.objects.in_force(on).filter(person_id__in=list(people))
    return {one.person_id: (one.to_date - one.from_date).days + 1 for one in rows}
