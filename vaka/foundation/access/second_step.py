"""The second step of whoever signs in by password: a code from an app, or a passkey alone.

allauth checks codes and keys. Here is what is Vaka's: who must have one, that its secrets lie
sealed and that a code counts once over all processes, and what the log is told.

Source: HSLF-FS 2016:40 4 kap. (strong authentication for access over open networks).
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from enum import StrEnum
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.access import gate, sessions
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import note
from vaka.foundation.audit.models import AuditKind
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people import identities
from vaka.foundation.people.models import Person
from vaka.foundation.questions import qr

DEMANDED = "sign_in.second_step"
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AskedOf(StrEnum):
    """Of whom a second step is demanded; the values of the local value."""

    NOBODY = "ingen"
    PRIVILEGED = "den som ger behörighet"
    ALL = "alla"


def must_have(asked_of: AskedOf, *, privileged: bool) -> bool:
    """Say whether whoever signs in by password must have a second step."""
    return asked_of is AskedOf.ALL or (asked_of is AskedOf.PRIVILEGED and privileged)


def mark(request: HttpRequest, person: Person) -> None:
    """Keep in the session whether the person must add a second step before anything else."""
    asked_of = AskedOf(local_value(DEMANDED, timezone.localdate()))
    privileged = Viewer.of(person).may(sessions.PRIVILEGED)
    demanded = must_have(asked_of, privileged=privileged)
    request.session[sessions.LACKS] = demanded and not has(person)


def lacks(request: HttpRequest) -> bool:
    """Say whether whoever is signed in must still add a second step."""
    if request.session.get(sessions.LACKS) and has(request.user):
        request.session[sessions.LACKS] = False
    return bool(request.session.get(sessions.LACKS))


def mark_if_by_password(request: HttpRequest, person: Person) -> None:
    """Mark the session of whoever came in by password and by no service."""
    records = get_authentication_records(request, person)
    if any(record.get("method") == "password" for record in records):
        mark(request, person)


def has(person: Any) -> bool:
    """Say whether a person has a second step."""
    return bool(Authenticator.objects.filter(user=person, type__in=STEPS).exists())


def key_asked_of(person: Any) -> dict[str, Any] | None:
    """Give what a browser needs to ask a person for one of their passkeys; None without any."""
    if not Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).exists():
        return None
    return {"request_options": begin_authentication(person)}


def keys_are_kept() -> bool:
    """Say whether anybody can sign in by a passkey."""
    return bool(Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists())


def forget(person: Person) -> None:
    """Take away all second steps: a new one is added at the next sign-in where one is demanded."""
    Authenticator.objects.filter(user=person).delete()


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """How allauth keeps and shows second steps here."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Koden eller nyckeln stämmer inte. Försök med en ny kod."),
    }

    def is_mfa_enabled(self, user: AbstractBaseUser, types: Any = None) -> bool:
        """Say whether to ask for a step; whoever comes by a service was judged by its level."""
        if sessions.is_by_service(context.request):
            return False
        return bool(super().is_mfa_enabled(user, types))

    def encrypt(self, text: str) -> str:
        """Seal a secret with the newest field key. Raises LostKey."""
        kept = identities.seal(text)
        return f"{kept.key_id}:{urlsafe_b64encode(kept.token).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret. Raises LostKey."""
        key_id, _colon, token = encrypted_text.rpartition(":")
        return identities.unsealed(key_id, urlsafe_b64decode(token))

    def get_totp_issuer(self) -> str:
        """Name Vaka in the person's app."""
        return "Vaka"

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code as every other."""
        return qr.svg(url, _("QR-kod för appen"))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        """Propose a name for the next key."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return str(_("Nyckel %d") % (count + 1))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name Vaka beside the host that a key is for."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Vaka"}


CODE = gettext_lazy("Kod från appen, eller en reservkod")


class _Once(forms.Form):
    """A code that counts once, over all processes that serve."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        person = self.user  # type: ignore[attr-defined]
        if not gate.is_first("second_step", f"{person.pk}:{code}", timezone.now()):
            raise SecondStep().validation_error("incorrect_code")
        return code

    def _named(self, label: Any) -> None:
        widget = forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"})
        self.fields["code"] = forms.CharField(label=label, widget=widget)


class CodeForm(_Once, AuthenticateForm):  # type: ignore[misc]
    """The code at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._named(CODE)


class ConfirmCodeForm(_Once, ReauthenticateForm):  # type: ignore[misc]
    """The code before a sensitive act."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._named(CODE)


class AppForm(_Once, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app that is added."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._named(gettext_lazy("Koden som appen visar"))


class KeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey with a name; always one that is enough alone, by PIN or finger."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Vad ska nyckeln heta?")
        self.fields["name"].max_length = 60
        del self.fields["passwordless"]

    def clean(self) -> Any:
        """Refuse a key that did not ask who holds it. Raises ValidationError."""
        self.cleaned_data["passwordless"] = True
        return super().clean()


def _noted(verb: str, user: Any, authenticator: Authenticator) -> None:
    data = {"sort": str(authenticator.type)}
    note(by=Viewer.of(user), verb=verb, kind=AuditKind.ACCESS, data=data)


@receiver(signals.authenticator_added)
def _added(user: Any, authenticator: Authenticator, **_kw: Any) -> None:
    _noted("access.add_second_step", user, authenticator)


@receiver(signals.authenticator_removed)
def _removed(request: HttpRequest, user: Any, authenticator: Authenticator, **_kw: Any) -> None:
    _noted("access.remove_second_step", user, authenticator)
    if sessions.LACKS in request.session:
        mark(request, user)


@receiver(signals.authenticator_reset)
def _reset(user: Any, authenticator: Authenticator, **_kw: Any) -> None:
    _noted("access.reset_second_step", user, authenticator)


@receiver(signals.authentication_failed)
def _failed(user: Any, **_kw: Any) -> None:
    note(by=Viewer.of(user), verb="access.sign_in_failed", kind=AuditKind.REFUSED,
         data={"codes": ["second_step"]})  # fmt: skip
