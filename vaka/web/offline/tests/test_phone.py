"""Enrolment, PIN and tokens."""

import pytest
from django.test import Client
from django.urls import reverse

from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.secret_keys import digest_of
from vaka.law.verdict import RuleRefused
from vaka.web.offline import actions, queries, registry
from vaka.web.offline.device import COOKIE
from vaka.web.offline.models import DeviceUser, EnrolledDevice, ReportToken
from vaka.web.offline.tests.conftest import BACKEND

PIN = "271828"


@pytest.fixture
def known(phone, astrid) -> DeviceUser:
    """Astrid has signed in fully on the phone and chosen a PIN."""
    actions.greet(by=astrid, device=phone[0])
    actions.set_pin(by=astrid, device=phone[0], pin=PIN)
    return DeviceUser.objects.get()


def enter(client, user, pin):
    return client.post("/pin/", {"who": user.pk, "pin": pin})


@pytest.mark.parametrize("name", sorted(registry.pages().values()))
def test_every_page_gives_the_phone_its_copy_also_when_nothing_is_asked(in_hand, name):
    assert in_hand.get(f"/ko/skal/{name}/").status_code == 200


def test_the_manager_enrols_the_phone_in_hand(client_as, bo, units):
    client = client_as(bo)
    answer = client.post("/telefoner/ny/", {"name": "Natt 1", "unit": "almen"})
    device = EnrolledDevice.objects.get()
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert digest_of(cookie.value) == device.digest
    assert cookie.value not in str(vars(device))
    assert AuditRow.objects.filter(verb="offline.enrol").count() == 1
    assert "Natt 1" in client.get("/telefoner/").content.decode()


def test_only_the_units_manager_enrols_sees_and_revokes(phone, units, astrid, cecilia, bo):
    with pytest.raises(NotAllowed):
        actions.enrol(by=astrid, unit=units["almen"], name="x")
    with pytest.raises(NotAllowed):
        actions.enrol(by=cecilia, unit=units["almen"], name="x")
    with pytest.raises(NotVisible):
        actions.revoke(by=cecilia, device_id=phone[0].pk, why="x")
    assert queries.devices(cecilia, None) == []
    actions.revoke(by=bo, device_id=phone[0].pk, why="borttappad")
    assert not queries.is_in_use(phone[0].pk)


def test_a_full_sign_in_on_the_phone_is_noted(in_hand, phone, astrid, settings):
    settings.DEMO = True
    in_hand.post("/prova/", {"person": "astrid"})
    assert DeviceUser.objects.get().person == astrid.person


def test_back_in_by_pin_for_a_short_while_with_a_reporters_rights(in_hand, known, phone):
    assert "Astrid" in in_hand.get("/pin/").content.decode()
    answer = enter(in_hand, known, PIN)
    assert answer.status_code == 302
    assert in_hand.session["by_pin"] == str(phone[0].pk)
    assert in_hand.session.get_expiry_age() <= 15 * 60
    assert in_hand.get("/avvikelser/lista/").status_code == 200
    assert AuditRow.objects.filter(verb="offline.enter_by_pin").count() == 1


def test_a_manager_by_pin_handles_nothing(in_hand, phone, bo):
    actions.greet(by=bo, device=phone[0])
    actions.set_pin(by=bo, device=phone[0], pin=PIN)
    enter(in_hand, DeviceUser.objects.get(), PIN)
    assert in_hand.get("/telefoner/").status_code == 403
    assert in_hand.get("/konto/nytt-losenord/").headers["Location"].startswith("/logga-in/")
    assert in_hand.get("/pin/valj/").headers["Location"].startswith("/logga-in/")


def test_wrong_pins_are_few_counted_and_logged(in_hand, known):
    for left in (4, 3, 2, 1):
        assert f"Du har {left} försök kvar" in enter(in_hand, known, "000000").content.decode()
    assert "spärrad" in enter(in_hand, known, "000000").content.decode()
    assert "Giltiga" not in enter(in_hand, known, PIN).content.decode()
    assert "_auth_user_id" not in in_hand.session
    assert AuditRow.objects.filter(verb="offline.refuse_pin").count() == 5


def test_a_full_sign_in_opens_a_locked_pin(in_hand, known, phone, astrid):
    for _ in range(5):
        enter(in_hand, known, "000000")
    actions.greet(by=astrid, device=phone[0])
    assert enter(in_hand, known, PIN).status_code == 302


def test_a_pin_that_is_easy_is_refused(phone, astrid):
    actions.greet(by=astrid, device=phone[0])
    with pytest.raises(RuleRefused):
        actions.set_pin(by=astrid, device=phone[0], pin="111111")


def test_no_pin_without_a_full_sign_in_on_that_phone(phone, astrid):
    with pytest.raises(NotAllowed):
        actions.set_pin(by=astrid, device=phone[0], pin=PIN)


def test_the_pin_is_kept_as_a_hash(known):
    assert PIN not in known.pin


def test_a_revoked_phone_ends_its_sessions_and_lets_nobody_in(in_hand, known, phone, bo):
    enter(in_hand, known, PIN)
    actions.revoke(by=bo, device_id=phone[0].pk, why="borttappad")
    assert in_hand.get("/avvikelser/lista/").status_code == 302
    assert in_hand.get("/pin/").status_code == 404


def test_there_is_no_pin_page_on_other_machines(client, db):
    assert client.get("/pin/").status_code == 404


def test_tokens_go_to_a_signed_in_person_on_an_enrolled_phone(in_hand, phone, client_as, astrid):
    def ask(client):
        return client.post(
            "/api/v1/reports/tokens", {"wanted": 50}, content_type="application/json"
        )

    assert ask(in_hand).status_code == 401
    elsewhere = client_as(astrid)
    assert ask(elsewhere).status_code == 403
    elsewhere.cookies[COOKIE] = phone[1]
    pool = ask(elsewhere).json()
    assert len(pool["tokens"]) == 20
    assert pool["person"].startswith("Astrid")
    assert pool["key"] == "seal-1"
    assert ReportToken.objects.filter(person=astrid.person, device=phone[0]).count() == 20
    assert pool["tokens"][0]["token"] not in str(list(ReportToken.objects.values()))


def test_signing_out_on_the_phone_ends_the_tokens(phone, client_as, astrid):
    client = client_as(astrid)
    client.cookies[COOKIE] = phone[1]
    client.post("/api/v1/reports/tokens", {"wanted": 2}, content_type="application/json")
    client.post(reverse("web:sign_out"))
    assert not ReportToken.objects.filter(revoked_at=None).exists()


def test_leaving_late_signs_out_what_was_signed_out_without_a_network(phone, client_as, astrid):
    client = client_as(astrid)
    assert client.post("/ko/lamna/").status_code == 204
    assert "_auth_user_id" in client.session  # no phone, so a foreign page cannot sign people out
    client.cookies[COOKIE] = phone[1]
    client.post("/ko/lamna/")
    assert "_auth_user_id" not in client.session


def test_csrf_guards_the_tokens(phone, astrid):
    client = Client(enforce_csrf_checks=True)
    client.force_login(astrid.person, BACKEND)
    client.cookies[COOKIE] = phone[1]
    answer = client.post("/api/v1/reports/tokens", {"wanted": 1}, content_type="application/json")
    assert answer.status_code == 403
    assert not ReportToken.objects.exists()
