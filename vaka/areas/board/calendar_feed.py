"""A reader's meetings as iCalendar (RFC 5545): what they may see, and never what is secret.

A calendar lies on a phone and with whoever runs it, so a secret item is not told to its own
readers either.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.board.models import BoardMeeting
from vaka.areas.board.queries import body_names, items
from vaka.areas.board.rules import PREPARE, ItemState, MeetingState, Openness
from vaka.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from icalendar import Calendar, Event

BACK = timedelta(days=60)
REFRESH = timedelta(hours=6)
Address = Callable[[BoardMeeting], str]


def written(viewer: Viewer, address: Address) -> bytes:
    """Give the feed; `address` gives a meeting's page, whole."""
    from icalendar import Calendar  # takes 140 ms, so not at start

    made = Calendar()
    made.add("prodid", "-//Vaka//Board//SV")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Nämndens sammanträden"))
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    _fill(made, viewer, address)
    content: bytes = made.to_ical()
    return content


def _fill(made: "Calendar", viewer: Viewer, address: Address) -> None:
    names, told = body_names(), _told(viewer)
    found = BoardMeeting.objects.visible_to(viewer).filter(date__gte=viewer.on - BACK)
    for one in found.prefetch_related("slots"):
        name = names.get(one.body, one.body)
        made.add_component(_meeting(one, name, told.get(one.pk, []), address(one)))
        if one.papers_due_date and viewer.may(PREPARE) and one.state == MeetingState.PLANNED:
            words = _("Sista dag att lämna handlingar: %s") % name
            made.add_component(_all_day(f"{one.pk}-papers", words, one.papers_due_date,
                                        address(one)))  # fmt: skip


def _told(viewer: Viewer) -> dict[object, list[str]]:
    """Give the lines of each meeting's agenda that the viewer may see and that are not secret."""
    rows = items(viewer).exclude(openness=Openness.SECRET).exclude(meeting=None)
    rows = rows.exclude(case__state=ItemState.WITHDRAWN).order_by("number", "case_id")
    lines: dict[object, list[str]] = {}
    for meeting, number, title in rows.values_list("meeting_id", "number", "case__title"):
        lines.setdefault(meeting, []).append(f"{number}. {title}" if number else title)
    return lines


def _meeting(one: BoardMeeting, name: str, lines: list[str], address: str) -> "Event":
    if one.begins is None:
        event = _all_day(str(one.pk), name, one.date, address)
    else:
        event = _event(str(one.pk), name, address)
        event.add("dtstart", _moment(one.date, one.begins))
        ends = [slot.ends for slot in one.slots.all() if slot.ends and slot.ends > one.begins]
        if ends:
            event.add("dtend", _moment(one.date, max(ends)))
    event.add("status", "CANCELLED" if one.state == MeetingState.CANCELLED else "CONFIRMED")
    if one.place:
        event.add("location", one.place)
    if lines:
        event.add("description", "\n".join(lines))
    return event


def _all_day(uid: str, words: str, on: date, address: str) -> "Event":
    event = _event(uid, words, address)
    event.add("dtstart", on)
    event.add("transp", "TRANSPARENT")
    return event


def _event(uid: str, words: str, address: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@vaka")
    event.add("dtstamp", timezone.now())
    event.add("summary", words)
    event.add("url", address)
    return event


def _moment(on: date, at: time) -> datetime:
    """Give a local time in UTC, so that the feed needs no table of time zones."""
    return timezone.make_aware(datetime.combine(on, at)).astimezone(UTC)
