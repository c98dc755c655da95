"""What is done with goals: set, measure, plan and carry out, judge otherwise."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.goals import queries, rules
from vaka.areas.goals.models import (
    GivenFigure,
    Goal,
    GoalIndicator,
    GoalTarget,
    KeyActivity,
    LightChoice,
)
from vaka.areas.goals.rules import (
    ACTIVITY_LABELS,
    TRANSITIONS,
    ActivityState,
    Direction,
    Level,
    Light,
)
from vaka.areas.goals.tree_queries import may_act
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import transitions
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import require
from vaka.metrics.definitions import MEASURES


@dataclass(frozen=True)
class NewGoal:
    """What is to be reached, by whom it is set, for which years, and what it serves."""

    level: Level
    unit: Unit
    title: str
    from_year: int
    until_year: int | None = None
    parent_id: uuid.UUID | None = None
    words: str = ""


@dataclass(frozen=True)
class NewIndicator:
    """What shows whether a goal is reached, with a first target."""

    unit: Unit
    good: Direction
    measure: str = ""
    title: str = ""
    measured_in: str = "percent"
    tolerance: float | None = None
    year: int | None = None
    target: float | None = None


@dataclass(frozen=True)
class NewActivity:
    """What is done to reach a goal, by whom and when."""

    title: str
    responsible: Person
    start_date: date
    due_date: date


@action
def set_goal(*, by: Viewer, new: NewGoal) -> Goal:
    """Set a goal at a unit, under the goal that it serves.

    Raises:
        NotAllowed: the viewer edits no goals at the unit.
        NotVisible: the goal above is not for this viewer.
        RuleRefused: it does not hang together.
    """
    demand(by, rules.EDIT, new.unit.pk)
    above = queries.goal(by, new.parent_id) if new.parent_id else None
    require(rules.may_set_goal(
        level=new.level, title=new.title, above=Level(above.level) if above else None,
        from_year=new.from_year, until_year=new.until_year,
    ))  # fmt: skip
    row = Goal.objects.create(
        level=new.level, unit=new.unit, parent=above, title=new.title.strip(), words=new.words,
        from_year=new.from_year, until_year=new.until_year,
    )  # fmt: skip
    _told(by, "set_goal", row, title=row.title, parent=str(new.parent_id or ""))
    return row


@action
def end_goal(*, by: Viewer, goal_id: uuid.UUID, until_year: int) -> Goal:
    """Say until which year a goal holds; what it was stays."""
    row = _goal(by, goal_id)
    require(rules.may_set_goal(
        level=Level(row.level), title=row.title,
        above=Level(row.parent.level) if row.parent else None,
        from_year=row.from_year, until_year=until_year,
    ))  # fmt: skip
    row.until_year = until_year
    row.save(update_fields=["until_year"])
    _told(by, "end_goal", row, until_year=until_year)
    return row


@action
def add_indicator(*, by: Viewer, goal_id: uuid.UUID, new: NewIndicator) -> GoalIndicator:
    """Tie a measure, or a figure that is given, to a goal."""
    goal = _goal(by, goal_id)
    known = new.measure in MEASURES
    require(rules.may_add_indicator(measure=new.measure, is_known=known, title=new.title))
    row = GoalIndicator.objects.create(
        goal=goal, unit=new.unit, title=new.title.strip(), measure=new.measure,
        measured_in=new.measured_in, good=new.good, tolerance=new.tolerance,
    )  # fmt: skip
    if new.year is not None and new.target is not None:
        GoalTarget.objects.create(indicator=row, year=new.year, value=new.target)
    _told(by, "add_indicator", goal, indicator=str(row.pk), measure=new.measure)
    return row


@action
def set_target(*, by: Viewer, indicator_id: uuid.UUID, year: int, value: float) -> GoalTarget:
    """Set what an indicator is to reach in a year; the log keeps what stood before."""
    row = _indicator(by, indicator_id)
    before = GoalTarget.objects.filter(indicator=row, year=year).first()
    was = before.value if before else None
    made, _new = GoalTarget.objects.update_or_create(
        indicator=row, year=year, defaults={"value": value}
    )
    _told(by, "set_target", row.goal, indicator=str(row.pk), year=year, before=was, after=value)
    return made


@action
def tell_figure(
    *, by: Viewer, indicator_id: uuid.UUID, year: int, value: float, source: str
) -> GivenFigure:
    """Tell what a source says that an indicator was; another source may say otherwise."""
    row = _indicator(by, indicator_id)
    require(rules.may_tell_value(measure=row.measure, year=year, today=by.on, source=source))
    made, _new = GivenFigure.objects.update_or_create(
        indicator=row, year=year, source=source.strip(), defaults={"value": value}
    )
    _told(by, "tell_figure", row.goal, indicator=str(row.pk), year=year, value=value)
    return made


@action
def judge_otherwise(
    *, by: Viewer, indicator_id: uuid.UUID, year: int, light: Light, reason: str
) -> LightChoice:
    """Judge an indicator's year otherwise than the rule, with a reason and a name."""
    row = _indicator(by, indicator_id)
    ruled = queries.ruled_light(by, indicator_id, year)
    require(rules.may_judge_otherwise(light=light, ruled=ruled, reason=reason))
    standing = LightChoice.objects.filter(indicator=row, year=year, withdrawn_at=None)
    standing.update(withdrawn_at=timezone.now(), withdrawn_by=by.name)
    made = LightChoice.objects.create(indicator=row, year=year, light=light,
                                      reason=reason.strip(), decided_by=by.name)  # fmt: skip
    _told(by, "judge_otherwise", row.goal, indicator=str(row.pk), year=year, light=light,
          ruled=ruled)  # fmt: skip
    return made


