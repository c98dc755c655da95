"""Pages that show risk analyses: the list and one analysis."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vaka.areas.figures import queries as figures
from vaka.areas.risks import queries, rules
from vaka.areas.risks.steps import beside
from vaka.areas.risks.words import told
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.clock import case_clock
from vaka.foundation.organisation.queries import visible_units

PER_PAGE = 25
LOOK_LABELS = {
    "open": _("Pågående"),
    "watched": _("Med accepterad risk"),
    "decided": _("Fastställda"),
    "all": _("Alla"),
}


def listing(request: HttpRequest) -> HttpResponse:
    """List the analyses that the viewer may see and the filter keeps."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    figure = _figure(request, viewer)
    look = request.GET.get("visa", "all" if figure else "open")
    words, unit_code = request.GET.get("q", ""), request.GET.get("enhet", "")
    found = queries.listed(viewer, look, words, unit_code, figure.ids if figure else None)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    rows = [queries.list_row(one) for one in page.object_list]
    queries.note_listed(viewer, queries.KIND, [row.id for row in rows])
    context: dict[str, Any] = {
        "rows": [(row, _clock(row, viewer)) for row in rows],
        "page": page,
        "figure": figure,
        "look": look,
        "looks": LOOK_LABELS.items(),
        "words": words,
        "unit_code": unit_code,
        "units": visible_units(viewer, rules.SEE, on=viewer.on),
        "may_start": viewer.may(rules.HANDLE),
        "beside": beside(viewer),
    }
    return render(request, "risks/list.html", context)


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one analysis with its matrix."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.analysis_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    clock = None
    if not page.frame.closed_at:
        clock = case_clock(timezone.localdate(page.frame.opened_at), page.frame.due_date, viewer.on)
    return render(request, "risks/case.html", {"page": page, "events": events, "clock": clock})


def _clock(row: queries.ListRow, viewer: Viewer) -> Any:
    return case_clock(row.opened_date, row.due_date, viewer.on) if row.is_open else None


def _figure(request: HttpRequest, viewer: Viewer) -> figures.FigureAsked | None:
    """When the list is opened from a figure, keep exactly the analyses that it counted."""
    try:
        return figures.asked(viewer, request.GET.dict())
    except figures.UnclearFigure as error:
        raise Http404(str(error)) from error
