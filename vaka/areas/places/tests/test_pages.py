"""Places from opened to offered, what a need changes, and who is shut out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.entitlements import offer_actions
from vaka.areas.entitlements.models import Offer
from vaka.areas.entitlements.offer_actions import NewDecision
from vaka.areas.places import actions, urls
from vaka.areas.places.actions import Need, NewPlace
from vaka.areas.places.models import HousingNeed, Place, Situation, Vacancy
from vaka.areas.places.rules import Stay
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.law.verdict import RuleRefused

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (Place, Vacancy, HousingNeed, Situation, Offer)
PLANTED = "Klockstapelrummet"


@pytest.fixture
def place(units, bo):
    """Give a flat at Almen, vacant since twenty days."""
    today = timezone.localdate()
    new = NewPlace(units["almen"], PLANTED, "elder")
    one = actions.open_place(by=bo, new=new, opened_date=today - timedelta(days=900))
    actions.vacate(by=bo, place_id=one.pk, from_date=today - timedelta(days=20))
    return one


@pytest.fixture
def decide(units, beata):
    """Give a function that decides on a place to live, some days ago."""

    def make(days, service="Särskilt boende"):
        on = timezone.localdate() - timedelta(days=days)
        return offer_actions.decide(by=beata, new=NewDecision(units["bistand"], "SoL", service, on))

    return make


def test_an_officer_sees_whom_a_place_may_suit_and_offers_it(
    place, decide, units, beata, bo, client_as
):
    late, early, other = decide(120), decide(10), decide(30, "Gruppbostad")
    client, address = client_as(beata), reverse("places:place", args=[place.pk])
    need = reverse("places:need") + f"?case={early.pk}"
    sent = {"version": 1, "couple": "alone", "is_prioritised": "on", "smokes": "on",
            "wanted": ["almen"], "words": "Nära dottern"}  # fmt: skip
    assert client.post(need, sent).status_code == 302
    page = client.get(address).content.decode()
    assert page.index(early.reference) < page.index(late.reference)
    assert "Önskar just det här boendet" in page
    assert "Röker, och rökning är inte tillåten" in page
    assert other.reference not in page
    logged = AuditRow.objects.filter(verb="decision.read", actor=beata.person).latest("id")
    assert set(logged.data["shown"]) == {str(late.pk), str(early.pk)}
    offer = reverse("places:offer", args=[place.pk, early.pk])
    sent = {"version": 2, "last_answer": timezone.localdate() + timedelta(days=7), "words": ""}
    assert "Något talar emot" in client.post(offer, sent).content.decode()
    assert client.post(offer, sent | {"words": "Röker ute"}).status_code == 302
    made = Offer.objects.get()
    assert made.place == f"{units['almen'].name}, {PLANTED}"
    assert Vacancy.objects.get().reserved_for_id == early.pk
    assert f"för {early.reference}" in client.get(address).content.decode()
    assert early.reference not in client_as(bo).get(address).content.decode()
    with pytest.raises(RuleRefused, match="hålls redan"):
        actions.offer_vacant(by=beata, place_id=place.pk, case_id=late.pk, version=1, move_in=None,
                             last_answer=None, words="")  # fmt: skip
    assert client.post(reverse("places:release", args=[place.pk]), {"words": ""}).status_code == 302
    fill = reverse("places:fill", args=[place.pk])
    assert client_as(bo).post(fill, {"to_date": timezone.localdate()}).status_code == 302
    assert Vacancy.objects.get().to_date == timezone.localdate()


def test_where_somebody_stays_is_added_day_by_day(decide, beata, client_as):
    case, client = decide(40), client_as(beata)
    address = reverse("places:situation") + f"?case={case.pk}"
    today = timezone.localdate()
    sent = {"version": 1, "from_date": today - timedelta(days=90), "stays": "short_term"}
    assert "före beslutet" in client.post(address, sent).content.decode()
    sent |= {"from_date": today, "has_other_help": "yes"}
    assert client.post(address, sent).status_code == 302
    row = Situation.objects.get()
    assert (row.stays, row.has_other_help) == (Stay.SHORT_TERM, True)
    assert "Behov och önskemål" in client.get(
        reverse("entitlements:case", args=[case.pk])).content.decode()  # fmt: skip


def test_a_service_that_is_no_home_has_no_need_of_a_place(decide, beata, client_as):
    case = decide(10, "Hemtjänst")
    answer = client_as(beata).get(reverse("places:need") + f"?case={case.pk}")
    assert answer.status_code == 409
    with pytest.raises(NotVisible):
        actions.write_need(by=beata, case_id=case.pk, version=1, need=Need())


def test_a_number_stands_once_in_a_home(place, units, bo, sven):
    with pytest.raises(RuleRefused, match="finns redan"):
        actions.open_place(by=bo, new=NewPlace(units["almen"], PLANTED, "elder"))
    with pytest.raises(NotAllowed):
        actions.open_place(by=sven, new=NewPlace(units["almen"], "7", "elder"))


def responses(client, name, ids):
    """Ask for an address and send what every form of the area would take."""
    path = reverse(f"places:{name}", kwargs={key: ids[key] for key in NAMES[name]})
    day = timezone.localdate()
    sent = {"unit": "almen", "number": "7", "group": "elder", "rooms": 1, "persons": 1,
            "from_date": day, "to_date": day, "version": 1, "couple": "alone", "stays": "ordinary",
            "words": "Nej"}  # fmt: skip
    query = f"?case={ids['case_id']}" if name in ("need", "situation") else ""
    for answer in (client.get(path + query), client.post(path + query, sent)):
        yield path, answer, answer.content.decode("utf-8", "ignore")


@pytest.mark.parametrize("user", ["cecilia", "astrid", "greta", "ada"])
def test_another_home_is_shut(user, place, decide, everybody, client_as):
    case = decide(120)
    ids = {"place_id": place.pk, "case_id": case.pk}
    client, before, told = client_as(everybody[user]), standing(*ROWS), []
    for name in NAMES:
        opens = user == "cecilia" and name in ("list", "new")
        allowed = (200, *SHUT) if opens else SHUT
        told += told_to_outsiders(responses(client, name, ids), allowed, (PLANTED, case.reference))
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_the_head_of_a_home_meets_nobody_who_waits(place, decide, bo, client_as):
    case = decide(120)
    ids, client = {"place_id": place.pk, "case_id": case.pk}, client_as(bo)
    for name in ("place", "offer", "release", "need", "situation"):
        for path, answer, body in responses(client, name, ids):
            assert case.reference not in body, path
            assert answer.status_code in ((200, 405) if name == "place" else SHUT), path
    assert Case.objects.get(pk=case.pk).version == 1


def test_nobody_gets_in_without_signing_in(place, decide, client):
    ids, before = {"place_id": place.pk, "case_id": decide(9).pk}, standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, ids))
    assert standing(*ROWS) == before
