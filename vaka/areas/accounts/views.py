"""Pages that show: the editions, one with its sections, results, a section's history, a request."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.accounts import (
    compare_queries,
    queries,
    request_queries,
    result_queries,
    rules,
    section_queries,
    words,
)
from vaka.areas.accounts.words import told
from vaka.documents import drawing
from vaka.documents import slide as slides
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.clock import case_clock
from vaka.web.downloads import to_keep


def listing(request: HttpRequest) -> HttpResponse:
    """Show the years' reports, those that are written and those that are frozen."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = queries.editions(viewer)
    context = {"open": [row for row in rows if row.is_open], "may_open": viewer.may(rules.LEAD),
               "frozen": [row for row in rows if not row.is_open]}  # fmt: skip
    return render(request, "accounts/list.html", context)


def edition(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one report with its sections, what is asked of whom, and what is left."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.edition_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    clock = None
    if not page.frame.closed_at:
        opened = timezone.localdate(page.frame.opened_at)
        clock = case_clock(opened, page.frame.due_date, viewer.on)
    context = {"page": page, "events": events, "clock": clock,
               "reads_all": viewer.may(rules.SEE, page.frame.unit_id)}  # fmt: skip
    return render(request, "accounts/edition.html", context)


def results(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show the result table, area by area."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = result_queries.result_page(viewer, case_id)
    return render(request, "accounts/results.html", {"page": page})


def compare(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show what has changed since the year before."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = compare_queries.compare_page(viewer, case_id)
    return render(request, "accounts/compare.html", {"page": page})


def slide(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Give what has changed most as a picture to show, sharp at any size."""
    content, name = _slide(request, case_id)
    return to_keep(content, "image/svg+xml", f"{name}.svg")


def slide_png(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Give the same picture as every program shows it."""
    content, name = _slide(request, case_id)
    response = HttpResponse(drawing.painted(content), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="{name}.png"'
    return response


def _slide(request: HttpRequest, case_id: uuid.UUID) -> tuple[str, str]:
    """The picture, and its file's name without an end."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = compare_queries.compare_page(viewer, case_id)
    content = slides.slide(
        words.changed_since(page.better, page.worse), (_("Året före"), _("Året")),
        [words.slide_row(one) for one in page.figures],
        f"{page.frame.title}, {page.edition.case.unit.name}",
    )  # fmt: skip
    return content, f"{page.edition.name}-{page.edition.year}"


def history(request: HttpRequest, section_id: uuid.UUID) -> HttpResponse:
    """Show who has written what in a section."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    section, versions = section_queries.history(viewer, section_id)
    return render(request, "accounts/history.html", {"section": section, "versions": versions})


def request_page(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one request: what is asked, last year's words, this year's figures, the answer."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = request_queries.request_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    clock = None
    if page.row.is_open:
        opened = timezone.localdate(page.frame.opened_at)
        clock = case_clock(opened, page.frame.due_date, viewer.on)
    context = {"page": page, "events": events, "clock": clock}
    return render(request, "accounts/request.html", context)
