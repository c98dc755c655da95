"""What is done with internal control: the plan, its points, the tests, the reports."""

import uuid
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from vaka.areas.risks import control_rules as rules
from vaka.areas.risks.control_rules import TRANSITIONS, Pace, Part, PlanState, TestOutcome
from vaka.areas.risks.models import ControlPlan, ControlPoint, ControlReport, ControlTest
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.models import Part as CasePart
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

KIND = "control_plan"


@dataclass(frozen=True)
class NewPoint:
    """What is controlled, because of which risk, how, how often and by whom."""

    risk: str
    control: str
    method: str
    pace: Pace
    responsible: Person | None = None


@dataclass(frozen=True)
class NewTest:
    """What a control found."""

    period: str
    outcome: TestOutcome
    words: str
    sample: str = ""


@action
def start_plan(*, by: Viewer, unit: Unit, year: int, title: str, pace: Pace) -> Case:
    """Begin a year's plan; its reports follow the one kind of period that the board decided."""
    demand(by, rules.HANDLE, unit.pk)
    taken = ControlPlan.objects.filter(case__unit=unit).values_list("year", flat=True)
    require(
        rules.may_start(pace=pace, board_pace=board_pace(unit), year=year, taken_years=list(taken))
    )
    case = Case(
        kind=KIND, unit=unit, title=title[:200], state=PlanState.DRAFT,
        opened_at=timezone.now(), owner=by.person, reporter=by.person,
    )  # fmt: skip
    told = Told("control_plan.start", to_state=PlanState.DRAFT, data={"year": year, "pace": pace})
    return cases.start(
        by=by, case=case, told=told, save_also=ControlPlan(case=case, year=year, pace=pace)
    )


@action
def add_point(*, by: Viewer, case_id: uuid.UUID, version: int, new: NewPoint) -> Case:
    """Add a control point to a draft."""
    case, plan = _draft(by, case_id, version)
    last = plan.points.aggregate(last=Max("number"))["last"] or 0
    ControlPoint.objects.create(plan=plan, number=last + 1, **vars(new))
    _let_in(by, case, new.responsible)
    return _told(by, case, "control_plan.add_point", last + 1, new.control)


@action
def revise_point(
    *, by: Viewer, case_id: uuid.UUID, point_id: uuid.UUID, version: int, new: NewPoint
) -> Case:  # fmt: skip
    """Change a control point of a draft."""
    case, plan = _draft(by, case_id, version)
    point = _point(plan, point_id)
    for name, value in vars(new).items():
        setattr(point, name, value)
    point.save()
    _let_in(by, case, new.responsible)
    return _told(by, case, "control_plan.revise_point", point.number, new.control)


