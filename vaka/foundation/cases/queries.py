"""Reads over the spine: one case's frame, the worklist, links; never past `visible_to`."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.utils import timezone

from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases.kinds import OnwardAction, Words, kind_of, onward_from, remarks_on
from vaka.foundation.cases.models import Case, CaseEvent, CaseParty, Part
from vaka.foundation.people.models import Person


@dataclass(frozen=True)
class CaseFrame:
    """What every page of a case shows, whatever its kind."""

    id: uuid.UUID
    kind: str
    reference: str
    title: str
    unit_name: str
    unit_id: uuid.UUID
    state: str
    state_label: Words
    opened_at: datetime
    occurred_at: datetime | None
    due_date: date | None
    closed_at: datetime | None
    owner_name: str
    version: int


@dataclass(frozen=True)
class TimelineLine:
    """One line of the timeline as read; the newest is last."""

    at: datetime
    by_name: str
    verb: str
    from_state: str
    to_state: str
    words: str
    data: dict[str, object]


@dataclass(frozen=True)
class WaitingItem:
    """One row of "väntar på mig"."""

    case: CaseFrame
    todo: Words
    days_used: int
    days_allowed: int | None


def visible_case(viewer: Viewer, case_id: uuid.UUID) -> Case:
    """Give one case to read, and log the read. Raises NotVisible."""
    found = Case.objects.known(viewer, case_id)
    case = found.select_related("unit", "owner", "subject").first()
    if case is None:
        raise NotVisible(str(case_id))
    note_read(
        by=viewer,
        object_kind=case.kind,
        object_id=case.pk,
        unit_id=case.unit_id,
        subject=case.subject,
    )
    return case


def frame(case: Case) -> CaseFrame:
    """Give the frame of a case fetched with its unit and owner."""
    return CaseFrame(
        id=case.pk,
        kind=case.kind,
        reference=case.reference,
        title=case.title,
        unit_name=case.unit.name,
        unit_id=case.unit_id,
        state=case.state,
        state_label=kind_of(case.kind).state_label(case.state),
        opened_at=case.opened_at,
        occurred_at=case.occurred_at,
        due_date=case.due_date,
        closed_at=case.closed_at,
        owner_name=case.owner.name if case.owner else "",
        version=case.version,
    )


def timeline(case: Case) -> list[TimelineLine]:
    """Give a case's timeline, oldest first."""
    rows = CaseEvent.objects.filter(case=case).order_by("at", "id")
    return [
        TimelineLine(r.at, r.by_name, r.verb, r.from_state, r.to_state, r.words, r.data)
        for r in rows
    ]


def waiting(viewer: Viewer, limit: int = 50) -> tuple[list[WaitingItem], int]:
    """Give the open cases that wait for the viewer, those due first, and how many there are."""
    rows = _waiting_rows(viewer)
    first = rows.select_related("unit", "owner")[:limit]
    return [_item(case, viewer.on) for case in first], rows.count()


def _waiting_rows(viewer: Viewer) -> QuerySet[Case]:
    """Mine, and those without an owner at units whose cases I handle."""
    mine = Case.objects.open().filter(owner=viewer.person)
    return (
        Case.objects.visible_to(viewer)
        .filter(pk__in=mine.values("pk"))
        .order_by(F("due_date").asc(nulls_last=True), "opened_at")
    )


def _item(case: Case, on: date) -> WaitingItem:
    opened = timezone.localdate(case.opened_at)
    allowed = (case.due_date - opened).days if case.due_date else None
    return WaitingItem(
        frame(case), kind_of(case.kind).todo(case.state), (on - opened).days, allowed
    )


def links(viewer: Viewer, case: Case) -> list[tuple[str, CaseFrame]]:
    """Give the cases tied to this one that the viewer may see, with the relation."""
    visible = Case.objects.visible_to(viewer).select_related("unit", "owner")
    out = visible.filter(links_in__from_case=case).annotate(relation=F("links_in__relation"))
    back = visible.filter(links_out__to_case=case).annotate(relation=F("links_out__relation"))
    return [(str(getattr(c, "relation", "")), frame(c)) for c in [*out, *back]]


def onward(viewer: Viewer, case: Case) -> list[OnwardAction]:
    """Give what higher areas offer on this case and the viewer may do."""
    offers = onward_from(case.kind)
    return [offer for offer in offers if viewer.may(offer.capability, case.unit_id)]


def remarks(case: Case) -> list[str]:
    """Say what higher areas have against a case that the asker may see."""
    return [words for one in remarks_on(case.kind) for words in one.told(case.pk)]


def is_named(person: Person | None, case: Case) -> bool:
    """Say whether a person is named in the event that a case is about."""
    return (
        bool(person)
        and CaseParty.objects.filter(case=case, person=person, part=Part.NAMED).exists()
    )


def parties(case_id: uuid.UUID, part: Part) -> list[Person]:
    """Give who has a part in a case that the asker may see, in the order of names."""
    rows = CaseParty.objects.filter(case_id=case_id, part=part).select_related("person")
    return sorted((row.person for row in rows), key=lambda person: person.name)
