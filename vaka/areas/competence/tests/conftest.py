"""A nurse of Almen, and what goes before a delegation to Astrid."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from vaka.areas.competence import actions, rules, staff_actions
from vaka.areas.competence.actions import NewDelegation
from vaka.areas.competence.models import Delegation
from vaka.areas.competence.staff_actions import NewAttempt
from vaka.foundation.access.actions import give
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.people.models import Person


@pytest.fixture
def today():
    return timezone.localdate()


def nurse_at(units, user="ingrid", unit="almen"):
    person = Person.objects.create_user(user, given_name=user.capitalize(), family_name="Vall")
    give(by=Viewer.system("tests"), person=person, role_code="nurse", unit=units[unit],
         from_date=date(2020, 1, 1))  # fmt: skip
    return Viewer.of(person)


def usable(on):
    """The delegations that may be used on a day."""
    rows = Delegation.objects.select_related("case")
    return {one.pk for one in rows
            if rules.is_valid(one.case.state, one.from_date, one.until_date, on)}  # fmt: skip


@pytest.fixture
def ingrid(units):
    return nurse_at(units)


@pytest.fixture
def prepared(units, ingrid, astrid, today):
    new = NewDelegation(units["almen"], astrid.person, ["dosett"], "Plan 1", today,
                        today + timedelta(days=200))  # fmt: skip
    return actions.prepare(by=ingrid, new=new)


def go_before(by, person, unit, today, tries=(False, True)):
    """The web course, the introduction, and attempts at the test at the workplace."""
    staff_actions.note_fact(by=by, person=person, code="webb-lakemedel", on_date=today)
    staff_actions.introduce(by=by, person=person, unit=unit, on_date=today, days=3)
    for passed in tries:
        new = NewAttempt("prov-lakemedel", today, passed, True)
        staff_actions.note_attempt(by=by, person=person, new=new)


@pytest.fixture
def given(units, prepared, ingrid, astrid, today):
    go_before(ingrid, astrid.person, units["almen"], today)
    return actions.give(by=ingrid, case_id=prepared.pk, version=prepared.version)
