"""Light, dark or as the device has it: a cookie, so that the server draws the right one at once."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from vaka.foundation.access.middleware import open_to_all

COOKIE = "vaka_utseende"
SCHEMES = {"auto": _("Som enheten"), "light": _("Ljust"), "dark": _("Mörkt")}
_YEAR_SECONDS = 365 * 24 * 3600


def scheme_of(request: HttpRequest) -> str:
    """Give the chosen scheme; anything else in the cookie counts as `auto`."""
    chosen = request.COOKIES.get(COOKIE, "auto")
    return chosen if chosen in SCHEMES else "auto"


@open_to_all
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice for a year and go back to the page it was made on."""
    response = HttpResponseRedirect(way_back(request))
    chosen = request.POST.get("utseende", "auto")
    response.set_cookie(
        COOKIE,
        chosen if chosen in SCHEMES else "auto",
        max_age=_YEAR_SECONDS,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return response


def way_back(request: HttpRequest) -> str:
    """Only addresses of our own: a form field must not send people elsewhere."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"
