"""Sign-in by local account; nobody makes an account of their own."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import user_logged_in, user_logged_out
from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from vaka.foundation.access import second_step
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import note
from vaka.foundation.audit.models import AuditKind


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator or by a nightly file, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse every sign-up."""
        return False


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: Any, **_: Any) -> None:
    note(by=Viewer.of(user), verb="access.sign_in", kind=AuditKind.ACCESS)
    second_step.mark_if_by_password(request, user)


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None:
        note(by=Viewer.of(user), verb="access.sign_out", kind=AuditKind.ACCESS)


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], **_: Any) -> None:
    """What was typed may be a password in the wrong field, so it is not written down."""
    note(by=Viewer.system("sign_in"), verb="access.sign_in_failed", kind=AuditKind.REFUSED)
