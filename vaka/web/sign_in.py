"""To the municipality's identity service and back, a fresh proof, and out again."""

from typing import Any

from allauth.account import views
from allauth.account.forms import ReauthenticateForm
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from vaka.foundation.access import federation, oidc, saml, second_step, sessions
from vaka.foundation.access.federation import UnknownService
from vaka.foundation.access.identity_services import Oidc, Service
from vaka.foundation.access.middleware import open_to_all
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import note
from vaka.foundation.audit.models import AuditKind
from vaka.web import demo

CARRIED = "carried"


@open_to_all
@never_cache
@require_POST
def to_service(request: HttpRequest, code: str) -> HttpResponse:
    """Send the browser to an identity service; whoever is signed in proves anew who they are."""
    service = _service(code)
    back, anew = _back(request), request.user.is_authenticated
    if isinstance(service.way, Oidc):
        return oidc.begin(request, service, back, anew=anew)
    return saml.begin(request, service, back, anew=anew)


@open_to_all
@never_cache
@csrf_exempt
def from_service(request: HttpRequest, code: str) -> HttpResponse:
    """Take the service's answer; what ties it to this browser is the question in its session.

    A form from another site comes without our cookies, so it is sent once more from our own.
    """
    service = _service(code)
    if isinstance(service.way, Oidc):
        return oidc.finish(request, service)
    if (
        request.method == "POST"
        and saml.ASKED not in request.session
        and CARRIED not in request.POST
    ):
        return render(request, "account/carry_on.html", {"sent": request.POST.dict()})
    return saml.finish(request, service)


@open_to_all
@never_cache
def saml_out(request: HttpRequest, code: str) -> HttpResponse:
    """Take a service's word, by SAML, that its session is over."""
    return saml.end(request, _by_saml(code))


@open_to_all
def saml_metadata(request: HttpRequest, code: str) -> HttpResponse:
    """Give what a service needs to know of Vaka."""
    told = saml.metadata(request, _by_saml(code))
    return HttpResponse(told, content_type="application/samlmetadata+xml")


@never_cache
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask whoever is signed in to prove anew who they are, in the way they came in; by the second
    step where they have one."""
    by_click = demo.is_open(request) and not second_step.has(request.user)
    code = request.session.get(sessions.SERVICE, "")
    forms = {} if code else _proofs(request)
    shown = any(form.is_bound and form.is_valid() for form in forms.values())
    if request.method == "POST" and (shown or (by_click and not code and "demo" in request.POST)):
        sessions.proved(request)
        note(by=Viewer.of(request.user), verb="access.confirm", kind=AuditKind.ACCESS)  # type: ignore[arg-type]
        return HttpResponseRedirect(_back(request))
    context = {
        **forms, "by_click": by_click, "service": _service(code) if code else None,
        "next": _back(request), "asked": second_step.key_asked_of(request.user) if forms else None,
    }  # fmt: skip
    return render(request, "account/confirm.html", context)


def _proofs(request: HttpRequest) -> dict[str, Any]:
    """Give the forms that prove who it is; the one that was sent is filled in."""
    sent, user = request.POST if request.method == "POST" else None, request.user
    if not second_step.has(user):
        return {"form": ReauthenticateForm(sent, user=user)}
    by_key = sent is not None and "credential" in sent
    return {
        "code_form": second_step.ConfirmCodeForm(None if by_key else sent, user=user),
        "key_form": ReauthenticateWebAuthnForm(sent if by_key else None, user=user),
    }


@never_cache
def out(request: HttpRequest) -> HttpResponse:
    """Sign out here, and then at the identity service that let the person in."""
    code, named = request.session.get(sessions.SERVICE, ""), request.session.get(saml.NAMED)
    response = views.logout(request)
    if request.method != "POST" or not code:
        return response  # type: ignore[no-any-return]
    service = _service(code)
    if isinstance(service.way, Oidc):
        back = request.build_absolute_uri(reverse("account_login"))
        address = oidc.end_address(request, service, back)
    else:
        address = saml.end_address(request, service, named)
    return HttpResponseRedirect(address) if address else response


def _service(code: str) -> Service:
    try:
        return federation.service_of(code)
    except UnknownService:
        raise Http404 from None


def _by_saml(code: str) -> Service:
    service = _service(code)
    if isinstance(service.way, Oidc):
        raise Http404
    return service


def _back(request: HttpRequest) -> str:
    """Only addresses of our own."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    own = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, own, require_https=request.is_secure())
    return wanted if safe else "/"
