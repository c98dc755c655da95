"""What is done with care plans; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from vaka.areas.care_plans import lists, rules
from vaka.areas.care_plans.models import CarePlan, PlanGoal, PlanVersion
from vaka.areas.care_plans.rules import (
    CURRENT_MONTHS,
    FOLLOW,
    MADE_WITHIN,
    MANAGE,
    ORIGINAL,
    STATE_LABELS,
    TRANSITIONS,
    WRITE,
    State,
    Written,
)
from vaka.areas.entitlements.rules import State as DecisionState
from vaka.foundation.access.queries import managers_above
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, Confidentiality
from vaka.foundation.organisation.models import Unit, UnitKind
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

KIND = "care_plan"
COPIED = ("area", "goal", "what", "who", "state_now", "state_goal")


@dataclass(frozen=True)
class NewPlan:
    """A plan to begin: whose decision it carries out, where, and what it is known by."""

    unit: Unit
    decision_id: uuid.UUID
    mark: str
    begun_date: date
    needs_region: bool = False


@dataclass(frozen=True)
class GoalWords:
    """One goal as written; states are numbers of the scale, None is not assessed."""

    area: str
    goal: str
    what: str
    who: str
    state_now: int | None = None
    state_goal: int | None = None


@dataclass(frozen=True)
class Taking:
    """How the person took part, the plan's dates and its section on the night."""

    participation: str
    told: str
    made_date: date | None
    valid_from: date | None
    next_review: date | None
    night: str = ""


@action
def begin(*, by: Viewer, new: NewPlan) -> Case:
    """Begin the plan that carries out a decision, as a draft to write together.

    The decision's office orders it of a unit; who writes plans there may begin it too, for a
    decision that they see.
    """
    decision = _decision(by, new)
    require(rules.may_write_here(original_of(new.unit, by.on)))
    has_plan = CarePlan.objects.filter(decision=decision, case__closed_at=None).exists()
    decided = timezone.localdate(decision.opened_at)
    is_ended = decision.state == DecisionState.ENDED
    require(rules.may_begin(decided=decided, begun=new.begun_date, is_ended=is_ended,
                            has_plan=has_plan, mark=new.mark))  # fmt: skip
    within = int(local_value(MADE_WITHIN, by.on, new.unit))
    case = Case(
        kind=KIND, unit=new.unit, title=f"{decision.title}, {new.mark}"[:200], state=State.DRAFT,
        opened_at=timezone.now(), owner=_owner(by, new.unit),
        due_date=rules.due_made(new.begun_date, within), subject=decision.subject,
        confidentiality=Confidentiality.SECRET,
    )  # fmt: skip
    plan = CarePlan(case=case, decision=decision, mark=new.mark, begun_date=new.begun_date,
                    needs_region=new.needs_region)  # fmt: skip
    told = Told("care_plan.begin", to_state=State.DRAFT, data={"decision": decision.reference})
    cases.start(by=by, case=case, told=told, save_also=plan)
    PlanVersion.objects.create(plan=plan, number=1)
    return case


@action
def set_goal(
    *, by: Viewer, case_id: uuid.UUID, version: int, goal_id: uuid.UUID | None, new: GoalWords
) -> Case:
    """Write a goal in the newest version, or change it; several may write in turn."""
    case, plan = held(by, case_id, version, vars(new))
    draft = newest(plan)
    known = {code for code, one in lists.life_areas().items() if one.holds_on(by.on)}
    require(rules.may_set_goal(state=case.state, area=new.area, known=known, now=new.state_now,
                               goal=new.state_goal, measured=lists.measured()))  # fmt: skip
    goal = _goal(draft, goal_id)
    for name, value in vars(new).items():
        setattr(goal, name, value)
    goal.save()
    told = Told("care_plan.set_goal", data={"area": lists.life_area(new.area).title})
    return cases.change(by=by, case=case, told=told)


@action
def drop_goal(*, by: Viewer, case_id: uuid.UUID, version: int, goal_id: uuid.UUID) -> Case:
    """Take a goal out of a draft."""
    case, plan = held(by, case_id, version)
    require(rules.may_write(case.state))
    goal = _goal(newest(plan), goal_id)
    area = lists.life_area(goal.area).title
    goal.delete()
    return cases.change(by=by, case=case, told=Told("care_plan.drop_goal", data={"area": area}))


