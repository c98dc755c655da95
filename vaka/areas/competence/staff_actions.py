"""What is noted of employees: courses, what was shown, introduction, attempts at tests."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.competence import lists
from vaka.areas.competence.models import Attempt, StaffFact
from vaka.areas.competence.rules import GIVE
from vaka.areas.competence.staff_rules import (
    INTRODUCTION,
    MANAGE,
    MINOR,
    may_introduce,
    may_note,
)
from vaka.foundation.access.models import Grant
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
def note_fact(*, by: Viewer, person: Person, code: str, on_date: date) -> StaffFact:
    """Note that an employee has done a course or shown a proof: the day, nothing more."""
    _demand(by, person, code)
    require(may_note(on_date, timezone.localdate()))
    until = lists.requirement(code).last_day(on_date)
    return _saved(by, StaffFact(person=person, code=code, on_date=on_date, until_date=until))


@action
def note_minor(*, by: Viewer, person: Person, until_date: date) -> StaffFact:
    """Note the last day on which an employee is under 18; no day of birth is kept."""
    _demand(by, person, MINOR)
    fact = StaffFact(person=person, code=MINOR, on_date=timezone.localdate(), until_date=until_date)
    return _saved(by, fact)


@action
def introduce(*, by: Viewer, person: Person, unit: Unit, on_date: date, days: int) -> StaffFact:
    """Note that an employee has been introduced at a unit: the last day, and how many."""
    _demand(by, person, INTRODUCTION)
    require(may_introduce(days, on_date, timezone.localdate()))
    return _saved(
        by, StaffFact(person=person, code=INTRODUCTION, on_date=on_date, unit=unit, days=days)
    )


@action
def note_attempt(*, by: Viewer, person: Person, new: NewAttempt) -> Attempt:
    """Note one attempt at a knowledge test; each counts, whether passed or not."""
    _demand(by, person, new.code)
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
    _noted(by, "competence.take_back", person, code=fact.code, on=str(fact.on_date))
    fact.delete()


def works_under(by: Viewer, person: Person, capability: str) -> bool:
    """Say whether a viewer holds a capability where a person works, now or later."""
    if by.everywhere:
        return True
    grants = Grant.objects.own().filter(person=person).exclude(to_date__lt=by.on)
    units = set(grants.values_list("unit_id", flat=True))
    paths = UnitPath.objects.current()
    below = paths.filter(ancestor_id__in=units).values_list("descendant_id", flat=True)
    return not by.unit_ids(capability).isdisjoint(below)


def may_note_of(by: Viewer, person: Person, code: str) -> bool:
    """Managers note everything of their own; those who delegate, what goes before."""
    if works_under(by, person, MANAGE):
        return True
    before = {INTRODUCTION, *lists.exam_titles()} | {one.course for one in lists.tasks().values()}
    return code in before and works_under(by, person, GIVE)


def _demand(by: Viewer, person: Person, code: str) -> None:
    if not may_note_of(by, person, code):
        raise NotAllowed(MANAGE)


def _saved(by: Viewer, fact: StaffFact) -> StaffFact:
    if by.person is None:
        raise NotAllowed(MANAGE)
    fact.noted_by = by.person
    fact.save(force_insert=True)
    _noted(by, "competence.note_fact", fact.person, code=fact.code, on=str(fact.on_date))
    return fact


def _noted(by: Viewer, verb: str, person: Person, **told: object) -> None:
    note(by=by, verb=verb, object_kind="competence", object_id=person.pk,
         data={"person": str(person.pk), **told})  # fmt: skip
