"""Pages that show feedback to those who work with it: the list and one case."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.feedback import overview, queries, rules
from vaka.areas.feedback.forms import FilterForm
from vaka.areas.feedback.queries import LOOKS, ListFilter
from vaka.areas.feedback.words import told
from vaka.areas.figures import queries as figures
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.clock import CaseClock, case_clock
from vaka.foundation.cases.queries import CaseFrame
from vaka.foundation.organisation.queries import visible_units
from vaka.law.local_time import swedish

PER_PAGE, YEARS = 25, 5


def listing(request: HttpRequest) -> HttpResponse:
    """List what the viewer may see and the filter keeps."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    form, wanted, figure = _filter(request, viewer)
    page = Paginator(queries.listed(viewer, wanted), PER_PAGE).get_page(request.GET.get("sida"))
    rows = [queries.row(one) for one in page.object_list]
    queries.note_listed(viewer, wanted, [row.frame.id for row in rows])
    context = {
        "form": form,
        "figure": figure,
        "page": page,
        "rows": [(row, _clock(row.frame, viewer)) for row in rows],
        "look": wanted.look,
        "looks": queries.looks(viewer, wanted),
        "may_register": viewer.may(rules.REGISTER),
        "may_see_figures": viewer.may(figures.SEE),
    }
    return render(request, "feedback/list.html", context)


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one case."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.feedback_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    is_waiting = page.frame.state in rules.UNANSWERED
    context = {
        "page": page,
        "events": events,
        "is_waiting": is_waiting,
        "clock": _clock(page.frame, viewer) if is_waiting else None,
    }
    return render(request, "feedback/case.html", context)


def compiled(request: HttpRequest) -> HttpResponse:
    """Show a unit's year: feedback beside deviations, by the same themes."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, figures.SEE)
    units = [one for one in figures.units_with_figures(viewer) if not one.is_reference]
    held = viewer.main
    own = next((one for one in units if held and one.pk == held.unit_id), units[0])
    unit = next((one for one in units if one.code == request.GET.get("enhet")), own)
    years = range(viewer.on.year, viewer.on.year - YEARS, -1)
    asked = request.GET.get("ar", "")
    year = int(asked) if asked in map(str, years) else viewer.on.year
    found = overview.analysis(viewer, unit, year, viewer.on)
    context = {"found": found, "unsorted": overview.unsorted(found), "units": units, "unit": unit,
               "years": years, "year": year}  # fmt: skip
    return render(request, "feedback/compiled.html", context)


def contact(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show how to reach whoever wrote; each showing stands in the log."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context: dict[str, Any] = {"reached": queries.contact(viewer, case_id), "case_id": case_id}
    return render(request, "feedback/contact.html", context)


def _filter(
    request: HttpRequest, viewer: Viewer
) -> tuple[FilterForm, ListFilter, figures.FigureAsked | None]:
    form = FilterForm(request.GET or None, units=visible_units(viewer, rules.SEE))
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    figure = _figure(request, viewer)
    look = request.GET.get("visa", "all" if figure else "open")
    wanted = ListFilter(
        look=look if look in LOOKS else "open",
        words=data.get("q", ""),
        kind=data.get("slag", ""),
        unit_code=data.get("enhet", ""),
        ids=figure.ids if figure else None,
    )
    return form, wanted, figure


def _figure(request: HttpRequest, viewer: Viewer) -> figures.FigureAsked | None:
    """When the list is opened from a figure, keep exactly the cases that it counted."""
    try:
        return figures.asked(viewer, request.GET.dict())
    except figures.UnclearFigure as error:
        raise Http404(str(error)) from error


def _clock(frame: CaseFrame, viewer: Viewer) -> CaseClock | None:
    """Give the clock of what waits for an answer."""
    if frame.state not in rules.UNANSWERED:
        return None
    return case_clock(swedish(frame.opened_at).date(), frame.due_date, viewer.on)
