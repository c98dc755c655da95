"""Taking in visits: person and staff become keyed digests before anything is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from vaka.areas.care_plans.models import CareVisit
from vaka.areas.care_plans.rules import MANAGE
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people import identities

KEY = 32
"""Hexadecimal digits of a digest that are kept: 128 bits."""


@dataclass(frozen=True)
class NewVisit:
    """One visit as its source tells it."""

    unit: Unit
    person: str
    staff: str
    began_at: datetime
    kind: str
    age: int | None = None


@action
def import_visits(*, by: Viewer, visits: Sequence[NewVisit], source: str) -> int:
    """Take in visits that are not there yet; gives how many they were.

    Raises:
        NotAllowed: a visit is at a unit whose plans the viewer does not manage.
    """
    for unit_id in {one.unit.pk for one in visits}:
        demand(by, MANAGE, unit_id)
    made = fresh(visits)
    CareVisit.objects.bulk_create(made, batch_size=2000)
    note(by=by, verb="care_visit.import_visits", object_kind="care_visit",
         data={"source": source, "rows": len(made)})  # fmt: skip
    return len(made)


def fresh(visits: Sequence[NewVisit]) -> list[CareVisit]:
    """Give the rows of visits that are not there yet, each once."""
    if not visits:
        return []
    rows = {_key(one): one for one in map(_row, visits)}
    days = [one.began_at for one in visits]
    stand = CareVisit.objects.filter(
        unit__in={one.unit.pk for one in visits}, began_at__range=(min(days), max(days))
    )
    known = {_key(one) for one in stand.iterator()}
    return [one for key, one in rows.items() if key not in known]


def _row(one: NewVisit) -> CareVisit:
    return CareVisit(
        unit=one.unit, person_key=_digest("person", one.person), began_at=one.began_at,
        staff_key=_digest("staff", one.staff), kind=one.kind, age=one.age,
    )  # fmt: skip


def _key(one: CareVisit) -> tuple[object, ...]:
    return one.unit_id, one.person_key, one.staff_key, one.began_at, one.kind


def _digest(what: str, text: str) -> str:
    return identities.digest_of(f"visit:{what}:{text.casefold()}")[:KEY]
