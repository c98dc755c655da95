"""The reports `kallelse` and `protokoll` of a day's meeting, for the command and the pages."""

from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.board import document, minutes_document, minutes_pages, queries
from vaka.areas.board import minutes_queries as minutes
from vaka.areas.board.models import BoardMeeting
from vaka.areas.board.rules import LEAD, OUT, SEE
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.web.words import day

NAME, MINUTES = "kallelse", "protokoll"


class NoMeeting(ValueError):
    """No elected body meets on the day, or its notice is not out yet; Swedish words."""

    def __init__(self, on: date) -> None:
        super().__init__(_("Det finns ingen kallelse till ett sammanträde den %s.") % day(on))


class NoMinutes(ValueError):
    """No meeting of the day has minutes that the viewer may read; Swedish words."""

    def __init__(self, on: date) -> None:
        super().__init__(_("Det finns inget justerat protokoll från den %s.") % day(on))


def build(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str
) -> ReportContent:
    """Build the public pack of the meeting on a day, whichever the unit. Raises NoMeeting."""
    one = _meeting(viewer, period.first_date)
    return document.pack(viewer, one, public=True)[0]


def build_minutes(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str
) -> ReportContent:
    """Build a day's minutes for everybody, whichever the unit. Raises NoMinutes."""
    try:
        meeting = queries.meeting_on(viewer, period.first_date)
    except NotVisible as error:
        raise NoMinutes(period.first_date) from error
    one = minutes.settled(viewer, meeting)
    if one is None:
        raise NoMinutes(period.first_date)
    return minutes_document.content(one, minutes_pages.paragraph_rows(viewer, one, public=True))


def _meeting(viewer: Viewer, on: date) -> BoardMeeting:
    try:
        one = queries.meeting_on(viewer, on)
    except NotVisible as error:
        raise NoMeeting(on) from error
    if one.state not in OUT and not viewer.may(LEAD):
        raise NoMeeting(on)
    return one


REPORTS = {
    NAME: ReportKind(
        name=NAME, title="Kallelse", grains=frozenset({Grain.DAY}), template="kallelse.md",
        build=build, capability=SEE,
    ),
    MINUTES: ReportKind(
        name=MINUTES, title="Protokoll", grains=frozenset({Grain.DAY}), template="protokoll.md",
        build=build_minutes, capability=SEE,
    ),
}  # fmt: skip
