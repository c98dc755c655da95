"""What the tests of the frame share."""

from datetime import date

import pytest
from django.test import Client

from vaka.foundation.access.models import Grant
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person


@pytest.fixture(autouse=True)
def _plain_static(settings):
    """Pages are drawn without the collected manifest."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = None


@pytest.fixture
def almen(db) -> Unit:
    """One home, long since open."""
    start = date(2020, 1, 1)
    unit = Unit.objects.create(
        code="almen", name="Almen", kind="special_housing", operator="own", valid_from=start
    )
    UnitPath.objects.create(ancestor=unit, descendant=unit, depth=0, valid_from=start)
    return unit


@pytest.fixture
def bo(almen) -> Person:
    """The manager of Almen."""
    person = Person.objects.create_user("bo", "fyra ord utan samband", given_name="Bo")
    Grant.objects.create(person=person, role="unit_manager", unit=almen, from_date=date(2020, 1, 1))
    return person


@pytest.fixture
def as_bo(bo, client) -> Client:
    """Bo's browser."""
    client.force_login(bo, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
