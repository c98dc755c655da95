"""Reads of competence: who lacks what before which shift, shares by unit, one person's facts."""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.competence import lists, standing
from vaka.areas.competence.lists import Requirement
from vaka.areas.competence.models import Delegation, ShiftPerson, StaffFact
from vaka.areas.competence.queries import warn_days
from vaka.areas.competence.rules import HELD, STATE_LABELS, State
from vaka.areas.competence.staff_actions import hand_of, may_note_of, works_under
from vaka.areas.competence.staff_rules import (
    INTRODUCTION,
    LACK_LABELS,
    LACKING,
    MANAGE,
    MINOR,
    RECEIVE,
    SEE,
    Lack,
    Standing,
)
from vaka.areas.competence.staff_rules import standing as judged
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import role, roles_that_can
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases.kinds import Words
from vaka.foundation.duties import Duty
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units
from vaka.foundation.people.models import Person

AHEAD_DAYS = 60
"""How far ahead shifts are looked for."""
DELEGATION = "delegering"


@dataclass(frozen=True)
class Asked:
    """One thing asked of a person and how it stands on the day that matters."""

    code: str
    title: str
    standing: Standing

    @property
    def words(self) -> str:
        """Say how it stands."""
        return str(LACK_LABELS[self.standing.lack])


@dataclass(frozen=True)
class StaffRow:
    """One employee: the next shift, and everything asked of them by then."""

    person: Person
    unit: Unit
    role_label: str
    shift_date: date | None
    asked: list[Asked]

    @property
    def lacks(self) -> list[Asked]:
        """What is missing or has run out by the shift."""
        return [one for one in self.asked if one.standing.lack in LACKING]

    @property
    def soon(self) -> list[Asked]:
        """What holds then, but runs out soon."""
        return [one for one in self.asked if one.standing.lack is Lack.SOON]


@dataclass(frozen=True)
class Met:
    """How many of those who are asked for something have it."""

    title: str
    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """Give the share, None when nobody is asked."""
        return 100 * self.part / self.whole if self.whole else None


@dataclass(frozen=True)
class StaffPage:
    """What the page of a unit's competence shows."""

    unit: Unit
    rows: list[StaffRow]
    shares: list[Met]
    lacking: int


@dataclass(frozen=True)
class FactLine:
    """One fact of a person as noted."""

    fact: StaffFact
    title: str
    standing: Standing
    may_take_back: bool

    @property
    def words(self) -> str:
        """Say how it stands."""
        return str(LACK_LABELS[self.standing.lack])


@dataclass(frozen=True)
class PersonPage:
    """What the page of one employee shows."""

    person: Person
    is_self: bool
    roles: list[str]
    asked: list[Asked]
    facts: list[FactLine]
    delegations: list[tuple[Delegation, Words]]
    may_note: bool


def units(viewer: Viewer) -> list[Unit]:
    """Give the units whose competence a viewer may see, by name."""
    return visible_units(viewer, SEE, on=viewer.on)


def staff_page(viewer: Viewer, unit: Unit) -> StaffPage:
    """Give who lacks what before which shift at a unit and below it; the read is logged.

    Raises NotVisible where the viewer does not see competence.
    """
    if not viewer.may(SEE, unit.pk):
        raise NotVisible(unit.code)
    rows = _rows(viewer, unit)
    note_read(by=viewer, object_kind="competence", object_id="", unit_id=unit.pk,
              data={"shown": [str(row.person.pk) for row in rows]})  # fmt: skip
    rows.sort(key=lambda row: (not row.lacks, row.shift_date or date.max, row.person.name))
    return StaffPage(unit, rows, list(_shares(rows)), sum(bool(row.lacks) for row in rows))


def person_page(viewer: Viewer, person_id: uuid.UUID) -> PersonPage:
    """Give what is noted of one employee; the read is logged. Raises NotVisible."""
    person = visible_person(viewer, person_id)
    is_self = viewer.person == person
    sees_all = is_self or works_under(viewer, person, MANAGE)
    grants = _grants(viewer.on).filter(person=person).select_related("unit__parent")
    held = [(one.role, one.unit) for one in grants]
    facts = standing.Facts([person.pk])
    asked = _asked(person, held, facts, viewer.on, sees_all)
    note_read(by=viewer, object_kind="competence", object_id=person.pk)
    return PersonPage(
        person=person,
        is_self=is_self,
        roles=[f"{role(code).label}, {unit.name}" for code, unit in held],
        asked=asked,
        facts=list(_lines(viewer, person, sees_all)),
        delegations=_received(viewer, person),
        may_note=may_note_of(viewer, person, INTRODUCTION),
    )


