"""Reads of plans: take a viewer, give frozen dataclasses."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.remedies.causes import Cause
from vaka.areas.self_checks import queries, rules, tally
from vaka.areas.self_checks.models import (
    CheckPlan,
    Finding,
    PlanDoor,
    PlanTerms,
    Round,
)
from vaka.areas.self_checks.rules import Frequency, Method, Occasion, State
from vaka.areas.self_checks.tally import Share
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit
from vaka.foundation.questions.sets import Step
from vaka.law.months import add_months


@dataclass(frozen=True)
class PlanRow:
    """One plan in a list."""

    id: uuid.UUID
    title: str
    method_label: str
    frequency_label: str
    units: int
    is_anonymous: bool
    is_ended: bool
    next_due: date | None


@dataclass(frozen=True)
class CompareRow:
    """A unit's rounds of a plan, in the order of the table's days."""

    unit_name: str
    cells: tuple["Cell | None", ...]


@dataclass(frozen=True)
class CompareTable:
    """Units by rounds: the share all right, or the mean grade under one heading."""

    heading: str
    rows: list[CompareRow]


@dataclass(frozen=True)
class Cell:
    """What one round showed: the share all right, or the mean grade of one heading."""

    id: uuid.UUID
    answers: int
    share: Share | None
    means: dict[str, float]
    is_hidden: bool
    mean: float | None = None


@dataclass(frozen=True)
class PlanPage:
    """One plan as its page shows it."""

    id: uuid.UUID
    title: str
    form_id: uuid.UUID
    form_title: str
    method: Method
    method_label: str
    why: str
    unit_name: str
    is_anonymous: bool
    ended_date: date | None
    terms: list[PlanTerms]
    places: list[tuple[Unit, int | None, str, Round | None]]
    starts: tuple[date, ...]
    tables: list[CompareTable]
    is_graded: bool
    may_plan: bool


def plans_seen(viewer: Viewer) -> list[CheckPlan]:
    """Give the plans with a unit that the viewer may see self-checks of."""
    seen = viewer.unit_ids(rules.SEE)
    found = CheckPlan.objects.select_related("form", "unit").prefetch_related("terms", "places")
    if viewer.everywhere:
        return list(found)
    return [one for one in found if seen & {one.unit_id, *(p.unit_id for p in one.places.all())}]


def plans(viewer: Viewer) -> list[PlanRow]:
    """List the plans that the viewer may see."""
    demand(viewer, rules.SEE)
    return [_plan_row(one, viewer.on) for one in plans_seen(viewer)]


def _plan_row(plan: CheckPlan, on: date) -> PlanRow:
    terms = terms_on(plan, on)
    ahead = [one.due for one in occasions(plan, on, add_months(on, 24)) if one.due >= on]
    return PlanRow(
        id=plan.pk, title=plan.title,
        method_label=str(rules.METHOD_LABELS[Method(plan.form.method)]),
        frequency_label=str(rules.FREQUENCY_LABELS[Frequency(terms.frequency)]),
        units=len(plan.places.all()), is_anonymous=plan.is_anonymous,
        is_ended=plan.ended_date is not None and plan.ended_date < on,
        next_due=min(ahead, default=None),
    )  # fmt: skip


def terms_on(plan: CheckPlan, day: date) -> PlanTerms:
    """Give the terms in force on a day, or the first when the day is before them."""
    every = sorted(plan.terms.all(), key=lambda one: one.since_date)
    return next((one for one in reversed(every) if one.since_date <= day), every[0])


def occasions(plan: CheckPlan, start: date, end: date) -> list[Occasion]:
    """Give the plan's occasions whose last day is from start to end, by the terms of each time."""
    found: list[Occasion] = []
    last = min(end, plan.ended_date or end)
    for terms in plan.terms.all():
        until = min(last, terms.until_date or last)
        frequency = Frequency(terms.frequency)
        found += rules.occasions(frequency, terms.since_date, until, terms.open_days)
    return [one for one in found if one.due >= start]


def plan_of(viewer: Viewer, plan_id: uuid.UUID) -> CheckPlan:
    """Give a plan that the viewer may see. Raises NotAllowed, NotVisible."""
    demand(viewer, rules.SEE)
    found = next((one for one in plans_seen(viewer) if one.pk == plan_id), None)
    if found is None:
        raise NotVisible(str(plan_id))
    return found


def plan_page(viewer: Viewer, plan_id: uuid.UUID) -> PlanPage:
    """Give one plan with its units and what their rounds have shown."""
    plan = plan_of(viewer, plan_id)
    rounds = list(queries.visible(viewer).filter(plan=plan).order_by("start_date"))
    starts = tuple(sorted({one.start_date for one in rounds}))[-6:]
    places = _places(viewer, plan, rounds)
    steps = queries.asked(rounds[-1].version).steps if rounds else ()
    method = Method(plan.form.method)
    graded = method is Method.YEARLY_RATING
    return PlanPage(
        id=plan.pk, title=plan.title, form_id=plan.form_id, form_title=plan.form.title,
        method=method, method_label=str(rules.METHOD_LABELS[method]), why=plan.why,
        unit_name=plan.unit.name, is_anonymous=plan.is_anonymous, ended_date=plan.ended_date,
        terms=sorted(plan.terms.all(), key=lambda one: one.since_date, reverse=True),
        places=places, starts=starts, is_graded=graded,
        tables=_tables(_compared(rounds, starts), steps if graded else ()),
        may_plan=viewer.may(rules.PLAN, plan.unit_id),
    )  # fmt: skip


