"""What is done with a person's key to the calendar feed; each verb is one transaction and row."""

from django.utils import timezone

from vaka.areas.board.models import CalendarKey
from vaka.areas.board.rules import SEE
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.audit.models import AuditKind
from vaka.foundation.secret_keys import digest_of, fresh


@action
def make_calendar_key(*, by: Viewer) -> str:
    """Make the viewer's key and give it in clear this once; the one before is dead at once.

    Raises:
        NotAllowed: not a person who sees the board.
    """
    demand(by, SEE)
    if by.person is None:
        raise NotAllowed(SEE)
    secret = fresh()
    made = {"digest": digest_of(secret), "made_at": timezone.now(), "used_at": None}
    key, _is_new = CalendarKey.objects.update_or_create(person=by.person, defaults=made)
    note(by=by, verb="calendar_key.make_calendar_key", object_kind="calendar_key",
         object_id=key.pk)  # fmt: skip
    return secret


@action
def withdraw_calendar_key(*, by: Viewer) -> None:
    """Take the viewer's own key away, also when its roles have ended. Raises NotVisible."""
    key = CalendarKey.objects.filter(person=by.person).first() if by.person else None
    if key is None:
        raise NotVisible("calendar_key")
    note(by=by, verb="calendar_key.withdraw_calendar_key", object_kind="calendar_key",
         object_id=key.pk)  # fmt: skip
    key.delete()


@action
def use_calendar_key(*, by: Viewer, key: CalendarKey) -> None:
    """Write that a key was used; calendars ask each hour, so the feed writes it once a day."""
    CalendarKey.objects.filter(pk=key.pk).update(used_at=timezone.now())
    note(by=by, verb="calendar_key.read", kind=AuditKind.READ, object_kind="calendar_key",
         object_id=key.pk)  # fmt: skip


def speaks_for(secret: str) -> tuple[CalendarKey, Viewer]:
    """Give the key and the viewer it is today. Raises NotVisible: unknown, or of a leaver."""
    key = CalendarKey.objects.select_related("person").filter(digest=digest_of(secret)).first()
    if key is None or not key.person.is_active:
        raise NotVisible("calendar_key")
    viewer = Viewer.of(key.person)
    if not viewer.may(SEE):
        raise NotVisible("calendar_key")
    return key, viewer


def own_key(viewer: Viewer) -> CalendarKey | None:
    """Give the viewer's own key, or None before there is one."""
    return CalendarKey.objects.filter(person=viewer.person).first() if viewer.person else None
