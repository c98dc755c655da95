"""Pages that show: the log of deliveries, a period's check, one delivery and its file."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.submissions import queries
from vaka.areas.submissions.rules import MAKE
from vaka.foundation.access.viewer import Viewer
from vaka.web.downloads import to_keep

SHOWN = 50


def listing(request: HttpRequest) -> HttpResponse:
    """Show what is to be delivered, and all that has been."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    todo = queries.to_do(viewer)
    late = [one for one in todo if one.is_late]
    waits = [one for one in todo if not one.is_done]
    context = {"todo": todo, "late": len(late), "next": waits[0] if waits else None,
               "rows": queries.listed(viewer)[:SHOWN], "may_make": viewer.may(MAKE)}  # fmt: skip
    return render(request, "submissions/list.html", context)


def check(request: HttpRequest, layout: str, period: str) -> HttpResponse:
    """Show what a period's file would hold and what is wrong in it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    unit = queries.unit_chosen(viewer, request.GET.get("enhet", ""))
    found = queries.check(viewer, unit, *queries.layout_of(layout, period))
    context = {"check": found, "shown": found.findings[:SHOWN],
               "hidden": max(0, len(found.findings) - SHOWN)}  # fmt: skip
    return render(request, "submissions/check.html", context)


def submission(request: HttpRequest, submission_id: uuid.UUID) -> HttpResponse:
    """Show one delivery."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.page(viewer, submission_id)
    return render(request, "submissions/submission.html", {"page": page})


def file(request: HttpRequest, submission_id: uuid.UUID) -> HttpResponse:
    """Give a delivery's file to keep."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    name, content = queries.file_of(viewer, submission_id)
    response = to_keep(content, "text/plain; charset=utf-8", name)
    response["Cache-Control"] = "no-store"
    return response
