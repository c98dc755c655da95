"""What is done with keys to the feed: issue, revoke, use. Each verb is one transaction and row."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from vaka.areas.figures.queries import SEE
from vaka.areas.open_data import rules
from vaka.areas.open_data.models import FeedKey
from vaka.areas.open_data.rules import ISSUE, KeyStanding
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.audit.models import AuditKind
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.secret_keys import digest_of, fresh
from vaka.law.verdict import require

PREFIX = "vaka_"
LONGEST = "feed.longest_days"


@dataclass(frozen=True)
class NewKey:
    """A key to issue. `is_own`: with the issuer's rights; else a system's, for figures only."""

    name: str
    unit: Unit
    from_date: date
    to_date: date
    is_own: bool = False


@action
def issue_feed_key(*, by: Viewer, new: NewKey) -> tuple[FeedKey, str]:
    """Issue a key, and give it in clear this once; it never reaches further than its issuer sees.

    Raises:
        NotAllowed: the unit is not one where the issuer issues keys and sees figures.
        RuleRefused: its days do not hold.
    """
    demand(by, ISSUE, new.unit.pk)
    demand(by, SEE, new.unit.pk)
    longest = int(local_value(LONGEST, by.on))
    require(rules.may_issue(from_date=new.from_date, to_date=new.to_date,
                            today=timezone.localdate(), longest_days=longest))  # fmt: skip
    secret = PREFIX + fresh()
    key = FeedKey.objects.create(
        name=new.name, unit=new.unit, person=by.person if new.is_own else None,
        from_date=new.from_date, to_date=new.to_date, digest=digest_of(secret),
        issued_by=by.person,
    )  # fmt: skip
    data = {"name": new.name, "own": new.is_own, "from": str(new.from_date),
            "to": str(new.to_date)}  # fmt: skip
    note(by=by, verb="feed_key.issue_feed_key", object_kind="feed_key", object_id=key.pk,
         unit_id=new.unit.pk, data=data)  # fmt: skip
    return key, secret


@action
def revoke_feed_key(*, by: Viewer, key_id: uuid.UUID, words: str) -> FeedKey:
    """Revoke a key at once, with the reason."""
    demand(by, ISSUE)
    key = FeedKey.objects.visible_to(by).filter(pk=key_id).first()
    if key is None:
        raise NotVisible(str(key_id))
    require(rules.may_revoke(stands=key.standing(timezone.localdate()), words=words))
    key.revoked_at, key.revoked_why = timezone.now(), words
    key.save(update_fields=["revoked_at", "revoked_why"])
    note(by=by, verb="feed_key.revoke_feed_key", object_kind="feed_key", object_id=key.pk,
         unit_id=key.unit_id, data={"words": words})  # fmt: skip
    return key


def known_key(secret: str) -> FeedKey | None:
    """Give the key in force that a secret is, if any."""
    found = FeedKey.objects.select_related("person", "unit").filter(digest=digest_of(secret))
    key = found.first()
    if key is None or key.standing(timezone.localdate()) is not KeyStanding.VALID:
        return None
    return key


@action
def use_feed_key(*, by: Viewer, key: FeedKey, asked: dict[str, Any]) -> None:
    """Write that a key was used and for what."""
    FeedKey.objects.filter(pk=key.pk).update(used_at=timezone.now())
    note(by=by, verb="feed_key.read", kind=AuditKind.READ, object_kind="feed_key",
         object_id=key.pk, unit_id=key.unit_id, data=asked)  # fmt: skip
