"""The demo's places at its homes, with which of them stand vacant; all invented."""

from datetime import date, timedelta

from vaka.areas.places.models import Place, Vacancy
from vaka.config.demo.plans import Identity, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit

OPENED = date(2019, 1, 1)
# unit, form, places, places that stand vacant with days since, places for two
HOMES = (
    ("almen", "elder", 10, {4: 12, 9: 3}, {9}),
    ("bjorken", "elder", 8, {2: 30}, set[int]()),
    ("linden", "dementia", 8, {7: 5}, set[int]()),
)  # fmt: skip


@action
def write(*, by: Viewer, places: dict[str, Unit], identity: Identity, today: date) -> None:
    """Write the places, most of them lived in."""
    made: list[Place] = []
    vacant: list[Vacancy] = []
    for code, group, count, free, for_two in HOMES:
        for number in range(1, count + 1):
            place = Place(
                id=identity(moment(OPENED)), unit=places[code], number=f"Lägenhet {100 + number}",
                group=group, rooms=2 if number in for_two else 1,
                persons=2 if number in for_two else 1, is_adapted=number % 2 == 0,
                pets_allowed=number % 3 == 0, opened_date=OPENED,
            )  # fmt: skip
            made.append(place)
            if number in free:
                since = today - timedelta(days=free[number])
                vacant.append(Vacancy(id=identity(moment(since)), place=place, from_date=since))
    Place.objects.bulk_create(made)
    Vacancy.objects.bulk_create(vacant)
    note(by=by, verb="place.open_place", object_kind="place", data={"rows": len(made)})
