"""Pages that change goals: set, measure, plan and carry out, judge otherwise."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.goals import actions, queries, rules
from vaka.areas.goals.forms import (
    ActivityForm,
    ActivityStepForm,
    EndForm,
    FigureForm,
    GoalForm,
    IndicatorForm,
    JudgeForm,
    TargetForm,
)
from vaka.areas.goals.models import Goal, GoalIndicator
from vaka.areas.goals.rules import TRANSITIONS, Light
from vaka.areas.goals.tree_queries import may_act
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, Words, take

HEAD = _("Mål")


def new(request: HttpRequest) -> HttpResponse:
    """Set a goal."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.EDIT)
    form = GoalForm(
        request.POST or None, units=visible_units(viewer, rules.EDIT, on=viewer.on),
        parents=queries.parents(viewer),
        initial={"from_year": viewer.on.year, "parent": request.GET.get("under", "")},
    )  # fmt: skip
    page = StepPage(_("Nytt mål"), _("Spara målet"), _("Målet är sparat."),
                    reverse("goals:tree"), [(HEAD, reverse("goals:tree"))])  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        return reverse("goals:goal", args=[actions.set_goal(by=viewer, new=form.new()).pk])

    return take(request, form, page, done)


def end(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """Say until which year a goal holds."""
    viewer, goal = _to_edit(request, queries.goal, goal_id)
    form = EndForm(request.POST or None, initial={"until_year": goal.until_year or viewer.on.year})
    page = _page(goal, _("När slutar målet gälla?"), _("Spara"), _("Målet är ändrat."))
    return take(request, form, page, lambda data: _ignore(
        actions.end_goal(by=viewer, goal_id=goal_id, until_year=data["until_year"])
    ))  # fmt: skip


def add_indicator(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """Tie a measure or a given figure to a goal."""
    viewer, goal = _to_edit(request, queries.goal, goal_id)
    form = IndicatorForm(
        request.POST or None, units=visible_units(viewer, rules.EDIT, on=viewer.on),
        initial={"unit": goal.unit.code, "year": viewer.on.year, "good": "higher"},
    )  # fmt: skip
    page = _page(goal, _("Ny indikator"), _("Spara indikatorn"), _("Indikatorn är sparad."))
    return take(request, form, page, lambda _data: _ignore(
        actions.add_indicator(by=viewer, goal_id=goal_id, new=form.new())
    ))  # fmt: skip


def set_target(request: HttpRequest, indicator_id: uuid.UUID) -> HttpResponse:
    """Set what an indicator is to reach in a year."""
    viewer, row = _indicator(request, indicator_id)
    form = TargetForm(request.POST or None, initial={"year": viewer.on.year})
    page = _page(row.goal, _("Målvärde"), _("Spara målvärdet"), _("Målvärdet är sparat."))
    return take(request, form, page, lambda data: _ignore(actions.set_target(
        by=viewer, indicator_id=indicator_id, year=data["year"], value=data["value"]
    )))  # fmt: skip


def tell_figure(request: HttpRequest, indicator_id: uuid.UUID) -> HttpResponse:
    """Tell what a source says that an indicator was."""
    viewer, row = _indicator(request, indicator_id)
    form = FigureForm(request.POST or None, initial={"year": viewer.on.year})
    page = _page(row.goal, _("Utfall"), _("Spara utfallet"), _("Utfallet är sparat."))
    return take(request, form, page, lambda data: _ignore(actions.tell_figure(
        by=viewer, indicator_id=indicator_id, year=data["year"], value=data["value"],
        source=data["source"],
    )))  # fmt: skip


def judge(request: HttpRequest, indicator_id: uuid.UUID) -> HttpResponse:
    """Judge an indicator's year otherwise than the rule."""
    viewer, row = _indicator(request, indicator_id)
    year = request.GET.get("ar", str(viewer.on.year))
    form = JudgeForm(request.POST or None, initial={"year": year})
    page = _page(row.goal, _("Bedöm annorlunda"), _("Spara bedömningen"),
                 _("Bedömningen är sparad, med ditt namn."))  # fmt: skip
    return take(request, form, page, lambda data: _ignore(actions.judge_otherwise(
        by=viewer, indicator_id=indicator_id, year=data["year"], light=Light(data["light"]),
        reason=data["reason"],
    )))  # fmt: skip


def withdraw(request: HttpRequest, choice_id: uuid.UUID) -> HttpResponse:
    """Take a judgement by hand back."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.choice(viewer, choice_id)
    demand(viewer, rules.EDIT, row.indicator.goal.unit_id)
    form = StepForm(request.POST if request.method == "POST" else None)
    page = _page(row.indicator.goal, _("Ta tillbaka bedömningen"), _("Ta tillbaka"),
                 _("Regelns bedömning gäller igen."))  # fmt: skip
    return take(request, form, page, lambda _data: _ignore(
        actions.withdraw_judgement(by=viewer, choice_id=choice_id)
    ))  # fmt: skip


def plan_activity(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """Plan a key activity of a goal."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    goal = queries.goal(viewer, goal_id)
    if not (viewer.may(rules.ACT, goal.unit_id) or viewer.may(rules.EDIT, goal.unit_id)):
        raise NotAllowed(rules.ACT)
    form = ActivityForm(request.POST or None, people=queries.people_at(viewer, goal.unit),
                        initial={"start_date": viewer.on})  # fmt: skip
    page = _page(goal, _("Ny nyckelaktivitet"), _("Spara aktiviteten"), _("Aktiviteten är sparad."))
    return take(request, form, page, lambda _data: _ignore(
        actions.plan_activity(by=viewer, goal_id=goal_id, new=form.new())
    ))  # fmt: skip


def step(request: HttpRequest, activity_id: uuid.UUID, step: str) -> HttpResponse:
    """Tell how a key activity goes."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.activity(viewer, activity_id)
    if not may_act(viewer, row):
        raise NotAllowed(rules.ACT)
    found = next((one for one in TRANSITIONS if one.verb == f"goal.{step}"), None)
    if found is None:
        raise Http404(step)
    page = _page(row.goal, found.label, found.label, _("Sparat."), context=row.title)
    form = ActivityStepForm(request.POST if request.method == "POST" else None)
    return take(request, form, page, lambda data: _ignore(actions.step_activity(
        by=viewer, activity_id=activity_id, verb=found.verb, words=data["words"]
    )))  # fmt: skip


def _to_edit(
    request: HttpRequest, find: Callable[[Viewer, uuid.UUID], Goal], goal_id: uuid.UUID
) -> tuple[Viewer, Goal]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    goal = find(viewer, goal_id)
    demand(viewer, rules.EDIT, goal.unit_id)
    return viewer, goal


def _indicator(request: HttpRequest, indicator_id: uuid.UUID) -> tuple[Viewer, GoalIndicator]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.indicator(viewer, indicator_id)
    demand(viewer, rules.EDIT, row.goal.unit_id)
    return viewer, row


def _page(
    goal: Goal, heading: Words, button: Words, message: Words, context: Words = ""
) -> StepPage:
    back = reverse("goals:goal", args=[goal.pk])
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("goals:tree")), (goal.title, back)]
    return StepPage(heading, button, message, back, crumbs, context or goal.unit.name)


def _ignore(_made: object) -> None:
    """The way back is the goal's own page."""
