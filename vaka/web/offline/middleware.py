"""A session that began with a PIN: a reporter's rights, on a phone that is still enrolled."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import SimpleLazyObject

from vaka.foundation.access.viewer import Viewer
from vaka.web.offline import queries
from vaka.web.offline.narrow import as_reporter
from vaka.web.offline.signals import BY_PIN

NEEDS_FULL_SIGN_IN = {"account_change_password", "account_set_password", "choose_pin"}


class ByPin:
    """Stands after `ClosedByDefault`, and narrows the viewer that it has set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        device_id = request.session.get(BY_PIN)
        if device_id is None:
            return self.get_response(request)
        if queries.is_in_use(device_id):
            request.viewer = SimpleLazyObject(lambda: as_reporter(Viewer.of(request.user)))  # type: ignore[attr-defined, arg-type]
        else:
            logout(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Send to the full sign-in where a PIN is not enough."""
        match = request.resolver_match
        if request.session.get(BY_PIN) and match and match.url_name in NEEDS_FULL_SIGN_IN:
            return HttpResponseRedirect(str(settings.LOGIN_URL))
        return None
