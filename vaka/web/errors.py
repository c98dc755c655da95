"""Calm Swedish pages for every no and every fault; none shows more than the person may know."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

from vaka.foundation import read_only
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.foundation.read_only import Closed, ReadOnly
from vaka.law.verdict import Refusal, RuleRefused
from vaka.web import conflict
from vaka.web.context import Frame
from vaka.web.theme import scheme_of

log = logging.getLogger(__name__)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ENTERING = frozenset({
    "account_login", "mfa_authenticate", "mfa_login_webauthn", "web:confirm", "web:sign_out",
    "web:theme", "web:demo_sign_in", "web:to_service", "web:from_service", "web:saml_out",
})  # fmt: skip
"""What is sent to come in or go out, or to choose light and dark: no change of what is kept."""
RETRY_SECONDS = "300"


@dataclass(frozen=True, kw_only=True)
class Calm:
    """What an error page says: one sentence, what it means, why not, and the ways out."""

    status: int
    heading: str
    lead: str
    refusals: tuple[Refusal, ...] = ()
    who_can: list[str] = field(default_factory=list)
    reference: str = ""
    versions: tuple[conflict.Difference, ...] = ()
    saved_by: str = ""
    way_back: str = ""


class RefusalPages:
    """Turns the named refusals of the storeys below into pages with reasons."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse what would change something while Vaka is read-only; entering still works."""
        match = request.resolver_match
        enters = match is not None and match.view_name in ENTERING
        if request.method in SAFE or enters or (closed := read_only.state()) is None:
            return None
        return read_only_now(request, closed)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Give a page for the refusals known by name; others are ours and become a 500."""
        if isinstance(error, RuleRefused):
            return _page(request, _refused(request, error))
        if isinstance(error, NotVisible):
            return not_found(request, error)
        if isinstance(error, NotAllowed):
            return _page(request, _not_allowed(error))
        if isinstance(error, ChangedByAnother):
            return _page(request, _changed(request, error))
        if isinstance(error, RequestDataTooBig):
            return too_large(request)
        if isinstance(error, ReadOnly):
            return read_only_now(request, error.closed)
        return None


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or what was sent cannot be understood."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    lead = _("Något i adressen eller formuläret gick inte att läsa. Gå tillbaka och försök igen.")
    return _page(request, Calm(status=400, heading=_("Det gick inte att läsa."), lead=lead))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the person may not do this."""
    if isinstance(exception, NotAllowed):
        return _page(request, _not_allowed(exception))
    lead = _("Du kan se men inte göra det här. Fråga din chef om du behöver kunna det.")
    return _page(request, Calm(status=403, heading=_("Det här får du inte göra."), lead=lead))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page, or none that this person may see; the words are the same."""
    lead = _("Adressen kan vara fel eller sidan borttagen. Den kan också vara något du inte ser.")
    return _page(request, Calm(status=404, heading=_("Sidan finns inte."), lead=lead))


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than is taken in."""
    lead = _("Det du skickade är större än Vaka tar emot. Dela upp filen och försök igen.")
    return _page(request, Calm(status=413, heading=_("Filen är för stor."), lead=lead))


def read_only_now(request: HttpRequest, closed: Closed) -> HttpResponse:
    """503: nothing can be saved just now; what was written stays in the browser."""
    lead = _("Du kan läsa men inte spara. Gå tillbaka: det du skrev finns kvar i webbläsaren. "
             "Försök igen om en stund. Brådskar det, använd pappersblanketten.")  # fmt: skip
    heading = _("Vaka är skrivskyddat just nu.")
    refusals = (Refusal("read_only", closed.words),)
    response = _page(request, Calm(status=503, heading=heading, lead=lead, refusals=refusals))
    response["Retry-After"] = RETRY_SECONDS
    return response


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: too many tries in a short time."""
    lead = _("Det blev många försök på kort tid. Vänta fem minuter och försök sedan igen.")
    return _page(request, Calm(status=429, heading=_("Vänta en stund."), lead=lead))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's own proof is missing, most often because the page stood open for long."""
    lead = _("Sidan stod öppen länge eller du har loggat in på nytt. Ladda om den och skicka igen.")
    calm = Calm(status=403, heading=_("Formuläret är för gammalt."), lead=lead)
    return _page(request, calm)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: ours. A reference to give to support; no detail, and no question to the database."""
    reference = secrets.token_hex(4).upper()
    log.error("server error %s at %s", reference, getattr(request.resolver_match, "route", "?"))
    lead = _("Det är inte ditt fel. Gå tillbaka: det du skrev finns kvar i webbläsaren.")
    calm = Calm(status=500, heading=_("Något gick fel hos oss."), lead=lead, reference=reference)
    try:
        return HttpResponse(_plain(request, calm), status=500)
    except Exception:  # the page itself may be what is broken
        log.exception("the error page failed, reference %s", reference)
        words = f"{calm.heading} {calm.lead} {_('Referens')}: {reference}"
        return HttpResponse(f'<!doctype html><html lang="sv"><p>{escape(words)}', status=500)


def _refused(request: HttpRequest, error: RuleRefused) -> Calm:
    lead = _("Inget har ändrats. Så här kommer du vidare:")
    return Calm(
        status=409,
        heading=_("Det går inte än."),
        lead=lead,
        refusals=error.verdict.refusals,
        way_back=request.get_full_path() if request.method == "GET" else _referrer(request),
    )


def _not_allowed(error: NotAllowed) -> Calm:
    lead = _("Du kan se men inte göra det här.")
    return Calm(
        status=403, heading=_("Det här får du inte göra."), lead=lead, who_can=error.who_can
    )


def _changed(request: HttpRequest, error: ChangedByAnother) -> Calm:
    lead = _("Inget har skrivits över. Jämför och välj vad som gäller.")
    return Calm(
        status=409,
        heading=_("Någon annan sparade före dig."),
        lead=lead,
        versions=conflict.differences(error.theirs, error.ours),
        saved_by=conflict.saved_by(error.theirs),
        way_back=_referrer(request),
    )


def _referrer(request: HttpRequest) -> str:
    """The page the form stood on, when it was ours."""
    origin = f"{request.scheme}://{request.get_host()}"
    came_from = request.headers.get("Referer", "")
    return came_from.removeprefix(origin) if came_from.startswith(f"{origin}/") else ""


def _page(request: HttpRequest, calm: Calm) -> HttpResponse:
    """Draw with the whole frame; without the database, with the bare one."""
    try:
        body: str = render_to_string("web/errors/calm.html", {"calm": calm}, request)
    except DatabaseError:
        log.exception("an error page could not ask the database")
        body = _plain(request, calm)
    response = HttpResponse(body, status=calm.status)
    if request.headers.get("HX-Request") == "true":  # a refusal takes the page, not a corner of it
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    return response


def _plain(request: HttpRequest, calm: Calm) -> str:
    context: dict[str, Any] = {"calm": calm, "frame": Frame(scheme=scheme_of(request))}
    return render_to_string("web/errors/calm.html", context)
