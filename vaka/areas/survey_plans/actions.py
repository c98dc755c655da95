"""What is done with plans after surveys; each verb is one transaction with its log row."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.survey_plans import queries, results, rules
from vaka.areas.survey_plans.models import PlanQuestion, SurveyPlan
from vaka.areas.survey_plans.rules import ASK, HANDLE, TRANSITIONS, Answered, PlanState
from vaka.foundation.access.queries import managers_above
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.notices import actions as notices
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law.verdict import Verdict, require

KIND = "survey_plan"


@dataclass(frozen=True)
class NewPlan:
    """A unit that owes a plan after a survey, with its weakest questions."""

    unit: Unit
    survey: str
    period: str
    weak: Sequence[Answered]


@action
def ask_plans(*, by: Viewer, survey: str, period: str) -> list[Case]:
    """Ask each unit with results of a survey for a plan, where none is asked for yet.

    Raises:
        NotAllowed: the viewer asks for no plans.
        RuleRefused: no unit that the viewer reaches owes a plan after the survey.
    """
    demand(by, ASK)
    owing = queries.owing(by, survey, period)
    require(rules.may_ask(units=len(owing)))
    count = int(local_value("survey_plan.weakest", by.on))
    return [
        open_plan(by=by, new=NewPlan(unit, survey, period, rules.weakest(found, count)))
        for unit, found in owing
    ]


@action
def open_plan(*, by: Viewer, new: NewPlan) -> Case:
    """Ask one unit for its plan, and tell its manager."""
    demand(by, ASK, new.unit.pk)
    due = rules.due_plan(by.on, int(local_value("survey_plan.due_days", by.on, new.unit)))
    title = results.title_of(new.survey)
    owner = next(iter(managers_above(new.unit, by.on)), None)
    case = Case(
        kind=KIND, unit=new.unit, title=title[:200], state=PlanState.OWED, due_date=due,
        opened_at=timezone.now(), owner=owner, reporter=by.person,
    )  # fmt: skip
    row = SurveyPlan(case=case, survey=new.survey, period=new.period, plan_due_date=due)
    told = Told("survey_plan.open_plan", to_state=PlanState.OWED, data={"period": new.period})
    cases.start(by=by, case=case, told=told, save_also=row)
    PlanQuestion.objects.bulk_create(
        PlanQuestion(plan=row, key=one.key, title=one.title, value=one.value, n=one.n, place=place)
        for place, one in enumerate(new.weak)
    )
    if owner is not None:
        said = _("Handlingsplan efter %(title)s ska lämnas senast %(day)s.")
        notices.tell(by=by, to=owner, kind="survey_plan.owed", case=case, object_id=case.pk,
                     words=said % {"title": title, "day": due},
                     url_name="survey_plans:plan")  # fmt: skip
    return case


@action
def hand_in(
    *, by: Viewer, case_id: uuid.UUID, version: int, words: str, why_none: str = ""
) -> Case:
    """Hand in a plan: what the answers come of, and a remedy or a reason for each weak question."""
    case, row = _held(by, case_id, version, HANDLE)
    without = queries.without_remedy(row)
    require(_fits("survey_plan.hand_in", case, words)
            + rules.may_hand_in(words=words, without=without, why_none=why_none))  # fmt: skip
    row.analysis, row.why_none, row.handed_in_date = words.strip(), why_none.strip(), by.on
    row.save(update_fields=["analysis", "why_none", "handed_in_date"])
    due = _next_look(by.on, case.unit)
    told = Told("survey_plan.hand_in", words, to_state=PlanState.HANDED_IN)
    return cases.change(by=by, case=case, told=told, due_date=due)


@action
def send_back(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Send a plan back to be completed, with what is missing."""
    case, row = _held(by, case_id, version, ASK)
    require(_fits("survey_plan.send_back", case, words))
    row.handed_in_date = None
    row.plan_due_date = rules.due_plan(by.on, int(local_value("survey_plan.again_days", by.on)))
    row.save(update_fields=["handed_in_date", "plan_due_date"])
    told = Told("survey_plan.send_back", words, to_state=PlanState.OWED)
    return cases.change(by=by, case=case, told=told, due_date=row.plan_due_date)


@action
def follow_up(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Follow a plan up against the next result, in words; that closes it."""
    case, row = _held(by, case_id, version, HANDLE)
    when, _found = results.after(row.survey, case.unit_id, row.period)
    require(_fits("survey_plan.follow_up", case, words)
            + rules.may_follow_up(has_next=bool(when), words=words))  # fmt: skip
    row.followed_up, row.followed_up_date = words.strip(), by.on
    row.save(update_fields=["followed_up", "followed_up_date"])
    told = Told("survey_plan.follow_up", words, to_state=PlanState.FOLLOWED_UP)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now(), due_date=None)


@action
def take_up(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take a followed-up plan up again, with the reason."""
    case, row = _held(by, case_id, version, HANDLE)
    require(_fits("survey_plan.take_up", case, words))
    row.followed_up_date = None
    row.save(update_fields=["followed_up_date"])
    told = Told("survey_plan.take_up", words, to_state=PlanState.HANDED_IN)
    due = _next_look(by.on, case.unit)
    return cases.change(by=by, case=case, told=told, closed_at=None, due_date=due)


def _next_look(today: date, unit: Unit) -> date:
    return rules.due_plan(today, int(local_value("survey_plan.follow_up_days", today, unit)))


def _held(by: Viewer, case_id: uuid.UUID, version: int, capability: str) -> tuple[Case, SurveyPlan]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = SurveyPlan.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    demand(by, capability, case.unit_id)
    return case, row


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.PLAN_LABELS)
