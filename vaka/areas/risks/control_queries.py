"""Reads of internal control: plans, one plan with points and periods, one report, duties."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.risks import control_actions as actions
from vaka.areas.risks import control_rules as rules
from vaka.areas.risks.control_rules import OUTCOME_LABELS, PACE_LABELS, Pace, PlanState, TestOutcome
from vaka.areas.risks.models import ControlPlan, ControlPoint, ControlReport, ControlTest
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class Turn:
    """One period of a control point: done with what it found, late, under way or to come."""

    code: str
    words: str
    last_date: date
    is_late: bool
    has_begun: bool
    outcome: str = ""
    outcome_label: str = ""
    found: str = ""
    sample: str = ""
    done_date: date | None = None
    by: str = ""


@dataclass(frozen=True)
class PointRow:
    """One control point with its turns of the year."""

    id: uuid.UUID
    number: int
    risk: str
    control: str
    method: str
    pace_label: str
    responsible: str
    turns: list[Turn]
    may_test: bool


@dataclass(frozen=True)
class ReportRow:
    """One report of the plan: made, late, possible or to come."""

    code: str
    words: str
    due_date: date
    is_late: bool
    may: Verdict
    made_date: date | None = None


@dataclass(frozen=True)
class PlanPage:
    """What the page of one plan shows."""

    frame: CaseFrame
    year: int
    pace_label: str
    decision: str
    adopted_date: date | None
    points: list[PointRow]
    reports: list[ReportRow]
    done: int
    planned: int
    steps: list[str]
    may_change: bool
    may_adopt: Verdict
    timeline: list[TimelineLine]
    onward: list[OnwardAction]


@dataclass(frozen=True)
class ReportPage:
    """What the page of one report shows, as it was when it was made."""

    frame: CaseFrame
    words: str
    period: str
    made_date: date
    by: str
    results: list[dict[str, Any]]
    found: dict[str, int]


def visible(viewer: Viewer) -> QuerySet[ControlPlan]:
    """Give the plans that a viewer may see, the newest year first."""
    seen = Case.objects.visible_to(viewer, actions.KIND)
    found = ControlPlan.objects.filter(case__in=seen).select_related("case__unit")
    return found.order_by("-year", "case__reference")


def plan_page(viewer: Viewer, case_id: uuid.UUID) -> PlanPage:
    """Give one plan to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    plan = ControlPlan.objects.filter(case=case).first()
    if plan is None:
        raise NotVisible(str(case_id))
    points = [_row(viewer, case, plan, one) for one in _points(plan)]
    due = [turn for point in points for turn in point.turns if turn.last_date < viewer.on]
    without = [point.number for point in points if not point.responsible]
    return PlanPage(
        frame=cases.frame(case),
        year=plan.year,
        pace_label=str(PACE_LABELS[Pace(plan.pace)]),
        decision=plan.decision,
        adopted_date=plan.adopted_date,
        points=points,
        reports=list(_reports(plan, case, viewer.on)),
        done=sum(bool(turn.outcome) for turn in due),
        planned=len(due),
        steps=[
            step.verb for step in transitions.offered(rules.TRANSITIONS, case.state)
            if viewer.may(step.capability, case.unit_id)
        ],
        may_change=case.state == PlanState.DRAFT and viewer.may(rules.HANDLE, case.unit_id),
        may_adopt=rules.may_adopt(len(points), without),
        timeline=cases.timeline(case),
        onward=cases.onward(viewer, case),
    )  # fmt: skip


