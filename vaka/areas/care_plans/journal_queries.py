"""What care plans note of somebody, for the journal: the door of the area above."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vaka.areas.care_plans.models import CarePlan, PlanVersion, Sip
from vaka.areas.care_plans.queries import visible
from vaka.areas.care_plans.rules import SEE
from vaka.areas.care_plans.words import VERBS
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.cases.models import CaseEvent
from vaka.foundation.cases.queries import TimelineLine
from vaka.foundation.cases.timeline import said
from vaka.foundation.people.models import Subject

JOURNALED = ("care_plan.confirm", "care_plan.review", "care_plan.end", "care_contact.appoint",
             "care_contact.end_contact", "care_contact.tell_person", "sip.offer", "sip.consent",
             "sip.decline", "sip.settle", "sip.follow_up", "sip.end")  # fmt: skip
"""Steps that belong in the journal; writing in a draft and throwing it away do not."""


@dataclass(frozen=True)
class Planned:
    """Whose plan it is, as a file to the journal must say.

    Attributes:
        subject: the protected identity, None when nobody has written one.
        source: the decision's number in the case system, empty when it has none.
    """

    id: uuid.UUID
    reference: str
    title: str
    mark: str
    unit_id: uuid.UUID
    unit_name: str
    decision: str
    source: str
    subject: Subject | None
    is_open: bool


@dataclass(frozen=True)
class Step:
    """One step of a plan, of its contact or of a coordinated plan."""

    id: int
    plan_id: uuid.UUID
    verb: str
    at: datetime
    by_name: str
    words: str


def plans(viewer: Viewer, units: Collection[uuid.UUID]) -> list[Planned]:
    """Give the plans at units, ended ones too. Raises NotAllowed."""
    for unit in units:
        demand(viewer, SEE, unit)
    return [_planned(one) for one in _all(CarePlan.objects.filter(case__unit__in=list(units)))]


def plan(viewer: Viewer, case_id: uuid.UUID) -> Planned:
    """Give one plan. Raises NotVisible."""
    found = _all(visible(viewer).filter(pk=case_id)).first()
    if found is None:
        raise NotVisible(str(case_id))
    return _planned(found)


def steps(
    viewer: Viewer, units: Collection[uuid.UUID], since: datetime, until: datetime
) -> list[Step]:
    """Give the steps of plans at units, from a moment to before another. Raises NotAllowed."""
    for unit in units:
        demand(viewer, SEE, unit)
    of = {one.pk: one.pk for one in CarePlan.objects.filter(case__unit__in=list(units))}
    of |= dict(Sip.objects.filter(plan__in=list(of)).values_list("pk", "plan_id"))
    rows = CaseEvent.objects.filter(
        case__in=list(of), verb__in=JOURNALED, at__gte=since, at__lt=until
    )
    versions = PlanVersion.objects.filter(plan__in=list(of)).exclude(outcome="")
    shown = {(one.plan_id, str(one.number)): one.outcome for one in versions}
    return [
        Step(one.pk, of[one.case_id], one.verb, one.at, one.by_name, _words(one, shown))
        for one in rows
    ]  # fmt: skip


def _all(rows: "QuerySet[CarePlan]") -> "QuerySet[CarePlan]":
    found = rows.select_related("case__unit", "case__subject", "decision")
    return found.order_by("case__unit__name", "case__closed_at", "mark")


def _planned(one: CarePlan) -> Planned:
    case = one.case
    return Planned(case.pk, case.reference, case.title, one.mark, case.unit_id, case.unit.name,
                   one.decision.reference, one.decision.source_key or "", case.subject,
                   case.closed_at is None)  # fmt: skip


def _words(one: CaseEvent, shown: dict[tuple[uuid.UUID, str], str]) -> str:
    line = TimelineLine(one.at, "", one.verb, one.from_state, one.to_state, one.words, one.data)
    words = said(line, VERBS)
    outcome = shown.get((one.case_id, str(one.data.get("version", ""))))
    if one.verb == "care_plan.review" and outcome:
        words = f"{words} {_('Uppföljningen visade')}: {outcome}"
    return words
