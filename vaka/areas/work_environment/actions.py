"""What is done with a work-environment investigation; each verb is one logged transaction."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone

from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.queries import RemedyRow
from vaka.areas.remedies.rules import DECIDED_STATES
from vaka.areas.work_environment import rules
from vaka.areas.work_environment.models import (
    PlanReview,
    WorkInvestigation,
    WorkQuestion,
    WorkRisk,
    WorkTime,
)
from vaka.areas.work_environment.rules import (
    TRANSITIONS,
    QuestionKind,
    RiskStanding,
    State,
    TimeKind,
)
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import Verdict, require

KIND = "work_investigation"
ORDER = "inspection"
"""The kind of case whose order an investigation may answer."""
ANSWERS_ORDER = "investigates"
"""The relation from an investigation to the inspection whose order it answers."""


@dataclass(frozen=True)
class NewWorkInvestigation:
    """What is to be investigated, where, by when and by whose order."""

    unit: Unit
    title: str
    about: str
    received_date: date
    due_date: date
    covers: Sequence[Unit]
    ordered_by: str = ""
    number: str = ""
    inspection_id: uuid.UUID | None = None


@dataclass(frozen=True)
class NewTime:
    """A month's minutes of one kind at a unit."""

    unit: Unit
    month: date
    kind: TimeKind
    planned_minutes: int
    performed_minutes: int
    alarms: int | None = None
    odd_logs: int = 0


@action
def begin_work_investigation(*, by: Viewer, new: NewWorkInvestigation) -> Case:
    """Begin an investigation; when it answers an order, tie it to the inspection."""
    demand(by, rules.HANDLE, new.unit.pk)
    named = [unit.pk for unit in new.covers]
    below = set(Unit.objects.below(new.unit).filter(pk__in=named).values_list("pk", flat=True))
    require(rules.may_begin(
        received=new.received_date, due=new.due_date, covers=len(new.covers),
        are_seen=all(by.may(rules.SEE, unit.pk) for unit in new.covers),
        are_below=below == set(named),
    ))  # fmt: skip
    case = Case(
        kind=KIND, unit=new.unit, title=new.title[:200], state=State.OPEN, owner=by.person,
        opened_at=timezone.now(), reporter=by.person, due_date=new.due_date,
    )  # fmt: skip
    row = WorkInvestigation(
        case=case, ordered_by=new.ordered_by, number=new.number, about=new.about,
        received_date=new.received_date,
    )  # fmt: skip
    told = Told("work_investigation.begin_work_investigation", to_state=State.OPEN)
    case = cases.start(by=by, case=case, told=told, save_also=row)
    row.covers.set(new.covers)
    if new.inspection_id is not None:
        cases.link(by=by, from_case=case, to_case=order_of(by, new.inspection_id),
                   relation=ANSWERS_ORDER)  # fmt: skip
    return case


@action
def add_work_question(
    *, by: Viewer, case_id: uuid.UUID, version: int, kind: QuestionKind, text: str,
    time_kind: str = "",
) -> Case:  # fmt: skip
    """Add a question that the investigation must answer."""
    case, row = held(by, case_id, version, rules.HANDLE)
    require(rules.may_change(case.state))
    number = (row.questions.aggregate(last=Max("number"))["last"] or 0) + 1
    WorkQuestion.objects.create(
        investigation=row, number=number, kind=kind, text=text, time_kind=time_kind
    )
    return _told(by, case, "add_work_question", number, text)


@action
def answer_work_question(
    *, by: Viewer, case_id: uuid.UUID, question_id: uuid.UUID, version: int, method: str,
    finding: str, felt_percent: int | None = None,
) -> Case:  # fmt: skip
    """Answer a question: how it was found out, what was found, and what staff say."""
    case, row = held(by, case_id, version, rules.HANDLE)
    require(rules.may_change(case.state) + rules.may_answer(method=method, finding=finding))
    question = row.questions.filter(pk=question_id).first()
    if question is None:
        raise NotVisible(str(question_id))
    question.method, question.finding, question.felt_percent = method, finding, felt_percent
    question.answered_date = question.answered_date or by.on
    question.save(update_fields=["method", "finding", "felt_percent", "answered_date"])
    return _told(by, case, "answer_work_question", question.number)


