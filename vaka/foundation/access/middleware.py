"""Closed by default: a page that is not marked open demands a sign-in."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vaka.foundation.access import second_step, sessions
from vaka.foundation.access.viewer import Viewer

View = TypeVar("View", bound=Callable[..., Any])


def open_to_all(view: View) -> View:
    """Mark a page as open without sign-in; a guard lists these, so each is a decision."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def own_sign_in(view: View) -> View:
    """Mark a view that asks for a proof of its own (a phone's secret), not for a session."""
    view.own_sign_in = True  # type: ignore[attr-defined]
    return view


TIME_OUT = gettext_noop(
    "Du har loggats ut eftersom sidan inte använts på en stund. Logga in så kommer du tillbaka hit."
)
OPEN_NAMES = frozenset({"account_login"})
STEP_PAGES = frozenset({
    "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_remove_webauthn",
    "web:confirm", "web:sign_out", "web:theme", "account_change_password",
})  # fmt: skip
"""What whoever lacks a second step that is demanded may open."""


class ClosedByDefault:
    """Sets `request.viewer`, and sends whoever is not signed in to the sign-in page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: Viewer.of(request.user))  # type: ignore[attr-defined, arg-type]
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Redirect unless the page is open or the person is signed in and still active."""
        match = request.resolver_match
        if getattr(view, "open_to_all", False) or (match and match.url_name in OPEN_NAMES):
            return None
        if getattr(view, "own_sign_in", False):
            return None
        if request.user.is_authenticated and request.user.is_active and sessions.is_over(request):
            logout(request)
            messages.info(request, _(TIME_OUT))
        if request.user.is_authenticated and request.user.is_active:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
            if match and match.view_name not in STEP_PAGES and second_step.lacks(request):
                return HttpResponseRedirect(reverse("mfa_index"))
            return None
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={quote(request.get_full_path())}")
