"""Reads of coordinated individual plans: one plan, and the share of those with both principals."""

import uuid
from dataclasses import dataclass

from vaka.areas.care_plans import sip_actions, sip_rules
from vaka.areas.care_plans.models import CarePlan, Sip
from vaka.areas.care_plans.rules import COUNT, LEAST, OPEN, tells_of_few
from vaka.areas.care_plans.sip_rules import SIP_TRANSITIONS, Lead, SipState
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value


@dataclass(frozen=True)
class SipPage:
    """What the page of one coordinated plan shows; `plan_seen` says that the care plan opens."""

    frame: CaseFrame
    sip: Sip
    plan_reference: str
    lead: str
    steps: list[str]
    is_late: bool
    plan_seen: bool
    timeline: list[TimelineLine]


@dataclass(frozen=True)
class SipShare:
    """Of those with help from both principals, how many have a coordinated plan that holds."""

    both: int
    valid: int
    offered: int
    is_hidden: bool

    @property
    def share(self) -> float | None:
        """Percent; None when nobody has help from both."""
        return 100 * self.valid / self.both if self.both else None


def sip_page(viewer: Viewer, case_id: uuid.UUID) -> SipPage:
    """Give one coordinated plan to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = Sip.objects.filter(case=case).select_related("plan__case", "plan__decision").first()
    if row is None:
        raise NotVisible(str(case_id))
    handles = sip_actions.handles(viewer, row.plan)
    offered = transitions.offered(SIP_TRANSITIONS, case.state)
    return SipPage(
        cases.frame(case), row, row.plan.case.reference,
        str(sip_rules.LEAD_LABELS[Lead(row.lead)]) if row.lead else "",
        [one.verb for one in offered] if handles else [],
        sip_rules.is_late(row.next_date, viewer.on, case.state),
        type(case).objects.known(viewer, row.plan_id).exists(), cases.timeline(case),
    )  # fmt: skip


def plan_to_offer(viewer: Viewer, plan_id: uuid.UUID) -> CarePlan:
    """Give a care plan whose person may be offered a coordinated one. Raises NotVisible,
    NotAllowed."""
    case = cases.visible_case(viewer, plan_id)
    plan = CarePlan.objects.filter(case=case).select_related("case", "decision").first()
    if plan is None:
        raise NotVisible(str(plan_id))
    sip_actions.demand_sip(viewer, plan)
    return plan


def share(viewer: Viewer, unit: Unit) -> SipShare:
    """Count plans with both principals at a unit and below it. Raises NotAllowed."""
    demand(viewer, COUNT, unit.pk)
    below = Unit.objects.below(unit)
    plans = CarePlan.objects.filter(case__unit__in=below, case__state__in=OPEN, needs_region=True)
    valid = plans.filter(sips__case__state=SipState.VALID).distinct().count()
    offered = plans.filter(sips__isnull=False).distinct().count()
    both, least = plans.count(), int(local_value(LEAST, viewer.on, unit))
    return SipShare(both, valid, offered, tells_of_few(both, (valid, offered), least))
