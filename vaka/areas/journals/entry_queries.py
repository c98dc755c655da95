"""What is noted of people at a unit, gathered from the night and the plans, and what is left."""

import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from django.utils.translation import override

from vaka.areas.care_plans import journal_queries as plans
from vaka.areas.care_plans.journal_queries import Planned, Step
from vaka.areas.journals import rules
from vaka.areas.journals.models import JournalRow, RoomTie, VisitNote
from vaka.areas.journals.note_rules import SORT_LABELS, VisitSort
from vaka.areas.journals.rules import HAND_OVER, HANDED, Entry, EntryKind, Turn
from vaka.areas.night_care import journal_queries as nights
from vaka.areas.night_care.journal_queries import Noted
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law.local_time import moment_from_local

REACH = "journal.reach_days"


@dataclass(frozen=True)
class Gathered:
    """What waits at a unit, with what a file must know of it.

    Attributes:
        plans: whose it is, by the plan's id as text.
        rooms: the room of each entry that has one, by its key.
    """

    unit: Unit
    since: date
    turns: list[Turn]
    plans: dict[str, Planned] = field(default_factory=dict)
    rooms: dict[str, uuid.UUID] = field(default_factory=dict)

    @property
    def whole(self) -> list[Turn]:
        """What can stand in a file."""
        return [one for one in self.turns if one.entry.fault is None]

    @property
    def erring(self) -> list[Turn]:
        """What cannot."""
        return [one for one in self.turns if one.entry.fault is not None]

    def of(self, day: date) -> "Gathered":
        """Give what was noted on a day."""
        turns = [one for one in self.turns if one.entry.day == day]
        return Gathered(self.unit, self.since, turns, self.plans, self.rooms)


def gathered(viewer: Viewer, unit: Unit) -> Gathered:
    """Give what is not handed over at a unit and below it, as far back as the local value reaches.

    Raises:
        NotAllowed: the viewer hands nothing over at the unit.
    """
    demand(viewer, HAND_OVER, unit.pk)
    since = viewer.on - timedelta(days=int(local_value(REACH, viewer.on, unit)))
    first, last = _midnight(since), _midnight(viewer.on + timedelta(days=1))
    units = list(Unit.objects.below(unit).values_list("pk", flat=True))
    known = {str(one.id): one for one in plans.plans(viewer, units)}
    with override("sv"):
        noted = nights.noted(viewer, units, first, last)
        steps = plans.steps(viewer, units, first, last)
    ties = _ties(noted)
    entries = [_of_night(one, ties, known) for one in noted]
    entries += [_of_step(one, known[str(one.plan_id)]) for one in steps]
    entries += _of_visits(known, first, last)
    rooms = {_key(one): one.room_id for one in noted}
    return Gathered(unit, since, rules.waiting(entries, handed(entries)), known, rooms)


def handed(entries: Collection[Entry]) -> dict[str, str]:
    """Give the row by which each entry was handed over, by its key."""
    if not entries:
        return {}
    first = min(one.at for one in entries)
    rows = JournalRow.objects.filter(state__in=HANDED, noted_at__gte=first)
    return {key: str(pk) for key, pk in rows.values_list("key", "pk")}


def last_handed(room_id: uuid.UUID) -> date | None:
    """Give the last day of a room of which something has been handed over."""
    row = JournalRow.objects.filter(room=room_id, state__in=HANDED).order_by("-noted_at").first()
    return rules.day_of(row.noted_at) if row else None


def _ties(noted: Iterable[Noted]) -> dict[uuid.UUID, list[RoomTie]]:
    found: dict[uuid.UUID, list[RoomTie]] = {}
    for one in RoomTie.objects.filter(room__in={one.room_id for one in noted}):
        found.setdefault(one.room_id, []).append(one)
    return found


def _key(one: Noted) -> str:
    return f"{EntryKind.CHECK if one.is_check else EntryKind.NIGHT}:{one.id}"


def _of_night(one: Noted, ties: dict[uuid.UUID, list[RoomTie]], known: dict[str, Planned]) -> Entry:
    day = rules.day_of(one.at)
    held = next(_holding(ties.get(one.room_id, []), day), None)
    kind = EntryKind.CHECK if one.is_check else EntryKind.NIGHT
    entry = Entry(_key(one), one.chain, kind, one.at, one.unit_name, one.room, one.words,
                  one.by_name, takes_back=one.takes_back)  # fmt: skip
    return entry if held is None else _owned(entry, known.get(str(held.plan_id)))


def _holding(ties: Iterable[RoomTie], day: date) -> Iterator[RoomTie]:
    for one in ties:
        if one.from_date <= day and (one.until_date is None or day <= one.until_date):
            yield one


def _of_step(one: Step, plan: Planned) -> Entry:
    kind = {"care_contact": EntryKind.CONTACT, "sip": EntryKind.SIP}.get(
        one.verb.split(".")[0], EntryKind.PLAN
    )
    key = f"step:{one.id}"
    return _owned(
        Entry(key, key, kind, one.at, plan.unit_name, plan.mark, one.words, one.by_name), plan
    )


def _of_visits(known: dict[str, Planned], first: datetime, last: datetime) -> list[Entry]:
    rows = VisitNote.objects.filter(plan__in=list(known), at__gte=first, at__lt=last)
    return [_of_visit(one, known[str(one.plan_id)]) for one in rows.select_related("by")]


def _of_visit(one: VisitNote, plan: Planned) -> Entry:
    with override("sv"):
        text = f"{SORT_LABELS[VisitSort(one.sort)]}: {one.text}"
    return _owned(
        Entry(f"{EntryKind.VISIT}:{one.pk}", f"visit:{one.root}", EntryKind.VISIT, one.at,
              plan.unit_name, plan.mark, one.text if one.takes_back else text,
              one.by.name if one.by else "", takes_back=one.takes_back, said_at=one.written_at),
        plan,
    )  # fmt: skip


def _owned(entry: Entry, plan: Planned | None) -> Entry:
    return entry if plan is None else replace(
        entry, plan_id=str(plan.id), plan=plan.reference, decision=plan.decision,
        source=plan.source, person=str(plan.subject.pk) if plan.subject else "",
        is_protected=bool(plan.subject and plan.subject.is_protected),
    )  # fmt: skip


def _midnight(day: date) -> datetime:
    return moment_from_local(datetime.combine(day, time())).moment
