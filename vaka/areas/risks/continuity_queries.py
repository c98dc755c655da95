"""Reads of continuity plans: the list, one plan, the drills and reviews as duties."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.queries import RemedyRow
from vaka.areas.risks import continuity_actions as actions
from vaka.areas.risks import continuity_rules as rules
from vaka.areas.risks.continuity_rules import FOUND_LABELS, ContinuityState, Found
from vaka.areas.risks.models import Commitment, ContinuityPlan, Drill
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState


@dataclass(frozen=True)
class DrillRow:
    """One drill."""

    id: uuid.UUID
    scenario: str
    due_date: date
    done_date: date | None
    found: str
    found_label: str
    lessons: str
    is_late: bool


@dataclass(frozen=True)
class ContinuityPage:
    """What the page of one plan shows."""

    frame: CaseFrame
    scope: str
    approved_date: date | None
    review_date: date | None
    commitments: list[Commitment]
    drills: list[DrillRow]
    remedies: list[RemedyRow]
    steps: list[str]
    may_handle: bool
    may_change: bool
    timeline: list[TimelineLine]
    onward: list[OnwardAction]


def visible(viewer: Viewer) -> QuerySet[ContinuityPlan]:
    """Give the plans that a viewer may see, those to be looked at first first."""
    seen = Case.objects.visible_to(viewer, actions.KIND)
    found = ContinuityPlan.objects.filter(case__in=seen).select_related("case__unit")
    return found.order_by(F("review_date").asc(nulls_first=True), "case__reference")


def continuity_page(viewer: Viewer, case_id: uuid.UUID) -> ContinuityPage:
    """Give one plan to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    plan = ContinuityPlan.objects.filter(case=case).first()
    if plan is None:
        raise NotVisible(str(case_id))
    handles = viewer.may(rules.HANDLE, case.unit_id)
    is_draft = rules.may_change(ContinuityState(case.state)).ok
    return ContinuityPage(
        frame=cases.frame(case),
        scope=plan.scope,
        approved_date=plan.approved_date,
        review_date=plan.review_date,
        commitments=list(plan.commitments.all()),
        drills=[_drill(one, viewer.on) for one in plan.drills.all()],
        remedies=remedies.for_case(viewer, case.pk),
        steps=[
            step.verb for step in transitions.offered(rules.TRANSITIONS, case.state)
            if viewer.may(step.capability, case.unit_id)
        ],
        may_handle=handles and case.closed_at is None,
        may_change=handles and is_draft,
        timeline=cases.timeline(case),
        onward=cases.onward(viewer, case),
    )  # fmt: skip


def commitment_of(viewer: Viewer, case_id: uuid.UUID, commitment_id: uuid.UUID) -> Commitment:
    """Give a commitment of a plan that the viewer may see. Raises NotVisible."""
    plans = visible(viewer).filter(pk=case_id)
    found = Commitment.objects.filter(pk=commitment_id, plan__in=plans).first()
    if found is None:
        raise NotVisible(str(commitment_id))
    return found


def drill_of(viewer: Viewer, case_id: uuid.UUID, drill_id: uuid.UUID) -> Drill:
    """Give a drill of a plan that the viewer may see. Raises NotVisible."""
    plans = visible(viewer).filter(pk=case_id)
    found = Drill.objects.filter(pk=drill_id, plan__in=plans).first()
    if found is None:
        raise NotVisible(str(drill_id))
    return found


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give reviews and drills of plans in force as duties of the year wheel."""
    for plan in visible(viewer).exclude(case__state=ContinuityState.WITHDRAWN):
        address, unit = reverse("risks:continuity", args=[plan.pk]), plan.case.unit.name
        if plan.review_date and start <= plan.review_date <= end:
            yield Duty(_("Översyn: %s") % plan.case.title, plan.review_date, unit, _("Enhetschef"),
                       address=address, topic="continuity")  # fmt: skip
        for drill in plan.drills.filter(due_date__range=(start, end)):
            state = DutyState.DONE if drill.done_date else DutyState.DUE
            yield Duty(_("Övning: %s") % plan.case.title, drill.due_date, unit, _("Enhetschef"),
                       state, address, drill.done_date, address if drill.done_date else "",
                       "continuity")  # fmt: skip


def _drill(one: Drill, today: date) -> DrillRow:
    label = str(FOUND_LABELS[Found(one.found)]) if one.found else ""
    late = one.done_date is None and one.due_date < today
    return DrillRow(
        one.pk, one.scenario, one.due_date, one.done_date, one.found, label, one.lessons, late
    )
