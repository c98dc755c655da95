"""Pages that show: the start, one round with its result, one finding, forms, plans, posters."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.self_checks import form_queries, plan_queries, queries, reporting, rules
from vaka.areas.self_checks.plan_forms import KIND_LABELS
from vaka.areas.self_checks.words import told
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.questions import qr


def start(request: HttpRequest) -> HttpResponse:
    """Show what is under way and what has been compiled; who only answers meets the forms."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may(rules.SEE):
        demand(viewer, rules.ANSWER)
    sees = viewer.may(rules.SEE)
    context = {
        "open": queries.listed(viewer, is_open=True) if sees else [],
        "ended": queries.listed(viewer, is_open=False, limit=12) if sees else [],
        "findings": queries.open_findings(viewer) if sees else [],
        "answerable": reporting.open_rounds(viewer) if viewer.may(rules.ANSWER) else [],
        "sees": sees,
        "may_plan": viewer.may(rules.PLAN),
    }
    return render(request, "self_checks/start.html", context)


def round_page(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one round's result, on one page of paper too."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.round_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    last = next(
        (line.words for line in reversed(page.timeline) if line.verb == "self_check.close"), ""
    )
    context = {"page": page, "events": events, "analysis": last if page.frame.closed_at else ""}
    return render(request, "self_checks/round.html", context)


def finding(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one finding with the remedies that answer it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.finding_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    return render(request, "self_checks/finding.html", {"page": page, "events": events})


def forms(request: HttpRequest) -> HttpResponse:
    """List the forms, and those delivered ready."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = form_queries.forms(viewer)
    may_plan = viewer.may(rules.PLAN)
    context = {
        "rows": rows,
        "ready": [
            {"code": one.code, "title": one.title, "questions": len(one.questions.questions),
             "method": rules.METHOD_LABELS[one.method], "why": one.why}
            for one in form_queries.ready_left(viewer)
        ] if may_plan else [],
        "may_plan": may_plan,
    }  # fmt: skip
    return render(request, "self_checks/forms.html", context)


def form(request: HttpRequest, form_id: uuid.UUID) -> HttpResponse:
    """Show one form with its questions."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = form_queries.form_page(viewer, form_id)
    labels = {kind.value: label for kind, label in KIND_LABELS.items()}
    rows = [(one, labels.get(one.kind, one.kind)) for one in page.questions]
    return render(request, "self_checks/form.html", {"page": page, "rows": rows})


def plans(request: HttpRequest) -> HttpResponse:
    """List the plans."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context = {"rows": plan_queries.plans(viewer), "may_plan": viewer.may(rules.PLAN)}
    return render(request, "self_checks/plans.html", context)


def plan(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Show one plan: its units, and what their rounds showed beside each other."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = plan_queries.plan_page(viewer, plan_id)
    labels = [(one, rules.FREQUENCY_LABELS[rules.Frequency(one.frequency)]) for one in page.terms]
    return render(request, "self_checks/plan.html", {"page": page, "terms": labels})


def poster(request: HttpRequest, code: str) -> HttpResponse:
    """Show a door to a plan as a page to print and hang on the wall."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = plan_queries.door_of(viewer, code)
    address = request.build_absolute_uri(f"{reverse('self_checks:fill')}?dorr={code}")
    context = {
        "plan": found.plan,
        "unit_name": found.door.unit.name,
        "address": address,
        "drawing": qr.svg(address, _("QR-kod till formuläret")),
    }
    return render(request, "self_checks/poster.html", context)
