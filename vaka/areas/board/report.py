"""The report `kallelse`: the public pack of the meeting of a day, for the command and the pages."""

from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.board import document, queries
from vaka.areas.board.models import BoardMeeting
from vaka.areas.board.rules import LEAD, OUT, SEE
from vaka.documents.kinds import ReportContent, ReportKind
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.web.words import day

NAME = "kallelse"


class NoMeeting(ValueError):
    """No elected body meets on the day, or its notice is not out yet; Swedish words."""

    def __init__(self, on: date) -> None:
        super().__init__(_("Det finns ingen kallelse till ett sammanträde den %s.") % day(on))


def build(
    *, viewer: Viewer, unit: Unit, period: Period, as_of: date, snapshot: str
) -> ReportContent:
    """Build the public pack of the meeting on a day, whichever the unit. Raises NoMeeting."""
    one = _meeting(viewer, period.first_date)
    return document.pack(viewer, one, public=True)[0]


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
    )
}  # fmt: skip
