"""Telling people, and marking what they have read."""

import uuid
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.foundation.access.queries import stand_ins_of
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.models import DigestSent, Notice
from vaka.foundation.people.models import Invitation, Person


def tell(
    *,
    by: Viewer,
    to: Person,
    kind: str,
    words: str,
    url_name: str = "",
    object_id: object = "",
    case: Case | None = None,
    state: str = "",
) -> Notice:
    """Tell a person once for each kind, case (or object) and state; again gives the first notice.

    Args:
        words: one Swedish line without names of those whom a case is about.
        url_name: the page it leads to; takes `object_id` when that is given.
    """
    told = Notice.objects.filter(
        key=key_of(to.pk, kind, case.pk if case else object_id, state)
    ).first()
    if told is not None:
        return told
    notice = Notice(to=to, kind=kind, words=words, url_name=url_name, object_id=str(object_id),
                    case=case)  # fmt: skip
    _tell_stand_ins(by, notice, state)
    return _write_for(by, notice, to, words, state)


def sees(person: Person, case: Case) -> bool:
    """Say whether a person's roles open a case today."""
    return Case.objects.known(Viewer.of(person), case.pk).exists()


def _tell_stand_ins(by: Viewer, notice: Notice, state: str) -> None:
    """What is about a case goes to those who stand in for the receiver too, if they see it."""
    if notice.case is None:
        return
    for other in stand_ins_of(notice.to, timezone.localdate()):
        if sees(other, notice.case):
            said = _("Du ersätter %(name)s: %(words)s") % {
                "name": notice.to.name, "words": notice.words,
            }  # fmt: skip
            _write_for(by, notice, other, said, state)


def _write_for(by: Viewer, notice: Notice, to: Person, words: str, state: str) -> Notice:
    about = notice.case.pk if notice.case else notice.object_id
    fresh = Notice(
        to=to, kind=notice.kind, key=key_of(to.pk, notice.kind, about, state), words=words[:300],
        url_name=notice.url_name, object_id=notice.object_id, case=notice.case,
    )  # fmt: skip
    return write(by=by, notice=fresh)


def key_of(to_id: uuid.UUID, kind: str, about: object, state: str) -> str:
    """Give what makes a notice the same as one that was told before."""
    return f"{to_id}:{kind}:{about}:{state}"


@action
def write(*, by: Viewer, notice: Notice) -> Notice:
    """Write a notice that `tell` has found to be new; one that came first meanwhile stands."""
    told, fresh = Notice.objects.get_or_create(
        key=notice.key,
        defaults={
            name: getattr(notice, name)
            for name in ("to", "kind", "words", "url_name", "object_id", "case")
        },
    )
    unit_id = notice.case.unit_id if notice.case else None
    note(by=by, verb="notices.tell", object_kind="notice", object_id=told.pk, unit_id=unit_id,
         data={"to": str(told.to_id), "kind": told.kind, "fresh": fresh})  # fmt: skip
    return told


@action
def mark_read(*, by: Viewer, notice_id: uuid.UUID) -> Notice:
    """Mark one's own notice as read. Raises NotVisible for anybody else's."""
    notice = Notice.objects.filter(to=by.person, pk=notice_id).first()
    if notice is None:
        raise NotVisible(str(notice_id))
    notice.read_at = notice.read_at or timezone.now()
    notice.save(update_fields=["read_at"])
    note(by=by, verb="notices.read", object_kind="notice", object_id=notice.pk)
    return notice


@action
def mark_all_read(*, by: Viewer) -> int:
    """Mark all one's own notices as read; returns how many were not."""
    unread = Notice.objects.filter(to=by.person, read_at=None)
    count = unread.update(read_at=timezone.now())
    note(by=by, verb="notices.read_all", object_kind="notice", data={"count": count})
    return count


@action
def record_digest(*, by: Viewer, person: Person, unread: int) -> bool:
    """Claim today's letter to a person; False when it has been claimed."""
    _sent, fresh = DigestSent.objects.get_or_create(
        person=person, day=timezone.localdate(), defaults={"unread": unread}
    )
    note(by=by, verb="notices.digest", object_kind="person", object_id=person.pk,
         data={"unread": unread, "fresh": fresh})  # fmt: skip
    return fresh


def forget_old(days: int = 90) -> int:
    """Remove what was read long ago, old letters' marks and spent invitations."""
    oldest = timezone.now() - timedelta(days=days)
    DigestSent.objects.filter(day__lt=oldest.date()).delete()
    Invitation.objects.filter(expires_at__lt=oldest).delete()
    return Notice.objects.filter(read_at__lt=oldest).delete()[0]
