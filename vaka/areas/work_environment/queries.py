"""Reads of work-environment investigations: the list, one of them, time and alarms, duties."""

import uuid
from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.causes import Cause
from vaka.areas.remedies.queries import RemedyRow
from vaka.areas.work_environment import actions, rules, timing
from vaka.areas.work_environment.models import (
    PlanReview,
    WorkInvestigation,
    WorkQuestion,
    WorkRisk,
)
from vaka.areas.work_environment.pages import (
    InvestigationPage,
    QuestionRow,
    ReviewRow,
    RiskRow,
)
from vaka.areas.work_environment.rules import QuestionKind, State, TimeSum
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.models import Case
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit

LOOKS = {"open": Q(case__closed_at=None), "closed": ~Q(case__closed_at=None), "all": Q()}


def visible(viewer: Viewer) -> QuerySet[WorkInvestigation]:
    """Give the investigations that a viewer may see, those due first first."""
    seen = Case.objects.visible_to(viewer, actions.KIND)
    found = WorkInvestigation.objects.filter(case__in=seen).select_related("case__unit")
    return found.order_by(F("case__due_date").asc(nulls_last=True), "-case__opened_at")


def listed(
    viewer: Viewer, look: str = "open", ids: Collection[uuid.UUID] | None = None
) -> QuerySet[WorkInvestigation]:
    """Give those that match, with how many questions and risks they have."""
    found = visible(viewer).filter(LOOKS.get(look, Q()))
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    return found.annotate(
        asked_count=Count("questions", distinct=True),
        answered_count=Count(
            "questions", filter=~Q(questions__answered_date=None), distinct=True
        ),
        risk_count=Count("risks", distinct=True),
        serious_count=Count("risks", filter=Q(risks__is_serious=True), distinct=True),
    )  # fmt: skip


def note_listed(viewer: Viewer, ids: Collection[uuid.UUID]) -> None:
    """Write in the log which investigations a list showed."""
    note_read(by=viewer, object_kind=actions.KIND, object_id="",
              data={"shown": [str(one) for one in ids]})  # fmt: skip


def investigation_page(viewer: Viewer, case_id: uuid.UUID) -> InvestigationPage:
    """Give one investigation to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = WorkInvestigation.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    found, reviews = remedies.for_case(viewer, case.pk), _reviews(viewer, case, row)
    risks = [_risk(one, found) for one in row.risks.all()]
    covers = list(row.covers.order_by("name"))
    first, last = row.received_date.replace(day=1), row.decided_date or viewer.on
    time = timing.by_kind(covers, first, last)
    may_handle = viewer.may(rules.HANDLE, case.unit_id)
    offered = transitions.offered(rules.TRANSITIONS, case.state)
    return InvestigationPage(
        frame=cases.frame(case),
        ordered_by=row.ordered_by,
        number=row.number,
        about=row.about,
        received_date=row.received_date,
        decided_date=row.decided_date,
        covers=covers,
        asked=row.asked,
        answered=row.answered,
        rate=rules.rate(row.answered, row.asked),
        survey_period=row.survey_period,
        survey_words=row.survey_words,
        order=[
            (frame.reference, frame.id) for relation, frame in cases.links(viewer, case)
            if relation == actions.ANSWERS_ORDER
        ],
        questions=[_question(one, time) for one in row.questions.all()],
        risks=risks,
        loose=[one for one in found if one.cause_code not in {str(risk.id) for risk in risks}],
        reviews=reviews,
        reviewed=sum(one.reviewed_date is not None for one in reviews),
        time=[(str(rules.TIME_LABELS[kind]), found) for kind, found in time.items()],
        time_first=first,
        time_last=last,
        steps=[one.verb for one in offered if viewer.may(one.capability, case.unit_id)],
        may_change=may_handle and rules.may_change(case.state).ok,
        may_plan=may_handle and case.state != State.CLOSED,
        may_decide=actions.deciding(row),
        may_close=actions.closing(case, row),
        timeline=cases.timeline(case),
        onward=cases.onward(viewer, case),
    )  # fmt: skip


def question_of(viewer: Viewer, case_id: uuid.UUID, question_id: uuid.UUID) -> WorkQuestion:
    """Give a question of an investigation that the viewer may see. Raises NotVisible."""
    rows = visible(viewer).filter(pk=case_id)
    found = WorkQuestion.objects.filter(pk=question_id, investigation__in=rows).first()
    if found is None:
        raise NotVisible(str(question_id))
    return found


def risk_of(viewer: Viewer, case_id: uuid.UUID, risk_id: uuid.UUID) -> WorkRisk:
    """Give a risk of an investigation that the viewer may see. Raises NotVisible."""
    rows = visible(viewer).filter(pk=case_id)
    found = WorkRisk.objects.filter(pk=risk_id, investigation__in=rows).first()
    if found is None:
        raise NotVisible(str(risk_id))
    return found


def causes_of(viewer: Viewer, case_id: uuid.UUID) -> list[Cause]:
    """Give the risks as causes that a remedy may answer."""
    found = WorkRisk.objects.filter(investigation__in=visible(viewer).filter(pk=case_id))
    return [Cause(str(one.pk), f"{one.number}: {one.text}"[:200]) for one in found]


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give each investigation as a duty of the day that the order sets."""
    found = visible(viewer).filter(case__due_date__range=(start, end))
    for one in found:
        address = reverse("work_environment:case", args=[one.pk])
        yield Duty(
            name=_("Arbetsmiljöutredning: %(title)s") % {"title": one.case.title},
            due_date=one.case.due_date or end, unit=one.case.unit.name, role=_("Arbetsgivaren"),
            state=DutyState.DONE if one.decided_date else DutyState.DUE, address=address,
            done_date=one.decided_date, evidence=address if one.decided_date else "",
            topic="work_investigation",
        )  # fmt: skip


def _question(one: WorkQuestion, time: dict[rules.TimeKind, TimeSum]) -> QuestionRow:
    used = time.get(rules.TimeKind(one.time_kind)) if one.time_kind else None
    return QuestionRow(
        one.pk, one.number, str(rules.QUESTION_LABELS[QuestionKind(one.kind)]), one.text,
        one.method, one.finding, one.felt_percent, one.answered_date, used,
        rules.agrees(used.percent if used else None, one.felt_percent),
    )  # fmt: skip


def _risk(one: WorkRisk, found: list[RemedyRow]) -> RiskRow:
    mine = [remedy for remedy in found if remedy.cause_code == str(one.pk)]
    return RiskRow(one.pk, one.number, one.text, one.source, one.is_serious, one.reason,
                   one.done_at_once, mine)  # fmt: skip


def _reviews(viewer: Viewer, case: Case, row: WorkInvestigation) -> list[ReviewRow]:
    done = actions.reviews_of(row)
    named = {unit.pk for unit in row.covers.all()}
    return [
        _review(unit, unit.pk in named, done.get(unit.pk),
                case.state == State.DECIDED and viewer.may(rules.HANDLE, unit.pk))
        for unit in actions.units_due(case, row)
    ]  # fmt: skip


def _review(unit: Unit, is_named: bool, done: PlanReview | None, may: bool) -> ReviewRow:
    if done is None:
        return ReviewRow(unit, is_named, None, "", "", may)
    who = done.by.name if done.by else ""
    return ReviewRow(unit, is_named, done.reviewed_date, done.words, who, may)
