"""Reading one's own notices."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.notices.models import Notice


@dataclass(frozen=True)
class NoticeLine:
    """One notice as its reader sees it; `url` is empty when the page is not there."""

    id: uuid.UUID
    at: datetime
    words: str
    kind: str
    url: str
    is_read: bool


def unread_count(viewer: Viewer) -> int:
    """Give how many notices the viewer has not read, for the frame of every page."""
    return Notice.objects.filter(to=viewer.person, read_at=None).count() if viewer.person else 0


def own_notices(viewer: Viewer, limit: int = 200) -> list[NoticeLine]:
    """Give the viewer's notices, newest first."""
    return [line(notice) for notice in Notice.objects.filter(to=viewer.person)[:limit]]


def line(notice: Notice) -> NoticeLine:
    """Give a notice as its reader sees it."""
    return NoticeLine(
        notice.pk, notice.at, notice.words, notice.kind, _url(notice), notice.read_at is not None
    )


def _url(notice: Notice) -> str:
    try:
        return reverse(notice.url_name, args=[notice.object_id] if notice.object_id else [])
    except NoReverseMatch:
        return ""
