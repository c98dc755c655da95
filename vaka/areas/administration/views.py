"""Pages that show: the tree of units, local values, people and roles, mandates on a date."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vaka.areas.administration import queries
from vaka.areas.administration.forms import OnDateForm, TreeForm, WhoForm
from vaka.areas.administration.models import Function, Mandate, Reorganisation
from vaka.areas.administration.rules import PEOPLE
from vaka.areas.administration.words import sentence
from vaka.foundation.access.models import Grant
from vaka.foundation.access.queries import who_could as grants_that_could
from vaka.foundation.access.roles import role
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

PER_PAGE = 25


def units(request: HttpRequest) -> HttpResponse:
    """Show the whole tree, of now with closed units or as it was on a day, and what has changed."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = TreeForm(request.GET if "dag" in request.GET else None)
    day = form.cleaned_data["dag"] if form.is_bound and form.is_valid() else None
    nodes = queries.tree_on(viewer, day) if day else queries.tree(viewer)
    first = min((node.unit.valid_from for node in nodes), default=None)
    context = {"nodes": nodes, "first": first, "form": form, "day": day,
               "successions": queries.successions(), "planned": _planned()}  # fmt: skip
    return render(request, "administration/units.html", context)


def _planned(unit: Unit | None = None) -> list[tuple[Reorganisation, str]]:
    return [(row, sentence(row)) for row in queries.planned(unit)]


def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show one unit: names and places over time, and what a change would reach."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.unit(viewer, code)
    context = {
        "unit": found,
        "spells": queries.spells(found),
        "successions": queries.successions(found),
        "reach": queries.reach([found], timezone.localdate()),
        "planned": _planned(found),
    }
    return render(request, "administration/unit.html", context)


def values(request: HttpRequest) -> HttpResponse:
    """Show the local values in force today with their history."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context = {"rows": queries.values(viewer, timezone.localdate())}
    return render(request, "administration/values.html", context)


def people(request: HttpRequest) -> HttpResponse:
    """List those who have an account, with the roles that hold today."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    words = request.GET.get("q", "")
    page = Paginator(queries.people(viewer, words), PER_PAGE).get_page(request.GET.get("sida"))
    rows = [(one, [g for g in _roles(one) if g["holds"]]) for one in page.object_list]
    return render(request, "administration/people.html", {"page": page, "rows": rows, "q": words})


def person(request: HttpRequest, username: str) -> HttpResponse:
    """Show one person's account and roles from–to."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.person(viewer, username)
    context = {"one": found, "roles": _roles(found), "is_self": found == viewer.person}
    return render(request, "administration/person.html", context)


def who_could(request: HttpRequest) -> HttpResponse:
    """Answer who could read a unit's things on a day."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, PEOPLE)
    form = WhoForm(request.GET or None, initial={"dag": timezone.localdate()})
    asked = form.cleaned_data if form.is_bound and form.is_valid() else None
    grants = grants_that_could(asked["vad"], asked["enhet"], asked["dag"]) if asked else []
    rows = [_told(grant) for grant in grants]
    context = {"form": form, "asked": asked, "rows": rows}
    return render(request, "administration/who.html", context)


def mandates(request: HttpRequest) -> HttpResponse:
    """Show who sits in a body on a day, and the delegation order as it read then."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    bodies = queries.bodies(viewer)
    context: dict[str, Any] = {"bodies": bodies}
    if bodies:
        first = {"organ": bodies[0].code, "dag": str(timezone.localdate())}
        form = OnDateForm({**first, **request.GET.dict()})
        context |= {"form": form, **(_sitting(form) if form.is_valid() else {})}
    return render(request, "administration/mandates.html", context)


def _sitting(form: OnDateForm) -> dict[str, Any]:
    body, day = form.cleaned_data["organ"], form.cleaned_data["dag"]
    order = {code: place for place, code in enumerate(Function.values)}
    seats = sorted(queries.mandates_on(body, day), key=lambda one: _place(one, order))
    return {"body": body, "day": day, "seats": seats, "points": queries.points_on(day, body)}


def _place(one: Mandate, order: dict[str, int]) -> tuple[int, str]:
    return order[one.function], one.name


def _roles(one: Person) -> list[dict[str, Any]]:
    return [_told(grant) for grant in sorted(one.grants.all(), key=lambda g: g.from_date)]


def _told(grant: Grant) -> dict[str, Any]:
    today = timezone.localdate()
    ended = grant.to_date is not None and grant.to_date < today
    return {
        "grant": grant,
        "label": role(grant.role).label,
        "holds": grant.from_date <= today and not ended,
        "may_end": grant.to_date is None or grant.to_date > today,
    }
