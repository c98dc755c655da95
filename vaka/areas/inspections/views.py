"""Pages that show inspections: the list and one case."""

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from vaka.areas.figures import queries as figures
from vaka.areas.inspections import queries, rules
from vaka.areas.inspections.words import told
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.clock import case_clock

PER_PAGE = 25
LOOK_LABELS = {"open": _("Öppna"), "closed": _("Avslutade"), "all": _("Alla")}


def listing(request: HttpRequest) -> HttpResponse:
    """List the inspections that the viewer may see."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    figure = _figure(request, viewer)
    look = request.GET.get("visa", "all" if figure else "open")
    found = queries.listed(viewer, look, figure.ids if figure else None)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    queries.note_listed(viewer, [row.pk for row in page.object_list])
    rows = [
        (row, rules.STATE_LABELS[rules.State(row.case.state)],
         None if row.case.closed_at
         else case_clock(row.received_date, row.case.due_date, viewer.on))
        for row in page.object_list
    ]  # fmt: skip
    context = {"rows": rows, "page": page, "look": look, "looks": LOOK_LABELS.items(),
               "figure": figure, "may_receive": viewer.may(rules.HANDLE)}  # fmt: skip
    return render(request, "inspections/list.html", context)


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one inspection with its points."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.inspection_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    clock = None
    if not page.frame.closed_at:
        clock = case_clock(page.received_date, page.frame.due_date, viewer.on)
    return render(
        request, "inspections/case.html", {"page": page, "events": events, "clock": clock}
    )


def _figure(request: HttpRequest, viewer: Viewer) -> figures.FigureAsked | None:
    """When the list is opened from a figure, keep exactly the inspections that it counted."""
    try:
        return figures.asked(viewer, request.GET.dict())
    except figures.UnclearFigure as error:
        raise Http404(str(error)) from error
