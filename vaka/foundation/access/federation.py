"""Sign-in through the municipality's identity service: allauth speaks OIDC, Vaka judges.

Nothing of what the service tells is kept: no account row, no token, no claim. Who may enter is
asked anew at every sign-in, so whoever was closed this morning is outside.
"""

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from requests import RequestException

from vaka.foundation.access import sessions
from vaka.foundation.access.admission import Told, confirms, may_enter
from vaka.foundation.access.identity_services import Service
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import note
from vaka.foundation.audit.models import AuditKind
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict


class UnknownService(LookupError):
    """No identity service has this code."""


def service_of(code: str) -> Service:
    """Give one service by its code. Raises UnknownService."""
    for service in settings.IDENTITY_SERVICES:
        if service.code == code:
            return service
    raise UnknownService(code)


class SignedAnswers(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """OIDC where the token's signature is checked also when it came straight from the service."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Give the address that the service answers to."""
        own = reverse("web:from_service", args=[self.provider_id])
        return request.build_absolute_uri(own)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        return jwtkit.verify_and_decode(  # type: ignore[no-any-return]
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )


class Federation(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Turns the identity service's word into a sign-in, a fresh proof or a refusal."""

    def list_apps(
        self, request: Any, provider: Any = None, client_id: Any = None
    ) -> list[SocialApp]:
        """Give the services of the key ring; none stands in the database."""
        return [
            SocialApp(
                provider="openid_connect", provider_id=one.code, name=one.name,
                client_id=one.client_id, secret=one.client_secret,
                settings={
                    "server_url": one.server_url, "scope": list(one.scope),
                    "oauth_pkce_enabled": True, "uid_field": "sub",
                },
            )
            for one in settings.IDENTITY_SERVICES
            if provider in {None, one.code}
        ]  # fmt: skip

    def get_provider(self, request: Any, provider: Any, client_id: Any = None) -> Any:
        """Give a service as the library knows it, with our own reading of its answers."""
        found = super().get_provider(request, provider, client_id)
        found.oauth2_adapter_class = SignedAnswers
        return found

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Refuse: people are entered by an administrator or a nightly file."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Answer in place of the library, which would make an account. Always raises."""
        service = service_of(sociallogin.account.provider)
        told = Told.of(service, sociallogin.account.extra_data)
        asked_at = (sociallogin.state.get("data") or {}).get("asked_at")
        back = sociallogin.get_redirect_url(request) or "/"
        if asked_at is not None and request.user.is_authenticated:
            raise ImmediateHttpResponse(_confirm(request, service, told, asked_at, back))
        raise ImmediateHttpResponse(_enter(request, service, told, back))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        """Say in plain words what went wrong; the log holds the kind of error alone."""
        if error == AuthError.CANCELLED:
            verdict = Verdict.no("cancelled", _("Du avbröt inloggningen."))
        elif isinstance(exception, RequestException):
            verdict = Verdict.no("no_answer", _("Inloggningstjänsten svarar inte."),
                                 _("Försök om en stund."))  # fmt: skip
        else:
            verdict = Verdict.no("not_finished", _("Inloggningen kunde inte slutföras."),
                                 _("Börja om från inloggningssidan."))  # fmt: skip
        raise ImmediateHttpResponse(refused(request, verdict, type(exception).__name__))


def _enter(request: HttpRequest, service: Service, told: Told, back: str) -> HttpResponse:
    person, verdict = _judged(service, told)
    if person is None or not verdict:
        return refused(request, verdict)
    if request.user.is_authenticated:
        logout(request)
    response = perform_login(request, Login(user=person, redirect_url=back))
    request.session[sessions.SERVICE] = service.code
    return response  # type: ignore[no-any-return]


def _confirm(
    request: HttpRequest, service: Service, told: Told, asked_at: float, back: str
) -> HttpResponse:
    person, verdict = _judged(service, told)
    verdict += confirms(told, same=person == request.user, asked_at=asked_at)
    if not verdict:
        return refused(request, verdict)
    sessions.proved(request)
    note(by=Viewer.of(request.user), verb="access.confirm", kind=AuditKind.ACCESS)  # type: ignore[arg-type]
    return HttpResponseRedirect(back)


def _judged(service: Service, told: Told) -> tuple[Person | None, Verdict]:
    found = Person.objects.filter(**{f"{service.person_field}__iexact": told.identity})[:2]
    people = list(found) if told.identity else []
    person = people[0] if len(people) == 1 else None
    privileged = person is not None and Viewer.of(person).may(sessions.PRIVILEGED)
    active = person is not None and person.is_active
    return person, may_enter(service, told, known=len(people), active=active, privileged=privileged)


def refused(request: HttpRequest, verdict: Verdict, error: str = "") -> HttpResponse:
    """Give the page that says why, with 403; what the service told stays out of the log."""
    data = {"codes": list(verdict.codes), **({"error": error} if error else {})}
    note(
        by=Viewer.system("sign_in"), verb="access.sign_in_failed", kind=AuditKind.REFUSED, data=data
    )
    return render(request, "account/not_let_in.html", {"verdict": verdict}, status=403)


def asking(service: Service, *, anew: bool) -> tuple[dict[str, str], dict[str, float]]:
    """Give what the service is asked for and what is remembered until it answers.

    Args:
        anew: ask for the proof again even of somebody whom the service already knows.
    """
    wanted = {"acr_values": " ".join(service.levels)}
    if not anew:
        return wanted, {}
    return wanted | {"prompt": "login", "max_age": "0"}, {"asked_at": timezone.now().timestamp()}


def end_address(request: HttpRequest, service: Service, back: str) -> str | None:
    """Give where the service's own session is ended, or None when it has no such place."""
    try:
        found = SignedAnswers(request, service.code).openid_config.get("end_session_endpoint")
    except RequestException:
        return None
    if not found:
        return None
    asked = {"client_id": service.client_id, "post_logout_redirect_uri": back}
    return f"{found}?{urlencode(asked)}"
