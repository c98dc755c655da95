"""Reads of tasks that hang on one person: the list, one task, their reviews as duties."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.readiness import rules
from vaka.areas.readiness.actions import KIND, near_units
from vaka.areas.readiness.models import SoleStanding, SoleTask
from vaka.areas.readiness.rules import SEE, TRANSITIONS
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.queries import RemedyRow
from vaka.areas.risks import queries as risks
from vaka.foundation.access.queries import people_near
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case, CaseLink
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class SoleRow:
    """One task as it stands; `stands` holds the reasons when it is a gap."""

    id: uuid.UUID
    reference: str
    what: str
    unit_name: str
    people: int
    stand_in: str
    has_risk: bool
    review_date: date | None
    is_late: bool
    stands: Verdict

    @property
    def is_gap(self) -> bool:
        """Say whether nobody takes over and no risk is weighed."""
        return not self.stands.ok


@dataclass(frozen=True)
class Stood:
    """How a task stood from a day on."""

    since_date: date
    people: int
    names: list[str]
    stand_in: str
    is_listed: bool


@dataclass(frozen=True)
class SolePage:
    """One task as its page shows it; the newest standing comes first in `history`."""

    frame: CaseFrame
    row: SoleRow
    history: list[Stood]
    picked: list[str]
    risks: list[CaseFrame]
    remedies: list[RemedyRow]
    steps: list[str]
    timeline: list[TimelineLine]
    onward: list[OnwardAction]


def listed(viewer: Viewer) -> list[SoleRow]:
    """Give the listed tasks at the units that the viewer may see, gaps first; the read is logged.

    Raises NotAllowed.
    """
    demand(viewer, SEE)
    found = _visible(viewer).filter(case__closed_at=None)
    rows = [_row(one, viewer.on) for one in found]
    note_read(by=viewer, object_kind=KIND, object_id="",
              data={"shown": [str(one.id) for one in rows]})  # fmt: skip
    return sorted(rows, key=lambda one: (not one.is_gap, one.unit_name, one.what))


def sole_page(viewer: Viewer, case_id: uuid.UUID) -> SolePage:
    """Give one task to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    one = _visible(viewer).filter(case=case).first()
    if one is None:
        raise NotVisible(str(case_id))
    offered = transitions.offered(TRANSITIONS, case.state)
    history = list(reversed(one.standings.all()))
    return SolePage(
        frame=cases.frame(case), row=_row(one, viewer.on), history=[_stood(x) for x in history],
        picked=[str(person.pk) for person in history[0].people.all()],
        risks=tied(viewer, case), remedies=remedies.for_case(viewer, case.pk),
        steps=[step.verb for step in offered if viewer.may(step.capability, case.unit_id)],
        timeline=cases.timeline(case), onward=cases.onward(viewer, case),
    )  # fmt: skip


def tied(viewer: Viewer, case: Case) -> list[CaseFrame]:
    """Give the risk analyses that weigh a case, those that the viewer may see."""
    links = CaseLink.objects.filter(from_case=case, relation=rules.WEIGHED_IN)
    seen = Case.objects.visible_to(viewer).filter(pk__in=links.values("to_case"))
    return [cases.frame(one) for one in seen.select_related("unit", "owner").order_by("reference")]


def ties_of(viewer: Viewer, unit_id: uuid.UUID) -> list[tuple[str, str]]:
    """Give the risk analyses that may be tied to a case of a unit, as choices."""
    found = risks.visible(viewer).filter(case__unit__in=near_units(unit_id))
    rows = (
        found.exclude(case__state=rules.DROPPED).select_related("case").order_by("-case__opened_at")
    )
    return [(str(one.pk), f"{one.case.reference}: {one.case.title}") for one in rows]


def people_of(unit_id: uuid.UUID, on: date) -> list[Person]:
    """Give who may be picked as one who can do a task of a unit."""
    return people_near(unit_id, on)


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the reviews of listed tasks as duties of the year wheel; nobody is named."""
    found = _visible(viewer).filter(case__closed_at=None, case__due_date__range=(start, end))
    for one in found:
        assert one.case.due_date is not None
        yield Duty(
            name=_("Se över ensamuppgiften: %s") % one.what, due_date=one.case.due_date,
            unit=one.case.unit.name, role=_("Enhetschef"), state=DutyState.DUE,
            address=reverse("readiness:sole_task", args=[one.pk]), topic="sole_task",
        )  # fmt: skip


def _visible(viewer: Viewer) -> QuerySet[SoleTask]:
    seen = Case.objects.visible_to(viewer, KIND)
    weighed = CaseLink.objects.filter(from_case=OuterRef("pk"), relation=rules.WEIGHED_IN)
    found = SoleTask.objects.filter(case__in=seen).select_related("case__unit")
    found = found.annotate(has_risk=Exists(weighed.exclude(to_case__state=rules.DROPPED)))
    return found.prefetch_related("standings__people")


def _row(one: SoleTask, on: date) -> SoleRow:
    last = list(one.standings.all())[-1]
    case, has_risk = one.case, bool(one.has_risk)  # type: ignore[attr-defined]
    return SoleRow(
        one.pk, case.reference, one.what, case.unit.name, last.people_count, last.stand_in,
        has_risk, case.due_date,
        rules.is_late(case.due_date, on, is_listed=case.closed_at is None),
        rules.may_stand(people=last.people_count, stand_in=last.stand_in, has_risk=has_risk),
    )  # fmt: skip


def _stood(one: SoleStanding) -> Stood:
    names = sorted(person.name for person in one.people.all())
    return Stood(one.since_date, one.people_count, names, one.stand_in, one.is_listed)
