"""The second step: of whom it is demanded, that a code counts once, and how one gets rid of it."""

import time
from datetime import date

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.urls import reverse

from vaka.foundation.access import actions, second_step, sessions
from vaka.foundation.access.second_step import AskedOf, SecondStep, must_have
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.organisation.actions import set_local_value

SECRET, PASSWORD, STEPS = "JBSWY3DPEHPK3PXP", "fyra ord utan samband", "/konto/andra-steget/"


def code(secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def known(everybody):
    """Give Bo and Ada passwords."""
    found = {name: everybody[name].person for name in ("bo", "ada")}
    for person in found.values():
        person.set_password(PASSWORD)
        person.save()
    return found


@pytest.fixture
def add_app(client, django_capture_on_commit_callbacks):
    """Give a function that adds an app for whoever is signed in."""

    def add():
        client.get(f"{STEPS}app/")
        made = code(client.session["mfa.totp.secret"])
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(f"{STEPS}app/", {"code": made})

    return add


def sign_in(client, name):
    return client.post("/logga-in/", {"login": name, "password": PASSWORD})


@pytest.mark.parametrize(
    ("asked_of", "privileged", "must"),
    [
        (AskedOf.NOBODY, True, False),
        (AskedOf.PRIVILEGED, True, True),
        (AskedOf.PRIVILEGED, False, False),
        (AskedOf.ALL, False, True),
    ],
)
def test_of_whom_it_is_demanded(asked_of, privileged, must):
    assert must_have(asked_of, privileged=privileged) is must


@pytest.mark.django_db
def test_who_gives_others_rights_adds_one_before_anything_else(client, known, add_app):
    sign_in(client, "ada")
    for page in ("/", "/forvaltning/personer/"):
        assert client.get(page)["Location"] == STEPS
    assert "Innan du går vidare" in client.get(STEPS).content.decode()
    assert add_app()["Location"] == f"{STEPS}reservkoder/"
    assert client.get("/forvaltning/personer/").status_code == 200


@pytest.mark.django_db
def test_the_municipality_decides_of_whom(client, known):
    sign_in(client, "bo")
    assert client.get("/vantar/").status_code == 200
    client.logout()
    set_local_value(by=Viewer.system("test"), key=second_step.DEMANDED, text="alla",
                    valid_from=date(2026, 1, 1), reason="Riskanalys")  # fmt: skip
    sign_in(client, "bo")
    assert client.get("/vantar/")["Location"] == STEPS


@pytest.mark.django_db
def test_the_code_is_asked_for_counts_once_and_is_noted_when_wrong(client, known):
    TOTP.activate(known["bo"], SECRET)
    assert sign_in(client, "bo")["Location"] == reverse("mfa_authenticate")
    assert client.get("/vantar/")["Location"].startswith("/logga-in/")
    made = code()
    wrong = client.post(
        reverse("mfa_authenticate"), {"code": "000000" if made != "000000" else "1"}
    )
    assert "stämmer inte" in wrong.content.decode()
    assert AuditRow.objects.filter(verb="access.sign_in_failed").exists()
    client.post(reverse("mfa_authenticate"), {"code": made})
    assert client.get("/vantar/").status_code == 200
    client.logout()
    sign_in(client, "bo")
    again = client.post(reverse("mfa_authenticate"), {"code": made})
    assert "stämmer inte" in again.content.decode()


@pytest.mark.django_db
def test_the_secret_lies_sealed(known):
    TOTP.activate(known["bo"], SECRET)
    kept = Authenticator.objects.get().data["secret"]
    assert SECRET not in kept
    assert SecondStep().decrypt(kept) == SECRET


@pytest.mark.django_db
def test_a_sensitive_act_asks_for_the_code_and_not_for_the_password(client, known):
    TOTP.activate(known["ada"], SECRET)
    sign_in(client, "ada")
    client.post(reverse("mfa_authenticate"), {"code": code()})
    session = client.session
    session[sessions.PROVED] = 0
    session.save()
    page = client.get(f"{STEPS}app/ta-bort/", follow=True)
    assert page.redirect_chain[-1][0].startswith("/bekrafta/")
    assert 'name="code"' in page.content.decode()
    answer = client.post("/bekrafta/", {"password": PASSWORD, "next": "/"})
    assert answer.status_code == 200


@pytest.mark.django_db
def test_who_takes_the_last_one_away_adds_another_first(client, known, add_app):
    sign_in(client, "ada")
    add_app()
    client.post(f"{STEPS}app/ta-bort/")
    assert client.get("/forvaltning/personer/")["Location"] == STEPS
    assert not Authenticator.objects.exists()  # the spare codes went with it
    verbs = set(AuditRow.objects.values_list("verb", flat=True))
    assert {"access.add_second_step", "access.remove_second_step"} <= verbs


@pytest.mark.django_db
def test_a_new_link_takes_the_old_step_away_and_so_does_leaving(known, everybody):
    TOTP.activate(known["bo"], SECRET)
    person, secret = actions.invite(by=everybody["ada"], username="bo", given_name="Bo")
    actions.use_link(secret=secret, password=PASSWORD)
    assert not second_step.has(person)
    TOTP.activate(known["bo"], SECRET)
    actions.close_person(by=everybody["ada"], person=person, last_date=everybody["ada"].on)
    assert not second_step.has(person)


@pytest.mark.django_db
def test_who_comes_by_the_municipalitys_service_is_judged_by_its_level(rf, known):
    TOTP.activate(known["bo"], SECRET)
    request = rf.get("/logga-in/kommun/svar/")
    with request_context(request):
        assert SecondStep().is_mfa_enabled(known["bo"])
        sessions.by_service(request)
        assert not SecondStep().is_mfa_enabled(known["bo"])


@pytest.mark.django_db
def test_a_key_that_nobody_gave_is_refused(client, known):
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": '{"response": {}}'})
    assert answer["Location"] == "/logga-in/"
    assert "_auth_user_id" not in client.session
