"""What is done with night plans; each verb is one transaction with its log row."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.care_plans import actions as care_plans
from vaka.areas.care_plans.rules import may_write_here
from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.areas.deviations.rules import Law
from vaka.areas.night_care import plan_rules, scenes
from vaka.areas.night_care.models import (
    LegalGround,
    NightPlan,
    NightRoom,
    PlannedCheck,
    PlanVersion,
    ProtectiveMeasure,
)
from vaka.areas.night_care.plan_rules import (
    PLAN_LABELS,
    PLAN_TRANSITIONS,
    SET_GROUND,
    WRITE,
    PlanState,
    Standing,
)
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.numbers import find_numbers
from vaka.law.months import add_months
from vaka.law.verdict import Verdict, require

KIND = "night_plan"
COLUMNS = (
    "assessor", "act", "assessed_date", "needs", "wish", "consent", "consent_how", "consent_date",
    "cohabitant", "will_sought", "heard", "ground_id", "supervision", "undisturbed_from",
    "undisturbed_to", "longest_wait_minutes", "not_seen", "abnormal", "failure", "last_meal",
    "first_meal", "by_day", "health", "sedatives_date", "review_date",
)  # fmt: skip


@dataclass(frozen=True)
class NewCheck:
    """A check to add to a plan."""

    from_time: time
    to_time: time
    form: str
    minutes: float
    staff: int = 1
    wake_percent: int = 0
    skill: str = ""


@dataclass(frozen=True)
class NewMeasure:
    """A protective measure to write in a plan."""

    kind: str
    purpose: str
    is_agreed: bool
    for_staffing: bool
    review_date: date


@action
def begin_plan(*, by: Viewer, room_id: uuid.UUID) -> Case:
    """Begin a night plan for whoever lives in a room."""
    room = NightRoom.objects.filter(pk=room_id, ended_date=None).select_related("unit").first()
    if room is None or not by.may(plan_rules.SEE_PLAN, room.unit_id):
        raise NotVisible(str(room_id))
    demand(by, WRITE, room.unit_id)
    require(written_here(room.unit, by.on))
    standing = NightPlan.objects.filter(room=room).exclude(case__state=PlanState.ENDED)
    require(plan_rules.may_begin(has_plan=standing.exists()))
    case = Case(
        kind=KIND, unit=room.unit, title=_("Nattplan, rum %s") % room.label,
        state=PlanState.DRAFT, opened_at=timezone.now(), owner=by.person, reporter=by.person,
    )  # fmt: skip
    told = Told("night_plan.begin_plan", to_state=PlanState.DRAFT)
    return cases.start(by=by, case=case, told=told, save_also=NightPlan(case=case, room=room))


@action
def write_plan(*, by: Viewer, case_id: uuid.UUID, version: int, told: dict[str, Any]) -> Case:
    """Write in a draft what the person needs and wants."""
    case, plan = _draft(by, case_id, version)
    require(_numberless(told))
    for name in COLUMNS:
        if name in told:
            setattr(plan, name, told[name])
    plan.save(update_fields=[name for name in COLUMNS if name in told])
    return cases.change(by=by, case=case, told=Told("night_plan.write_plan"))


@action
def add_check(*, by: Viewer, case_id: uuid.UUID, version: int, new: NewCheck) -> Case:
    """Add a time to a draft."""
    case, plan = _draft(by, case_id, version)
    require(plan_rules.may_check(form=new.form, staff=new.staff) + _numberless(vars(new)))
    PlannedCheck.objects.create(plan=plan, **vars(new))
    return cases.change(by=by, case=case, told=Told("night_plan.add_check"))


@action
def drop_check(*, by: Viewer, case_id: uuid.UUID, version: int, check_id: uuid.UUID) -> Case:
    """Take a time out of a draft."""
    case, plan = _draft(by, case_id, version)
    if not PlannedCheck.objects.filter(plan=plan, pk=check_id).delete()[0]:
        raise NotVisible(str(check_id))
    return cases.change(by=by, case=case, told=Told("night_plan.drop_check"))


@action
def protect(*, by: Viewer, case_id: uuid.UUID, version: int, new: NewMeasure) -> Case:
    """Write down a protective measure; without the person's yes it is a deviation at once."""
    case, plan = _held(by, case_id, version)
    require(plan_rules.may_protect(case.state) + _numberless(vars(new)))
    row = ProtectiveMeasure(plan=plan, **vars(new))
    if plan_rules.opens_deviation(is_agreed=new.is_agreed, for_staffing=new.for_staffing):
        row.deviation = _report(by, case, plan, new)
    row.save(force_insert=True)
    return cases.change(by=by, case=case, told=Told("night_plan.protect"))


