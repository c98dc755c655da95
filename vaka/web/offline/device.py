"""How a phone is known again: a secret in a cookie that no script can read."""

from django.http import HttpRequest, HttpResponse

from vaka.foundation.secret_keys import digest_of
from vaka.web.offline.models import EnrolledDevice

COOKIE = "vaka_telefon"
_LONGEST_SECONDS = 400 * 24 * 3600


def known_device(request: HttpRequest) -> EnrolledDevice | None:
    """Give the phone that asks, revoked ones too, or None for any other browser."""
    secret = request.COOKIES.get(COOKIE, "")
    if not secret:
        return None
    return EnrolledDevice.objects.select_related("unit").filter(digest=digest_of(secret)).first()


def device_of(request: HttpRequest) -> EnrolledDevice | None:
    """Give the phone that asks if it is in use."""
    device = known_device(request)
    return device if device is not None and device.revoked_at is None else None


def remember(request: HttpRequest, response: HttpResponse, secret: str) -> None:
    """Leave the secret with the browser."""
    response.set_cookie(
        COOKIE, secret, max_age=_LONGEST_SECONDS, secure=request.is_secure(), httponly=True,
        samesite="Lax",
    )  # fmt: skip
