"""The pages of a review: what a manager meets, ticks and is refused."""

from datetime import timedelta

import pytest

from vaka.areas.access_reviews import actions
from vaka.foundation.access import actions as access

pytestmark = pytest.mark.django_db
LIST = "/behorigheter/"


@pytest.fixture
def review(everybody, ada, kim, units):
    """A review in which Bo has two to judge at Almen beside himself: Astrid, and Kim as nurse."""
    access.give(by=ada, person=kim.person, role_code="nurse", unit=units["almen"],
                from_date=ada.on)  # fmt: skip
    return actions.open_review(by=ada, kind="ordinary", due_date=ada.on + timedelta(days=14))


@pytest.mark.parametrize("who", ["astrid", "kim", "pia"])
def test_others_are_told_who_can(who, request, client_as, review):
    client = client_as(request.getfixturevalue(who))
    for page in (LIST, f"{LIST}ny/", f"{LIST}{review.pk}/"):
        assert client.get(page).status_code == 403


def test_without_a_review_the_list_says_so(ada, client_as):
    assert "Ingen genomgång är öppnad än" in client_as(ada).get(LIST).content.decode()


def test_a_manager_ticks_those_who_are_needed(bo, astrid, kim, cecilia, client_as, review):
    client, address = client_as(bo), f"{LIST}{review.pk}/"
    page = client.get(address).content.decode()
    assert astrid.person.name in page
    assert cecilia.person.name not in page
    assert "Avsluta genomgången" not in page
    one = review.items.get(person=astrid.person)
    answer = client.post(f"{address}behovs/", {"roll": [str(one.pk)]}, follow=True)
    assert "1 behörighet är bedömd." in answer.content.decode()
    page = client.get(address).content.decode().split("<tbody>")[1]
    assert kim.person.name in page
    assert astrid.person.name not in page
    assert astrid.person.name in client.get(f"{address}?alla").content.decode()


def test_who_has_judged_all_but_ones_own_is_told_so(bo, astrid, kim, client_as, review):
    client, address = client_as(bo), f"{LIST}{review.pk}/"
    mine = review.items.filter(unit__code="almen").exclude(person=bo.person)
    ids = [str(one.pk) for one in mine]
    page = client.post(f"{address}behovs/", {"roll": ids}, follow=True).content.decode()
    assert "Du är klar" in page
    assert 'name="roll"' not in page
    assert "Det är din egen behörighet." in page


def test_nothing_ticked_is_said_and_a_bent_form_is_refused(bo, client_as, review):
    client, address = client_as(bo), f"{LIST}{review.pk}/behovs/"
    assert "Markera först" in client.post(address, follow=True).content.decode()
    assert client.post(address, {"roll": ["x"]}).status_code == 400
    assert client.get(address).status_code == 405


def test_a_role_of_another_home_is_not_there(bo, cecilia, client_as, review):
    one = review.items.get(person=cecilia.person)
    client = client_as(bo)
    assert client.get(f"{LIST}{review.pk}/roll/{one.pk}/").status_code == 404
    ticked = client.post(f"{LIST}{review.pk}/behovs/", {"roll": [str(one.pk)]})
    assert ticked.status_code == 404
