"""Reads of preventive measures: all by focus area, one with its steps, their days for the wheel."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.roadmaps import prevention_rules as rules
from vaka.areas.roadmaps import reach_rules
from vaka.areas.roadmaps.models import (
    PresentState,
    PreventionMeasure,
    PreventionReach,
    PreventionStep,
)
from vaka.areas.roadmaps.prevention_rules import (
    DECISION_LABELS,
    REACHED_LABELS,
    STEP_LABELS,
    BenefitReached,
    Frame,
    KubinolStep,
    PreventionDecision,
    PreventionDuty,
    PreventionStepState,
)
from vaka.areas.roadmaps.reach_rules import Reached, ReachTold
from vaka.areas.roadmaps.rules import KEEP, SEE
from vaka.foundation.access.viewer import NotVisible, Viewer, demand, one_of
from vaka.foundation.duties import Duty, DutyState

BENEFIT = "benefit"
"""The question of step one that the test is held against (K-PRE-23)."""


@dataclass(frozen=True)
class StepRow:
    """One step as pages show it, with its answers as question and text."""

    id: uuid.UUID
    kind: KubinolStep
    round: int
    state: PreventionStepState
    state_label: str
    due_date: date
    done_date: date | None
    is_late: bool
    first: date
    told: Sequence[tuple[str, str]]
    evidence: str
    reached: str
    decision: str


@dataclass(frozen=True)
class MeasureRow:
    """One measure: its place in the plan and how far it has come."""

    id: uuid.UUID
    title: str
    unit: str
    focus_area: str
    focus_name: str
    level: str
    level_name: str
    aim: str
    duty: str
    law: PreventionDuty | None
    target: str
    target_size: int
    answers: str
    begun_date: date
    steps: Sequence[StepRow]
    benefit: str
    decision: str

    @property
    def is_outdated(self) -> bool:
        """Whether its duty in law is no longer in force."""
        return self.law is not None and self.law.current is None

    @property
    def next_step(self) -> StepRow | None:
        """The step whose turn it is; None when all are done."""
        return next((s for s in self.steps if s.state is PreventionStepState.OPEN), None)

    @property
    def done(self) -> int:
        """How many of the steps are done."""
        return sum(one.state is PreventionStepState.DONE for one in self.steps)

    @property
    def is_late(self) -> bool:
        """Whether the next step's last day has passed."""
        return self.next_step is not None and self.next_step.is_late


@dataclass(frozen=True)
class PreventionPage:
    """All measures by focus area, and where there is none."""

    frame: Frame
    groups: Sequence[tuple[str, Sequence[MeasureRow]]]
    late: int
    total: int
    no_focus: Sequence[str]
    no_level: Sequence[str]
    may_begin: bool
    unmapped: Sequence[str]
    duties: Sequence[tuple[PreventionDuty, int]]


@dataclass(frozen=True)
class ReachPage:
    """What a measure did month by month, newest first, and added up."""

    rows: Sequence[PreventionReach]
    sums: Reached


@dataclass(frozen=True)
class MeasurePage:
    """One measure, and whether the viewer may keep it."""

    row: MeasureRow
    unit_id: uuid.UUID
    may_keep: bool
    reach: ReachPage
    unmapped: Sequence[str]


@dataclass(frozen=True)
class PresentPage:
    """The present state by focus area, those without any among them; at which units it is kept."""

    groups: Sequence[tuple[str, Sequence[PresentState]]]
    unmapped: Sequence[str]
    kept: Collection[uuid.UUID]


def prevention_page(viewer: Viewer) -> PreventionPage:
    """Give every measure by focus area; the plan is open within the municipality."""
    demand(viewer, SEE)
    of = rules.frame(viewer.on)
    found = PreventionMeasure.objects.select_related("unit").prefetch_related("steps")
    rows = [measure_row(one, viewer.on) for one in found]
    names = dict.fromkeys([*of.focus_areas.values(), *(row.focus_name for row in rows)])
    groups = [(name, [row for row in rows if row.focus_name == name]) for name in names]
    return PreventionPage(
        of, [group for group in groups if group[1]], sum(row.is_late for row in rows), len(rows),
        rules.gaps(of.focus_areas, (row.focus_area for row in rows)),
        rules.gaps(of.levels, (row.level for row in rows)), viewer.may(KEEP), unmapped(viewer.on),
        _tied(rows, viewer.on),
    )  # fmt: skip


def _tied(rows: Sequence[MeasureRow], on: date) -> list[tuple[PreventionDuty, int]]:
    """The duties of the plan, and how many measures point to each (K-PRE-04)."""
    named = [row.law.topic for row in rows if row.law]
    return [(one, named.count(one.topic)) for one in rules.duties(on)]


def measure_page(viewer: Viewer, measure_id: uuid.UUID) -> MeasurePage:
    """Give one measure with its steps. Raises NotAllowed, NotVisible."""
    one = measure_of(viewer, measure_id)
    row = measure_row(one, viewer.on)
    waits = row.next_step is not None and row.next_step.kind.needs_mapping
    return MeasurePage(row, one.unit_id, viewer.may(KEEP, one.unit_id), _reach(one),
                       unmapped(one.begun_date) if waits else [])  # fmt: skip


