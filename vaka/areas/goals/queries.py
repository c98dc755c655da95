"""Reads of goals: the chain of a year with its lights, one goal, and what falls due."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from vaka.areas.goals import rules
from vaka.areas.goals.models import Goal, GoalIndicator, KeyActivity, LightChoice
from vaka.areas.goals.plan_queries import adopted as adopted
from vaka.areas.goals.rules import ActivityState, Level, Light
from vaka.areas.goals.tree_queries import TOLERANCE as TOLERANCE
from vaka.areas.goals.tree_queries import GoalNode, flat, tree
from vaka.areas.goals.tree_queries import LightMark as LightMark
from vaka.areas.goals.tree_queries import mark as mark
from vaka.foundation.access.models import Grant
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person


@dataclass(frozen=True)
class Chain:
    """The goals of a year as a tree, and how many are reached."""

    year: int
    years: list[int]
    roots: list[GoalNode]
    lights: dict[Light, int]

    @property
    def flat(self) -> list[GoalNode]:
        """Every goal, each before those below it."""
        return list(flat(self.roots))


@dataclass(frozen=True)
class GoalPage:
    """What the page of one goal shows: it, and the goals that it serves, the highest first."""

    node: GoalNode
    above: list[tuple[uuid.UUID, str]]
    year: int
    years: list[int]
    may_edit: bool
    may_act: bool


def chain(viewer: Viewer, year: int) -> Chain:
    """Give the goals in force in a year, each judged. Raises NotAllowed."""
    demand(viewer, rules.SEE)
    every = list(_goals(viewer))
    held = [one for one in every if rules.holds_in(one.from_year, one.until_year, year)]
    roots = tree(viewer, held, year)
    lights = rules.counted(one.light for one in flat(roots))
    return Chain(year, _years(every, viewer.on), roots, lights)


def goal_page(viewer: Viewer, goal_id: uuid.UUID, year: int) -> GoalPage:
    """Give one goal with its indicators by year, activities and place. Raises NotVisible."""
    demand(viewer, rules.SEE)
    every = {one.pk: one for one in _goals(viewer)}
    if goal_id not in every:
        raise NotVisible(str(goal_id))
    goal = every[goal_id]
    held = [
        one
        for one in every.values()
        if one.pk == goal_id or rules.holds_in(one.from_year, one.until_year, year)
    ]
    node = next(one for one in flat(tree(viewer, held, year)) if one.id == goal_id)
    return GoalPage(
        node, _above(goal, every), year, _years([goal], viewer.on),
        viewer.may(rules.EDIT, goal.unit_id), viewer.may(rules.ACT, goal.unit_id),
    )  # fmt: skip


def goal(viewer: Viewer, goal_id: uuid.UUID) -> Goal:
    """Give a goal that the viewer sees. Raises NotVisible."""
    demand(viewer, rules.SEE)
    found = Goal.objects.visible_to(viewer).select_related("unit").filter(pk=goal_id).first()
    if found is None:
        raise NotVisible(str(goal_id))
    return found


def indicator(viewer: Viewer, indicator_id: uuid.UUID) -> GoalIndicator:
    """Give an indicator of a goal that the viewer sees. Raises NotVisible."""
    found = GoalIndicator.objects.select_related("goal__unit", "unit").filter(pk=indicator_id)
    row = found.first()
    if row is None:
        raise NotVisible(str(indicator_id))
    goal(viewer, row.goal_id)
    return row


def activity(viewer: Viewer, activity_id: uuid.UUID) -> KeyActivity:
    """Give a key activity of a goal that the viewer sees. Raises NotVisible."""
    row = KeyActivity.objects.select_related("goal__unit").filter(pk=activity_id).first()
    if row is None:
        raise NotVisible(str(activity_id))
    goal(viewer, row.goal_id)
    return row


def choice(viewer: Viewer, choice_id: uuid.UUID) -> LightChoice:
    """Give a judgement by hand of a goal that the viewer sees. Raises NotVisible."""
    row = LightChoice.objects.select_related("indicator__goal__unit").filter(pk=choice_id).first()
    if row is None:
        raise NotVisible(str(choice_id))
    goal(viewer, row.indicator.goal_id)
    return row


def ruled_light(viewer: Viewer, indicator_id: uuid.UUID, year: int) -> Light:
    """Give what the rule says of an indicator's year, whatever has been judged by hand."""
    row = indicator(viewer, indicator_id)
    page = goal_page(viewer, row.goal_id, year)
    return next(one.ruled for one in page.node.indicators if one.id == indicator_id)


def parents(viewer: Viewer) -> list[Goal]:
    """Give the goals that another may stand under, in the order of the chain."""
    found = Goal.objects.visible_to(viewer).select_related("unit")
    order = list(Level)
    return sorted(found, key=lambda one: (order.index(Level(one.level)), one.title))


def people_at(viewer: Viewer, unit: Unit) -> list[Person]:
    """Give those with a role in force at a unit, above or below, by name."""
    paths = UnitPath.objects.current()
    below = paths.filter(ancestor=unit).values("descendant_id")
    above = paths.filter(descendant=unit).values("ancestor_id")
    held = Grant.objects.in_force(viewer.on).filter(Q(unit__in=below) | Q(unit__in=above))
    found = Person.objects.filter(pk__in=held.values("person_id"), is_active=True)
    return sorted(found, key=lambda person: person.name)


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the key activities that fall due, for the year wheel."""
    if viewer.person is None and not viewer.everywhere:
        return
    seen = Goal.objects.visible_to(viewer)
    rows = KeyActivity.objects.filter(goal__in=seen, due_date__range=(start, end))
    for row in rows.exclude(state=ActivityState.STOPPED).select_related("goal__unit"):
        is_done = row.state == ActivityState.DONE
        yield Duty(
            name=row.title, due_date=row.due_date, unit=row.goal.unit.name, role="",
            state=DutyState.DONE if is_done else DutyState.DUE, done_date=row.done_date,
            address=reverse("goals:goal", args=[row.goal_id]), topic="key_activity",
        )  # fmt: skip


def _goals(viewer: Viewer) -> QuerySet[Goal]:
    activities = KeyActivity.objects.select_related("responsible")
    indicators = GoalIndicator.objects.select_related("unit").prefetch_related(
        "targets", "given", "choices"
    )
    return Goal.objects.visible_to(viewer).select_related("unit").prefetch_related(
        Prefetch("indicators", indicators), Prefetch("activities", activities)
    )  # fmt: skip


def _above(one: Goal, every: dict[uuid.UUID, Goal]) -> list[tuple[uuid.UUID, str]]:
    found: list[tuple[uuid.UUID, str]] = []
    above = every.get(one.parent_id) if one.parent_id else None
    while above is not None and (above.pk, above.title) not in found:
        found.insert(0, (above.pk, above.title))
        above = every.get(above.parent_id) if above.parent_id else None
    return found


def _years(goals: Sequence[Goal], today: date) -> list[int]:
    first = min((one.from_year for one in goals), default=today.year)
    last = max((one.until_year or today.year for one in goals), default=today.year)
    return list(range(max(last, today.year), min(first, today.year) - 1, -1))
