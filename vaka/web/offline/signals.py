"""Who signs in or out on an enrolled phone, by whatever door."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from vaka.foundation.access.viewer import Viewer
from vaka.web.offline import actions
from vaka.web.offline.device import device_of

BY_PIN = "by_pin"


@receiver(user_logged_in)
def _came(request: HttpRequest, user: Any, **_: Any) -> None:
    """A sign-in by PIN is no full sign-in, or the days would never run out."""
    device = device_of(request) if request is not None else None
    if device is not None and not getattr(request, BY_PIN, False):
        actions.greet(by=Viewer.of(user), device=device)


@receiver(user_logged_out)
def _left(request: HttpRequest, user: Any, **_: Any) -> None:
    device = device_of(request) if request is not None else None
    if device is not None and user is not None:
        actions.part(by=Viewer.of(user), device=device)
