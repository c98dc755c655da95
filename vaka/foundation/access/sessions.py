"""How long a sign-in lasts, and how fresh the proof of who sits there is.

A session ends after a time without a click and after a longest time, both local values; whoever
gives others rights has a shorter time. Sensitive acts ask for a fresh proof (S03, S29).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.queries import local_value

View = TypeVar("View", bound=Callable[..., HttpResponse])
PRIVILEGED = "person.administer"
SIGNED_IN, SEEN, PROVED, IDLE, LONGEST, SERVICE = (
    "vaka_signed_in", "vaka_seen", "vaka_proved", "vaka_idle", "vaka_longest", "vaka_service"
)  # fmt: skip
LACKS = "vaka_lacks_second_step"
"""Whether somebody must add a second step of sign-in before anything else."""
MARK_EVERY_SECONDS = 60
WRITING_SECONDS = 3600
"""How long somebody may write in a form that asked for a proof when it was opened."""
SIGNING_SECONDS = 300
"""How old a proof may be that is a signature: long enough to read the last line and press."""


@receiver(user_logged_in)
def _begin(request: HttpRequest, user: Any, **_: Any) -> None:
    now, today = timezone.now().timestamp(), timezone.localdate()
    privileged = Viewer.of(user).may(PRIVILEGED)
    idle = "sign_in.idle_minutes_privileged" if privileged else "sign_in.idle_minutes"
    request.session.update({
        SIGNED_IN: now, SEEN: now, PROVED: now,
        IDLE: local_value(idle, today) * 60,
        LONGEST: local_value("sign_in.longest_hours", today) * 3600,
    })  # fmt: skip
    request.session.pop(SERVICE, None)


def is_over(request: HttpRequest) -> bool:
    """Say whether the time is out; else mark, at most once a minute, that somebody is there.

    A session from before there were limits is over.
    """
    session, now = request.session, timezone.now().timestamp()
    if SIGNED_IN not in session:
        return True
    seen = session[SEEN]
    if now - session[SIGNED_IN] >= session[LONGEST] or now - seen >= session[IDLE]:
        return True
    if now - seen >= MARK_EVERY_SECONDS:
        session[SEEN] = now
    return False


def by_service(request: HttpRequest) -> None:
    """Say of this request that an identity service has told who it is."""
    request.vaka_by_service = True  # type: ignore[attr-defined]


def is_by_service(request: HttpRequest) -> bool:
    """Say whether an identity service told, in this request, who it is."""
    return getattr(request, "vaka_by_service", False)


def proved(request: HttpRequest) -> None:
    """Keep that whoever is signed in has just proved who they are."""
    request.session[PROVED] = timezone.now().timestamp()


def is_fresh(request: HttpRequest) -> bool:
    """Say whether the last proof is fresh enough for a sensitive act."""
    limit = local_value("sign_in.proof_minutes", timezone.localdate()) * 60
    return bool(_age(request) < limit + (WRITING_SECONDS if request.method == "POST" else 0))


def is_for_this(request: HttpRequest) -> bool:
    """Say whether the last proof is so new that it was given to sign with."""
    return _age(request) < SIGNING_SECONDS


def confirmed(view: View) -> View:
    """Ask for a fresh proof before a sensitive act; a guard lists these views."""
    return _asking(view, is_fresh)


def signed(view: View) -> View:
    """Ask for a new proof, as a signature; a guard lists these views."""
    return _asking(view, is_for_this)


def _age(request: HttpRequest) -> float:
    return timezone.now().timestamp() - float(request.session.get(PROVED, 0))


def _asking(view: View, enough: Callable[[HttpRequest], bool]) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if enough(request):
            return view(request, *args, **kwargs)
        back = urlencode({"next": _page_of(request)})
        return HttpResponseRedirect(f"{reverse('web:confirm')}?{back}")

    asked.asks_for_proof = True  # type: ignore[attr-defined]
    return asked  # type: ignore[return-value]


def _page_of(request: HttpRequest) -> str:
    """Give the page to come back to: what was sent is not sent again unseen."""
    if request.method == "GET":
        return request.get_full_path()
    return urlsplit(request.headers.get("Referer", "")).path or "/"