@action
def set_taking(*, by: Viewer, case_id: uuid.UUID, version: int, new: Taking) -> Case:
    """Write how the person took part, the dates, and the section on the night."""
    case, plan = held(by, case_id, version, vars(new))
    require(rules.may_write(case.state))
    draft = newest(plan)
    for name, value in vars(new).items():
        setattr(draft, name, value)
    draft.has_night = bool(new.night.strip())
    draft.save(update_fields=[*vars(new), "has_night"])
    return cases.change(by=by, case=case, told=Told("care_plan.set_taking"))


@action
def set_night(*, by: Viewer, case_id: uuid.UUID, version: int, night: str) -> Case:
    """Write the draft's section on the night: the door for whoever plans nights."""
    case, plan = held(by, case_id, version, {"night": night})
    require(rules.may_write(case.state))
    draft = newest(plan)
    draft.night, draft.has_night = night, bool(night.strip())
    draft.save(update_fields=["night", "has_night"])
    return cases.change(by=by, case=case, told=Told("care_plan.set_night"))


@action
def confirm(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Let the newest version hold; its day of review becomes the plan's own last day."""
    case, plan = held(by, case_id, version)
    draft = newest(plan)
    require(_fits("care_plan.confirm", case, words) + may_confirm(plan, draft, by.on))
    draft.confirmed_date, draft.confirmed_by = timezone.localdate(), by.person
    draft.save(update_fields=["confirmed_date", "confirmed_by"])
    told = Told("care_plan.confirm", words, to_state=State.VALID, data={"version": draft.number})
    return cases.change(by=by, case=case, told=told, due_date=draft.next_review)


@action
def review(
    *, by: Viewer, case_id: uuid.UUID, version: int, on: date, outcome: str, words: str = ""
) -> Case:
    """Follow a plan up: what it showed is kept with the version, and a new one is drafted."""
    case, plan = held(by, case_id, version)
    was = newest(plan)
    require(_fits("care_plan.review", case, words)
            + rules.may_review(valid_from=was.valid_from, on=on, today=timezone.localdate(),
                               outcome=outcome))  # fmt: skip
    was.reviewed_date, was.outcome = on, outcome
    was.save(update_fields=["reviewed_date", "outcome"])
    draft = PlanVersion.objects.create(plan=plan, number=was.number + 1, made_date=on,
                                       night=was.night, has_night=was.has_night)  # fmt: skip
    PlanGoal.objects.bulk_create(
        PlanGoal(version=draft, **{name: getattr(one, name) for name in COPIED})
        for one in was.goals.all()
    )
    told = Told("care_plan.review", words, to_state=State.REVISING, data={"version": was.number})
    return cases.change(by=by, case=case, told=told)


@action
def tell_after(
    *, by: Viewer, case_id: uuid.UUID, version: int, after: dict[uuid.UUID, int | None]
) -> Case:
    """Say how it is now for each goal of the version that was followed up; the next version's
    goals begin from there."""
    case, plan = held(by, case_id, version)
    scale = lists.levels()
    require(Verdict.all_of(rules.may_tell_after(case.state, one, scale) for one in after.values())
            + rules.may_tell_after(case.state, None, scale))  # fmt: skip
    draft = newest(plan)
    was = plan.versions.get(number=draft.number - 1)
    for goal in was.goals.filter(pk__in=after):
        goal.state_after = after[goal.pk]
        goal.save(update_fields=["state_after"])
        if goal.state_after is not None:
            same = draft.goals.filter(area=goal.area, goal=goal.goal)
            same.update(state_now=goal.state_after)
    return cases.change(by=by, case=case, told=Told("care_plan.tell_after"))


@action
def drop_review(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Throw the new version away; the one before holds on, and its review is not done."""
    case, plan = held(by, case_id, version)
    require(_fits("care_plan.drop_review", case, words))
    draft = newest(plan)
    was = plan.versions.get(number=draft.number - 1)
    draft.delete()
    was.reviewed_date, was.outcome = None, ""
    was.save(update_fields=["reviewed_date", "outcome"])
    was.goals.update(state_after=None)
    return cases.change(
        by=by, case=case, told=Told("care_plan.drop_review", words, to_state=State.VALID)
    )


@action
def end(*, by: Viewer, case_id: uuid.UUID, version: int, on: date, words: str) -> Case:
    """End a plan: the service has ended or another unit carries it out; its contact ends too."""
    case, plan = held(by, case_id, version, capability=MANAGE)
    require(_fits("care_plan.end", case, words)
            + rules.may_end(begun=plan.begun_date, on=on, today=timezone.localdate()))  # fmt: skip
    plan.ended_date = on
    plan.save(update_fields=["ended_date"])
    for one in plan.contacts.filter(until_date=None):
        one.until_date = max(on, one.from_date)
        one.save(update_fields=["until_date"])
    told = Told("care_plan.end", words, to_state=State.ENDED, data={"on": str(on)})
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now(), due_date=None)


@action
def take_up(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take an ended plan up again, as a new draft from its last version."""
    case, plan = held(by, case_id, version, capability=MANAGE)
    taken = CarePlan.objects.filter(decision=plan.decision, case__closed_at=None).exists()
    require(_fits("care_plan.take_up", case, words) + rules.may_take_up(has_plan=taken))
    plan.ended_date = None
    plan.save(update_fields=["ended_date"])
    was = newest(plan)
    if was.confirmed_date:
        draft = PlanVersion.objects.create(plan=plan, number=was.number + 1, night=was.night,
                                           has_night=was.has_night)  # fmt: skip
        PlanGoal.objects.bulk_create(
            PlanGoal(version=draft, **{name: getattr(one, name) for name in COPIED})
            for one in was.goals.all()
        )
    within = int(local_value(MADE_WITHIN, by.on, case.unit))
    told = Told("care_plan.take_up", words, to_state=State.DRAFT)
    return cases.change(by=by, case=case, told=told, closed_at=None,
                        due_date=rules.due_made(timezone.localdate(), within))  # fmt: skip


def held(
    by: Viewer, case_id: uuid.UUID, version: int, ours: dict[str, Any] | None = None,
    capability: str = WRITE,
) -> tuple[Case, CarePlan]:  # fmt: skip
    """Give a plan locked for a change by whoever may at its unit, if its original is here.

    Raises:
        NotVisible, NotAllowed, ChangedByAnother, RuleRefused.
    """
    case = cases.locked(by=by, case_id=case_id, version=version, ours=ours or {})
    plan = CarePlan.objects.filter(case=case).select_related("decision").first()
    if plan is None:
        raise NotVisible(str(case_id))
    demand(by, capability, case.unit_id)
    require(rules.may_write_here(original_of(case.unit, by.on)))
    return case, plan


def original_of(unit: Unit, on: date) -> str:
    """Say where a unit's plans have their original on a day; a ward's are where its home's are."""
    home = unit.parent if unit.kind == UnitKind.WARD and unit.parent else unit
    return str(local_value(ORIGINAL, on, home))


def newest(plan: CarePlan) -> PlanVersion:
    """Give a plan's newest version."""
    return plan.versions.order_by("-number")[0]


def may_confirm(plan: CarePlan, draft: PlanVersion, on: date) -> Verdict:
    """Say whether a plan's newest version may hold."""
    written = Written(
        draft.participation, draft.told, draft.made_date, draft.valid_from, draft.next_review,
        [one.is_whole for one in draft.goals.all()],
    )  # fmt: skip
    months = int(local_value(CURRENT_MONTHS, on, plan.case.unit))
    return rules.may_confirm(written, timezone.localdate(), months)


def _decision(by: Viewer, new: NewPlan) -> Case:
    """The decision: one that the viewer sees, and may order plans of or carry out at the unit."""
    found = Case.objects.filter(kind="decision", pk=new.decision_id, unit__is_reference=False)
    decision = found.visible_to(by, "decision").first()
    if decision is None:
        raise NotVisible(str(new.decision_id))
    if not by.may(FOLLOW, decision.unit_id):
        demand(by, WRITE, new.unit.pk)
    return decision


def _owner(by: Viewer, unit: Unit) -> Person | None:
    """Whoever begins it where they write plans; else the unit's nearest manager."""
    if by.may(WRITE, unit.pk) and by.person:
        return by.person
    return next(iter(managers_above(unit, by.on)), None)


def _goal(draft: PlanVersion, goal_id: uuid.UUID | None) -> PlanGoal:
    if goal_id is None:
        return PlanGoal(version=draft)
    found = draft.goals.filter(pk=goal_id).first()
    if found is None:
        raise NotVisible(str(goal_id))
    return found


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, STATE_LABELS)
