"""Appointing a fixed care contact, ending it, and telling the person of the change."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from vaka.areas.care_plans import contact_rules, lists
from vaka.areas.care_plans.contact_rules import APPOINT, Title
from vaka.areas.care_plans.models import CarePlan, FixedContact
from vaka.areas.care_plans.rules import OPEN
from vaka.areas.competence.queries import who_hold
from vaka.foundation.access.queries import people_near
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewContact:
    """Who becomes the contact from when; `minutes` are planned for four weeks."""

    person_id: uuid.UUID
    from_date: date
    is_exempt: bool = False
    minutes: int | None = None


@action
def appoint(*, by: Viewer, case_id: uuid.UUID, version: int, new: NewContact) -> Case:
    """Appoint a contact from a day; the one before ends the day before."""
    case, plan = _held(by, case_id, version)
    person = next(
        (one for one in people_near(case.unit_id, by.on) if one.pk == new.person_id), None
    )
    if person is None:
        raise NotVisible(str(new.person_id))
    before = plan.contacts.filter(until_date=None).first()
    require(
        contact_rules.may_appoint(
            title=title_of(person, case.unit, new.from_date, is_exempt=new.is_exempt),
            start=new.from_date, today=timezone.localdate(), minutes=new.minutes,
            standing=before.from_date if before else None, is_open=case.state in OPEN,
        )
    )  # fmt: skip
    if before:
        before.until_date = new.from_date - timedelta(days=1)
        before.save(update_fields=["until_date"])
    FixedContact.objects.create(plan=plan, person=person, from_date=new.from_date,
                                is_exempt=new.is_exempt, minutes=new.minutes)  # fmt: skip
    told = Told("care_contact.appoint", data={"person": person.name, "on": str(new.from_date)})
    return cases.change(by=by, case=case, told=told)


@action
def end_contact(*, by: Viewer, case_id: uuid.UUID, version: int, until_date: date) -> Case:
    """End the contact that stands without another; the days without one are counted."""
    case, plan = _held(by, case_id, version)
    one = _standing(plan)
    require(contact_rules.may_end(start=one.from_date, end=until_date, today=timezone.localdate()))
    one.until_date = until_date
    one.save(update_fields=["until_date"])
    told = Told("care_contact.end_contact", data={"person": one.person.name, "on": str(until_date)})
    return cases.change(by=by, case=case, told=told)


@action
def tell_person(*, by: Viewer, case_id: uuid.UUID, version: int, told_date: date) -> Case:
    """Note that the person has been told who the contact is."""
    case, plan = _held(by, case_id, version)
    one = _standing(plan)
    require(contact_rules.may_tell(start=one.from_date, told=one.told_date, on=told_date,
                                   today=timezone.localdate()))  # fmt: skip
    one.told_date = told_date
    one.save(update_fields=["told_date"])
    return cases.change(by=by, case=case, told=Told("care_contact.tell_person"))


def title_of(person: Person, unit: Unit, on: date, *, is_exempt: bool) -> Title:
    """Say whether the title is asked for on a day at a unit, and what a person has."""
    asked = unit.kind in lists.contact_kinds() and lists.is_title_asked(on)
    holds = person.pk in who_hold(lists.title_proof(), [person.pk], on)
    return Title(asked, holds, is_exempt, lists.is_exemption_open(on))


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, CarePlan]:
    """A contact is appointed here wherever the plan's original is: the law asks the provider."""
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    plan = CarePlan.objects.filter(case=case).first()
    if plan is None:
        raise NotVisible(str(case_id))
    demand(by, APPOINT, case.unit_id)
    return case, plan


def _standing(plan: CarePlan) -> FixedContact:
    found = plan.contacts.filter(until_date=None).select_related("person").first()
    if found is None:
        raise NotVisible(str(plan.pk))
    return found
