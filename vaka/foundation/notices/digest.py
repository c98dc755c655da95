"""The morning's account: in the product first, what is late and what is due today; then a letter
that says how many notices wait and nothing else, since what they say needs a sign-in."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Count, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaka.foundation.access.models import Absence
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.actions import record_digest, tell
from vaka.foundation.notices.models import DigestSent, Notice
from vaka.foundation.people.models import Person
from vaka.law.clock import is_working_day

MORNING = time(7, 0)


MORNING_KIND = "morning"


def tell_morning(now: datetime | None = None) -> int:
    """Tell each owner, and who stands in, what is late and due today; once a working morning.

    Yesterday's account that nobody read is marked as read: the new one says the same and more.
    """
    local = timezone.localtime(now)
    if local.time() < MORNING or not is_working_day(local.date()):
        return 0
    day, by = local.date(), Viewer.system("digest")
    told = set(
        Notice.objects.filter(kind=MORNING_KIND, at__date=day).values_list("to_id", flat=True)
    )
    counted = [one for one in _accounts(day) if one[0].pk not in told]
    for person, late, due in counted:
        Notice.objects.filter(to=person, kind=MORNING_KIND, read_at=None).update(read_at=local)
        tell(by=by, to=person, kind=MORNING_KIND, words=_account(late, due), state=str(day),
             url_name="cases:worklist")  # fmt: skip
    return len(counted)


def _accounts(day: date) -> Iterator[tuple[Person, int, int]]:
    """Each person with how many of theirs are late and due on the day."""
    found = Case.objects.open().filter(due_date__lte=day, owner__is_active=True)
    late: Counter[Person] = Counter()
    due: Counter[Person] = Counter()
    people = Person.objects.in_bulk(list(found.values_list("owner_id", flat=True).distinct()))
    for owner_id, last in found.values_list("owner_id", "due_date"):
        (due if last == day else late)[people[owner_id]] += 1
    absent = Absence.objects.in_force(day).filter(stand_in__is_active=True)
    for one in absent.select_related("person", "stand_in"):
        late[one.stand_in] += late[one.person]
        due[one.stand_in] += due[one.person]
    for person in late.keys() | due.keys():
        if late[person] or due[person]:
            yield person, late[person], due[person]


def _account(late: int, due: int) -> str:
    said = []
    if due:
        said.append(ngettext("%(n)s ärende ska vara klart i dag.",
                             "%(n)s ärenden ska vara klara i dag.", due) % {"n": due})  # fmt: skip
    if late:
        said.append(ngettext("%(n)s ärende är försenat.", "%(n)s ärenden är försenade.", late)
                    % {"n": late})  # fmt: skip
    return " ".join(said)


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
