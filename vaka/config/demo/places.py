"""The demo's places at its homes, with which of them stand vacant; all invented."""

from collections.abc import Iterator
from datetime import date, timedelta

from vaka.areas.entitlements.models import Decision
from vaka.areas.places.models import Place, Situation, Vacancy
from vaka.areas.places.rules import Stay, groups
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


STAYS = (Stay.ORDINARY, Stay.ORDINARY, Stay.SHORT_TERM, Stay.ORDINARY, Stay.OTHER_MUNICIPALITY)


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
    Situation.objects.bulk_create(_stays(identity))
    note(by=by, verb="place.open_place", object_kind="place", data={"rows": len(made)})


def _stays(identity: Identity) -> Iterator[Situation]:
    """Where each who has a decision on a place to live stayed from that day, in turn."""
    services = [name for one in groups().values() for name in one.services]
    decided = Decision.objects.filter(service__in=services, case__unit__is_reference=False)
    for number, one in enumerate(decided.order_by("decided_date", "case__reference")):
        stays = STAYS[number % len(STAYS)]
        yield Situation(id=identity(moment(one.decided_date)), case_id=one.pk,
                        from_date=one.decided_date, stays=stays,
                        has_other_help=stays is not Stay.OTHER_MUNICIPALITY)  # fmt: skip