@action
def agree(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Agree on a plan with the person; it is kept as it stands."""
    case, plan = _held(by, case_id, version)
    require(_fits("night_plan.agree", case, words))
    today = timezone.localdate()
    require(plan_rules.may_agree(standing_of(plan, today)))
    plan.number += 1
    plan.agreed_date = today
    plan.save(update_fields=["number", "agreed_date"])
    kept = PlanVersion(plan=plan, number=plan.number, agreed_by=by.person,
                       agreed_at=timezone.now(), content=content_of(plan))  # fmt: skip
    kept.save(force_insert=True)
    told = Told("night_plan.agree", words, to_state=PlanState.AGREED,
                data={"number": plan.number})  # fmt: skip
    return cases.change(by=by, case=case, told=told, due_date=plan.review_date)


@action
def revise(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open an agreed plan to write the next version, with the reason."""
    case, _plan = _held(by, case_id, version)
    require(_fits("night_plan.revise", case, words))
    told = Told("night_plan.revise", words, to_state=PlanState.DRAFT)
    return cases.change(by=by, case=case, told=told)


@action
def end_plan(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """End a plan, with the reason; its versions stay."""
    case, _plan = _held(by, case_id, version)
    require(_fits("night_plan.end_plan", case, words))
    told = Told("night_plan.end_plan", words, to_state=PlanState.ENDED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now(), due_date=None)


@action
def set_ground(
    *, by: Viewer, words: str, source: str, valid_from: date, valid_until: date | None
) -> LegalGround:
    """Write down a ground that the municipality has decided on, with its source and dates."""
    demand(by, SET_GROUND)
    require(plan_rules.may_set_ground(words, source, valid_from, valid_until))
    made = LegalGround.objects.create(
        words=words, source=source, valid_from=valid_from, valid_until=valid_until, set_by=by.person
    )
    note(by=by, verb="night_care.set_ground", object_kind="legal_ground", object_id=made.pk,
         data={"words": words, "source": source, "from": str(valid_from)})  # fmt: skip
    return made


def standing_of(plan: NightPlan, on: date) -> Standing:
    """Give what the rules ask of a plan."""
    ground = plan.ground
    return Standing(
        needs=plan.needs, assessor=plan.assessor, act=plan.act, assessed_date=plan.assessed_date,
        wish=plan.wish, consent=plan.consent, cohabitant=plan.cohabitant,
        will_sought=plan.will_sought, heard=plan.heard, supervision=plan.supervision,
        ground_holds=ground is not None
        and plan_rules.holds(ground.valid_from, ground.valid_until, on),
        forms=[check.form for check in plan.checks.all()], not_seen=plan.not_seen,
        failure=plan.failure, review_date=plan.review_date, today=on,
        review_until=add_months(on, scenes.taken()["plan"]["review_months"]),
    )  # fmt: skip


def content_of(plan: NightPlan) -> dict[str, Any]:
    """Give a plan as it stands, to be kept."""
    told = {name: _said(getattr(plan, name)) for name in COLUMNS}
    checks = [
        {"from": f"{one.from_time:%H:%M}", "to": f"{one.to_time:%H:%M}", "form": one.form,
         "minutes": one.minutes, "staff": one.staff, "wake_percent": one.wake_percent,
         "skill": one.skill}
        for one in plan.checks.all()
    ]  # fmt: skip
    measures = [{"kind": one.kind, "purpose": one.purpose, "is_agreed": one.is_agreed}
                for one in plan.measures.filter(ended_date=None)]  # fmt: skip
    return {**told, "room": plan.room.label, "checks": checks, "measures": measures}


def _said(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else str(value)


def _report(by: Viewer, case: Case, plan: NightPlan, new: NewMeasure) -> Case:
    why = (_("En skyddsåtgärd används för att personal saknas: %s.") if new.for_staffing
           else _("En skyddsåtgärd används utan personens ja: %s."))  # fmt: skip
    return deviations.report(by=by, new=NewDeviation(
        unit=case.unit, law=Law.SOL, type=scenes.taken()["plan"]["deviation_type"],
        text=f"{why % new.kind} {new.purpose}", occurred_at=timezone.now(),
        place=_("Rum %s") % plan.room.label, has_time=False,
    ))  # fmt: skip


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, NightPlan]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    plan = NightPlan.objects.filter(case=case).select_related("room", "ground").first()
    if plan is None:
        raise NotVisible(str(case_id))
    demand(by, WRITE, case.unit_id)
    require(written_here(case.unit, by.on))
    return case, plan


def _draft(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, NightPlan]:
    case, plan = _held(by, case_id, version)
    require(plan_rules.may_write(case.state))
    return case, plan


def written_here(unit: Unit, on: date) -> Verdict:
    """A night plan is part of the care plan, so it is written where that has its original."""
    return may_write_here(care_plans.original_of(unit, on))


def _numberless(texts: Mapping[str, Any]) -> Verdict:
    found = (name for name, text in texts.items() if isinstance(text, str) and find_numbers(text))
    return plan_rules.without_numbers(list(found))


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(PLAN_TRANSITIONS, verb, case.state, words, PLAN_LABELS)
