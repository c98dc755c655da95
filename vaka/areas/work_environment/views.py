"""Pages that show the work environment: investigations, one of them, its plan, time and alarms."""

import uuid
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from vaka.areas.work_environment import queries, rules, timing
from vaka.areas.work_environment.words import told
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.clock import case_clock

PER_PAGE = 25
LOOK_LABELS = {"open": _("Öppna"), "closed": _("Avslutade"), "all": _("Alla")}


def listing(request: HttpRequest) -> HttpResponse:
    """List the investigations that the viewer may see."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    look = request.GET.get("visa", "open")
    page = Paginator(queries.listed(viewer, look), PER_PAGE).get_page(request.GET.get("sida"))
    queries.note_listed(viewer, [row.pk for row in page.object_list])
    rows = [
        (row, rules.STATE_LABELS[rules.State(row.case.state)],
         None if row.case.state != rules.State.OPEN
         else case_clock(row.received_date, row.case.due_date, viewer.on))
        for row in page.object_list
    ]  # fmt: skip
    context = {"rows": rows, "page": page, "look": look, "looks": LOOK_LABELS.items(),
               "may_begin": viewer.may(rules.HANDLE)}  # fmt: skip
    return render(request, "work_environment/list.html", context)


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one investigation: questions, survey, risks, where the plan is gone through."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.investigation_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    clock = None
    if page.frame.state == rules.State.OPEN:
        clock = case_clock(page.received_date, page.frame.due_date, viewer.on)
    context = {"page": page, "events": events, "clock": clock}
    return render(request, "work_environment/case.html", context)


def plan(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show the action plan as it is printed for the staff meeting."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.investigation_page(viewer, case_id)
    return render(request, "work_environment/plan.html", {"page": page})


def time(request: HttpRequest) -> HttpResponse:
    """Show time set aside against time used, and alarms month by month."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    last = timing.latest_month(viewer) or date(viewer.on.year, viewer.on.month, 1)
    context = {"page": timing.time_page(viewer, last), "may_log": viewer.may(rules.HANDLE)}
    return render(request, "work_environment/time.html", context)
