"""Reads of plans after surveys: the list, who owes one, one plan beside the next result."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.causes import Cause
from vaka.areas.remedies.queries import RemedyRow
from vaka.areas.survey_plans import results, rules
from vaka.areas.survey_plans.models import PlanQuestion, SurveyPlan
from vaka.areas.survey_plans.rules import ASK, SEE, TRANSITIONS, Answered, PlanState
from vaka.calc.intervals import wilson
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period


@dataclass(frozen=True)
class PlanRow:
    """One plan in a list."""

    id: uuid.UUID
    reference: str
    title: str
    when: str
    unit_name: str
    state: PlanState
    state_label: str
    due_date: date | None
    is_late: bool
    is_open: bool


@dataclass(frozen=True)
class Pending:
    """A survey with results of units that no plan is asked of yet."""

    survey: str
    period: str
    title: str
    when: str
    units: list[str]

    @property
    def key(self) -> str:
        """What the form calls it."""
        return f"{self.survey}|{self.period}"


@dataclass(frozen=True)
class QuestionRow:
    """A weak question: as it was, as it is the next time, and what is done about it."""

    key: str
    title: str
    value: float
    n: int | None
    now: float | None
    change: str
    is_better: bool
    is_worse: bool
    remedies: list[RemedyRow]


@dataclass(frozen=True)
class PlanPage:
    """One plan as its page shows it."""

    frame: CaseFrame
    plan: SurveyPlan
    when: str
    next_when: str
    questions: list[QuestionRow]
    others: list[RemedyRow]
    steps: list[str]
    timeline: list[TimelineLine]
    onward: list[OnwardAction]
    is_late: bool


def listed(viewer: Viewer) -> list[PlanRow]:
    """Give the plans that the viewer may see, the late first; what was shown is logged."""
    demand(viewer, SEE)
    seen = Case.objects.visible_to(viewer, "survey_plan")
    found = SurveyPlan.objects.filter(case__in=seen).select_related("case__unit")
    rows = [_row(one, viewer.on) for one in found]
    if rows:
        note_read(by=viewer, object_kind="survey_plan", object_id="",
                  data={"shown": [str(one.id) for one in rows]})  # fmt: skip
    return sorted(rows, key=lambda one: (not one.is_late, one.state is not PlanState.OWED,
                                         not one.is_open, one.due_date or date.max,
                                         one.unit_name))  # fmt: skip


def pending(viewer: Viewer) -> list[Pending]:
    """Give the surveys after which a plan may be asked of some units; nothing to who may not."""
    if not viewer.may(ASK):
        return []
    found = []
    for survey, period in results.told():
        units = [unit.name for unit, _results in owing(viewer, survey, period)]
        if units:
            title = results.title_of(survey)
            found.append(Pending(survey, period, title, Period.parse(period).words(), units))
    return found


def owing(viewer: Viewer, survey: str, period: str) -> list[tuple[Unit, list[Answered]]]:
    """Give the units with results of a survey that no plan is asked of, of those one asks.

    After the next time that the survey was made nothing is owed for the time before.
    """
    found = results.by_unit(survey, period)
    asked = SurveyPlan.objects.filter(survey=survey, period__gte=period)
    units = Unit.objects.filter(pk__in=found, is_reference=False).in_force(viewer.on)
    if not viewer.everywhere:
        units = units.filter(pk__in=viewer.unit_ids(ASK))
    units = units.exclude(pk__in=asked.values("case__unit"))
    return [(unit, found[unit.pk]) for unit in units.order_by("name")]


def plan_page(viewer: Viewer, case_id: uuid.UUID) -> PlanPage:
    """Give one plan beside the next result; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = SurveyPlan.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    when, told = results.after(row.survey, case.unit_id, row.period)
    done = remedies.for_case(viewer, case.pk)
    by_key = {one.key: one for one in told}
    questions = list(row.questions.all())
    keys = {one.key for one in questions}
    offered = transitions.offered(TRANSITIONS, case.state)
    return PlanPage(
        cases.frame(case), row, Period.parse(row.period).words(),
        Period.parse(when).words() if when else "",
        [_question(one, by_key.get(one.key), done) for one in questions],
        [one for one in done if one.cause_code not in keys],
        [one.verb for one in offered if viewer.may(one.capability, case.unit_id)],
        cases.timeline(case), cases.onward(viewer, case),
        rules.is_late(PlanState(case.state), case.due_date, viewer.on),
    )  # fmt: skip


def without_remedy(row: SurveyPlan) -> list[str]:
    """Give the titles of a plan's weak questions that no remedy answers, whoever may see them."""
    found = remedies.for_case(Viewer.system("survey_plans"), row.pk)
    answered = {one.cause_code for one in found if one.state != "dropped"}
    return [one.title for one in row.questions.all() if one.key not in answered]


def causes_of(viewer: Viewer, case_id: uuid.UUID) -> list[Cause]:
    """Give a plan's weak questions as the causes that a remedy may answer."""
    if not Case.objects.visible_to(viewer, "survey_plan").filter(pk=case_id).exists():
        return []
    return [Cause(one.key, one.title) for one in PlanQuestion.objects.filter(plan=case_id)]


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the last days of plans as duties of the year wheel."""
    seen = Case.objects.visible_to(viewer, "survey_plan")
    found = SurveyPlan.objects.filter(case__in=seen, plan_due_date__gte=start,
                                      plan_due_date__lte=end)  # fmt: skip
    for one in found.select_related("case__unit"):
        address = reverse("survey_plans:plan", args=[one.pk])
        yield Duty(
            name=_("Handlingsplan efter undersökning: %s") % one.case.title,
            due_date=one.plan_due_date, unit=one.case.unit.name, role=_("Enhetschef"),
            state=DutyState.DONE if one.handed_in_date else DutyState.DUE, address=address,
            done_date=one.handed_in_date, evidence=address if one.handed_in_date else "",
            topic="survey_plan",
        )  # fmt: skip


def _row(one: SurveyPlan, on: date) -> PlanRow:
    case, state = one.case, PlanState(one.case.state)
    return PlanRow(
        case.pk, case.reference, case.title, Period.parse(one.period).words(), case.unit.name,
        state, str(rules.PLAN_LABELS[state]), case.due_date,
        rules.is_late(state, case.due_date, on), case.closed_at is None,
    )  # fmt: skip


def _question(one: PlanQuestion, now: Answered | None, done: list[RemedyRow]) -> QuestionRow:
    then = Answered(one.key, one.title, one.value, one.n)
    found = rules.change(then, now, wilson) if now else None
    return QuestionRow(
        one.key, one.title, one.value, one.n, now.value if now else None,
        str(rules.CHANGE_LABELS[found]) if found else "",
        found is rules.Change.BETTER, found is rules.Change.WORSE,
        [row for row in done if row.cause_code == one.key],
    )  # fmt: skip
