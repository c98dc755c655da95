"""A board and a committee, and a planned meeting of each."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from vaka.areas.administration import actions as administration
from vaka.areas.administration.rules import Seat
from vaka.areas.board import meeting_actions
from vaka.areas.board.meeting_actions import NewMeetings
from vaka.foundation.access.viewer import Viewer

SINCE = date(2019, 1, 1)


@pytest.fixture
def bodies(units, pia):
    """The board, where Pia sits, and a committee, where she does not."""
    by = Viewer.system("test")
    for code, name, kind, member in (
        ("namnden", "Nämnden", "board", pia.name),
        ("utskottet", "Utskottet", "committee", "Ritva Lampinen"),
    ):
        body = administration.found_body(by=by, code=code, name=name, kind=kind)
        seats = [Seat(member, "member"), Seat("Nils Tallberg", "chair")]
        administration.change_term(
            by=by, body=body, on_date=SINCE, mandates=seats, points=(), last_date=None
        )


@pytest.fixture
def planned(bodies, nora, units):
    """Give a function that plans a meeting of a body, a month ahead unless told."""

    def plan(body="namnden", days=30, standing=False):
        day = timezone.localdate() + timedelta(days=days)
        new = NewMeetings(body, (day,), time(8, 15), "Rådhuset", standing)
        return meeting_actions.plan_meetings(by=nora, new=new, unit=units["vaka"])[0]

    return plan
