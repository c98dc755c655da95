"""What a night notes of somebody, room by room, for the journal: the door of the area above."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from vaka.areas.night_care.models import NightNote, NightRoom, PerformedCheck
from vaka.areas.night_care.plan_rules import CHECK_LABELS, CheckForm
from vaka.areas.night_care.tonight_rules import OUTCOME_LABELS, WHY_LABELS, Outcome, Why
from vaka.areas.night_care.tonight_rules import SEE_ROUND as SEE
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.people.models import Person


@dataclass(frozen=True)
class Noted:
    """A check or a note of a night.

    Attributes:
        chain: the same for all that was said of one check and attempt; the last stands.
        takes_back: it says that what came before it in the chain does not hold.
    """

    id: uuid.UUID
    chain: str
    room_id: uuid.UUID
    room: str
    unit_id: uuid.UUID
    unit_name: str
    at: datetime
    by_name: str
    is_check: bool
    words: str
    takes_back: bool = False


def noted(
    viewer: Viewer, units: Collection[uuid.UUID], since: datetime, until: datetime
) -> list[Noted]:
    """Give what nights noted of rooms at units, from a moment to before another, as it was noted.

    A note about no room is about nobody and is left out. Raises NotAllowed.
    """
    for unit in units:
        demand(viewer, SEE, unit)
    span = {"room__unit__in": list(units), "at__gte": since, "at__lt": until}
    checks = PerformedCheck.objects.filter(**span).select_related("room__unit", "by", "round")
    notes = NightNote.objects.filter(**span).select_related("room__unit", "by")
    return [_check(one) for one in checks] + [_note(one, one.room) for one in notes if one.room]


def rooms(viewer: Viewer, units: Collection[uuid.UUID]) -> list[NightRoom]:
    """Give the rooms at units, those that are no longer used last. Raises NotAllowed."""
    for unit in units:
        demand(viewer, SEE, unit)
    found = NightRoom.objects.filter(unit__in=list(units)).select_related("unit")
    return sorted(found, key=lambda one: (one.ended_date is not None, one.unit.name, one.label))


def _check(one: PerformedCheck) -> Noted:
    form, came = CHECK_LABELS[CheckForm(one.form)], OUTCOME_LABELS[Outcome(one.outcome)]
    why = f" ({str(WHY_LABELS[Why(one.why)]).lower()})" if one.why else ""
    span = {"from": f"{one.from_time:%H.%M}", "to": f"{one.to_time:%H.%M}"}
    words = _("Planerad tillsyn %(from)s–%(to)s") % span
    chain = f"check:{one.round_id}:{one.check_id}:{one.attempt}"
    return Noted(one.pk, chain, one.room_id, one.room.label, one.room.unit_id, one.room.unit.name,
                 one.at, _name(one.by), True, f"{words}, {str(form).lower()}: {came}{why}.",
                 one.outcome == Outcome.UNDONE)  # fmt: skip


def _note(one: NightNote, room: NightRoom) -> Noted:
    return Noted(one.pk, f"note:{one.pk}", room.pk, room.label, room.unit_id, room.unit.name,
                 one.at, _name(one.by), False, one.text)  # fmt: skip


def _name(person: Person | None) -> str:
    return person.name if person else ""