@action
def write_survey(
    *, by: Viewer, case_id: uuid.UUID, version: int, asked: int, answered: int, period: str,
    words: str,
) -> Case:  # fmt: skip
    """Keep how many were asked and answered, when, and what the survey shows."""
    case, row = held(by, case_id, version, rules.HANDLE)
    require(rules.may_change(case.state) + rules.may_survey(asked=asked, answered=answered))
    row.asked, row.answered, row.survey_period, row.survey_words = asked, answered, period, words
    row.save(update_fields=["asked", "answered", "survey_period", "survey_words"])
    told = Told("work_investigation.write_survey", data={"asked": asked, "answered": answered})
    return cases.change(by=by, case=case, told=told)


@action
def add_work_risk(
    *, by: Viewer, case_id: uuid.UUID, version: int, text: str, source: str = ""
) -> Case:
    """Add a risk; whether it is serious is graded by itself."""
    case, row = held(by, case_id, version, rules.HANDLE)
    require(rules.may_change(case.state))
    number = (row.risks.aggregate(last=Max("number"))["last"] or 0) + 1
    WorkRisk.objects.create(investigation=row, number=number, text=text, source=source)
    return _told(by, case, "add_work_risk", number, text)


@action
def grade_work_risk(
    *, by: Viewer, case_id: uuid.UUID, risk_id: uuid.UUID, version: int, is_serious: bool,
    reason: str = "", done_at_once: str = "",
) -> Case:  # fmt: skip
    """Say whether a risk is serious, and what was done at once."""
    case, row = held(by, case_id, version, rules.HANDLE)
    require(rules.may_change(case.state))
    risk = row.risks.filter(pk=risk_id).first()
    if risk is None:
        raise NotVisible(str(risk_id))
    risk.is_serious, risk.reason, risk.done_at_once = is_serious, reason, done_at_once
    risk.save(update_fields=["is_serious", "reason", "done_at_once"])
    return _told(by, case, "grade_work_risk", risk.number, reason)


