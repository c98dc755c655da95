"""Pages that show routines: the list with its search, one version, what changed, which fail."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.routines import queries, rules, standing
from vaka.areas.routines.comparing import compared, counts
from vaka.areas.routines.forms import FilterForm
from vaka.areas.routines.queries import LOOKS, ListFilter
from vaka.areas.routines.words import told
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units

PER_PAGE = 25


def listing(request: HttpRequest) -> HttpResponse:
    """List the routines that hold for the viewer, found by words or ready looks."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    form = FilterForm(request.GET or None, units=visible_units(viewer, rules.SEE, on=viewer.on))
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    look = request.GET.get("visa", "valid")
    wanted = ListFilter(
        look=look if look in LOOKS else "valid",
        words=data.get("q", ""),
        kind=data.get("typ", ""),
        unit_code=data.get("enhet", ""),
    )
    page = Paginator(queries.listed(viewer, wanted), PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "form": form,
        "page": page,
        "rows": queries.rows(viewer, list(page.object_list)),
        "look": wanted.look,
        "looks": queries.looks(viewer, wanted),
        "is_narrowed": bool(wanted.kind or wanted.unit_code),
        "may_write": viewer.may(rules.WRITE),
        "may_fail": viewer.may(rules.FAIL),
    }
    return render(request, "routines/list.html", context)


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one version: its text, the control block, who has read it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.routine_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    return render(request, "routines/case.html", {"page": page, "events": events})


def changes(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show what differs from the version before."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.routine_page(viewer, case_id)
    version = queries.version_of(viewer, case_id)
    old = queries.before(viewer, version)
    lines = compared(old.text if old else "", version.text)
    added, removed = counts(lines)
    context = {"page": page, "old": old, "lines": lines, "added": added, "removed": removed}
    return render(request, "routines/changes.html", context)


def failing(request: HttpRequest) -> HttpResponse:
    """List the routines that failed most often in the last year."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.FAIL)
    units = visible_units(viewer, rules.FAIL, on=viewer.on)
    unit = next((one for one in units if one.code == request.GET.get("enhet")), None)
    rows = queries.failing(viewer, unit)
    bars = [{"label": row.title, "value": row.count, "url": ""} for row in rows]
    context = {"rows": rows, "bars": bars, "unit": unit, "units": units}
    return render(request, "routines/failing.html", context)


def look_over(request: HttpRequest) -> HttpResponse:
    """List the routines that a day, the law, the organisation or a system makes worth a look."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.WRITE)
    system = request.GET.get("system", "")
    rows = standing.to_look_over(viewer, system)
    context = {"rows": rows, "system": system, "systems": standing.systems(viewer)}
    return render(request, "routines/look_over.html", context)
