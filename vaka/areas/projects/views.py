"""Pages that show: all projects, what was learnt, and one project."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.projects import queries
from vaka.areas.projects.rules import KIND_LABELS, STATE_LABELS
from vaka.foundation.access.viewer import Viewer


def listing(request: HttpRequest) -> HttpResponse:
    """Show the projects that one sees, cut to a kind or a state when asked."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    kind, state = request.GET.get("slag", ""), request.GET.get("lage", "")
    context = {
        "page": queries.projects_page(viewer, kind, state), "kind": kind, "state": state,
        "kinds": KIND_LABELS.items(), "states": STATE_LABELS.items(),
    }  # fmt: skip
    return render(request, "projects/list.html", context)


def lessons(request: HttpRequest) -> HttpResponse:
    """Show what was learnt in the projects that have ended."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "projects/lessons.html", {"rows": queries.lessons(viewer)})


def project(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """Show one project: purpose, phases, effects, lessons, follow-ups."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.project_page(viewer, project_id)
    return render(request, "projects/project.html", {"page": page, "row": page.row})