def _places(
    viewer: Viewer, plan: CheckPlan, rounds: Iterable[Round]
) -> list[tuple[Unit, int | None, str, Round | None]]:
    seen = viewer.unit_ids(rules.SEE)
    doors = PlanDoor.objects.filter(plan=plan, door__closed_at=None)
    codes = dict(doors.values_list("door__unit_id", "door__code"))
    now = {one.case.unit_id: one for one in rounds if one.case.state == State.OPEN}
    return [
        (place.unit, place.expected, codes.get(place.unit_id, ""), now.get(place.unit_id))
        for place in plan.places.select_related("unit")
        if viewer.everywhere or place.unit_id in seen
    ]


def _compared(rounds: Iterable[Round], starts: tuple[date, ...]) -> list[CompareRow]:
    by_unit: dict[str, dict[date, Cell]] = {}
    for one in rounds:
        if one.start_date in starts and one.case.state != State.CANCELLED:
            by_unit.setdefault(one.case.unit.name, {})[one.start_date] = _cell(one)
    return [
        CompareRow(name, tuple(cells.get(start) for start in starts))
        for name, cells in sorted(by_unit.items())
    ]


def _tables(rows: list[CompareRow], steps: Iterable[Step]) -> list[CompareTable]:
    """Give one table a heading where grades are compared, else one table of shares."""
    if not rows:
        return []
    graded = [
        CompareTable(step.name.said(), [_under(row, step.key) for row in rows]) for step in steps
    ]
    return graded or [CompareTable("", rows)]


def _under(row: CompareRow, step: str) -> CompareRow:
    cells = tuple(cell and replace(cell, mean=cell.means.get(step)) for cell in row.cells)
    return CompareRow(row.unit_name, cells)


def _cell(one: Round) -> Cell:
    answers, count = queries.shown_answers(one)
    questions = queries.asked(one.version).questions
    right = tally.all_right(questions, answers)
    means = tally.means_by_step(questions, answers)
    return Cell(one.pk, count, right if right.whole else None, means, count > 0 and not answers)


def duties(viewer: Viewer, start: date, end: date) -> list[Duty]:
    """Give the self-checks whose last day lies from start to end, done, due or not done."""
    if not viewer.everywhere and not viewer.may(rules.SEE):
        return []
    held = {
        (one.plan_id, one.case.unit_id, one.start_date): one
        for one in queries.visible(viewer).filter(due_date__gte=start, due_date__lte=end)
    }
    seen = viewer.unit_ids(rules.SEE)
    return [
        _duty(plan, place.unit, occasion, held.get((plan.pk, place.unit_id, occasion.start)))
        for plan in plans_seen(viewer)
        for place in plan.places.select_related("unit")
        if viewer.everywhere or place.unit_id in seen
        for occasion in occasions(plan, start, end)
    ]


def _duty(plan: CheckPlan, unit: Unit, occasion: Occasion, one: Round | None) -> Duty:
    address = reverse("self_checks:plan", args=[plan.pk])
    if one is not None:
        address = reverse("self_checks:round", args=[one.pk])
    state = {State.CLOSED: DutyState.DONE, State.CANCELLED: DutyState.NOT_DONE}
    is_done = one is not None and one.case.state == State.CLOSED
    closed = one.case.closed_at if one is not None and is_done else None
    return Duty(
        name=plan.title, due_date=occasion.due, unit=unit.name, role="Enhetschef",
        state=state.get(State(one.case.state), DutyState.DUE) if one else DutyState.DUE,
        address=address, done_date=closed.date() if closed else None,
        evidence=address if is_done else "", topic="self_check",
    )  # fmt: skip


def begun(plan: CheckPlan, day: date) -> list[Occasion]:
    """Give the occasions of a plan that are under way on a day."""
    return [one for one in occasions(plan, day, day + timedelta(days=400)) if one.start <= day]


def causes_of(viewer: Viewer, case_id: uuid.UUID) -> list[Cause]:
    """Give the step that a finding is about, as the cause that a remedy takes away."""
    one = Finding.objects.select_related("round__version__form").filter(pk=case_id).first()
    question = queries.asked(one.round.version).question(one.question_key) if one else None
    if question is None:
        return []
    words = _("Följs inte: %s") % question.label.said()
    return [Cause(question.key, words)]


def door_of(viewer: Viewer, code: str) -> PlanDoor:
    """Give an open door to a plan at a unit that the viewer has charge of. Raises NotVisible."""
    demand(viewer, rules.HANDLE)
    doors = PlanDoor.objects.select_related("door__unit", "plan")
    found = doors.filter(door__code=code, door__closed_at=None).first()
    if found is None or not viewer.may(rules.HANDLE, found.door.unit_id):
        raise NotVisible(code)
    return found
