"""Taking in a plan whose original is in the case system: dates, life areas, participation."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from vaka.areas.care_plans import rules
from vaka.areas.care_plans.actions import KIND, newest, original_of
from vaka.areas.care_plans.models import CarePlan, PlanGoal, PlanVersion
from vaka.areas.care_plans.rules import CURRENT_MONTHS, MANAGE, State
from vaka.foundation.access.queries import managers_above
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, Confidentiality
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law.verdict import require


class UnknownDecision(LookupError):
    """No decision has the number that the plan names."""


@dataclass(frozen=True)
class SourcePlan:
    """One plan as the case system tells it; no words of the plan are among it.

    Attributes:
        decision: the decision's number here, or its id in the source.
    """

    unit: Unit
    key: str
    digest: str
    decision: str
    mark: str
    begun_date: date
    made_date: date
    valid_from: date
    next_review: date | None
    participation: str
    areas: tuple[str, ...]
    has_night: bool
    source: str


def is_fresh(by: Viewer, new: SourcePlan) -> bool:
    """Say whether a plan would change anything. Raises UnknownDecision, RuleRefused."""
    require(rules.may_import(original_of(new.unit, by.on)))
    found = Case.objects.filter(kind=KIND, source_key=new.key).first()
    _decision(new)
    return found is None or found.source_digest != new.digest


@action
def import_plan(*, by: Viewer, new: SourcePlan) -> bool:
    """Take in a plan, or its next version; gives whether anything changed.

    Raises:
        UnknownDecision: the decision is not here.
        RuleRefused: the unit's plans are written in Vaka.
    """
    demand(by, MANAGE, new.unit.pk)
    if not is_fresh(by, new):
        note(by=by, verb="care_plan.import_plan", object_kind=KIND, data={"unchanged": new.key})
        return False
    found = Case.objects.filter(kind=KIND, source_key=new.key).select_related("unit").first()
    if found is None:
        _begin(by, new)
    else:
        plan = CarePlan.objects.get(case=found)
        was = newest(plan)
        if new.made_date > (was.made_date or date.min):
            was.reviewed_date = new.made_date
            was.save(update_fields=["reviewed_date"])
            _version(by, new, plan, was.number + 1)
        else:
            was.delete()
            _version(by, new, plan, was.number)
        cases.change(by=by, case=found, told=_told(new), due_date=_due(by, new),
                     source_digest=new.digest)  # fmt: skip
    return True


def _begin(by: Viewer, new: SourcePlan) -> None:
    decision = _decision(new)
    case = Case(
        kind=KIND, unit=new.unit, title=f"{decision.title}, {new.mark}"[:200], state=State.VALID,
        opened_at=timezone.now(), due_date=_due(by, new), subject=decision.subject,
        owner=next(iter(managers_above(new.unit, by.on)), None), source_key=new.key,
        source_digest=new.digest, confidentiality=Confidentiality.SECRET,
    )  # fmt: skip
    plan = CarePlan(case=case, decision=decision, mark=new.mark, begun_date=new.begun_date,
                    is_from_source=True)  # fmt: skip
    cases.start(by=by, case=case, told=_told(new), save_also=plan)
    _version(by, new, plan, 1)


def _version(by: Viewer, new: SourcePlan, plan: CarePlan, number: int) -> None:
    version = PlanVersion.objects.create(
        plan=plan, number=number, made_date=new.made_date, valid_from=new.valid_from,
        next_review=_due(by, new), participation=new.participation, has_night=new.has_night,
        confirmed_date=new.made_date,
    )  # fmt: skip
    PlanGoal.objects.bulk_create(PlanGoal(version=version, area=area) for area in new.areas)


def _decision(new: SourcePlan) -> Case:
    named = Q(reference=new.decision) | Q(source_key=new.decision)
    found = Case.objects.filter(named, kind="decision", unit__is_reference=False).first()
    if found is None:
        raise UnknownDecision(new.decision)
    return found


def _due(by: Viewer, new: SourcePlan) -> date:
    """The source's own day, else the last on which the plan counts as current."""
    months = int(local_value(CURRENT_MONTHS, by.on, new.unit))
    return new.next_review or rules.due_review(new.valid_from, months)


def _told(new: SourcePlan) -> Told:
    return Told("care_plan.import_plan", to_state=State.VALID, data={"source": new.source})
