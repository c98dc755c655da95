"""What is done with coordinated individual plans; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from vaka.areas.care_plans import sip_rules
from vaka.areas.care_plans.models import CarePlan, Sip
from vaka.areas.care_plans.rules import FOLLOW
from vaka.areas.care_plans.sip_rules import HANDLE, SIP_LABELS, SIP_TRANSITIONS, Contents, SipState
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, Confidentiality
from vaka.law.verdict import Verdict, require

KIND = "sip"


@dataclass(frozen=True)
class Settled:
    """A plan's four contents and the day of its follow-up."""

    contents: Contents
    next_date: date


@action
def offer(*, by: Viewer, plan_id: uuid.UUID, offered_date: date) -> Case:
    """Note that a coordinated plan has been offered to the person of a care plan."""
    found = Case.objects.known(by, plan_id).filter(kind="care_plan").select_related("unit").first()
    plan = CarePlan.objects.filter(case=found).select_related("decision").first()
    if found is None or plan is None:
        raise NotVisible(str(plan_id))
    demand_sip(by, plan)
    has_one = plan.sips.filter(case__closed_at=None).exists()
    require(sip_rules.may_offer(offered=offered_date, today=timezone.localdate(), has_one=has_one))
    case = Case(
        kind=KIND, unit=found.unit, title=found.title, state=SipState.OFFERED,
        opened_at=timezone.now(), owner=by.person, subject=found.subject,
        confidentiality=Confidentiality.SECRET,
    )  # fmt: skip
    row = Sip(case=case, plan=plan, offered_date=offered_date)
    told = Told("sip.offer", to_state=SipState.OFFERED, data={"on": str(offered_date)})
    cases.start(by=by, case=case, told=told, save_also=row)
    if not plan.needs_region:
        plan.needs_region = True
        plan.save(update_fields=["needs_region"])
        cases.touch(found)
    return case


@action
def consent(*, by: Viewer, case_id: uuid.UUID, version: int, on: date, words: str = "") -> Case:
    """Note that the person consents; the plan is begun at once."""
    case, row = _held(by, case_id, version)
    require(_fits("sip.consent", case, words)
            + sip_rules.may_consent(offered=row.offered_date, on=on,
                                    today=timezone.localdate()))  # fmt: skip
    row.consented_date = row.started_date = on
    row.save(update_fields=["consented_date", "started_date"])
    return cases.change(by=by, case=case,
                        told=Told("sip.consent", words, to_state=SipState.STARTED))  # fmt: skip


@action
def decline(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Note that the person does not want a coordinated plan; it may be offered again."""
    case, _row = _held(by, case_id, version)
    require(_fits("sip.decline", case, words))
    told = Told("sip.decline", words, to_state=SipState.DECLINED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now(), due_date=None)


@action
def settle(*, by: Viewer, case_id: uuid.UUID, version: int, new: Settled, words: str = "") -> Case:
    """Settle a plan with its four contents; its follow-up becomes the case's last day."""
    case, row = _held(by, case_id, version, vars(new.contents))
    require(_fits("sip.settle", case, words)
            + sip_rules.may_settle(new.contents, new.next_date, timezone.localdate()))  # fmt: skip
    for name, value in vars(new.contents).items():
        setattr(row, name, value)
    row.settled_date, row.next_date = timezone.localdate(), new.next_date
    row.save()
    return cases.change(by=by, case=case, due_date=new.next_date,
                        told=Told("sip.settle", words, to_state=SipState.VALID))  # fmt: skip


@action
def follow_up(*, by: Viewer, case_id: uuid.UUID, version: int, next_date: date, words: str) -> Case:
    """Follow a plan up, with what it showed, and set the next day."""
    case, row = _held(by, case_id, version)
    require(_fits("sip.follow_up", case, words)
            + sip_rules.may_follow_up_on(next_date, timezone.localdate()))  # fmt: skip
    row.followed_up_date, row.next_date = timezone.localdate(), next_date
    row.save(update_fields=["followed_up_date", "next_date"])
    return cases.change(by=by, case=case, due_date=next_date,
                        told=Told("sip.follow_up", words, to_state=SipState.VALID))  # fmt: skip


@action
def end_sip(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """End a coordinated plan, with the reason."""
    case, row = _held(by, case_id, version)
    require(_fits("sip.end", case, words))
    row.ended_date = timezone.localdate()
    row.save(update_fields=["ended_date"])
    told = Told("sip.end", words, to_state=SipState.ENDED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now(), due_date=None)


def handles(by: Viewer, plan: CarePlan) -> bool:
    """Say whether a viewer works with coordinated plans, at the unit or the decision's office."""
    return by.may(HANDLE, plan.case.unit_id) or by.may(FOLLOW, plan.decision.unit_id)


def demand_sip(by: Viewer, plan: CarePlan) -> None:
    """Refuse with NotAllowed whoever does not work with the person's coordinated plans."""
    if not handles(by, plan):
        raise NotAllowed(HANDLE)


def _held(
    by: Viewer, case_id: uuid.UUID, version: int, ours: dict[str, Any] | None = None
) -> tuple[Case, Sip]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours=ours or {})
    row = Sip.objects.filter(case=case).select_related("plan__case", "plan__decision").first()
    if row is None:
        raise NotVisible(str(case_id))
    demand_sip(by, row.plan)
    return case, row


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(SIP_TRANSITIONS, verb, case.state, words, SIP_LABELS)
