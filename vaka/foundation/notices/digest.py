"""The morning letter: how many notices wait, and nothing else; what they say needs a sign-in."""

from collections.abc import Iterator
from datetime import datetime, time

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Count, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.notices.actions import record_digest
from vaka.foundation.notices.models import DigestSent
from vaka.foundation.people.models import Person

MORNING = time(7, 0)


def send_due(now: datetime | None = None) -> int:
    """Send today's letters, once it is morning; returns how many went out now."""
    local = timezone.localtime(now)
    if local.time() < MORNING:
        return 0
    by = Viewer.system("digest")
    return sum(_send(by, person, unread) for person, unread in _waiting(local))


def _waiting(local: datetime) -> Iterator[tuple[Person, int]]:
    sent = DigestSent.objects.filter(day=local.date()).values("person")
    people = (
        Person.objects.filter(is_active=True, wants_digest=True)
        .exclude(email="")
        .exclude(pk__in=sent)
        .annotate(unread=Count("notices", filter=Q(notices__read_at=None)))
        .filter(unread__gt=0)
    )
    for person in people:
        yield person, person.unread


def _send(by: Viewer, person: Person, unread: int) -> bool:
    """Claimed first: a letter that is lost on the way is better than two each minute."""
    if not record_digest(by=by, person=person, unread=unread):
        return False
    with translation.override(person.language):
        send_mail(_("Vaka: läget i dag"), body(unread), sender(), [person.email])
    return True


def body(unread: int) -> str:
    """Give the letter's text: a number and the way in."""
    waiting = ngettext(
        "Du har %(count)s avisering som du inte har läst.",
        "Du har %(count)s aviseringar som du inte har läst.",
        unread,
    )
    return f"{waiting % {'count': unread}}\n\n{_('Logga in i Vaka för att se vad det gäller.')}\n"


def sender() -> str:
    """Give the address that letters come from."""
    return str(settings.DEFAULT_FROM_EMAIL)
