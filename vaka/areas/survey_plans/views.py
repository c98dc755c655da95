"""Pages that show: all plans after surveys, and one beside the next result."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vaka.areas.survey_plans import queries
from vaka.areas.survey_plans.rules import PlanState
from vaka.areas.survey_plans.words import told
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.clock import case_clock


def listing(request: HttpRequest) -> HttpResponse:
    """Show the plans, who is late, and after which surveys plans may be asked for."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = queries.listed(viewer)
    context = {
        "rows": rows, "owed": sum(row.state is PlanState.OWED for row in rows),
        "late": sum(row.is_late for row in rows), "pending": queries.pending(viewer),
    }  # fmt: skip
    return render(request, "survey_plans/list.html", context)


def plan(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one plan with its weak questions, remedies and the next result."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.plan_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    clock = None
    if not page.frame.closed_at:
        clock = case_clock(timezone.localdate(page.frame.opened_at), page.frame.due_date, viewer.on)
    return render(
        request, "survey_plans/plan.html", {"page": page, "events": events, "clock": clock}
    )
