"""To the municipality's identity service and back, a fresh proof, and out again."""

from allauth.account import views
from allauth.account.forms import ReauthenticateForm
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from requests import RequestException

from vaka.foundation.access import federation, sessions
from vaka.foundation.access.federation import SignedAnswers, UnknownService
from vaka.foundation.access.identity_services import Service
from vaka.foundation.access.middleware import open_to_all
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import note
from vaka.foundation.audit.models import AuditKind
from vaka.law.verdict import Verdict
from vaka.web import demo


@open_to_all
@never_cache
@require_POST
def to_service(request: HttpRequest, code: str) -> HttpResponse:
    """Send the browser to an identity service; whoever is signed in proves anew who they are."""
    service = _service(code)
    wanted, remembered = federation.asking(service, anew=request.user.is_authenticated)
    provider = federation.Federation(request).get_provider(request, code)
    try:
        return provider.redirect(  # type: ignore[no-any-return]
            request, AuthProcess.LOGIN, next_url=_back(request), data=remembered, auth_params=wanted
        )
    except RequestException as error:
        verdict = Verdict.no("no_answer", _("Inloggningstjänsten svarar inte."),
                             _("Försök om en stund."))  # fmt: skip
        return federation.refused(request, verdict, type(error).__name__)


@open_to_all
@never_cache
def from_service(request: HttpRequest, code: str) -> HttpResponse:
    """Take the service's answer."""
    _service(code)
    view = OAuth2CallbackView.adapter_view(SignedAnswers(request, code))
    return view(request)  # type: ignore[no-any-return]


@never_cache
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask whoever is signed in to prove anew who they are, in the way they came in."""
    form = ReauthenticateForm(request.POST or None, user=request.user)
    by_click = demo.is_open(request)
    if request.method == "POST" and (("demo" in request.POST and by_click) or form.is_valid()):
        sessions.proved(request)
        note(by=Viewer.of(request.user), verb="access.confirm", kind=AuditKind.ACCESS)  # type: ignore[arg-type]
        return HttpResponseRedirect(_back(request))
    code = request.session.get(sessions.SERVICE, "")
    context = {
        "form": form, "by_click": by_click, "service": _service(code) if code else None,
        "next": _back(request),
    }  # fmt: skip
    return render(request, "account/confirm.html", context)


@never_cache
def out(request: HttpRequest) -> HttpResponse:
    """Sign out here, and then at the identity service that let the person in."""
    code = request.session.get(sessions.SERVICE, "")
    response = views.logout(request)
    if request.method != "POST" or not code:
        return response  # type: ignore[no-any-return]
    back = request.build_absolute_uri(reverse("account_login"))
    address = federation.end_address(request, _service(code), back)
    return HttpResponseRedirect(address) if address else response


def _service(code: str) -> Service:
    try:
        return federation.service_of(code)
    except UnknownService:
        raise Http404 from None


def _back(request: HttpRequest) -> str:
    """Only addresses of our own."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    own = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, own, require_https=request.is_secure())
    return wanted if safe else "/"
