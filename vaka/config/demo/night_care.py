"""The demo's nights: what two homes have told of theirs; all invented."""

from datetime import date, timedelta

from vaka.areas.night_care.models import NightHome, NightPlace, NightRoom
from vaka.areas.night_care.rules import Figure, Housing, Original
from vaka.config.demo.plans import Identity, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

HOURS = [5, 4, 2.5, 1.5, 1, 1, 1.5, 2, 3, 3.5]
# home, manager, staff, measured
HOMES = (
    ("almen", "bo", 2, [Figure.ALARMS, Figure.URGENT, Figure.STAFF]),
    ("bjorken", "cecilia", 2, [Figure.STAFF]),
)  # fmt: skip
# ward, floor, locked door, first room, rooms, minutes measured
WARDS = (
    ("almen-1", 1, False, 101, 18, True), ("almen-2", 2, False, 201, 18, True),
    ("bjorken-1", 1, True, 101, 12, False), ("bjorken-2", 2, False, 201, 12, False),
)  # fmt: skip


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date,
) -> None:  # fmt: skip
    """Write what the homes have told, and their rooms."""
    at = moment(today - timedelta(days=40))
    for code, user, staff, measured in HOMES:
        home = NightHome(
            id=identity(at), unit=places[code], form=Housing.SPECIAL, staff=staff, hours=HOURS,
            urgent_percent=20, double_percent=10, help_minutes=8, checks_without_plan=24,
            same_floor_minutes=0.6, other_floor_minutes=1.5, urgent_limit_minutes=10,
            limit_minutes=10, target_percent=90, measured=[one.value for one in measured],
            leader="Tjänsteperson i beredskap, telefon i nattpärmen", original=Original.HERE,
            told_by=people[user], told_at=at,
        )  # fmt: skip
        home.save(force_insert=True)
    for code, floor, is_locked, first, many, is_measured in WARDS:
        NightPlace.objects.create(unit=places[code], floor=floor, is_locked=is_locked)
        NightRoom.objects.bulk_create(
            NightRoom(id=identity(at), unit=places[code], label=str(first + number),
                      minutes=round(0.1 + 0.05 * (number // 2), 2), is_measured=is_measured)
            for number in range(many)
        )  # fmt: skip
    note(by=by, verb="night_care.tell_home", object_kind="night_home", data={"homes": len(HOMES)})
