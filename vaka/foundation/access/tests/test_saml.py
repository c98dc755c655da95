"""What is made of a SAML service's answer; the walks go to a real service and back."""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest

from vaka.foundation.access import saml
from vaka.foundation.access.identity_services import Saml, Service
from vaka.foundation.audit.models import AuditRow

pytestmark = pytest.mark.django_db
IDP = "https://idp.exempel.se"
SERVICE = Service("kort", "Kort", "employeeHsaId", "hsa_id", ("loa3",), (),
                  Saml(f"{IDP}/metadata", f"{IDP}/sso", "MIIC", f"{IDP}/slo"))  # fmt: skip
UNSIGNED = base64.b64encode(b"""<samlp:Response ID="r" Version="2.0"
 IssueInstant="2026-01-01T00:00:00Z" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">
<saml:Issuer>https://idp.exempel.se/metadata</saml:Issuer><samlp:Status>
<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
<saml:Assertion ID="a" Version="2.0" IssueInstant="2026-01-01T00:00:00Z">
<saml:Issuer>https://idp.exempel.se/metadata</saml:Issuer><saml:Subject>
<saml:NameID>bo</saml:NameID></saml:Subject></saml:Assertion></samlp:Response>""").decode()
ANSWER = "/logga-in/kort/svar/"


@pytest.fixture(autouse=True)
def one_service(settings):
    settings.IDENTITY_SERVICES = (SERVICE,)


def test_the_question_names_the_levels_and_is_remembered(client):
    sent = client.post("/logga-in/kort/", {"next": "/vantar/"})
    address = urlsplit(sent["Location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{IDP}/sso"
    assert "SAMLRequest" in parse_qs(address.query)
    _, back, asked_at = client.session[saml.ASKED]
    assert (back, asked_at) == ("/vantar/", None)


def test_whoever_is_signed_in_is_asked_anew(client_as, everybody):
    client = client_as(everybody["ada"])
    client.post("/logga-in/kort/")
    assert client.session[saml.ASKED][2] is not None


def test_a_form_from_another_site_is_sent_again_from_ours(client):
    page = client.post(ANSWER, {"SAMLResponse": UNSIGNED, "RelayState": '"><b>'}).content.decode()
    assert UNSIGNED in page
    assert "<b>" not in page


@pytest.mark.parametrize("answer", [UNSIGNED, "", "inte xml", base64.b64encode(b"<a").decode()])
def test_what_is_not_signed_or_not_an_answer_lets_nobody_in(client, answer):
    client.post("/logga-in/kort/")
    got = client.post(ANSWER, {"SAMLResponse": answer, "carried": "1"})
    assert got.status_code == 403
    assert "_auth_user_id" not in client.session
    assert AuditRow.objects.latest("pk").verb == "access.sign_in_failed"


def test_an_answer_to_nothing_lets_nobody_in(client):
    got = client.post(ANSWER, {"SAMLResponse": UNSIGNED, "carried": "1"})
    assert got.status_code == 403
    assert AuditRow.objects.latest("pk").data == {"codes": ["not_finished"], "error": "unasked"}


def test_nobody_is_signed_out_by_a_word_that_is_not_signed(client_as, everybody):
    client = client_as(everybody["bo"])
    assert client.get("/logga-in/kort/ut/", {"SAMLRequest": UNSIGNED}).status_code == 403
    assert client.get("/logga-in/kort/ut/").status_code == 403
    assert client.get("/vantar/").status_code == 200


def test_the_service_reads_what_it_needs_of_vaka(client):
    told = client.get("/logga-in/kort/metadata/").content.decode()
    assert 'entityID="http://testserver/logga-in/kort/metadata/"' in told
    assert ANSWER in told
