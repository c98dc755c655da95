"""Pages that show: the comparison, requirements side by side, contracts, visits, agreements."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from vaka.areas.figures import queries as figures
from vaka.areas.providers import (
    agreement_queries,
    agreement_rules,
    application_queries,
    comparison_queries,
    queries,
    rules,
    visit_queries,
)
from vaka.areas.providers.words import told
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.clock import case_clock
from vaka.foundation.cases.queries import TimelineLine

VISIT_LOOKS = {"open": _("Pågår"), "made": _("Gjorda"), "all": _("Alla")}
AGREEMENT_LOOKS = {"open": _("Gäller"), "ended": _("Upphörda"), "all": _("Alla")}


def listing(request: HttpRequest) -> HttpResponse:
    """Show contracted and own operations beside each other."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    kinds = comparison_queries.kinds(viewer)
    wanted = request.GET.get("verksamhet", kinds[0][0] if kinds else "")
    if wanted not in dict(kinds):
        wanted = ""
    context = {
        "found": comparison_queries.comparison(viewer, wanted), "kinds": kinds, "kind": wanted,
        "applications": application_queries.waiting(viewer),
        "ended": comparison_queries.ended(viewer),
        "forms": comparison_queries.forms_compared(viewer),
        "may_handle": viewer.may(rules.HANDLE), "sees_visits": viewer.may(rules.SEE_VISITS),
        "year": viewer.on.year,
    }  # fmt: skip
    return render(request, "providers/list.html", context)


def matrix(request: HttpRequest, code: str) -> HttpResponse:
    """Show each requirement at each contract."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE_VISITS)
    found = comparison_queries.matrix(viewer, code)
    worst = max(found.rows, key=lambda row: row.unmet, default=None)
    context = {"found": found, "worst": worst if worst and worst.unmet else None,
               "forms": comparison_queries.forms_compared(viewer)}  # fmt: skip
    return render(request, "providers/matrix.html", context)


def contract(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one contract: its year, its figures, what has been done about it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.contract_page(viewer, case_id)
    clock = None
    if page.is_followed and not page.frame.closed_at:
        clock = case_clock(page.contract.start_date, page.contract.end_date, viewer.on)
    context = {"page": page, "events": _events(page.timeline), "clock": clock,
               "application": application_queries.part(viewer, page),
               "year": viewer.on.year}  # fmt: skip
    return render(request, "providers/contract.html", context)


def visits(request: HttpRequest) -> HttpResponse:
    """List the visits that the viewer may see."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE_VISITS)
    figure = _figure(request, viewer)
    look = request.GET.get("visa", "all" if figure else "open")
    rows = visit_queries.listed(viewer, look, figure.ids if figure else None)
    context = {"rows": rows, "look": look, "looks": VISIT_LOOKS.items(), "figure": figure}
    return render(request, "providers/visits.html", context)


def visit(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one visit with the requirements it followed."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = visit_queries.visit_page(viewer, case_id)
    context = {"page": page, "events": _events(page.timeline)}
    return render(request, "providers/visit.html", context)


def agreements(request: HttpRequest) -> HttpResponse:
    """List the agreements with others."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, agreement_rules.SEE)
    look = request.GET.get("visa", "open")
    rows = [
        (row, agreement_rules.PARTY_LABELS[agreement_rules.Party(row.party)])
        for row in agreement_queries.listed(viewer, look)
    ]
    context = {"rows": rows, "look": look, "looks": AGREEMENT_LOOKS.items(),
               "may_handle": viewer.may(agreement_rules.HANDLE), "today": viewer.on}  # fmt: skip
    return render(request, "providers/agreements.html", context)


def agreement(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one agreement with its promises and what was not kept."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = agreement_queries.agreement_page(viewer, case_id)
    context = {"page": page, "events": _events(page.timeline)}
    return render(request, "providers/agreement.html", context)


def _events(timeline: Sequence[TimelineLine]) -> list[dict[str, Any]]:
    return [{"at": line.at, "words": told(line), "is_done": True} for line in timeline]


def _figure(request: HttpRequest, viewer: Viewer) -> figures.FigureAsked | None:
    """When the list is opened from a figure, keep exactly the visits that it counted."""
    try:
        return figures.asked(viewer, request.GET.dict())
    except figures.UnclearFigure as error:
        raise Http404(str(error)) from error
