"""A room at Almen that is tied to somebody's plan, and what a night noted there yesterday."""

import uuid
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.cast import join
from vaka.areas.care_plans import actions as care_plans
from vaka.areas.care_plans.actions import NewPlan
from vaka.areas.entitlements import actions as entitlements
from vaka.areas.entitlements import offer_actions
from vaka.areas.entitlements.offer_actions import NewDecision
from vaka.areas.journals import actions
from vaka.areas.night_care import tonight_actions
from vaka.areas.night_care.models import NightRoom, PerformedCheck
from vaka.areas.night_care.tonight_actions import NewMark, NewNote
from vaka.foundation.cases.models import Case
from vaka.foundation.people import identities
from vaka.law.local_time import SWEDISH

NUMBER = "191212121212"


@pytest.fixture
def yesterday() -> date:
    """Give the day that is over."""
    return timezone.localdate() - timedelta(days=1)


@pytest.fixture
def room(units) -> NightRoom:
    """Give a room in a ward of Almen's."""
    return NightRoom.objects.create(unit=units["almen-1"], label="101", minutes=1)


@pytest.fixture
def planned(units):
    """Give a function that orders somebody's plan of Almen."""

    def make(number: str = NUMBER, *, mark: str = "lägenhet 1", protected: bool = False) -> Case:
        beata, today = join("beata", units), timezone.localdate()
        new = NewDecision(units["bistand"], "SoL", "Särskilt boende", today - timedelta(days=60),
                          number=number)  # fmt: skip
        made = offer_actions.decide(by=beata, new=new)
        made = entitlements.record_executed(by=beata, case_id=made.pk, version=made.version,
                                            on=today - timedelta(days=40), words="")  # fmt: skip
        if protected:
            identities.keep(by=beata, number=number, is_protected=True)
        begun = today - timedelta(days=40)
        return care_plans.begin(by=beata, new=NewPlan(units["almen"], made.pk, mark, begun))

    return make


@pytest.fixture
def plan(planned) -> Case:
    """Give somebody's plan."""
    return planned()


@pytest.fixture
def tied(bo, units, room, plan):
    """Tie the room to the plan since ten days."""
    start = timezone.localdate() - timedelta(days=10)
    return actions.tie_room(by=bo, unit=units["almen"], room_id=room.pk, plan_id=plan.pk,
                            from_date=start)  # fmt: skip


@pytest.fixture
def mark(astrid, room, yesterday):
    """Give a function that marks a check of the room's in the night of yesterday."""

    def make(
        outcome: str = "asleep", *, check: uuid.UUID | None = None, minute: int = 0, why: str = "",
        day: date = yesterday, in_room: NightRoom = room,
    ) -> PerformedCheck:  # fmt: skip
        client = uuid.uuid4()
        new = NewMark(client, day - timedelta(days=1), in_room.pk, check or uuid.uuid4(), "look",
                      time(2), time(3), 1, outcome, why, moment(day, minute))  # fmt: skip
        tonight_actions.mark(by=astrid, new=new)
        return PerformedCheck.objects.get(client_id=client)

    return make


@pytest.fixture
def noted(astrid, room, yesterday):
    """Give a function that writes a note of the room's in the night of yesterday."""

    def make(text: str = "Ville ha varm mjölk.", *, day: date = yesterday) -> None:
        new = NewNote(uuid.uuid4(), day - timedelta(days=1), room.pk, text, False, moment(day, 30))
        tonight_actions.write_note(by=astrid, new=new)

    return make


def moment(day: date, minute: int) -> datetime:
    """Give a moment some minutes after two in the morning."""
    return datetime.combine(day, time(2), SWEDISH) + timedelta(minutes=minute)
