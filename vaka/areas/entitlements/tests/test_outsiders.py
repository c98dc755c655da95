"""Others than the case office meet no decision: every address, asked for and sent to."""

from datetime import date

import pytest
from django.urls import reverse

from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.entitlements import offer_actions as offers
from vaka.areas.entitlements import urls
from vaka.areas.entitlements.models import Decision, Delivery, Interruption, Offer
from vaka.areas.entitlements.offer_actions import NewDecision, NewOffer
from vaka.areas.entitlements.offer_rules import OfferDates

NAMES = {one.name: set(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (Decision, Offer, Delivery, Interruption)
PLANTED = "Klockstapelrummet"
SENT = {
    "version": 1, "on": "2024-02-02", "words": "Nej", "code": "R1", "place": "Nej",
    "offered": "2024-02-02", "answer": "accepted", "end_code": "Å", "sent_date": "2024-05-02",
    "unit": "bistand", "law": "SoL", "service": "Nej", "decided_date": "2024-01-02",
}  # fmt: skip


@pytest.fixture
def planted(units, beata) -> dict[str, str]:
    """Give what fills the addresses: a decision about somebody with a place offered."""
    new = NewDecision(units["bistand"], "SoL", "Växelvård", date(2023, 11, 10), "811218-9876")
    case = offers.decide(by=beata, new=new)
    offer = NewOffer(PLANTED, OfferDates(date(2024, 2, 1)))
    offers.record_offer(by=beata, case_id=case.pk, version=1, new=offer)
    first, resumed = date(2023, 12, 1), date(2023, 12, 2)
    Interruption.objects.create(
        decision_id=case.pk, from_date=first, resumed_date=resumed, reason_raw=PLANTED
    )
    return {"case_id": str(case.pk), "quarter": "2024Q1", "receiver": "ivo",
            "reference": case.reference}  # fmt: skip


def responses(client, name, values):
    """Ask for an address and send it what every form of the area would take."""
    path = reverse(f"entitlements:{name}", kwargs={key: values[key] for key in NAMES[name]})
    for query in ("", "?enhet=bistand"):
        for answer in (client.get(path + query), client.post(path + query, SENT)):
            yield path + query, answer, answer.content.decode("utf-8", "ignore")


@pytest.mark.parametrize("user", ["cecilia", "astrid", "eva", "greta", "ada"])
def test_another_unit_meets_nothing_of_it(user, planted, everybody, client_as):
    client, before, told = client_as(everybody[user]), standing(*ROWS), []
    words = (PLANTED, planted["reference"], "9876")
    # The manager of another home has decisions of her own, and lists and quarters without these.
    allowed = (200, 405, *SHUT) if user == "cecilia" else (405, *SHUT)
    for name in NAMES:
        of_one = SHUT if "case_id" in NAMES[name] else allowed
        if name == "latest" and user == "cecilia":
            of_one = (302, *SHUT)  # it only leads on to the workspace, which is asked here too
        told += told_to_outsiders(responses(client, name, planted), of_one, words)
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_who_sees_decisions_without_handling_them_opens_no_number(planted, everybody, client_as):
    client, before = client_as(everybody["sven"]), standing(*ROWS)
    for name in ("decide", "ivo", "ivo_file", "deliver", "delay", "offer", "answer"):
        for path, answer, body in responses(client, name, planted):
            assert answer.status_code in SHUT, path
            assert "9876" not in body, path
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(planted, client):
    before = standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, planted))
    assert standing(*ROWS) == before
