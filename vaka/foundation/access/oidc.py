"""OpenID Connect with the municipality's identity service: allauth speaks it, Vaka judges."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from requests import RequestException

from vaka.foundation.access.admission import Told
from vaka.foundation.access.federation import (
    answered,
    cancelled,
    not_finished,
    service_of,
    silent,
)
from vaka.foundation.access.identity_services import Oidc, Service


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
                client_id=one.way.client_id, secret=one.way.client_secret,
                settings={
                    "server_url": one.way.server_url, "scope": list(one.way.scope),
                    "oauth_pkce_enabled": True, "uid_field": "sub",
                },
            )
            for one in settings.IDENTITY_SERVICES
            if isinstance(one.way, Oidc) and provider in {None, one.code}
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
        raise ImmediateHttpResponse(answered(request, service, told, asked_at, back))

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
            raise ImmediateHttpResponse(cancelled(request))
        if isinstance(exception, RequestException):
            raise ImmediateHttpResponse(silent(request, exception))
        raise ImmediateHttpResponse(not_finished(request, type(exception).__name__))


def begin(request: HttpRequest, service: Service, back: str, *, anew: bool) -> HttpResponse:
    """Send the browser to the service.

    Args:
        back: where to go when it has answered.
        anew: ask for the proof again even of somebody whom the service already knows.
    """
    wanted, remembered = {"acr_values": " ".join(service.levels)}, {}
    if anew:
        wanted |= {"prompt": "login", "max_age": "0"}
        remembered = {"asked_at": timezone.now().timestamp()}
    provider = Federation(request).get_provider(request, service.code)
    try:
        return provider.redirect(  # type: ignore[no-any-return]
            request, AuthProcess.LOGIN, next_url=back, data=remembered, auth_params=wanted
        )
    except RequestException as error:
        return silent(request, error)


def finish(request: HttpRequest, service: Service) -> HttpResponse:
    """Take the service's answer."""
    view = OAuth2CallbackView.adapter_view(SignedAnswers(request, service.code))
    return view(request)  # type: ignore[no-any-return]


def end_address(request: HttpRequest, service: Service, back: str) -> str | None:
    """Give where the service's own session is ended, or None when it has no such place."""
    assert isinstance(service.way, Oidc)
    try:
        found = SignedAnswers(request, service.code).openid_config.get("end_session_endpoint")
    except RequestException:
        return None
    asked = {"client_id": service.way.client_id, "post_logout_redirect_uri": back}
    return f"{found}?{urlencode(asked)}" if found else None
