"""Pages that show: the chain as a tree and as a table, and one goal."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.goals import queries, rules, words
from vaka.foundation.access.viewer import Viewer


def tree(request: HttpRequest) -> HttpResponse:
    """Show the goals of a year as a chain."""
    return _chain(request, "goals/tree.html")


def table(request: HttpRequest) -> HttpResponse:
    """Show the goals of a year with their indicators as a table."""
    return _chain(request, "goals/table.html")


def goal(request: HttpRequest, goal_id: uuid.UUID) -> HttpResponse:
    """Show one goal: what it serves, how it stands, what is done."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.goal_page(viewer, goal_id, _year(request, viewer))
    return render(request, "goals/goal.html", {"page": page, "goal": page.node})


def _chain(request: HttpRequest, template: str) -> HttpResponse:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    chain = queries.chain(viewer, _year(request, viewer))
    context = {
        "chain": chain, "answer": words.whole(chain.lights, chain.year),
        "rest": words.rest(chain.lights), "may_edit": viewer.may(rules.EDIT),
    }  # fmt: skip
    return render(request, template, context)


def _year(request: HttpRequest, viewer: Viewer) -> int:
    asked = request.GET.get("ar", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else viewer.on.year