def visible_person(viewer: Viewer, person_id: uuid.UUID) -> Person:
    """Give oneself, or an employee where one sees competence. Raises NotVisible."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotVisible(str(person_id))
    if viewer.person == person or works_under(viewer, person, SEE):
        return person
    raise NotVisible(str(person_id))


def notable(viewer: Viewer, person: Person) -> list[Requirement]:
    """Give what a viewer may note of a person, in the list's order."""
    every, hand = lists.requirements().values(), hand_of(viewer, person)
    return [one for one in every if may_note_of(viewer, person, one.code, hand)]


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give each compulsory course that runs out, by unit and day; how many, never who."""
    if not viewer.may(SEE):
        return
    places, found = _workplaces(viewer), Counter[tuple[str, date, str]]()
    for one in _latest_facts(start, end):
        if one.until_date and one.person_id in places:
            found[one.code, one.until_date, places[one.person_id]] += 1
    for (code, day, place), count in found.items():
        name = _("Förnya %(title)s för %(count)s")
        yield Duty(
            name=name % {"title": lists.requirement(code).title, "count": count}, due_date=day,
            unit=place, role=_("Enhetschef"), address=reverse("competence:staff"),
            topic="compulsory_course",
        )  # fmt: skip


def _received(viewer: Viewer, person: Person) -> list[tuple[Delegation, Words]]:
    rows = Delegation.objects.visible_to(viewer).filter(receiver=person)
    found = rows.select_related("case__unit", "giver").order_by("-until_date")
    return [(one, STATE_LABELS[State(one.case.state)]) for one in found]


def _latest_facts(start: date, end: date) -> list[StaffFact]:
    """The latest of each person and compulsory course, those that run out between two days."""
    codes = [one.code for one in lists.requirements().values() if one.is_compulsory]
    latest: dict[tuple[uuid.UUID, str], StaffFact] = {}
    for one in StaffFact.objects.filter(code__in=codes).order_by("on_date", "id"):
        latest[one.person_id, one.code] = one
    return [one for one in latest.values() if one.until_date and start <= one.until_date <= end]


def _workplaces(viewer: Viewer) -> dict[uuid.UUID, str]:
    """The name of the unit where each employee works, of those that the viewer may see."""
    grants = _grants(viewer.on).order_by("-from_date", "pk")
    if not viewer.everywhere:
        grants = grants.filter(unit_id__in=viewer.unit_ids(SEE))
    return dict(grants.values_list("person_id", "unit__name"))


def _grants(on: date) -> QuerySet[Grant]:
    asked = {code for one in lists.requirements().values() for code in one.roles}
    roles = asked | {one.code for one in roles_that_can(RECEIVE)}
    return Grant.objects.own().in_force(on).filter(role__in=roles, person__is_active=True)


def _rows(viewer: Viewer, unit: Unit) -> list[StaffRow]:
    sees_all = viewer.may(MANAGE, unit.pk)
    below = Unit.objects.below(unit)
    grants = _grants(viewer.on).filter(unit__in=below).select_related("person", "unit__parent")
    held: dict[Person, list[tuple[str, Unit]]] = {}
    for one in grants.order_by("person__given_name", "person__family_name"):
        held.setdefault(one.person, []).append((one.role, one.unit))
    facts = standing.Facts([one.pk for one in held])
    shifts, delegated = _next_shifts(viewer.on, held), _delegated(held)
    rows = []
    for person, places in held.items():
        shift = shifts.get(person.pk)
        day = shift or viewer.on
        asked = _asked(person, places, facts, day, sees_all, delegated)
        code, place = places[0]
        rows.append(StaffRow(person, place, role(code).label, shift, asked))
    return rows


def _next_shifts(on: date, people: dict[Person, list[tuple[str, Unit]]]) -> dict[uuid.UUID, date]:
    rows = ShiftPerson.objects.filter(
        person__in=list(people), shift__on_date__range=(on, on + timedelta(days=AHEAD_DAYS))
    )
    found: dict[uuid.UUID, date] = {}
    for person, day in rows.order_by("-shift__on_date").values_list("person_id", "shift__on_date"):
        found[person] = day
    return found


def _delegated(people: "dict[Person, list[tuple[str, Unit]]] | list[Person]") -> dict[
    uuid.UUID, list[Delegation]
]:  # fmt: skip
    found: dict[uuid.UUID, list[Delegation]] = {}
    rows = Delegation.objects.filter(receiver__in=list(people), case__state__in=HELD)
    for one in rows.select_related("case").order_by("until_date"):
        found.setdefault(one.receiver_id, []).append(one)
    return found


def _asked(
    person: Person, held: list[tuple[str, Unit]], facts: standing.Facts, day: date,
    sees_all: bool, delegated: dict[uuid.UUID, list[Delegation]] | None = None,
) -> list[Asked]:  # fmt: skip
    warn = warn_days(day)
    found = []
    for one in lists.requirements().values():
        if one.manager_only and not sees_all:
            continue
        if any(one.asks(code, lists.work_kind(unit), day) for code, unit in held):
            shown = facts.latest(person.pk, one.code, day)
            done, until = (shown.on_date, shown.until_date) if shown else (None, None)
            how = judged(done, until, day, warn)
            found.append(Asked(one.code, one.title, how))
    if any(_delegates_at(code, unit) for code, unit in held):
        rows = (delegated if delegated is not None else _delegated([person])).get(person.pk, [])
        found.insert(0, Asked(DELEGATION, _("Delegering"), _of_delegations(rows, day, warn)))
    return found


def _delegates_at(code: str, unit: Unit) -> bool:
    receives = code in {one.code for one in roles_that_can(RECEIVE)}
    return receives and lists.work_kind(unit) in lists.DELEGATED_AT


def _of_delegations(rows: list[Delegation], day: date, warn: int) -> Standing:
    valid = [one for one in rows if one.case.state == State.VALID]
    if not valid:
        return Standing(Lack.RESTING if rows else Lack.MISSING)
    last = max(valid, key=lambda one: (one.from_date <= day, one.until_date))
    return judged(last.from_date, last.until_date, day, warn)


def _shares(rows: list[StaffRow]) -> Iterator[Met]:
    by_code: dict[str, list[Asked]] = {}
    for row in rows:
        for one in row.asked:
            by_code.setdefault(one.code, []).append(one)
    good = (Lack.MET, Lack.SOON)
    if DELEGATION in by_code:
        asked = by_code.pop(DELEGATION)
        yield Met(_("Giltig delegering"), sum(a.standing.lack in good for a in asked), len(asked))
    compulsory = {one.code for one in lists.requirements().values() if one.is_compulsory}
    mine = [[a for a in row.asked if a.code in compulsory] for row in rows]
    full = [all(a.standing.lack in good for a in asked) for asked in mine if asked]
    yield Met(_("Alla obligatoriska utbildningar"), sum(full), len(full))
    for code, asked in by_code.items():
        title = lists.requirement(code).title
        yield Met(title, sum(a.standing.lack in good for a in asked), len(asked))


def _lines(viewer: Viewer, person: Person, sees_all: bool) -> Iterator[FactLine]:
    warn, hand = warn_days(viewer.on), hand_of(viewer, person)
    rows = StaffFact.objects.filter(person=person).select_related("noted_by", "unit")
    for one in rows.order_by("-on_date", "-id"):
        known = lists.requirements().get(one.code)
        if not sees_all and (one.code == MINOR or (known is not None and known.manager_only)):
            continue
        how = judged(one.on_date, one.until_date, viewer.on, warn)
        yield FactLine(one, _title(one, known), how, may_note_of(viewer, person, one.code, hand))


def _title(fact: StaffFact, known: Requirement | None) -> str:
    if fact.code == INTRODUCTION:
        unit = fact.unit.name if fact.unit else ""
        return _("Introduktion på %(unit)s, %(days)s dagar") % {"unit": unit, "days": fact.days}
    if fact.code == MINOR:
        return _("Under 18 år")
    return known.title if known else fact.code
