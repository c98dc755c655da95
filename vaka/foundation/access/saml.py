"""SAML 2.0 with the municipality's identity service: python3-saml speaks it, Vaka judges.

The library is an extra (`requirements/saml.txt`); it is asked for when a service speaks SAML.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from vaka.foundation.access.admission import Told
from vaka.foundation.access.federation import answered, cancelled, not_finished
from vaka.foundation.access.identity_services import Saml, Service

ASKED, NAMED = "vaka_saml_asked", "vaka_saml_named"
POST, REDIRECT = (
    f"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-{way}" for way in ("POST", "Redirect")
)
BROKEN_OFF = "AuthnFailed"
STATEMENT = "{urn:oasis:names:tc:SAML:2.0:assertion}AuthnStatement"


def begin(request: HttpRequest, service: Service, back: str, *, anew: bool) -> HttpResponse:
    """Send the browser to the service.

    Args:
        back: where to go when it has answered.
        anew: ask for the proof again even of somebody whom the service already knows.
    """
    auth = _auth(request, service)
    address = auth.login(return_to="", force_authn=anew)
    asked_at = timezone.now().timestamp() if anew else None
    request.session[ASKED] = [auth.get_last_request_id(), back, asked_at]
    return HttpResponseRedirect(address)


def finish(request: HttpRequest, service: Service) -> HttpResponse:
    """Take the service's answer, which counts once and only to what was asked in this session."""
    asked = request.session.pop(ASKED, None)
    if asked is None:
        return not_finished(request, "unasked")
    request_id, back, asked_at = asked
    auth = _auth(request, service)
    try:
        auth.process_response(request_id=request_id)
    except Exception as error:  # hostile XML leads the library to many; nobody gets in by any
        return not_finished(request, type(error).__name__)
    if BROKEN_OFF in (auth.get_last_error_reason() or ""):
        return cancelled(request)
    if auth.get_errors() or not auth.is_authenticated():
        return not_finished(request, ", ".join(auth.get_errors()))
    response = answered(request, service, _told(auth, service), asked_at, back)
    if request.user.is_authenticated:
        request.session[NAMED] = [
            auth.get_nameid(), auth.get_nameid_format(), auth.get_session_index()
        ]  # fmt: skip
    return response


def end_address(request: HttpRequest, service: Service, named: list[str] | None) -> str | None:
    """Give where the service's own session is ended, or None when it has no such place."""
    if not named or not isinstance(service.way, Saml) or not service.way.slo_url:
        return None
    name, form, index = named
    address: str = _auth(request, service).logout(
        name_id=name, name_id_format=form, session_index=index, return_to=""
    )
    return address


def end(request: HttpRequest, service: Service) -> HttpResponse:
    """Take the service's word that its session is over: its answer to ours, or its own wish."""
    if "Signature" not in request.GET:  # the library lets what is not signed pass
        return not_finished(request, "unsigned")
    auth = _auth(request, service)
    try:
        onward = auth.process_slo(delete_session_cb=lambda: logout(request))
    except Exception as error:  # hostile XML leads the library to many; nobody gets in by any
        return not_finished(request, type(error).__name__)
    if auth.get_errors():
        return not_finished(request, ", ".join(auth.get_errors()))
    return HttpResponseRedirect(onward or reverse("account_login"))


def metadata(request: HttpRequest, service: Service) -> str:
    """Give what the service needs to know of Vaka, as XML."""
    from onelogin.saml2.settings import OneLogin_Saml2_Settings

    told = OneLogin_Saml2_Settings(_settings(request, service), sp_validation_only=True)
    text = told.get_sp_metadata()
    return text.decode() if isinstance(text, bytes) else str(text)


def _told(auth: Any, service: Service) -> Told:
    from lxml import etree

    given = auth.get_attributes().get(service.person_claim) or [""]
    levels = auth.get_last_authn_contexts()
    safe = etree.XMLParser(resolve_entities=False, no_network=True)
    answer = etree.fromstring(auth.get_last_response_xml().encode(), safe)
    instants = [one.get("AuthnInstant") for one in answer.iter(STATEMENT)]
    at = int(datetime.fromisoformat(instants[0]).timestamp()) if instants else None
    level = levels[0] if len(levels) == 1 else ""
    return Told(given[0].strip() if len(given) == 1 else "", level, at)


def _auth(request: HttpRequest, service: Service) -> Any:
    from onelogin.saml2.auth import OneLogin_Saml2_Auth

    seen = {
        "https": "on" if request.is_secure() else "off",
        "http_host": request.get_host(),
        "script_name": request.path,
        "get_data": request.GET.dict(),
        "post_data": request.POST.dict(),
    }
    return OneLogin_Saml2_Auth(seen, _settings(request, service))


def _settings(request: HttpRequest, service: Service) -> dict[str, Any]:
    assert isinstance(service.way, Saml)
    here = {
        name: request.build_absolute_uri(reverse(f"web:{name}", args=[service.code]))
        for name in ("saml_metadata", "from_service", "saml_out")
    }
    idp: dict[str, Any] = {
        "entityId": service.way.entity_id,
        "singleSignOnService": {"url": service.way.sso_url, "binding": REDIRECT},
        "x509cert": service.way.certificate,
    }
    if service.way.slo_url:
        idp["singleLogoutService"] = {"url": service.way.slo_url, "binding": REDIRECT}
    return {
        "strict": True,
        "sp": {
            "entityId": here["saml_metadata"],
            "assertionConsumerService": {"url": here["from_service"], "binding": POST},
            "singleLogoutService": {"url": here["saml_out"], "binding": REDIRECT},
            "NameIDFormat": "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
        },
        "idp": idp,
        "security": {
            "wantAssertionsSigned": True,
            "wantAttributeStatement": True,
            "rejectDeprecatedAlgorithm": True,
            "requestedAuthnContext": list(service.levels),
            # a lower level is refused by Vaka's own rule, which says so in plain words
            "failOnAuthnContextMismatch": False,
            # no port or plain name is odd to a municipality's own network
            "allowSingleLabelDomains": True,
        },
    }
