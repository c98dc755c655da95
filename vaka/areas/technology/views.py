"""Pages that show: the register, what others have published, one technology, one trial."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.technology import queries, rules
from vaka.areas.technology.words import told
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.clock import case_clock


def listing(request: HttpRequest) -> HttpResponse:
    """Show what there is of each technology and how much of it is used."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    rows = queries.register(viewer)
    installed, used = sum(row.installed for row in rows), sum(row.used for row in rows)
    context = {
        "rows": rows, "installed": installed, "used": used,
        "degree": rules.degree(used, installed), "trials": queries.trials(viewer),
        "references": queries.references(), "may_add": viewer.may(rules.ADD),
    }  # fmt: skip
    return render(request, "technology/list.html", context)


def published(request: HttpRequest, unit: str) -> HttpResponse:
    """Show what another municipality has published of its technology."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = queries.published(viewer, unit)
    named = next((one for one in queries.references() if one.code == unit), None)
    if named is None:
        raise Http404(unit)
    return render(request, "technology/published.html", {"rows": rows, "unit": named})


def technology(request: HttpRequest, technology_id: uuid.UUID) -> HttpResponse:
    """Show one technology with its units and trials."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.technology_page(viewer, technology_id)
    return render(request, "technology/technology.html", {"page": page})


def trial(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one trial."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.trial_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    clock = None
    if not page.frame.closed_at:
        clock = case_clock(page.trial.begun_date, page.frame.due_date, viewer.on)
    context = {"page": page, "events": events, "clock": clock}
    return render(request, "technology/trial.html", context)
