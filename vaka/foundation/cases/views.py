"""Pages of the worklist: what waits, its saved filters, and a sheet for the staff meeting."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases import bulk, saved
from vaka.foundation.cases import meeting as meetings
from vaka.foundation.cases import worklist as work
from vaka.foundation.cases.forms import SaveForm, WorkFilterForm, read
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.worklist import Whose, WorkFilter
from vaka.foundation.organisation.queries import visible_unit

PER_PAGE = 25


class CountedPaginator(Paginator):  # type: ignore[type-arg]
    """Pages of a list whose length has been counted already."""

    def __init__(self, found: QuerySet[Case], per_page: int, count: int) -> None:
        super().__init__(found, per_page)
        self.known = count

    @cached_property
    def count(self) -> int:
        """Give the known length."""
        return self.known


def worklist(request: HttpRequest) -> HttpResponse:
    """Show what waits for the viewer, and what waits around them."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    wanted = read(request.GET)
    groups = work.groups(viewer, wanted.words)
    found = work.choices(viewer, wanted, groups)
    form = WorkFilterForm(request.GET, choices=found)
    counts = work.counts(viewer, wanted, groups)
    listed = work.rows_of(viewer, wanted).select_related("unit", "owner")
    pages = CountedPaginator(listed, PER_PAGE, counts[wanted.whose])
    page = pages.get_page(request.GET.get("sida"))
    rows = work.rows(viewer, page.object_list)
    work.note_shown(viewer, wanted, [row.id for row in rows])
    kinds = {case.kind for case in page.object_list}
    context = {
        "form": form,
        "wanted": wanted,
        "page": page,
        "rows": rows,
        "tabs": _tabs(request, counts),
        "actions": bulk.offered(kinds) if work.handles_any(viewer) else [],
        "runs": bulk.fresh_runs(viewer),
        "saved": [(line, query_of(line.wanted)) for line in saved.lines(viewer)],
        "save_form": SaveForm(shareable=saved.shareable(viewer)),
        "is_narrowed": len(wanted.told) > 1,
        "units": found.units if work.handles_any(viewer) else [],
        "query": request.GET.urlencode(),
        "most": min(counts[wanted.whose], bulk.MOST),
    }
    return render(request, "cases/worklist.html", context)


@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the filter that the page shows under a name."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = SaveForm(request.POST, shareable=saved.shareable(viewer))
    query = request.POST.get("urval", "")
    if not form.is_valid():
        context = {"form": form, "heading": _("Spara urvalet"), "verb": _("Spara"),
                   "hidden": {"urval": query}, "way_back": _page(query)}  # fmt: skip
        return render(request, "cases/save.html", context)
    role, code = form.pair()
    unit = visible_unit(viewer, code) if code else None
    wanted = read(QueryDict(query))
    saved.keep(by=viewer, name=form.cleaned_data["name"], wanted=wanted, role_code=role, unit=unit)
    messages.success(request, _("Urvalet är sparat. Det finns också på Idag."))
    return HttpResponseRedirect(_page(query))


def open_filter(request: HttpRequest, filter_id: uuid.UUID) -> HttpResponse:
    """Go to the worklist as a saved filter has it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    kept = saved.visible_filter(viewer, filter_id)
    return HttpResponseRedirect(_page(query_of(saved.filter_of(kept))))


@require_POST
def forget_filter(request: HttpRequest, filter_id: uuid.UUID) -> HttpResponse:
    """Remove a saved filter."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    saved.forget(by=viewer, filter_id=filter_id)
    messages.success(request, _("Urvalet är borttaget."))
    return HttpResponseRedirect(_page(request.POST.get("urval", "")))


def meeting(request: HttpRequest) -> HttpResponse:
    """Show a unit's open cases as an item for its staff meeting, without names."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    unit = visible_unit(viewer, request.GET.get("enhet", ""))
    sheet = meetings.sheet(viewer, unit)
    sorts = [{"label": label, "value": count, "url": ""} for label, count in sheet.sorts]
    context = {"sheet": sheet, "sorts": sorts, "unit": unit}
    return render(request, "cases/meeting.html", context)


def query_of(wanted: WorkFilter) -> str:
    """Give the query of the worklist's address for a filter."""
    names = {"flik": wanted.whose.value, "slag": wanted.kind, "lage": wanted.state,
             "enhet": wanted.unit_code, "q": wanted.words}  # fmt: skip
    return urlencode({name: value for name, value in names.items() if value})


def _page(query: str) -> str:
    return f"{reverse('cases:worklist')}?{QueryDict(query).urlencode()}"


def _tabs(request: HttpRequest, counts: dict[Whose, int]) -> list[dict[str, Any]]:
    names = {
        Whose.MINE: _("Mina"),
        Whose.UNASSIGNED: _("Utan ansvarig"),
        Whose.OTHERS: _("Väntar på andra"),
        Whose.LATE: _("Försenade"),
    }
    tabs = []
    for whose, name in names.items():
        query = request.GET.copy()
        query.pop("sida", None)
        query["flik"] = whose.value
        tabs.append({"whose": whose, "name": name, "count": counts[whose],
                     "url": f"?{query.urlencode()}"})  # fmt: skip
    return tabs
