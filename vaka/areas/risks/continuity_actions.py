"""What is done with a continuity plan: its commitments, approval, review, drills."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from vaka.areas.risks import continuity_rules as rules
from vaka.areas.risks.continuity_rules import TRANSITIONS, ContinuityState, Found, Whole
from vaka.areas.risks.models import Commitment, ContinuityPlan, Drill
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law.verdict import Verdict, require

KIND = "continuity_plan"


@dataclass(frozen=True)
class NewCommitment:
    """What must work, how well at least, for how long without, and how it is done otherwise."""

    name: str
    acceptable: str
    longest_hours: int
    reserve: str = ""
    depends_on: str = ""


@action
def start_continuity(*, by: Viewer, unit: Unit, title: str, scope: str) -> Case:
    """Begin a plan as a draft."""
    demand(by, rules.HANDLE, unit.pk)
    case = Case(
        kind=KIND, unit=unit, title=title[:200], state=ContinuityState.DRAFT,
        opened_at=timezone.now(), owner=by.person, reporter=by.person,
    )  # fmt: skip
    told = Told("continuity_plan.start", to_state=ContinuityState.DRAFT)
    return cases.start(
        by=by, case=case, told=told, save_also=ContinuityPlan(case=case, scope=scope)
    )


@action
def add_commitment(*, by: Viewer, case_id: uuid.UUID, version: int, new: NewCommitment) -> Case:
    """Add a priority commitment to a draft."""
    case, plan = _draft(by, case_id, version)
    last = plan.commitments.aggregate(last=Max("number"))["last"] or 0
    Commitment.objects.create(plan=plan, number=last + 1, **vars(new))
    return _told(by, case, "continuity_plan.add_commitment", last + 1, new.name)


@action
def revise_commitment(
    *, by: Viewer, case_id: uuid.UUID, commitment_id: uuid.UUID, version: int, new: NewCommitment
) -> Case:  # fmt: skip
    """Change a commitment of a draft."""
    case, plan = _draft(by, case_id, version)
    one = plan.commitments.filter(pk=commitment_id).first()
    if one is None:
        raise NotVisible(str(commitment_id))
    for name, value in vars(new).items():
        setattr(one, name, value)
    one.save()
    return _told(by, case, "continuity_plan.revise_commitment", one.number, new.name)


@action
def approve(*, by: Viewer, case_id: uuid.UUID, version: int, review_date: date | None) -> Case:
    """Approve a plan that is whole, until the day it is looked at again."""
    case, plan = _held(by, case_id, version)
    require(
        _fits("continuity_plan.approve", case, "")
        + rules.may_approve(wholes(plan), review_date, timezone.localdate(), _months(case))
    )
    told = Told("continuity_plan.approve", to_state=ContinuityState.APPROVED)
    return _reviewed(by, case, plan, review_date, told)


@action
def review(
    *, by: Viewer, case_id: uuid.UUID, version: int, review_date: date | None, words: str
) -> Case:  # fmt: skip
    """Tell that an approved plan has been looked at and still holds, with what was seen."""
    case, plan = _held(by, case_id, version)
    require(
        _fits("continuity_plan.review", case, words)
        + rules.may_review(review_date, timezone.localdate(), _months(case))
    )
    told = Told("continuity_plan.review", words, to_state=ContinuityState.APPROVED)
    return _reviewed(by, case, plan, review_date, told)


@action
def amend_continuity(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take an approved plan back to a draft to change it."""
    case, _plan = _held(by, case_id, version)
    require(_fits("continuity_plan.amend", case, words))
    told = Told("continuity_plan.amend", words, to_state=ContinuityState.DRAFT)
    return cases.change(by=by, case=case, told=told)


@action
def withdraw_continuity(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Withdraw a plan that no longer holds."""
    case, _plan = _held(by, case_id, version)
    require(_fits("continuity_plan.withdraw", case, words))
    told = Told("continuity_plan.withdraw", words, to_state=ContinuityState.WITHDRAWN)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def plan_drill(
    *, by: Viewer, case_id: uuid.UUID, version: int, scenario: str, due_date: date
) -> Case:  # fmt: skip
    """Plan a drill."""
    case, plan = _held(by, case_id, version)
    Drill.objects.create(plan=plan, scenario=scenario, due_date=due_date)
    return cases.change(by=by, case=case, told=Told("continuity_plan.plan_drill", scenario))


@action
def finish_drill(
    *, by: Viewer, case_id: uuid.UUID, drill_id: uuid.UUID, version: int, found: Found,
    lessons: str,
) -> Case:  # fmt: skip
    """Write what a drill showed."""
    case, plan = _held(by, case_id, version)
    drill = plan.drills.filter(pk=drill_id).first()
    if drill is None:
        raise NotVisible(str(drill_id))
    drill.found, drill.lessons, drill.done_date = found, lessons, timezone.localdate()
    drill.save(update_fields=["found", "lessons", "done_date"])
    told = Told("continuity_plan.finish_drill", lessons, data={"found": found})
    return cases.change(by=by, case=case, told=told)


def wholes(plan: ContinuityPlan) -> list[Whole]:
    """Give what the rules ask of each commitment."""
    return [Whole(one.number, bool(one.reserve.strip())) for one in plan.commitments.all()]


def _months(case: Case) -> int:
    return int(local_value("continuity.review_months", timezone.localdate(), case.unit))


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, ContinuityPlan]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    plan = ContinuityPlan.objects.filter(case=case).first()
    if plan is None:
        raise NotVisible(str(case_id))
    demand(by, rules.HANDLE, case.unit_id)
    return case, plan


def _draft(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, ContinuityPlan]:
    case, plan = _held(by, case_id, version)
    require(rules.may_change(ContinuityState(case.state)))
    return case, plan


def _reviewed(
    by: Viewer, case: Case, plan: ContinuityPlan, review_date: date | None, told: Told
) -> Case:
    plan.review_date = review_date
    plan.approved_date = plan.approved_date or timezone.localdate()
    plan.save(update_fields=["review_date", "approved_date"])
    return cases.change(by=by, case=case, told=told, due_date=review_date)


def _told(by: Viewer, case: Case, verb: str, number: int, words: str) -> Case:
    return cases.change(by=by, case=case, told=Told(verb, words, data={"number": number}))


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.CONTINUITY_LABELS)
