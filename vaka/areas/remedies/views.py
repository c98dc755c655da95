"""Pages that show remedies: the list, one remedy."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.remedies import queries, rules
from vaka.areas.remedies.forms import FilterForm
from vaka.areas.remedies.queries import LOOKS, ListFilter
from vaka.areas.remedies.words import told
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units

PER_PAGE = 25
SEE = "remedy.see"


def listing(request: HttpRequest) -> HttpResponse:
    """List the remedies that the viewer may see and the filter keeps."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SEE)
    form = FilterForm(request.GET or None, units=visible_units(viewer, SEE))
    wanted = _wanted(request, form)
    page = Paginator(queries.listed(viewer, wanted), PER_PAGE).get_page(request.GET.get("sida"))
    rows = [queries.row(one, viewer.on) for one in page.object_list]
    queries.note_listed(viewer, wanted, [row.id for row in rows])
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "look": wanted.look,
        "looks": queries.looks(viewer, wanted),
        "may_propose": viewer.may(rules.PROPOSE),
    }
    return render(request, "remedies/list.html", context)


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one remedy."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.remedy_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    return render(request, "remedies/case.html", {"page": page, "events": events})


def _wanted(request: HttpRequest, form: FilterForm) -> ListFilter:
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    look = request.GET.get("visa", "open")
    return ListFilter(
        look=look if look in LOOKS else "open",
        words=data.get("q", ""),
        kind=data.get("slag", ""),
        unit_code=data.get("enhet", ""),
    )
