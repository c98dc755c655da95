"""What is made of an identity service's answer; the walks go to a real service and back."""

import pytest
import requests
from allauth.core.context import request_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from vaka.foundation.access import sessions
from vaka.foundation.access.identity_services import Oidc, Service
from vaka.foundation.access.oidc import Federation
from vaka.foundation.audit.models import AuditRow

pytestmark = pytest.mark.django_db
SERVICE = Service("kommunen", "Kommunen", "employeeHsaId", "hsa_id", ("loa3",), (),
                  Oidc("https://exempel.se", "vaka", "hemlig"))  # fmt: skip


@pytest.fixture(autouse=True)
def one_service(settings):
    settings.IDENTITY_SERVICES = (SERVICE,)


def answer(hsa_id, *, user=None, state=None, **token):
    request = RequestFactory().get("/logga-in/kommunen/svar/")
    request.session, request.user = SessionStore(), user or AnonymousUser()
    request._messages = FallbackStorage(request)
    data = {"id_token": {"acr": "loa3", "employeeHsaId": hsa_id, **token}}
    login = SocialLogin(account=SocialAccount(provider="kommunen", uid="x", extra_data=data))
    login.state = {"next": "/vantar/", **(state or {})}
    with request_context(request), pytest.raises(ImmediateHttpResponse) as raised:
        Federation(request).pre_social_login(request, login)
    return request, raised.value.response


@pytest.fixture
def bo(everybody):
    person = everybody["bo"].person
    person.hsa_id = "SE2321000016-1003"
    person.save()
    return person


def test_an_hsa_id_is_known_whatever_its_case_and_nothing_told_is_kept(bo):
    request, response = answer("se2321000016-1003", personalIdentityNumber="19121212-1212")
    assert response["Location"] == "/vantar/"
    assert request.user == bo
    assert request.session[sessions.SERVICE] == "kommunen"
    assert not SocialAccount.objects.exists()
    assert "1212" not in str(dict(request.session))


@pytest.mark.parametrize("hsa_id", ["", "SE2321000016-9999", "SE2321000016-100"])
def test_somebody_unknown_stays_out_and_the_log_says_why_but_not_who(bo, hsa_id):
    _, response = answer(hsa_id)
    assert response.status_code == 403
    row = AuditRow.objects.latest("pk")
    assert row.verb == "access.sign_in_failed"
    assert row.data["codes"] == ["not_known" if hsa_id else "no_identity"]
    assert not hsa_id or hsa_id not in str(row.data)


def test_a_leaver_and_two_with_one_id_stay_out(bo, everybody):
    other = everybody["cecilia"].person
    other.hsa_id = bo.hsa_id
    other.save()
    assert answer(bo.hsa_id)[1].status_code == 403
    other.hsa_id = ""
    other.save()
    bo.is_active = False
    bo.save()
    assert answer(bo.hsa_id)[1].status_code == 403


def test_a_silent_service_is_said_in_words(bo):
    request = RequestFactory().get("/")
    request.session, request.user = SessionStore(), AnonymousUser()
    with pytest.raises(ImmediateHttpResponse) as raised:
        Federation(request).on_authentication_error(request, None, exception=requests.Timeout())
    assert "svarar inte" in raised.value.response.content.decode()


def test_an_unknown_service_has_no_page(client):
    assert client.post("/logga-in/annan/").status_code == 404
    assert client.get("/logga-in/annan/svar/").status_code == 404


def test_who_came_by_a_service_proves_by_it_and_not_by_a_password(client_as, everybody):
    ada = everybody["ada"]
    ada.person.set_password("fyra-ord-som-inte-hor-ihop")
    ada.person.save()
    client = client_as(ada)
    session = client.session
    session[sessions.SERVICE] = "kommunen"
    session[sessions.PROVED] = 0
    session.save()
    page = client.post("/bekrafta/", {"password": "fyra-ord-som-inte-hor-ihop"})
    assert "Bekräfta med Kommunen" in page.content.decode()
    assert client.session[sessions.PROVED] == 0
