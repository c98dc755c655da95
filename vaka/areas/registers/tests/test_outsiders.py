"""Every address of the area to those of other units, to whoever sees no figures, and to nobody."""

from datetime import date

import pytest
from django.urls import reverse

from tests.cast import join
from tests.outsiders import assert_sign_in, standing
from vaka.areas.registers import actions, urls
from vaka.areas.registers.actions import NewUse
from vaka.areas.registers.models import RegisterUse

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
WORDS = "Klockstapelrummet bestämde detta"


@pytest.fixture
def ids(kim, units):
    new = NewUse("svedem", units["almen"], date(2023, 1, 1), WORDS)
    return {"use_id": actions.begin_use(by=kim, new=new).pk, "code": "svedem"}


def responses(client, name, ids):
    path = reverse(f"registers:{name}", kwargs={key: ids[key] for key in NAMES[name]})
    sent = {"unit": "almen", "from_date": "2024-01-01", "until_date": "2024-01-01",
            "replaced_by": "", "words": "Nej tack inte"}  # fmt: skip
    for answer in (client.get(path), client.post(path, sent)):
        yield path, answer, answer.content.decode()


@pytest.mark.parametrize(
    ("user", "opens"), [("cecilia", {"list", "register"}), ("astrid", set()), ("ada", set())]
)
def test_who_decides_nothing_changes_nothing(user, opens, ids, units, client_as):
    client, before = client_as(join(user, units)), standing(RegisterUse)
    for name in NAMES:
        for path, answer, body in responses(client, name, ids):
            assert answer.status_code in ((200,) if name in opens else (403, 404)), path
            assert WORDS not in body, path
    assert standing(RegisterUse) == before


def test_nobody_gets_in_without_signing_in(ids, client):
    before = standing(RegisterUse)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, ids))
    assert standing(RegisterUse) == before
