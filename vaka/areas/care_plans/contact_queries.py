"""Reads of fixed care contacts: those of a person, and how evenly a unit has spread them."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date

from vaka.areas.care_plans import contact_rules, lists
from vaka.areas.care_plans.contact_actions import title_of
from vaka.areas.care_plans.contact_rules import APPOINT, Load
from vaka.areas.care_plans.models import CarePlan, FixedContact
from vaka.areas.care_plans.rules import OPEN
from vaka.areas.competence.queries import who_hold
from vaka.foundation.access.queries import people_near
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units
from vaka.foundation.people.models import Person


@dataclass(frozen=True)
class ContactLine:
    """One contact of a person; `is_fit` is None where no title is asked for."""

    contact: FixedContact
    name: str
    is_standing: bool
    is_fit: bool | None
    has_title: bool


@dataclass(frozen=True)
class LoadRow:
    """One contact with how many persons and how much planned time."""

    name: str
    persons: int
    minutes: int | None
    is_fit: bool | None


@dataclass(frozen=True)
class UnitContacts:
    """The contacts of a unit: the load, who lacks one and since how long."""

    unit: Unit
    load: Load
    rows: list[LoadRow]
    plans: int
    without: int
    longest_without: int | None
    untold: int
    unfit: int
    unplanned: int
    is_asked: bool
    law: str


def lines(plan: CarePlan, on: date) -> list[ContactLine]:
    """Give the contacts of a plan, the newest first."""
    every = sorted(plan.contacts.all(), key=lambda one: one.from_date, reverse=True)
    return [_line(one, plan.case.unit, on) for one in every]


def days_without(plan: CarePlan, on: date) -> int | None:
    """Give the days without a contact since the service began or the law asked for one.

    None where none is asked for.
    """
    if plan.case.unit.kind not in lists.contact_kinds() or not lists.is_contact_asked(on):
        return None
    start, end = max(plan.begun_date, lists.contact_asked_since()), plan.ended_date or on
    spans = [(one.from_date, one.until_date) for one in plan.contacts.all()]
    return contact_rules.days_without(start, end, spans)


def may_appoint(viewer: Viewer, case: Case) -> bool:
    """Say whether a viewer may appoint a contact for a plan that runs."""
    return viewer.may(APPOINT, case.unit_id) and case.state in OPEN


def choices(unit_id: uuid.UUID, on: date) -> list[tuple[Person, bool]]:
    """Give who may be chosen at a unit, with whether each has shown the protected title."""
    people = people_near(unit_id, on)
    hold = who_hold(lists.title_proof(), [one.pk for one in people], on)
    return sorted(((one, one.pk in hold) for one in people), key=lambda pair: not pair[1])


def units(viewer: Viewer) -> list[Unit]:
    """Give the units with users whose contacts the viewer may see."""
    return [
        one for one in visible_units(viewer, APPOINT, on=viewer.on) if one.kind in lists.homes()
    ]


def unit_contacts(viewer: Viewer, unit: Unit) -> UnitContacts:
    """Give a unit's contacts; the read is logged. Raises NotVisible."""
    if not viewer.may(APPOINT, unit.pk):
        raise NotVisible(unit.code)
    plans = list(
        CarePlan.objects.filter(case__unit=unit, case__state__in=OPEN)
        .select_related("case__unit").prefetch_related("contacts__person")
    )  # fmt: skip
    note_read(by=viewer, object_kind="care_contact", object_id="", unit_id=unit.pk,
              data={"plans": len(plans)})  # fmt: skip
    standing = [c for plan in plans for c in plan.contacts.all() if c.until_date is None]
    rows = _load_rows(standing, unit, viewer.on)
    without = [plan for plan in plans if not any(c.until_date is None for c in plan.contacts.all())]
    waits = [days for plan in without if (days := days_without(plan, viewer.on)) is not None]
    asked = unit.kind in lists.contact_kinds() and lists.is_contact_asked(viewer.on)
    return UnitContacts(
        unit, contact_rules.load([one.persons for one in rows]), rows, len(plans), len(without),
        max(waits, default=None), sum(one.told_date is None for one in standing),
        sum(one.is_fit is False for one in rows), sum(one.minutes is None for one in standing),
        asked, lists.contact_law(viewer.on),
    )  # fmt: skip


def _line(one: FixedContact, unit: Unit, on: date) -> ContactLine:
    day = min(on, one.until_date or on)
    title = _title(one, unit, day)
    fit = title.is_fit if title.is_asked else None
    return ContactLine(one, one.person.name, one.until_date is None, fit, title.is_held)


def _title(one: FixedContact, unit: Unit, day: date) -> contact_rules.Title:
    return title_of(one.person, unit, day, is_exempt=one.is_exempt)


def _load_rows(standing: list[FixedContact], unit: Unit, on: date) -> list[LoadRow]:
    many = Counter(one.person_id for one in standing)
    rows = []
    for person_id, persons in many.most_common():
        mine = [one for one in standing if one.person_id == person_id]
        planned = [one.minutes for one in mine if one.minutes is not None]
        titles = [_title(one, unit, on) for one in mine]
        fit = all(one.is_fit for one in titles) if titles[0].is_asked else None
        rows.append(LoadRow(mine[0].person.name, persons, sum(planned) if planned else None, fit))
    return rows
