"""What is done within a project: its phases, its effect goals and their values."""

import uuid
from datetime import date

from vaka.areas.goals.rules import ACTIVITY_LABELS, ActivityState, Direction
from vaka.areas.projects import queries, rules
from vaka.areas.projects.actions import opened
from vaka.areas.projects.models import EffectGoal, EffectValue, Project, ProjectPhase
from vaka.areas.projects.rules import PHASE_TRANSITIONS, EffectTold, EffectUnit
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import transitions
from vaka.law.verdict import require
from vaka.metrics.definitions import MEASURES


@action
def add_phase(
    *, by: Viewer, project_id: uuid.UUID, title: str, start_date: date, end_date: date
) -> ProjectPhase:
    """Add a phase to an open project."""
    one = opened(by, project_id)
    require(rules.may_set_phase(title, start_date, end_date))
    row = ProjectPhase.objects.create(
        project=one, title=title.strip(), start_date=start_date, end_date=end_date,
        state=ActivityState.PLANNED,
    )  # fmt: skip
    _told(by, "add_phase", one, title=row.title)
    return row


@action
def change_phase(
    *, by: Viewer, phase_id: uuid.UUID, title: str, start_date: date, end_date: date
) -> ProjectPhase:
    """Change a phase's name and days; the log keeps what stood before."""
    row = _phase(by, phase_id)
    require(rules.may_set_phase(title, start_date, end_date))
    before = [row.title, str(row.start_date), str(row.end_date)]
    row.title, row.start_date, row.end_date = title.strip(), start_date, end_date
    row.save()
    _told(by, "change_phase", row.project, before=before,
         after=[row.title, str(start_date), str(end_date)])  # fmt: skip
    return row


@action
def step_phase(*, by: Viewer, phase_id: uuid.UUID, verb: str, words: str) -> ProjectPhase:
    """Tell where a phase stands, by a verb of its table of transitions."""
    row = _phase(by, phase_id)
    step = transitions.find(PHASE_TRANSITIONS, verb)
    require(transitions.fits_in(PHASE_TRANSITIONS, verb, row.state, words, ACTIVITY_LABELS))
    row.state, row.words = step.to_state, words.strip() or row.words
    row.done_date = by.on if step.to_state == ActivityState.DONE else None
    row.save()
    _told(by, verb.removeprefix("project."), row.project, phase=str(row.pk))
    return row


@action
def add_effect_goal(
    *, by: Viewer, project_id: uuid.UUID, new: EffectTold, good: Direction
) -> EffectGoal:
    """Say what an open project is to change; freed hours are always better when more."""
    one = opened(by, project_id)
    require(rules.may_add_effect(new, new.measure in MEASURES))
    row = EffectGoal.objects.create(
        project=one, title=new.title.strip(), measure=new.measure, grain=new.grain,
        counted_in=new.counted_in, target=new.target, tolerance=new.tolerance,
        baseline=None if new.measure else new.baseline,
        good=Direction.HIGHER if new.counted_in is EffectUnit.HOURS else good,
    )  # fmt: skip
    _told(by, "add_effect_goal", one, effect=str(row.pk), measure=row.measure, target=row.target)
    return row


@action
def remove_effect_goal(*, by: Viewer, effect_id: uuid.UUID) -> None:
    """Take an effect goal away with its values; the log keeps what it was."""
    row = _effect(by, effect_id)
    values = [[str(one.day), one.value, one.source] for one in row.values.all()]
    _told(by, "remove_effect_goal", row.project, title=row.title, measure=row.measure,
         target=row.target, values=values)  # fmt: skip
    row.delete()


@action
def tell_effect_value(
    *, by: Viewer, effect_id: uuid.UUID, day: date, value: float, source: str
) -> EffectValue:
    """Tell what a source says that an effect was, also after the project has closed."""
    row = queries.effect(by, effect_id)
    queries.demand_work(by, row.project)
    require(rules.may_tell_value(measure=row.measure, day=day, today=by.on, source=source))
    made, _new = EffectValue.objects.update_or_create(
        effect=row, day=day, source=source.strip(), defaults={"value": value}
    )
    _told(by, "tell_effect_value", row.project, effect=str(row.pk), day=str(day), value=value)
    return made


@action
def remove_effect_value(*, by: Viewer, value_id: uuid.UUID) -> None:
    """Take a value that was wrong away; the log keeps what it was."""
    row = queries.value(by, value_id)
    queries.demand_work(by, row.effect.project)
    _told(by, "remove_effect_value", row.effect.project, effect=str(row.effect_id),
         day=str(row.day), value=row.value, source=row.source)  # fmt: skip
    row.delete()


def _phase(by: Viewer, phase_id: uuid.UUID) -> ProjectPhase:
    row = queries.phase(by, phase_id)
    opened(by, row.project_id)
    return row


def _effect(by: Viewer, effect_id: uuid.UUID) -> EffectGoal:
    row = queries.effect(by, effect_id)
    opened(by, row.project_id)
    return row


def _told(by: Viewer, verb: str, row: Project, **data: object) -> None:
    note(by=by, verb=f"project.{verb}", object_kind="project", object_id=row.pk,
         unit_id=row.unit_id, data=data)  # fmt: skip
