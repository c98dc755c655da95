"""Reads of stops: the list, one stop over units with what it cancelled, one cancellation."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from vaka.areas.readiness import stop_rules as rules
from vaka.areas.readiness.models import Cancellation, Stop
from vaka.areas.readiness.queries import tied
from vaka.areas.readiness.stop_actions import CANCELLATION, KIND, may_settle
from vaka.areas.readiness.stop_rules import (
    CANCEL,
    HANDLE,
    SEE,
    CancelledHow,
    Consequence,
    PlannedSort,
    StopKind,
    StopState,
)
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.causes import Cause
from vaka.areas.remedies.queries import RemedyRow
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class StopRow:
    """One stop in a list."""

    id: uuid.UUID
    reference: str
    kind_label: str
    unit_name: str
    from_date: date
    until_date: date | None
    state_label: str
    is_open: bool
    cancelled: int


@dataclass(frozen=True)
class CancelledRow:
    """One thing that a stop cancelled or put off."""

    id: uuid.UUID
    reference: str
    title: str
    sort_label: str
    unit_name: str
    planned_date: date
    how: str
    how_label: str
    new_date: date | None
    consequence: str
    consequence_label: str
    words: str
    lacks_tie: bool

    @property
    def is_serious(self) -> bool:
        """Say whether it was judged serious."""
        return self.consequence == Consequence.SERIOUS


@dataclass(frozen=True)
class Against:
    """A unit's planned self-checks in the days of a stop until today, against what was held."""

    unit: Unit
    planned: int
    held: int
    cancelled: int
    postponed: int
    may_note: bool

    @property
    def left(self) -> int:
        """Planned, neither held nor told to be cancelled or put off."""
        return max(self.planned - self.held - self.cancelled - self.postponed, 0)


@dataclass(frozen=True)
class StopPage:
    """One stop as its page shows it."""

    frame: CaseFrame
    stop: Stop
    kind_label: str
    rows: list[Against]
    cancelled: list[CancelledRow]
    steps: list[str]
    timeline: list[TimelineLine]

    @property
    def serious(self) -> int:
        """How many were judged serious."""
        return sum(one.is_serious for one in self.cancelled)

    @property
    def planned(self) -> int:
        """Self-checks planned in all."""
        return sum(one.planned for one in self.rows)

    @property
    def held(self) -> int:
        """Self-checks held in all."""
        return sum(one.held for one in self.rows)


@dataclass(frozen=True)
class CancellationPage:
    """One cancellation as its page shows it."""

    frame: CaseFrame
    row: CancelledRow
    stop: Stop
    stop_label: str
    address: str
    risks: list[CaseFrame]
    remedies: list[RemedyRow]
    steps: list[str]
    settles: Verdict
    timeline: list[TimelineLine]
    onward: list[OnwardAction]


def opens(viewer: Viewer) -> Q:
    """A stop is seen by whoever sees stops at a unit that it names, or at its head's."""
    seen = viewer.unit_ids(SEE)
    named = Stop.units.through.objects.filter(unit_id__in=seen).values("stop_id")
    return Q(unit_id__in=seen) | Q(pk__in=named)


def stops(viewer: Viewer) -> list[StopRow]:
    """Give the stops that a viewer may see, those in force first; what was shown is logged."""
    seen = Case.objects.visible_to(viewer, KIND)
    found = Stop.objects.filter(case__in=seen).select_related("case__unit")
    shown = [_stop_row(viewer, one) for one in found.order_by("-from_date", "pk")]
    if shown:
        note_read(by=viewer, object_kind=KIND, object_id="",
                  data={"shown": [str(one.id) for one in shown]})  # fmt: skip
    return sorted(shown, key=lambda one: not one.is_open)


