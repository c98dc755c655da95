"""Reads of inspections: the list, one case with its points, points as causes and as duties."""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.inspections import actions, rules
from vaka.areas.inspections.models import Inspection, InspectionPoint
from vaka.areas.inspections.rules import State
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.causes import Cause
from vaka.areas.remedies.queries import RemedyRow
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class PointRow:
    """One point on the page of its case."""

    id: uuid.UUID
    number: int
    kind_label: str
    is_fault: bool
    text: str
    due_date: date
    owner_name: str
    answer: str
    proof: str
    answered_date: date | None
    is_late: bool
    may_answer: bool
    remedies: list[RemedyRow]


@dataclass(frozen=True)
class InspectionPage:
    """What the page of one inspection shows."""

    frame: CaseFrame
    sort_label: str
    authority: str
    number: str
    about: str
    received_date: date
    sent_date: date | None
    decided_date: date | None
    decision: str
    points: list[PointRow]
    steps: list[str]
    may_change: bool
    may_send: Verdict
    timeline: list[TimelineLine]
    onward: list[OnwardAction]


LOOKS = {"open": Q(case__closed_at=None), "closed": ~Q(case__closed_at=None), "all": Q()}


def visible(viewer: Viewer) -> QuerySet[Inspection]:
    """Give the inspections that a viewer may see, those due first first."""
    seen = Case.objects.visible_to(viewer, actions.KIND)
    found = Inspection.objects.filter(case__in=seen).select_related("case__unit")
    return found.order_by(F("case__due_date").asc(nulls_last=True), "-case__opened_at")


def listed(
    viewer: Viewer, look: str = "open", ids: Collection[uuid.UUID] | None = None
) -> QuerySet[Inspection]:
    """Give the inspections that match, with how many points they have and have answered."""
    found = visible(viewer).filter(LOOKS.get(look, Q()))
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    answered = Count("points", filter=~Q(points__answered_date=None))
    return found.annotate(count=Count("points"), answered=answered)


def note_listed(viewer: Viewer, ids: Collection[uuid.UUID]) -> None:
    """Write in the log which cases a list showed."""
    note_read(by=viewer, object_kind=actions.KIND, object_id="",
              data={"shown": [str(one) for one in ids]})  # fmt: skip


def inspection_page(viewer: Viewer, case_id: uuid.UUID) -> InspectionPage:
    """Give one inspection to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = Inspection.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    found = remedies.for_case(viewer, case.pk)
    is_open = rules.may_change(case.state).ok
    offered = transitions.offered(rules.TRANSITIONS, case.state)
    return InspectionPage(
        frame=cases.frame(case),
        sort_label=str(rules.SORT_LABELS[rules.Sort(row.sort)]),
        authority=row.authority,
        number=row.number,
        about=row.about,
        received_date=row.received_date,
        sent_date=row.sent_date,
        decided_date=row.decided_date,
        decision=row.decision,
        points=[_point(viewer, case, one, found) for one in row.points.select_related("owner")],
        steps=[one.verb for one in offered if viewer.may(one.capability, case.unit_id)],
        may_change=is_open and viewer.may(rules.HANDLE, case.unit_id),
        may_send=rules.may_send(actions.standings(row)),
        timeline=cases.timeline(case),
        onward=cases.onward(viewer, case),
    )


def point_of(viewer: Viewer, case_id: uuid.UUID, point_id: uuid.UUID) -> InspectionPoint:
    """Give a point of an inspection that the viewer may see. Raises NotVisible."""
    rows = visible(viewer).filter(pk=case_id)
    found = InspectionPoint.objects.filter(pk=point_id, inspection__in=rows).first()
    if found is None:
        raise NotVisible(str(point_id))
    return found


def causes_of(viewer: Viewer, case_id: uuid.UUID) -> list[Cause]:
    """Give the criticised faults as causes that a remedy may answer."""
    found = InspectionPoint.objects.filter(inspection__in=visible(viewer).filter(pk=case_id))
    return [Cause(str(one.pk), f"{one.number}: {one.text}"[:200]) for one in found]


def people() -> list[Person]:
    """Give who may own a point: whoever has an open account."""
    found = Person.objects.filter(is_active=True).exclude(given_name="")
    return list(found.order_by("given_name", "family_name"))


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give each point's answer as a duty; a forgotten one is late for the board to see too."""
    points = InspectionPoint.objects.filter(
        inspection__in=visible(viewer), due_date__range=(start, end)
    )
    for one in points.select_related("inspection__case__unit"):
        case = one.inspection.case
        address = f"{reverse('inspections:case', args=[case.pk])}#punkt-{one.number}"
        yield Duty(
            name=_("Svar till %(who)s, punkt %(number)s")
            % {"who": one.inspection.authority, "number": one.number},
            due_date=one.due_date, unit=case.unit.name, role=_("Ansvarig för svar"),
            state=DutyState.DONE if one.answered_date else DutyState.DUE, address=address,
            done_date=one.answered_date, evidence=address if one.answered_date else "",
            topic="inspection",
        )  # fmt: skip


def _point(
    viewer: Viewer, case: Case, one: InspectionPoint, found: list[RemedyRow]
) -> PointRow:  # fmt: skip
    is_open = case.state != State.CLOSED
    return PointRow(
        id=one.pk,
        number=one.number,
        kind_label=str(rules.POINT_LABELS[rules.PointKind(one.kind)]),
        is_fault=one.kind == rules.PointKind.FAULT,
        text=one.text,
        due_date=one.due_date,
        owner_name=one.owner.name if one.owner else "",
        answer=one.answer,
        proof=one.proof,
        answered_date=one.answered_date,
        is_late=one.answered_date is None and one.due_date < viewer.on and is_open,
        may_answer=is_open and actions.may_answer(viewer, case, one),
        remedies=[row for row in found if row.cause_code == str(one.pk)],
    )
