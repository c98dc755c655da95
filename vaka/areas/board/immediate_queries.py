"""Reads of immediate decisions, for those who sit in the body and the secretary alone."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet
from django.urls import reverse

from vaka.areas.administration import queries as administration
from vaka.areas.board import incoming_queries as incoming
from vaka.areas.board import queries
from vaka.areas.board.immediate_models import Decider, ImmediateDecision
from vaka.areas.board.immediate_rules import CARE_LAW_LABELS, CareLaw, due_submitted, is_late
from vaka.areas.board.incoming_queries import Waiting
from vaka.areas.board.models import BoardItem, BoardMeeting, seats
from vaka.areas.board.rules import LEAD, SEE, ItemState, MeetingState
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.duties import Duty, DutyState


@dataclass(frozen=True)
class ImmediateRow:
    """One decision with its next step; `is_late` when its day has passed undone."""

    id: uuid.UUID
    body_name: str
    law_label: str
    reference: str
    decided_date: date
    decided_time: time | None
    decider: str
    place: int
    passed_over: str
    step: str
    due_date: date
    done_date: date | None
    submitted_date: date | None
    court_number: str
    last_date: date | None
    is_late: bool
    told_date: date | None = None
    told_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Told:
    """The decisions that an item tells: those of the reader, and how many are not theirs.

    `waiting` is how many the secretary has not put on it yet; `may_fill` whether they may.
    """

    rows: list[ImmediateRow]
    hidden: int
    waiting: int = 0
    may_fill: bool = False

    @property
    def stands(self) -> bool:
        """True when the item has something to show or to take in."""
        return bool(self.rows or self.hidden or (self.may_fill and self.waiting))


def may_see(viewer: Viewer) -> bool:
    """Say whether the viewer meets immediate decisions of any body."""
    return viewer.everywhere or viewer.may(LEAD) or bool(seats(viewer))


def decisions(viewer: Viewer) -> QuerySet[ImmediateDecision]:
    """Give those of the bodies where the viewer sits, all to the secretary."""
    found = ImmediateDecision.objects.select_related("decider", "item__meeting", "item__case")
    if viewer.everywhere or viewer.may(LEAD):
        return found
    return found.filter(body__in=seats(viewer))


def decision(viewer: Viewer, decision_id: uuid.UUID) -> ImmediateDecision:
    """Give one; the read is logged. Raises NotVisible."""
    one = decisions(viewer).filter(pk=decision_id).first()
    if one is None:
        raise NotVisible(str(decision_id))
    note_read(by=viewer, object_kind="immediate_decision", object_id=one.pk)
    return one


def rows(viewer: Viewer) -> list[ImmediateRow]:
    """Give them, what is to be done first, the nearest day first. Raises NotAllowed."""
    demand(viewer, SEE)
    told = [row_of(viewer, one) for one in _noted(viewer, decisions(viewer))]
    waiting = sorted((row for row in told if row.done_date is None), key=lambda row: row.due_date)
    return waiting + [row for row in told if row.done_date is not None]


def told_at(viewer: Viewer, item: BoardItem, *, public: bool = False) -> Told:
    """Give what an item tells; in public, and to others than the body, only how many there are."""
    count = item.immediates.count()
    if public:
        return Told([], count)
    if not (viewer.everywhere or viewer.may(SEE)):
        return Told([], 0)
    mine = _noted(viewer, decisions(viewer).filter(item=item).order_by("decided_date", "pk"))
    fills = incoming.may_fill(viewer, item)
    waiting = untold(item.body, viewer.on).count() if fills else 0
    return Told([row_of(viewer, one) for one in mine], count - len(mine), waiting, fills)


def untold(body: str, until: date) -> QuerySet[ImmediateDecision]:
    """Give a body's decisions up to a day that are told at no item that stands."""
    return ImmediateDecision.objects.filter(incoming.NOWHERE, body=body, decided_date__lte=until)


def waiting_for(viewer: Viewer, meeting: BoardMeeting) -> Waiting:
    """Give what the secretary has not put on a meeting's agenda yet."""
    if not viewer.may(LEAD) or meeting.state != MeetingState.PLANNED:
        return Waiting(0, None)
    count = untold(meeting.body, viewer.on).count()
    return Waiting(count, incoming.telling_at(meeting, "immediates"))


def _noted(viewer: Viewer, found: QuerySet[ImmediateDecision]) -> list[ImmediateDecision]:
    """Write in the log which were shown in a list; all of them are secret."""
    shown = list(found)
    if shown and viewer.person:  # the machine reads them to remind
        data = {"shown": [str(one.pk) for one in shown]}
        note_read(by=viewer, object_kind="immediate_decision", object_id="", data=data)
    return shown


def deciders(viewer: Viewer) -> QuerySet[Decider]:
    """Give all whom an order has named, for whoever writes decisions in. Raises NotAllowed."""
    demand(viewer, LEAD)
    return Decider.objects.order_by("-from_date", "place")


def orders(viewer: Viewer) -> list[tuple[str, list[Decider]]]:
    """Give each body's order of today, by the body's name. Raises NotAllowed."""
    demand(viewer, SEE)
    found = list(Decider.objects.all().on(viewer.on).order_by("place"))
    told = [(name, [one for one in found if one.body == code])
            for code, name in queries.body_names().items()]  # fmt: skip
    return [(name, order) for name, order in told if order]


def seated(body: str, on: date) -> set[str]:
    """Give the names of those who sit in a body on a day."""
    found = next((one for one in administration.every_body() if one.code == body), None)
    rows = administration.mandates_on(found, on) if found else []
    return {row.name for row in rows if row.function != "attester"}


def last_date(one: ImmediateDecision) -> date | None:
    """Give the last day by law to put a decision before the court; None once it is there."""
    if one.submitted_date is not None:
        return None
    return due_submitted(CareLaw(one.law), decided=one.decided_date, taken=one.taken_date)


def row_of(viewer: Viewer, one: ImmediateDecision) -> ImmediateRow:
    """Give one as the list has it."""
    item = one.item
    stands = item is not None and item.case.state != ItemState.WITHDRAWN
    return ImmediateRow(
        one.pk, queries.body_names().get(one.body, one.body),
        str(CARE_LAW_LABELS[CareLaw(one.law)]), one.reference,
        one.decided_date, one.decided_time, one.decider.name, one.decider.place,
        one.passed_over, one.step, one.due_date, one.done_date, one.submitted_date,
        one.court_number, last_date(one),
        is_late(due=one.due_date, done=one.done_date, on=viewer.on),
        item.meeting.date if stands and item and item.meeting else None,
        one.item_id if stands else None,
    )  # fmt: skip


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give each next step by its day, for the year wheel of those who may know of it."""
    if not viewer.may(SEE):
        return
    for one in _noted(viewer, decisions(viewer).filter(due_date__range=(start, end))):
        address = reverse("board:immediate", args=[one.pk])
        is_done = one.done_date is not None
        yield Duty(
            name=f"{one.step}, {one.reference}", due_date=one.due_date,
            unit=queries.body_names().get(one.body, one.body), role=one.decider.name,
            address=address, state=DutyState.DONE if is_done else DutyState.DUE,
            done_date=one.done_date, evidence=address if is_done else "", topic="immediate",
        )  # fmt: skip