@action
def withdraw_judgement(*, by: Viewer, choice_id: uuid.UUID) -> LightChoice:
    """Take a judgement by hand back: the rule's light holds again, and the row stays."""
    row = queries.choice(by, choice_id)
    demand(by, rules.EDIT, row.indicator.goal.unit_id)
    require(rules.may_withdraw(withdrawn=row.withdrawn_at is not None))
    row.withdrawn_at, row.withdrawn_by = timezone.now(), by.name
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _told(by, "withdraw_judgement", row.indicator.goal, year=row.year)
    return row


@action
def plan_activity(*, by: Viewer, goal_id: uuid.UUID, new: NewActivity) -> KeyActivity:
    """Plan something that is done to reach a goal."""
    goal = queries.goal(by, goal_id)
    if not (by.may(rules.ACT, goal.unit_id) or by.may(rules.EDIT, goal.unit_id)):
        raise NotAllowed(rules.ACT)
    require(rules.may_plan_activity(title=new.title, start=new.start_date, due=new.due_date))
    row = KeyActivity.objects.create(
        goal=goal, title=new.title.strip(), responsible=new.responsible,
        start_date=new.start_date, due_date=new.due_date, state=ActivityState.PLANNED,
    )  # fmt: skip
    _told(by, "plan_activity", goal, title=row.title)
    return row


@action
def step_activity(*, by: Viewer, activity_id: uuid.UUID, verb: str, words: str) -> KeyActivity:
    """Tell how a key activity goes, by a verb of the table of transitions."""
    row = queries.activity(by, activity_id)
    if not may_act(by, row):
        raise NotAllowed(rules.ACT)
    step = transitions.find(TRANSITIONS, verb)
    require(transitions.fits_in(TRANSITIONS, verb, row.state, words, ACTIVITY_LABELS))
    row.state, row.words = step.to_state, words.strip() or row.words
    row.done_date = by.on if step.to_state == ActivityState.DONE else None
    row.save(update_fields=["state", "words", "done_date"])
    _told(by, verb.removeprefix("goal."), row.goal, activity=str(row.pk))
    return row


def _goal(by: Viewer, goal_id: uuid.UUID) -> Goal:
    row = queries.goal(by, goal_id)
    demand(by, rules.EDIT, row.unit_id)
    return row


def _indicator(by: Viewer, indicator_id: uuid.UUID) -> GoalIndicator:
    row = queries.indicator(by, indicator_id)
    demand(by, rules.EDIT, row.goal.unit_id)
    return row


def _told(by: Viewer, verb: str, goal: Goal, **data: object) -> None:
    note(by=by, verb=f"goal.{verb}", object_kind="goal", object_id=goal.pk, unit_id=goal.unit_id,
         data=data)  # fmt: skip