def present_page(viewer: Viewer) -> PresentPage:
    """Give the mapping of the present state (K-PRE-24). Raises NotAllowed."""
    demand(viewer, SEE)
    known = rules.frame(viewer.on).focus_areas
    rows = list(PresentState.objects.select_related("unit"))
    groups = [(name, [row for row in rows if row.focus_area == code])
              for code, name in known.items()]  # fmt: skip
    return PresentPage(groups, unmapped(viewer.on), viewer.unit_ids(KEEP))


def unmapped(on: date) -> list[str]:
    """Name the focus areas of a day whose present state nobody has told."""
    told = PresentState.objects.order_by().values_list("focus_area", flat=True).distinct()
    return rules.gaps(rules.frame(on).focus_areas, told)


def present_of(viewer: Viewer, state_id: uuid.UUID) -> PresentState:
    """Give one row of the mapping. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE)
    return one_of(PresentState.objects.select_related("unit"), state_id)


def reach_of(viewer: Viewer, reach_id: uuid.UUID) -> PreventionReach:
    """Give one month of a measure. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE)
    return one_of(PreventionReach.objects.select_related("measure__unit"), reach_id)


def _reach(one: PreventionMeasure) -> ReachPage:
    rows = list(one.reach.all())
    told = [ReachTold(row.month, row.contacts, row.persons, row.needs, row.result) for row in rows]
    return ReachPage(rows, reach_rules.reached(told, one.target_size))


def measure_of(viewer: Viewer, measure_id: uuid.UUID) -> PreventionMeasure:
    """Give one measure's row. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE)
    found = PreventionMeasure.objects.select_related("unit").filter(pk=measure_id).first()
    if found is None:
        raise NotVisible(str(measure_id))
    return found


def step_of(viewer: Viewer, step_id: uuid.UUID) -> PreventionStep:
    """Give one step's row. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE)
    found = PreventionStep.objects.select_related("measure__unit").filter(pk=step_id).first()
    if found is None:
        raise NotVisible(str(step_id))
    return found


def last_told(one: PreventionMeasure) -> PreventionStep | None:
    """Give the step of a measure that was told last; None when none is."""
    return one.steps.filter(done_date__isnull=False).last()


def placed(step: PreventionStep) -> StepRow:
    """Give a step with its place among the others of its measure, as they stand now."""
    return next(row for row in _steps(step.measure, step.due_date) if row.id == step.pk)


def measure_row(one: PreventionMeasure, on: date) -> MeasureRow:
    """Give a measure as pages show it on a day."""
    of, steps = rules.frame(one.begun_date), _steps(one, on)
    told: dict[str, str] = next(iter(one.steps.all())).told
    return MeasureRow(
        one.pk, one.title, one.unit.name, one.focus_area, of.focus_areas[one.focus_area],
        one.level, of.levels[one.level], of.aims[one.aim], one.duty,
        rules.duty(one.duty_topic, on) if one.duty_topic else None, of.targets[one.target],
        one.target_size, one.answers, one.begun_date, steps, told.get(BENEFIT, ""),
        steps[-1].decision,
    )  # fmt: skip


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the last days of the steps for the year wheel; what shows a done one is its page."""
    if not viewer.may(SEE):
        return
    found = PreventionStep.objects.filter(due_date__gte=start, due_date__lte=end)
    for step in found.select_related("measure__unit"):
        one = step.measure
        kind = rules.frame(one.begun_date).step(step.code)
        address = reverse("roadmaps:measure", args=[one.pk])
        yield Duty(
            name=_("KUBINOL steg %(n)d, %(step)s: %(title)s")
            % {"n": step.number, "step": kind.name.lower(), "title": one.title},
            due_date=step.due_date, unit=one.unit.name, role=one.answers, address=address,
            state=DutyState.DONE if step.done_date else DutyState.DUE, done_date=step.done_date,
            evidence=address if step.done_date else "", topic="prevention",
        )  # fmt: skip


def _steps(one: PreventionMeasure, on: date) -> list[StepRow]:
    found, of = list(one.steps.all()), rules.frame(one.begun_date)
    stands = rules.states([step.done_date is not None for step in found])
    rows, first = [], one.begun_date
    for step, state in zip(found, stands, strict=True):
        rows.append(_step_row(step, of.step(step.code), state, first, on))
        first = step.done_date or first
    return rows


def _step_row(
    step: PreventionStep, kind: KubinolStep, state: PreventionStepState, first: date, on: date
) -> StepRow:
    told = [(ask.label, step.told[ask.code]) for ask in kind.asks if ask.code in step.told]
    return StepRow(
        step.pk, kind, step.round, state, str(STEP_LABELS[state]), step.due_date, step.done_date,
        rules.is_late(state, step.due_date, on), first, told, step.evidence,
        str(REACHED_LABELS[BenefitReached(step.reached)]) if step.reached else "",
        str(DECISION_LABELS[PreventionDecision(step.decision)]) if step.decision else "",
    )  # fmt: skip
