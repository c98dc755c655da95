"""What is done with preventive measures: begun, told of step by step, moved, taken back."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from vaka.areas.roadmaps import prevention_queries as queries
from vaka.areas.roadmaps import prevention_rules as rules
from vaka.areas.roadmaps import reach_rules
from vaka.areas.roadmaps.models import (
    PresentState,
    PreventionMeasure,
    PreventionReach,
    PreventionStep,
)
from vaka.areas.roadmaps.prevention_rules import (
    KubinolStep,
    MeasureTold,
    PresentTold,
    PreventionDecision,
    StepTold,
)
from vaka.areas.roadmaps.reach_rules import ReachTold
from vaka.areas.roadmaps.rules import KEEP
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@action
def begin_measure(*, by: Viewer, unit: Unit, new: MeasureTold) -> PreventionMeasure:
    """Begin a preventive measure; its five steps get their last days."""
    demand(by, KEEP, unit.pk)
    require(rules.may_begin(new, timezone.localdate()))
    one = PreventionMeasure.objects.create(unit=unit, **vars(new))
    _lay_out(one, 1, rules.due_steps(rules.frame(one.begun_date), one.begun_date))
    _told(by, "prevention.begin_measure", one, {"title": one.title})
    return one


@action
def change_duty(
    *, by: Viewer, measure_id: uuid.UUID, duty_topic: str, duty: str
) -> PreventionMeasure:
    """Point a measure to another duty, as when the law has changed; the log keeps the one before.

    Raises NotAllowed, NotVisible, RuleRefused.
    """
    one = queries.measure_of(by, measure_id)
    demand(by, KEEP, one.unit_id)
    require(rules.may_name_duty(duty_topic, duty, by.on))
    before = [one.duty_topic, one.duty]
    one.duty_topic, one.duty = duty_topic, duty.strip()
    one.save(update_fields=["duty_topic", "duty"])
    _told(by, "prevention.change_duty", one,
          {"before": before, "after": [one.duty_topic, one.duty]})  # fmt: skip
    return one


@action
def tell_step(*, by: Viewer, step_id: uuid.UUID, new: StepTold) -> PreventionStep:
    """Tell of the step whose turn it is; a decision to change begins another round."""
    step = _step(by, step_id)
    place = queries.placed(step)
    unmapped = queries.unmapped(step.measure.begun_date) if place.kind.needs_mapping else []
    require(rules.may_tell(place.kind, new, state=place.state, first=place.first,
                           today=timezone.localdate(), unmapped=unmapped))  # fmt: skip
    told = {ask.code: new.told[ask.code].strip() for ask in place.kind.asks}
    step.told, step.evidence, step.done_date = told, new.evidence.strip(), new.done_date
    if place.kind.decides:
        step.reached, step.decision = new.reached, new.decision
    step.by = by.person
    step.save()
    if step.decision == PreventionDecision.CHANGE:
        held = rules.frame(step.measure.begun_date)
        _lay_out(step.measure, step.round + 1, rules.due_again(held, new.done_date))
    _told(by, "prevention.tell_step", step.measure, _where(step) | {"decision": step.decision})
    return step


@action
def take_back_step(*, by: Viewer, measure_id: uuid.UUID) -> PreventionStep:
    """Take back the step that was told last. Raises NotVisible when none is told."""
    one = queries.measure_of(by, measure_id)
    demand(by, KEEP, one.unit_id)
    step = queries.last_told(one)
    if step is None:
        raise NotVisible(str(measure_id))
    _told(by, "prevention.take_back_step", one, _where(step) | {"told": step.told})
    one.steps.filter(round__gt=step.round).delete()
    step.told, step.evidence, step.reached, step.decision = {}, "", "", ""
    step.done_date, step.by = None, None
    step.save()
    return step


@action
def move_step(*, by: Viewer, step_id: uuid.UUID, due_date: date) -> PreventionStep:
    """Give a step that is not done another last day."""
    step = _step(by, step_id)
    before = step.due_date
    require(rules.may_move(due_date, step.measure.begun_date, queries.placed(step).state))
    step.due_date = due_date
    step.save()
    _told(by, "prevention.move_step", step.measure,
          _where(step) | {"from": str(before), "to": str(due_date)})  # fmt: skip
    return step


@action
def remove_measure(*, by: Viewer, measure_id: uuid.UUID) -> None:
    """Take away a measure that was begun by mistake: one of which no step is told."""
    one = queries.measure_of(by, measure_id)
    demand(by, KEEP, one.unit_id)
    require(rules.may_remove(one.steps.filter(done_date__isnull=False).count()))
    _told(by, "prevention.remove_measure", one, {"title": one.title})
    one.delete()


@action
def map_present(*, by: Viewer, unit: Unit, new: PresentTold) -> PresentState:
    """Tell of a way of working as it is now. Raises NotAllowed, RuleRefused."""
    demand(by, KEEP, unit.pk)
    require(rules.may_map(new, by.on))
    row = PresentState.objects.create(unit=unit, told_date=by.on, by=by.person, **vars(new))
    _mapped(by, "prevention.map_present", row)
    return row


@action
def unmap_present(*, by: Viewer, state_id: uuid.UUID) -> None:
    """Take away a way of working that is no longer so, or was told wrong."""
    row = queries.present_of(by, state_id)
    demand(by, KEEP, row.unit_id)
    _mapped(by, "prevention.unmap_present", row)
    row.delete()


@action
def count_reach(*, by: Viewer, measure_id: uuid.UUID, new: ReachTold) -> PreventionReach:
    """Tell what a measure did in a month; a month told again is replaced."""
    one = queries.measure_of(by, measure_id)
    demand(by, KEEP, one.unit_id)
    require(reach_rules.may_count(new, one.begun_date, timezone.localdate()))
    told = {"contacts": new.contacts, "persons": new.persons, "needs": new.needs,
            "result": new.result.strip()}  # fmt: skip
    row, _made = one.reach.update_or_create(month=new.month, defaults=told)
    _told(by, "prevention.count_reach", one, {"month": str(new.month), **told})
    return row


@action
def remove_reach(*, by: Viewer, reach_id: uuid.UUID) -> None:
    """Take away a month of a measure that was told wrong."""
    row = queries.reach_of(by, reach_id)
    demand(by, KEEP, row.measure.unit_id)
    _told(by, "prevention.remove_reach", row.measure,
          {"month": str(row.month), "contacts": row.contacts, "persons": row.persons})  # fmt: skip
    row.delete()


def _mapped(by: Viewer, verb: str, row: PresentState) -> None:
    note(by=by, verb=verb, object_kind="present_state", object_id=row.pk, unit_id=row.unit_id,
         data={"focus_area": row.focus_area, "standing": row.standing, "words": row.words,
               "resources": row.resources})  # fmt: skip


def _step(by: Viewer, step_id: uuid.UUID) -> PreventionStep:
    step = queries.step_of(by, step_id)
    demand(by, KEEP, step.measure.unit_id)
    return step


def _lay_out(
    one: PreventionMeasure, lap: int, steps: Iterable[tuple[KubinolStep, date]]
) -> None:  # fmt: skip
    PreventionStep.objects.bulk_create(
        PreventionStep(measure=one, round=lap, number=kind.number, code=kind.code, due_date=due)
        for kind, due in steps
    )


def _where(step: PreventionStep) -> dict[str, object]:
    return {"step": step.code, "round": step.round}


def _told(by: Viewer, verb: str, one: PreventionMeasure, data: dict[str, object]) -> None:
    note(by=by, verb=verb, object_kind="prevention_measure", object_id=one.pk,
         unit_id=one.unit_id, data=data)  # fmt: skip