@action
def decide(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Decide the action plan; then it is gone through at every unit."""
    case, row = held(by, case_id, version, rules.DECIDE)
    require(_fits("work_investigation.decide", case, words) + deciding(row))
    row.decided_date = by.on
    row.save(update_fields=["decided_date"])
    told = Told("work_investigation.decide", words, to_state=State.DECIDED)
    return cases.change(by=by, case=case, told=told)


@action
def review_plan(
    *, by: Viewer, case_id: uuid.UUID, version: int, unit: Unit, reviewed: date, words: str = ""
) -> Case:
    """Tell that a unit has gone through the plan that holds; again changes the day."""
    case, row = held(by, case_id, version, "")
    demand(by, rules.HANDLE, unit.pk)
    require(rules.may_review(
        state=case.state, decided=row.decided_date, reviewed=reviewed, today=by.on,
        is_due=unit in units_due(case, row),
    ))  # fmt: skip
    PlanReview.objects.update_or_create(
        investigation=row, unit=unit,
        defaults={"reviewed_date": reviewed, "words": words, "by": by.person},
    )  # fmt: skip
    told = Told("work_investigation.review_plan", words, data={"unit": unit.name})
    return cases.change(by=by, case=case, told=told)


@action
def close(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Close when the plan is gone through everywhere and every remedy is done and checked."""
    case, row = held(by, case_id, version, rules.DECIDE)
    require(_fits("work_investigation.close", case, words) + closing(case, row))
    told = Told("work_investigation.close", words, to_state=State.CLOSED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def reopen(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open the investigation again, with the reason; its plan no longer holds anywhere."""
    case, row = held(by, case_id, version, rules.DECIDE)
    require(_fits("work_investigation.reopen", case, words))
    row.decided_date = None
    row.save(update_fields=["decided_date"])
    told = Told("work_investigation.reopen", words, to_state=State.OPEN)
    return cases.change(by=by, case=case, told=told, closed_at=None)


@action
def log_time(*, by: Viewer, new: NewTime) -> WorkTime:
    """Keep a month's planned and performed minutes of a kind; again replaces them."""
    demand(by, rules.HANDLE, new.unit.pk)
    require(
        rules.may_log_time(planned=new.planned_minutes, performed=new.performed_minutes,
                           alarms=new.alarms, kind=new.kind)
    )  # fmt: skip
    kept = {"planned_minutes": new.planned_minutes, "performed_minutes": new.performed_minutes,
            "alarms": new.alarms, "odd_logs": new.odd_logs}  # fmt: skip
    row, _new = WorkTime.objects.update_or_create(
        unit=new.unit, month=new.month.replace(day=1), kind=new.kind, defaults=kept
    )
    note(by=by, verb="work_time.log_time", object_kind="work_time", object_id=row.pk,
         unit_id=new.unit.pk, data={"month": str(row.month), "kind": new.kind, **kept})  # fmt: skip
    return row


def standings(row: WorkInvestigation) -> tuple[list[RiskStanding], list[RemedyRow]]:
    """Give what the rules ask of each risk, and the remedies that answer none of them: all of
    them, whoever may see them, so that nobody decides by seeing less."""
    found = remedies.for_case(Viewer.system("work_environment"), row.pk)
    risks = list(row.risks.all())
    known = {str(risk.pk) for risk in risks}
    return (
        [_standing(risk, [one for one in found if one.cause_code == str(risk.pk)])
         for risk in risks],
        [one for one in found if one.cause_code not in known],
    )  # fmt: skip


def deciding(row: WorkInvestigation) -> Verdict:
    """Say whether the plan may be decided."""
    left = list(row.questions.filter(answered_date=None).values_list("number", flat=True))
    risks, loose = standings(row)
    unchecked = sum(one.effect_date is None for one in _decided(loose))
    return rules.may_decide(left, risks, unchecked)


def closing(case: Case, row: WorkInvestigation) -> Verdict:
    """Say whether the investigation may be closed."""
    risks, loose = standings(row)
    names = [unit.name for unit in units_left(case, row)]
    return rules.may_close(names, risks, sum(one.is_open for one in loose))


def units_due(case: Case, row: WorkInvestigation) -> list[Unit]:
    """Give where the plan is to be gone through: every unit of the same kinds as those covered,
    also those that the order does not name."""
    kinds = {unit.kind for unit in row.covers.all()}
    found = Unit.objects.below(case.unit).in_force(timezone.localdate()).filter(kind__in=kinds)
    return list(found.order_by("name"))


def reviews_of(row: WorkInvestigation) -> dict[uuid.UUID, PlanReview]:
    """Give by unit where the plan that holds has been gone through, not one before it."""
    found = row.reviews.select_related("by")
    return {one.unit_id: one for one in found if rules.counts(one.reviewed_date, row.decided_date)}


def units_left(case: Case, row: WorkInvestigation) -> list[Unit]:
    """Give those of them where it has not been gone through."""
    done = reviews_of(row)
    return [unit for unit in units_due(case, row) if unit.pk not in done]


def order_of(by: Viewer, case_id: uuid.UUID) -> Case:
    """Give the inspection whose order is answered, if it is one. Raises NotVisible."""
    case = Case.objects.visible_to(by, ORDER).filter(pk=case_id).first()
    if case is None:
        raise NotVisible(str(case_id))
    return case


def held(
    by: Viewer, case_id: uuid.UUID, version: int, capability: str
) -> tuple[Case, WorkInvestigation]:
    """Fetch an investigation to change it, held for this transaction. As `cases.locked`."""
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = WorkInvestigation.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    if capability:
        demand(by, capability, case.unit_id)
    return case, row


def _standing(risk: WorkRisk, found: list[RemedyRow]) -> RiskStanding:
    planned = [one for one in _decided(found) if one.due_date and one.responsible_name]
    return RiskStanding(
        number=risk.number, is_serious=risk.is_serious, done_at_once=risk.done_at_once,
        planned=len(planned), unchecked=sum(one.effect_date is None for one in planned),
        open=sum(one.is_open for one in found),
    )  # fmt: skip


def _decided(found: list[RemedyRow]) -> list[RemedyRow]:
    """Those decided, done or not; a proposal or one that was dropped handles no risk."""
    return [one for one in found if one.state in DECIDED_STATES]


def _told(by: Viewer, case: Case, verb: str, number: int, words: str = "") -> Case:
    told = Told(f"work_investigation.{verb}", words[:300], data={"number": number})
    return cases.change(by=by, case=case, told=told)


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.STATE_LABELS)
