"""Pages that show: the list, counts, one placement."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.placements import queries, rules
from vaka.areas.placements.words import told
from vaka.foundation.access.viewer import Viewer


def listing(request: HttpRequest) -> HttpResponse:
    """Show the placements that the viewer may see, the nearest last day first."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = queries.listed(viewer)
    context = {"rows": rows, "late": sum(row.is_late for row in rows),
               "soon": sum(row.is_soon for row in rows), "may_begin": viewer.may(rules.HANDLE),
               "may_count": viewer.may(rules.COUNT)}  # fmt: skip
    return render(request, "placements/list.html", context)


def counts(request: HttpRequest) -> HttpResponse:
    """Show how many placements owe what, without telling of anybody."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "placements/counts.html", {"rows": queries.counts(viewer)})


def placement(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one placement."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.placement_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    return render(request, "placements/placement.html", {"page": page, "events": events})