def report_page(viewer: Viewer, case_id: uuid.UUID, period: str) -> ReportPage:
    """Give one report as it was made. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = ControlReport.objects.filter(plan_id=case.pk, period=period).select_related("by", "plan")
    made = row.first()
    part = rules.part_of(period, made.plan.year) if made else None
    if made is None or part is None:
        raise NotVisible(period)
    results = [
        one | {"outcome_label": str(OUTCOME_LABELS[TestOutcome(one["outcome"])])}
        for one in made.results
    ]
    found = {
        str(label): sum(one["outcome"] == outcome for one in results)
        for outcome, label in OUTCOME_LABELS.items()
    }
    by = made.by.name if made.by else ""
    return ReportPage(cases.frame(case), made.words, part.words, made.made_date, by, results, found)


def point_of(viewer: Viewer, case_id: uuid.UUID, point_id: uuid.UUID) -> ControlPoint:
    """Give a point of a plan that the viewer may see. Raises NotVisible."""
    found = ControlPoint.objects.filter(pk=point_id, plan__in=visible(viewer).filter(pk=case_id))
    point = found.select_related("plan").first()
    if point is None:
        raise NotVisible(str(point_id))
    return point


def periods(point: ControlPoint, today: date) -> list[tuple[str, str]]:
    """Give the periods of a point that have begun, for a form; those not done come first."""
    done = set(point.tests.values_list("period", flat=True))
    begun = [
        part for part in rules.parts(Pace(point.pace), point.plan.year) if part.first_date <= today
    ]
    return [(one.code, one.words) for one in sorted(begun, key=lambda part: part.code in done)]


def people() -> list[Person]:
    """Give who may answer for a control: whoever has an open account."""
    found = Person.objects.filter(is_active=True).exclude(given_name="")
    return list(found.order_by("given_name", "family_name"))


def report_days(on: date) -> int:
    """Give how many days after a period its report is due, a local value."""
    return int(local_value("internal_control.report_days", on))


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the controls and the reports of adopted plans as duties of the year wheel."""
    if viewer.person is None or not viewer.may(rules.SEE):
        return
    adopted = visible(viewer).filter(case__state=PlanState.ADOPTED)
    for plan in adopted.filter(year__gte=start.year - 1, year__lte=end.year):
        address = reverse("risks:control", args=[plan.pk])
        for point in _points(plan):
            yield from _point_duties(plan, point, address)
        yield from _report_duties(plan, address, report_days(viewer.on))


def _point_duties(plan: ControlPlan, point: ControlPoint, address: str) -> Iterator[Duty]:
    done = {test.period: test for test in point.tests.all()}
    for part in rules.parts(Pace(point.pace), plan.year):
        test = done.get(part.code)
        yield Duty(
            name=_("Kontroll: %s") % point.control, due_date=part.last_date,
            unit=plan.case.unit.name, role=_("Kontrollansvarig"), topic="internal_control",
            state=DutyState.DONE if test else DutyState.DUE,
            address=f"{address}#punkt-{point.number}",
            done_date=test.done_date if test else None, evidence=address if test else "",
        )  # fmt: skip


def _report_duties(plan: ControlPlan, address: str, days: int) -> Iterator[Duty]:
    made = {one.period: one for one in plan.reports.all()}
    for part in rules.parts(Pace(plan.pace), plan.year):
        report = made.get(part.code)
        evidence = reverse("risks:control_report", args=[plan.pk, part.code]) if report else ""
        yield Duty(
            name=_("Rapport om intern kontroll, %s") % part.words, unit=plan.case.unit.name,
            due_date=part.last_date + timedelta(days=days), role=_("Controller"),
            state=DutyState.DONE if report else DutyState.DUE, address=address,
            done_date=report.made_date if report else None, evidence=evidence,
            topic="internal_control",
        )  # fmt: skip


def _points(plan: ControlPlan) -> list[ControlPoint]:
    return list(plan.points.select_related("responsible").prefetch_related("tests__by"))


def _row(viewer: Viewer, case: Case, plan: ControlPlan, point: ControlPoint) -> PointRow:
    tests = {test.period: test for test in point.tests.all()}
    parts = rules.parts(Pace(point.pace), plan.year)
    return PointRow(
        id=point.pk,
        number=point.number,
        risk=point.risk,
        control=point.control,
        method=point.method,
        pace_label=str(PACE_LABELS[Pace(point.pace)]),
        responsible=point.responsible.name if point.responsible else "",
        turns=[_turn(part, tests.get(part.code), viewer.on) for part in parts],
        may_test=case.state == PlanState.ADOPTED and actions.may_test(viewer, case, point),
    )


def _turn(part: rules.Part, test: ControlTest | None, today: date) -> Turn:
    begun = part.first_date <= today
    if test is None:
        return Turn(part.code, part.words, part.last_date, part.last_date < today, begun)
    label = str(OUTCOME_LABELS[TestOutcome(test.outcome)])
    return Turn(
        part.code, part.words, part.last_date, False, begun, test.outcome, label, test.words,
        test.sample, test.done_date, test.by.name if test.by else "",
    )  # fmt: skip


def _reports(plan: ControlPlan, case: Case, today: date) -> Iterator[ReportRow]:
    made = {one.period: one.made_date for one in plan.reports.all()}
    days = report_days(today)
    for part in rules.parts(Pace(plan.pace), plan.year):
        due = part.last_date + timedelta(days=days)
        may = rules.may_report(
            state=case.state, part=part, plan_pace=plan.pace, today=today, reported=list(made),
            missing=actions.missing(plan, part),
        )  # fmt: skip
        yield ReportRow(
            part.code, part.words, due, part.code not in made and due < today, may,
            made.get(part.code),
        )  # fmt: skip
