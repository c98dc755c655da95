"""Fixtures of the fixed cast: each member as a viewer, and a browser signed in as one.

`bo` gives Bo's viewer, `client_as(bo)` a client that is signed in as him, `units["almen"]` a unit.
The same people and units, by the same codes, are the demo's.
"""

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from tests.replay import stand
from vaka.config.demo.cast import cast
from vaka.config.demo.units import by_code, chain

if TYPE_CHECKING:
    from django.test import Client

    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.models import Unit

MEMBERS = {member.user: member for member in cast() if member.fixed}
PLACES = ("almen-1", "bjorken-1", "bistand", "harnosand", "kungsbacka")
# What the demo's list of people calls some roles for short.
ROLES = {
    "manager": "unit_manager",
    "quality": "quality_developer",
    "system_admin": "system_administrator",
}
Units = dict[str, "Unit"]


def _plant(code: str, planted: Units) -> None:
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.actions import NewUnit, open_unit

    planned = by_code()[code]
    new = NewUnit(
        code=code,
        name=planned.name,
        kind=planned.kind,
        valid_from=date(2019, 1, 1),
        parent=planted.get(planned.parent),
        operator=planned.operator,
        is_reference=planned.reference,
    )
    planted[code] = open_unit(by=Viewer.system("tests"), new=new)


def plant_all() -> Units:
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.actions import found_principal

    found_principal(by=Viewer.system("tests"), name="Vaka kommun")
    planted: Units = {}
    for code in [unit for place in PLACES for unit in reversed(chain(place))]:
        if code not in planted:
            _plant(code, planted)
    return planted


@pytest.fixture
def units(db: None) -> Units:
    """Give the units where the cast works, with those above them, and the reference units."""
    return {code: copy(unit) for code, unit in stand({"units": plant_all})["units"].items()}


def join(user: str, units: Units) -> "Viewer":
    """Give one member's viewer; the person and the role at the unit are made the first time."""
    return join_all([user], units)[user]


def join_all(users: Iterable[str], units: Units) -> "dict[str, Viewer]":
    """Give some members' viewers by sign-in name."""
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.people.models import Person

    known = {one.username: one for one in Person.objects.filter(username__in=users)}
    new = stand({user: partial(joined, user, units) for user in users if user not in known})
    return {u: Viewer.of(known[u]) if u in known else _today(new[u]) for u in users}


def joined(user: str, units: Units) -> "Viewer":
    from vaka.foundation.access.actions import give
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.people.models import Person

    member = MEMBERS[user]
    person = Person.objects.create_user(user, given_name=member.given, family_name=member.family)
    give(
        by=Viewer.system("tests"),
        person=person,
        role_code=ROLES.get(member.role, member.role),
        unit=units[member.unit],
        from_date=date(2019, 1, 1),
    )
    return Viewer.of(person)


def _today(viewer: "Viewer") -> "Viewer":
    from django.utils import timezone

    return replace(viewer, person=copy(viewer.person), on=timezone.localdate(), _known={})


def _member(user: str) -> Any:
    @pytest.fixture(name=user)
    def viewer(units: Units) -> "Viewer":
        return join(user, units)

    return viewer


# One fixture a person: astrid bo cecilia maja rut sven kim beata eva nora pia greta ada.
globals().update({f"{user}_of_the_cast": _member(user) for user in MEMBERS})


@pytest.fixture
def everybody(units: Units) -> dict[str, "Viewer"]:
    """Give the whole cast by sign-in name."""
    return join_all(MEMBERS, units)


@pytest.fixture
def client_as() -> "Callable[[Viewer], Client]":
    """Give a function that signs a viewer's person in and returns the client."""
    from django.test import Client

    def signed_in(viewer: "Viewer") -> Client:
        assert viewer.person is not None
        client = Client()
        client.force_login(viewer.person, "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
