"""A social worker for children, and a placement of theirs."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from vaka.areas.placements import actions
from vaka.areas.placements.actions import NewPlacement
from vaka.areas.placements.rules import Ground, Home
from vaka.foundation.access.actions import give
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.people.models import Person


@pytest.fixture
def frida(units):
    """Give somebody who follows placed children at the case office."""
    person = Person.objects.create_user("frida", given_name="Frida")
    give(by=Viewer.system("test"), person=person, role_code="child_officer",
         unit=units["bistand"], from_date=date(2019, 1, 1))  # fmt: skip
    return Viewer.of(person)


@pytest.fixture
def placed(frida, units):
    """Give a function that has a child placed some days ago."""

    def make(days: int = 800, home: Home = Home.FOSTER, ground: Ground = Ground.SOL):
        day = timezone.localdate() - timedelta(days=days)
        new = NewPlacement(units["bistand"], "BU-7141", ground, home, day, day)
        return actions.begin_placement(by=frida, new=new)

    return make
