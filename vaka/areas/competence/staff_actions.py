"""What is noted of employees: courses, what was shown, introduction, attempts at tests."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.competence import lists
from vaka.areas.competence.models import Attempt, Delegation, StaffFact
from vaka.areas.competence.rules import GIVE, may_note_before
from vaka.areas.competence.staff_rules import (
    INTRODUCTION,
    MANAGE,
    MINOR,
    RECEIVE,
    SEE,
    Hand,
    may_introduce,
    may_note,
    may_note_minor,
)
from vaka.areas.competence.staff_rules import may_note_of as may_note_by
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import roles_that_can
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewAttempt:
    """One attempt at a test."""

    code: str
    on_date: date
    is_passed: bool
    is_at_workplace: bool


@action
def note_fact(
    *, by: Viewer, person: Person, code: str, on_date: date, before: uuid.UUID | None = None
) -> StaffFact:
    """Note that an employee has done a course or shown a proof: the day, nothing more.

    Args:
        before: the delegation that it goes before, when it is noted from there.
    """
    _demand(by, person, code, before)
    require(may_note(on_date, timezone.localdate()))
    until = lists.requirement(code).last_day(on_date)
    return _saved(by, StaffFact(person=person, code=code, on_date=on_date, until_date=until))


@action
def note_minor(*, by: Viewer, person: Person, until_date: date) -> StaffFact:
    """Note the last day on which an employee is under 18: it tells the day of birth, so only the
    manager and the employee see it."""
    _demand(by, person, MINOR)
    today = timezone.localdate()
    require(may_note_minor(until_date, today, lists.minors(today).youngest_years))
    fact = StaffFact(person=person, code=MINOR, on_date=today, until_date=until_date)
    return _saved(by, fact)


@action
def introduce(
    *, by: Viewer, person: Person, unit: Unit, on_date: date, days: int,
    before: uuid.UUID | None = None,
) -> StaffFact:  # fmt: skip
    """Note that an employee has been introduced at a unit: the last day, and how many."""
    _demand(by, person, INTRODUCTION, before)
    if not may_introduce_at(by, unit):
        raise NotVisible(unit.code)
    require(may_introduce(days, on_date, timezone.localdate()))
    return _saved(
        by, StaffFact(person=person, code=INTRODUCTION, on_date=on_date, unit=unit, days=days)
    )


@action
def note_attempt(
    *, by: Viewer, person: Person, new: NewAttempt, before: uuid.UUID | None = None
) -> Attempt:
    """Note one attempt at a knowledge test; each counts, whether passed or not."""
    _demand(by, person, new.code, before)
    require(may_note(new.on_date, timezone.localdate()))
    if by.person is None:
        raise NotAllowed(MANAGE)
    made = Attempt.objects.create(person=person, noted_by=by.person, **vars(new))
    _noted(by, "competence.note_attempt", person, code=new.code, passed=new.is_passed,
           at_workplace=new.is_at_workplace, on=str(new.on_date))  # fmt: skip
    return made


@action
def take_back(*, by: Viewer, person: Person, fact_id: uuid.UUID) -> None:
    """Take away what was noted by mistake; the log keeps what it was."""
    fact = StaffFact.objects.filter(person=person, pk=fact_id).first()
    if fact is None:
        raise NotVisible(str(fact_id))
    _demand(by, person, fact.code)
    _noted(by, "competence.take_back", person, **_said(fact))
    fact.delete()


def works_under(by: Viewer, person: Person, capability: str) -> bool:
    """Say whether a person works, now or later, where a viewer holds a capability.

    Who gives care over a larger area (a pool) works at its units too, but is managed above them.
    """
    if by.everywhere:
        return True
    reach = by.unit_ids(capability)
    grants = Grant.objects.own().filter(person=person).exclude(to_date__lt=by.on)
    posts = list(grants.values_list("role", "unit_id"))
    if not reach.isdisjoint(unit for _role, unit in posts):
        return True
    return capability != MANAGE and not reach.isdisjoint(_below_pools(posts))


def hand_of(by: Viewer, person: Person) -> Hand:
    """Give how a viewer stands to an employee."""
    manages, gives = works_under(by, person, MANAGE), works_under(by, person, GIVE)
    return Hand(is_self=by.person == person, manages=manages, gives=gives)


def may_note_of(by: Viewer, person: Person, code: str, hand: Hand | None = None) -> bool:
    """Say whether a viewer may note something of a person, as the rule says.

    Args:
        hand: how the viewer stands to the person, when it is known already.
    """
    before = {INTRODUCTION, *lists.exam_titles()} | {one.course for one in lists.tasks().values()}
    return may_note_by(hand or hand_of(by, person), goes_before=code in before)


def may_introduce_at(by: Viewer, unit: Unit) -> bool:
    """Say whether a viewer may note an introduction at a unit: theirs to manage or delegate at."""
    if by.everywhere:
        return True
    return unit.pk in by.unit_ids(SEE) and unit.pk in by.unit_ids(MANAGE, GIVE)


def _below_pools(posts: list[tuple[str, uuid.UUID]]) -> Iterable[uuid.UUID]:
    receive = {one.code for one in roles_that_can(RECEIVE)}
    above = [unit for role, unit in posts if role in receive]
    paths = UnitPath.objects.current().filter(ancestor_id__in=above)
    return paths.values_list("descendant_id", flat=True)


def _demand(by: Viewer, person: Person, code: str, before: uuid.UUID | None = None) -> None:
    if not may_note_of(by, person, code):
        raise NotAllowed(MANAGE)
    if before is None:
        return
    found = Delegation.objects.visible_to(by).filter(pk=before, receiver=person)
    row = found.select_related("case").first()
    if row is None:
        raise NotVisible(str(before))
    require(may_note_before(row.case.state, is_introduction=code == INTRODUCTION))


def _saved(by: Viewer, fact: StaffFact) -> StaffFact:
    if by.person is None:
        raise NotAllowed(MANAGE)
    fact.noted_by = by.person
    fact.save(force_insert=True)
    _noted(by, "competence.note_fact", fact.person, **_said(fact))
    return fact


def _said(fact: StaffFact) -> dict[str, object]:
    """All that a fact says, for the log: what was taken back can be read there."""
    every = {"until": fact.until_date, "unit": fact.unit_id, "days": fact.days}
    more = {name: str(value) for name, value in every.items() if value is not None}
    return {"code": fact.code, "on": str(fact.on_date), **more}


def _noted(by: Viewer, verb: str, person: Person, **told: object) -> None:
    note(by=by, verb=verb, object_kind="competence", object_id=person.pk,
         data={"person": str(person.pk), **told})  # fmt: skip
