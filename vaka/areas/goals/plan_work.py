"""Pages of operations plans: revisions, one of them, two side by side; and what changes a goal."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from vaka.areas.goals import plan_actions as actions
from vaka.areas.goals import plan_queries, queries, rules
from vaka.areas.goals.forms import ActivityForm
from vaka.areas.goals.models import Goal, OperationsPlan
from vaka.areas.goals.plan_forms import AdoptForm, ChangeGoalForm
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.web.steps import StepForm, StepPage, Words, take

HEAD, PLANS = _("Mål"), _("Verksamhetsplaner")


def plans(request: HttpRequest) -> HttpResponse:
    """Show every revision of the operations plans."""
    page = plan_queries.plans_page(_viewer(request))
    return render(request, "goals/plans.html", {"page": page})


def plan(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Show one revision."""
    page = plan_queries.plan_page(_viewer(request), plan_id)
    return render(request, "goals/plan.html", {"page": page, "row": page.row})


def compared(request: HttpRequest, plan_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """Show two revisions side by side: what differs, or everything when asked."""
    page = plan_queries.compared_page(_viewer(request), plan_id, other_id)
    everything = request.GET.get("allt") == "1"
    groups = [
        (title, [row for row in rows if everything or row.change != "same"])
        for title, rows in page.groups
    ]
    context = {"page": page, "groups": [one for one in groups if one[1]], "all": everything}
    return render(request, "goals/compared.html", context)


def adopt(request: HttpRequest) -> HttpResponse:
    """Freeze what is set at a unit for a year as the next revision."""
    viewer = _viewer(request)
    plan_queries.demand_adopt(viewer)
    form = AdoptForm(
        request.POST or None, units=plan_queries.adoptable(viewer),
        initial={"year": viewer.on.year, "adopted_date": viewer.on},
    )  # fmt: skip
    above = reverse("goals:plans")
    page = StepPage(
        _("Fastställ en verksamhetsplan"), _("Fastställ"), _("Planen är fastställd."), above,
        [(HEAD, reverse("goals:tree")), (PLANS, above)],
        lead=_("Enhetens mål, indikatorer och nyckelaktiviteter för året fryses som de står nu."),
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = actions.adopt_plan(
            by=viewer, unit=form.units[data["unit"]], year=data["year"],
            adopted_date=data["adopted_date"], decided_by=data["decided_by"], words=data["words"],
        )  # fmt: skip
        return _address(made)

    return take(request, form, page, done)


def withdraw_plan(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Take the newest revision back."""
    viewer = _viewer(request)
    row = plan_queries.plan(viewer, plan_id)
    demand(viewer, rules.EDIT, row.unit_id)
    named = _gettext("%(unit)s %(year)d, revision %(n)d") % {
        "unit": row.unit.name, "year": row.year, "n": row.revision,
    }  # fmt: skip
    above = reverse("goals:plans")
    page = StepPage(
        _("Ta tillbaka revisionen"), _("Ta tillbaka"), _("Revisionen är tillbakatagen."), above,
        [(PLANS, above), (named, _address(row))], named,
        _("Målen ändras inte. Loggen behåller vad revisionen höll."),
    )  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        actions.withdraw_plan(by=viewer, plan_id=plan_id)

    return take(request, _sure(request), page, done)


def change_goal(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """Change what a goal says."""
    viewer = _viewer(request)
    goal = queries.goal(viewer, goal_id)
    demand(viewer, rules.EDIT, goal.unit_id)
    form = ChangeGoalForm(request.POST or None, initial={"title": goal.title, "words": goal.words})

    def done(data: dict[str, Any]) -> None:
        actions.change_goal(by=viewer, goal_id=goal_id, title=data["title"], words=data["words"])

    words = _("Ändra målet"), _("Spara målet"), _("Målet är ändrat.")
    return take(request, form, _page(goal, *words), done)


def remove_indicator(request: HttpRequest, indicator_id: uuid.UUID) -> HttpResponse:
    """Take an indicator from its goal."""
    viewer = _viewer(request)
    row = queries.indicator(viewer, indicator_id)
    demand(viewer, rules.EDIT, row.goal.unit_id)

    def done(_data: dict[str, Any]) -> None:
        actions.remove_indicator(by=viewer, indicator_id=indicator_id)

    words = _("Ta bort indikatorn"), _("Ta bort"), _("Indikatorn är borttagen.")
    lead = _(
        "Dess målvärden och utfall tas också bort. Loggen och fastställda planer behåller dem."
    )
    return take(request, _sure(request), _page(row.goal, *words, lead=lead), done)


def change_activity(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Change what a key activity says, who does it and when."""
    viewer = _viewer(request)
    row = queries.activity(viewer, activity_id)
    if not (viewer.may(rules.ACT, row.goal.unit_id) or viewer.may(rules.EDIT, row.goal.unit_id)):
        raise NotAllowed(rules.ACT)
    people = queries.people_at(viewer, row.goal.unit)
    if row.responsible not in people:
        people.append(row.responsible)
    form = ActivityForm(request.POST or None, people=people, initial={
        "title": row.title, "responsible": str(row.responsible_id), "start_date": row.start_date,
        "due_date": row.due_date,
    })  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        actions.change_activity(by=viewer, activity_id=activity_id, **vars(form.new()))

    words = _("Ändra nyckelaktiviteten"), _("Spara aktiviteten"), _("Aktiviteten är ändrad.")
    return take(request, form, _page(row.goal, *words), done)


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _sure(request: HttpRequest) -> StepForm:
    return StepForm(request.POST if request.method == "POST" else None)


def _address(one: OperationsPlan) -> str:
    return reverse("goals:plan", args=[one.pk])


def _page(goal: Goal, heading: Words, button: Words, message: Words, lead: Words = "") -> StepPage:
    back = reverse("goals:goal", args=[goal.pk])
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("goals:tree")), (goal.title, back)]
    return StepPage(heading, button, message, back, crumbs, goal.unit.name, lead)