@action
def adopt(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Adopt a plan by the board's decision, told in the words."""
    case, plan = _held(by, case_id, version)
    without = plan.points.filter(responsible=None).values_list("number", flat=True)
    require(
        _fits("control_plan.adopt", case, words)
        + rules.may_adopt(plan.points.count(), list(without))
    )
    plan.decision, plan.adopted_date = words[:200], timezone.localdate()
    plan.save(update_fields=["decision", "adopted_date"])
    return _moved(by, case, "control_plan.adopt", words, PlanState.ADOPTED)


@action
def amend(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take an adopted plan back to a draft to change it; tests and reports stay."""
    case, _plan = _held(by, case_id, version)
    require(_fits("control_plan.amend", case, words))
    return _moved(by, case, "control_plan.amend", words, PlanState.DRAFT)


@action
def close(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Close a year's plan."""
    case, _plan = _held(by, case_id, version)
    require(_fits("control_plan.close", case, words))
    told = Told("control_plan.close", words, to_state=PlanState.CLOSED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def reopen(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open a closed year again, with the reason."""
    case, _plan = _held(by, case_id, version)
    require(_fits("control_plan.reopen", case, words))
    told = Told("control_plan.reopen", words, to_state=PlanState.ADOPTED)
    return cases.change(by=by, case=case, told=told, closed_at=None)


@action
def test_point(
    *, by: Viewer, case_id: uuid.UUID, point_id: uuid.UUID, version: int, new: NewTest
) -> Case:  # fmt: skip
    """Write what a control found in a period; done once more, the later words stand."""
    case, plan = _held(by, case_id, version, "")
    point = _point(plan, point_id)
    if not may_test(by, case, point):
        raise NotAllowed(rules.TEST)
    part = rules.part_of(new.period, plan.year)
    today = timezone.localdate()
    require(rules.may_test(state=case.state, part=part, pace=point.pace, today=today))
    ControlTest.objects.update_or_create(
        point=point, period=new.period,
        defaults={"outcome": new.outcome, "words": new.words, "sample": new.sample,
                  "done_date": today, "by": by.person},
    )  # fmt: skip
    words = f"{new.period}: {rules.OUTCOME_LABELS[new.outcome]}"
    return _told(by, case, "control_plan.test", point.number, words)


@action
def report(*, by: Viewer, case_id: uuid.UUID, version: int, period: str, words: str) -> Case:
    """Report one whole period of the board's kind, when every control due in it is done."""
    case, plan = _held(by, case_id, version)
    part, today = rules.part_of(period, plan.year), timezone.localdate()
    reported = plan.reports.values_list("period", flat=True)
    require(
        rules.may_report(
            state=case.state, part=part, plan_pace=plan.pace, today=today,
            reported=list(reported), missing=missing(plan, part) if part else (),
        )
    )  # fmt: skip
    assert part is not None
    ControlReport.objects.create(
        plan=plan, period=period, made_date=today, words=words, by=by.person,
        results=results(plan, part),
    )  # fmt: skip
    told = Told("control_plan.report", words, data={"period": part.words})
    return cases.change(by=by, case=case, told=told)


def board_pace(unit: Unit) -> str:
    """Give the kind of period that the board has decided, a local value."""
    return str(local_value("internal_control.period", timezone.localdate(), unit))


def may_test(by: Viewer, case: Case, point: ControlPoint) -> bool:
    """Whoever answers for a point tests it, and those who may test at the unit."""
    mine = by.person is not None and point.responsible_id == by.person.pk
    return mine or by.may(rules.TEST, case.unit_id)


def missing(plan: ControlPlan, part: Part) -> list[str]:
    """Give the controls whose own period ends within a part of the year and that are not done."""
    return [
        f"{point.control} ({one.code})"
        for point in plan.points.prefetch_related("tests")
        for one in rules.parts(Pace(point.pace), plan.year)
        if part.first_date <= one.last_date <= part.last_date
        and one.code not in {test.period for test in point.tests.all()}
    ]


def results(plan: ControlPlan, part: Part) -> list[dict[str, str]]:
    """Give what the controls of a part of the year found, to be kept with its report."""
    ends = {
        one.code: one.last_date for pace in Pace for one in rules.parts(pace, plan.year)
    }  # fmt: skip
    tests = ControlTest.objects.filter(point__plan=plan).select_related("point")
    return [
        {"number": str(test.point.number), "control": test.point.control, "period": test.period,
         "outcome": test.outcome, "words": test.words, "sample": test.sample}
        for test in tests.order_by("point__number", "period")
        if part.first_date <= ends[test.period] <= part.last_date
    ]  # fmt: skip


def _held(
    by: Viewer, case_id: uuid.UUID, version: int, capability: str = rules.HANDLE
) -> tuple[Case, ControlPlan]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    plan = ControlPlan.objects.filter(case=case).first()
    if plan is None:
        raise NotVisible(str(case_id))
    if capability:
        demand(by, capability, case.unit_id)
    return case, plan


def _draft(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, ControlPlan]:
    case, plan = _held(by, case_id, version)
    require(rules.may_change(case.state))
    return case, plan


def _point(plan: ControlPlan, point_id: uuid.UUID) -> ControlPoint:
    point = plan.points.filter(pk=point_id).first()
    if point is None:
        raise NotVisible(str(point_id))
    return point


def _let_in(by: Viewer, case: Case, person: Person | None) -> None:
    if person and not Case.objects.known(Viewer.of(person), case.pk).exists():
        cases.join(by=by, case=case, person=person, part=CasePart.CONTRIBUTOR)


def _told(by: Viewer, case: Case, verb: str, number: int, words: str) -> Case:
    return cases.change(by=by, case=case, told=Told(verb, words, data={"number": number}))


def _moved(by: Viewer, case: Case, verb: str, words: str, state: PlanState) -> Case:
    return cases.change(by=by, case=case, told=Told(verb, words, to_state=state))


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.PLAN_LABELS)
