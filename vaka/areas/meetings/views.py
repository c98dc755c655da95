"""Pages that show meetings: the list, one meeting, its minutes on paper, the year."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from vaka.areas.figures import queries as figures
from vaka.areas.meetings import queries, rules, statistics
from vaka.areas.meetings.forms import FilterForm
from vaka.areas.meetings.jobs import MINUTES
from vaka.areas.meetings.lists import labels
from vaka.areas.meetings.pages import ListFilter, MeetingPage
from vaka.areas.meetings.words import told
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.jobs import actions as jobs
from vaka.foundation.organisation.queries import visible_units

PER_PAGE = 25
LOOK_LABELS = {
    "coming": _("Kommande"), "writing": _("Att skriva klart"), "done": _("Klara"),
    "cancelled": _("Inställda"), "all": _("Alla"),
}  # fmt: skip


def listing(request: HttpRequest) -> HttpResponse:
    """List the meetings that the viewer may see and the filter keeps."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.LIST)
    form, wanted, figure = _filter(request, viewer)
    page = Paginator(queries.listed(viewer, wanted), PER_PAGE).get_page(request.GET.get("sida"))
    queries.note_listed(viewer, [row.pk for row in page.object_list])
    names = labels()
    rows = [
        (row, names.get(row.sort, row.sort), rules.STATE_LABELS[rules.State(row.case.state)],
         rules.is_late(row.case.state, row.case.due_date, viewer.on))
        for row in page.object_list
    ]  # fmt: skip
    context = {"rows": rows, "page": page, "look": wanted.look, "looks": LOOK_LABELS.items(),
               "form": form, "figure": figure, "may_plan": viewer.may(rules.HANDLE),
               "may_count": _may_count(viewer)}  # fmt: skip
    return render(request, "meetings/list.html", context)


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one meeting: what stands ready, what came of the last one, points and decisions."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "meetings/case.html", _context(queries.meeting_page(viewer, case_id)))


def minutes(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show the minutes as they are printed."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "meetings/minutes.html", _context(queries.meeting_page(viewer, case_id)))


def minutes_pdf(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Make the minutes as PDF in the background; what may not be taken away is said where asked."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.meeting_page(viewer, case_id)
    if request.method != "POST" or not page.may_hand_over.ok:
        return redirect("meetings:case", case_id)
    job = jobs.start(by=viewer, kind=MINUTES, case_id=str(case_id),
                     label=_("PDF av %s") % page.frame.reference)  # fmt: skip
    return redirect("jobs:show", job.pk)


def year(request: HttpRequest) -> HttpResponse:
    """Show planned against held by unit and kind."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not _may_count(viewer):
        raise NotAllowed(rules.SEE)
    asked = request.GET.get("ar", "")
    chosen = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 2100 else viewer.on.year
    context = {
        "year": statistics.year_of(viewer, chosen), "before": chosen - 1, "after": chosen + 1,
        "visits": statistics.visits_of(viewer, chosen), "is_over": chosen < viewer.on.year,
        "may_plan": viewer.may(rules.HANDLE),
    }  # fmt: skip
    return render(request, "meetings/year.html", context)


def _may_count(viewer: Viewer) -> bool:
    return viewer.may(rules.SEE) or viewer.may(rules.VISIT)


def _context(page: MeetingPage) -> dict[str, Any]:
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    return {"page": page, "events": events}


def _filter(
    request: HttpRequest, viewer: Viewer
) -> tuple[FilterForm, ListFilter, figures.FigureAsked | None]:
    try:
        figure = figures.asked(viewer, request.GET.dict())
    except figures.UnclearFigure as error:
        raise Http404(str(error)) from error
    units = visible_units(viewer, rules.LIST, on=viewer.on)
    form = FilterForm(request.GET or None, units=units)
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    look = request.GET.get("visa", "all" if figure else "coming")
    wanted = ListFilter(
        look if look in queries.LOOKS else "coming", data.get("q", ""), data.get("slag", ""),
        data.get("enhet", ""), figure.ids if figure else None,
    )  # fmt: skip
    return form, wanted, figure
