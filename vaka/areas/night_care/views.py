"""Pages that show: the homes, a home's night, an answer, a decision."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from vaka.areas.night_care import (
    exhibits,
    grid_queries,
    municipality_queries,
    queries,
    rules,
    sentences,
    shared_queries,
)
from vaka.areas.night_care.forms import TryForm
from vaka.areas.night_care.words import told
from vaka.foundation.access.viewer import Viewer
from vaka.law.values import cite


def listing(request: HttpRequest) -> HttpResponse:
    """Show how each home's night stands against what has been decided."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = municipality_queries.homes(viewer)
    every = page.rows + page.untold
    if len(every) == 1:
        return redirect("night_care:home", every[0].code)
    context = {
        "page": page, "said": sentences.municipality(page),
        "shared": shared_queries.answers(viewer), "may_share": shared_queries.may_share(viewer),
    }  # fmt: skip
    return render(request, "night_care/homes.html", context)


def home(request: HttpRequest, unit: str) -> HttpResponse:
    """Show a home's night: the newest answer first, or what is missing before one can ask."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.home_page(viewer, unit)
    newest = next((one for one in page.answers if not one.is_trial), None)
    if newest is not None:
        return _answer(request, viewer, newest.id)
    return render(request, "night_care/home.html", {"page": page, "law": law(page.home, viewer)})


def answer(request: HttpRequest, answer_id: uuid.UUID) -> HttpResponse:
    """Show one answer, for as long as it is kept."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return _answer(request, viewer, answer_id)


def decision(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show a decision on staffing with the answer it rests on."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.decision_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    if page.row.shared_id:
        shared = shared_queries.answer_page(viewer, page.row.shared_id)
        context = {"page": page, "events": events, "shared": shared,
                   "said": sentences.sharing(shared)}  # fmt: skip
        return render(request, "night_care/decision_shared.html", context)
    assert page.row.answer is not None  # the table's own constraint
    shown = exhibits.of(page.row.answer, viewer.on)
    context = {"page": page, "events": events, "shown": shown}
    return render(request, "night_care/decision.html", context)


def _answer(request: HttpRequest, viewer: Viewer, answer_id: uuid.UUID) -> HttpResponse:
    row = queries.answer_row(viewer, answer_id)
    page = queries.home_page(viewer, row.unit.code)
    grid = None if row.tried else grid_queries.page_of(row, request.GET)
    if grid and request.headers.get("HX-Request") == "true":
        return render(request, "night_care/cell.html", {"grid": grid, "cell": sentences.cell(grid)})
    shown = exhibits.of(row, viewer.on)
    stands: dict[str, Any] = row.tried or {"staff": shown.staff, "cameras": 0}
    context = {
        "page": page, "shown": shown, "law": law(row.home, viewer),
        "form": TryForm(initial=stands), "replay": row.replays.first(),
        "grid": grid, "cell": sentences.cell(grid) if grid else None,
        "is_newest": page.answers and page.answers[0].id == row.pk,
    }  # fmt: skip
    return render(request, "night_care/answer.html", context)


def law(home: Any, viewer: Viewer) -> str:
    """Give the law's own place for the form of housing whose rule it is, else nothing."""
    if home is None or not rules.asks_presence(home.form):
        return ""
    return cite("night.staffing", on=viewer.on).text
