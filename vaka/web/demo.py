"""One-click sign-in as a member of the cast: only in the demo, only on this very machine."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from vaka.foundation.access.middleware import open_to_all
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import role
from vaka.foundation.people.models import Person
from vaka.web.theme import way_back

_LOOPBACK = frozenset({"127.0.0.1", "::1"})
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Member:
    """One of the cast on the sign-in page: who, in which role, and what that role does."""

    username: str
    name: str
    role: str
    sentence: str


def is_open(request: HttpRequest) -> bool:
    """Tell whether one-click sign-in is offered to whoever asks."""
    offered = getattr(settings, "DEMO_SIGN_IN", getattr(settings, "DEMO", False))
    return bool(offered) and request.META.get("REMOTE_ADDR") in _LOOPBACK


def cast() -> list[Member]:
    """Give the people with a role today, each with the first role given."""
    grants = Grant.objects.in_force(timezone.localdate()).select_related("person", "unit")
    first: dict[str, Member] = {}
    for grant in grants.filter(person__is_active=True).order_by("person__given_name", "from_date"):
        held = role(grant.role)
        member = Member(
            grant.person.username,
            grant.person.name,
            f"{held.label}, {grant.unit.name}",
            held.sentence,
        )
        first.setdefault(member.username, member)
    return list(first.values())


@open_to_all
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the chosen member. There is no such page outside the demo."""
    if not is_open(request):
        raise Http404
    chosen = Person.objects.filter(username=request.POST.get("person", ""), is_active=True).first()
    if chosen is None:
        raise Http404
    login(request, chosen, backend=BACKEND)
    return HttpResponseRedirect(way_back(request))
