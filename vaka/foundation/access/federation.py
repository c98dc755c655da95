"""What an identity service's word leads to: a sign-in, a fresh proof or a refusal.

Nothing of what the service tells is kept: no account row, no token, no claim. Who may enter is
asked anew at every sign-in, so whoever was closed this morning is outside.
"""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

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


def answered(
    request: HttpRequest, service: Service, told: Told, asked_at: float | None, back: str
) -> HttpResponse:
    """Act on what a service told.

    Args:
        asked_at: when a fresh proof was asked for, seconds since 1970; None at a sign-in.
    """
    if asked_at is not None and request.user.is_authenticated:
        return _confirm(request, service, told, asked_at, back)
    return _enter(request, service, told, back)


def _enter(request: HttpRequest, service: Service, told: Told, back: str) -> HttpResponse:
    person, verdict = _judged(service, told)
    if person is None or not verdict:
        return refused(request, verdict)
    if request.user.is_authenticated:
        logout(request)
    sessions.by_service(request)
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


def silent(request: HttpRequest, error: Exception) -> HttpResponse:
    """Say that the service does not answer."""
    words, way_out = _("Inloggningstjänsten svarar inte."), _("Försök om en stund.")
    return refused(request, Verdict.no("no_answer", words, way_out), type(error).__name__)


def not_finished(request: HttpRequest, error: str = "") -> HttpResponse:
    """Say that an answer could not be used."""
    words = _("Inloggningen kunde inte slutföras.")
    verdict = Verdict.no("not_finished", words, _("Börja om från inloggningssidan."))
    return refused(request, verdict, error)


def cancelled(request: HttpRequest) -> HttpResponse:
    """Say that the person broke off."""
    return refused(request, Verdict.no("cancelled", _("Du avbröt inloggningen.")))