def stop_page(viewer: Viewer, case_id: uuid.UUID) -> StopPage:
    """Give one stop to read, with the units that the viewer may see; logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    stop = Stop.objects.filter(case=case).select_related("case__unit").first()
    if stop is None:
        raise NotVisible(str(case_id))
    offered = transitions.offered(rules.TRANSITIONS, case.state)
    cancelled = list(_cancelled(viewer).filter(stop=stop))
    return StopPage(
        frame=cases.frame(case), stop=stop, kind_label=str(rules.STOP_LABELS[StopKind(stop.kind)]),
        rows=_against(viewer, stop, cancelled), cancelled=[_row(one) for one in cancelled],
        steps=[one.verb for one in offered if viewer.may(one.capability, case.unit_id)],
        timeline=cases.timeline(case),
    )  # fmt: skip


def unit_of(viewer: Viewer, stop: Stop, code: str) -> Unit:
    """Give a unit that a stop names and whose cancellations the viewer handles or sees.

    Raises NotVisible.
    """
    found = stop.units.filter(code=code).first()
    if found is None or not viewer.may(rules.SEE_CANCELLED, found.pk):
        raise NotVisible(code)
    return found


def cancellation_page(viewer: Viewer, case_id: uuid.UUID) -> CancellationPage:
    """Give one cancellation to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    one = _cancelled(viewer).filter(case=case).first()
    if one is None:
        raise NotVisible(str(case_id))
    offered = transitions.offered(rules.CANCELLATION_TRANSITIONS, case.state)
    return CancellationPage(
        frame=cases.frame(case), row=_row(one), stop=one.stop, address=one.address,
        stop_label=str(rules.STOP_LABELS[StopKind(one.stop.kind)]), risks=tied(viewer, case),
        remedies=remedies.for_case(viewer, case.pk), settles=may_settle(one),
        steps=[step.verb for step in offered if viewer.may(step.capability, case.unit_id)],
        timeline=cases.timeline(case), onward=cases.onward(viewer, case),
    )  # fmt: skip


def causes_of(viewer: Viewer, case_id: uuid.UUID) -> list[Cause]:
    """Give what a cancellation leads to, as the cause that a remedy may answer."""
    found = _cancelled(viewer).filter(pk=case_id).exclude(consequence=Consequence.NONE)
    return [Cause(str(one.pk), f"{one.title}: {one.words}"[:200]) for one in found]


def _cancelled(viewer: Viewer) -> QuerySet[Cancellation]:
    seen = Case.objects.visible_to(viewer, CANCELLATION)
    found = Cancellation.objects.filter(case__in=seen)
    return found.select_related("case__unit", "stop__case").order_by("planned_date", "pk")


def _stop_row(viewer: Viewer, one: Stop) -> StopRow:
    case = one.case
    return StopRow(
        one.pk, case.reference, str(rules.STOP_LABELS[StopKind(one.kind)]), case.unit.name,
        one.from_date, one.until_date, str(rules.STOP_STATES[StopState(case.state)]),
        case.closed_at is None, _cancelled(viewer).filter(stop=one).count(),
    )  # fmt: skip


def _row(one: Cancellation) -> CancelledRow:
    return CancelledRow(
        one.pk, one.case.reference, one.title, str(rules.SORT_LABELS[PlannedSort(one.sort)]),
        one.case.unit.name, one.planned_date, one.how, str(rules.HOW_LABELS[CancelledHow(one.how)]),
        one.new_date, one.consequence,
        str(rules.CONSEQUENCE_LABELS[Consequence(one.consequence)]), one.words,
        not may_settle(one).ok,
    )  # fmt: skip


def _against(viewer: Viewer, stop: Stop, cancelled: Iterable[Cancellation]) -> list[Against]:
    end = min(stop.until_date or viewer.on, viewer.on)
    checks = [one for one in duties.due(viewer, stop.from_date, end) if one.topic == "self_check"]
    units = stop.units.order_by("name")
    return [
        _one_against(viewer, stop, unit, [one for one in checks if one.unit == unit.name],
                     [one for one in cancelled
                      if one.case.unit_id == unit.pk and one.planned_date <= end])
        for unit in units if viewer.everywhere or unit.pk in viewer.unit_ids(SEE)
    ]  # fmt: skip


def _one_against(
    viewer: Viewer, stop: Stop, unit: Unit, checks: list[Duty], cancelled: list[Cancellation]
) -> Against:
    how = [one.how for one in cancelled if one.sort == PlannedSort.SELF_CHECK]
    return Against(
        unit, len(checks), sum(one.state is DutyState.DONE for one in checks),
        how.count(CancelledHow.CANCELLED), how.count(CancelledHow.POSTPONED),
        viewer.may(CANCEL, unit.pk) and stop.case.state == StopState.IN_FORCE,
    )  # fmt: skip


def heads(viewer: Viewer) -> list[Unit]:
    """Give the units for which a viewer may open a stop."""
    found = Unit.objects.in_force(viewer.on).filter(kind__in=rules.HEADED, is_reference=False)
    return [one for one in found.order_by("name") if viewer.may(HANDLE, one.pk)]


def nameable(viewer: Viewer) -> list[Unit]:
    """Give the units that a stop of a viewer's may name."""
    found = visible_units(viewer, HANDLE, on=viewer.on)
    return [one for one in found if rules.may_be_named(one.kind)]
