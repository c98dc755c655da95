"""Pages that show: the start, sole tasks, a season over units, a unit's answers, stops."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.readiness import lists, queries, rules, season_queries, stop_queries, stop_rules
from vaka.areas.readiness.words import told
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.queries import TimelineLine


def start(request: HttpRequest) -> HttpResponse:
    """Show the seasons of this year, how many tasks hang on one person, and the stops."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    pages = season_queries.year_page(viewer, viewer.on.year)
    sole = queries.listed(viewer) if viewer.may(rules.SEE) else None
    context = {
        "seasons": pages, "late": sum(page.late for page in pages), "sole": sole,
        "next_year": lists.seasons(viewer.on.year + 1),
        "gaps": sum(row.is_gap for row in sole or ()), "year": viewer.on.year,
        "stops": stop_queries.stops(viewer) if viewer.may(stop_rules.SEE) else None,
        "may_open_stop": bool(stop_queries.heads(viewer)),
    }  # fmt: skip
    return render(request, "readiness/start.html", context)


def sole_tasks(request: HttpRequest) -> HttpResponse:
    """Show the tasks that few can do, gaps first."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = queries.listed(viewer)
    context = {"rows": rows, "gaps": sum(row.is_gap for row in rows),
               "may_add": viewer.may(rules.HANDLE)}  # fmt: skip
    return render(request, "readiness/sole_tasks.html", context)


def sole_task(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one task."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.sole_page(viewer, case_id)
    context = {"page": page, "events": events(page.timeline), "now": page.history[0]}
    return render(request, "readiness/sole_task.html", context)


def season(request: HttpRequest, season: str, year: int) -> HttpResponse:
    """Show one season over units."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = season_queries.season_page(viewer, season, year)
    return render(request, "readiness/season.html", {"page": page})


def readiness(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one unit's answers before one season."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = season_queries.readiness_page(viewer, case_id)
    context = {"page": page, "events": events(page.timeline)}
    return render(request, "readiness/readiness.html", context)


def stop(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one stop: planned against held, and what it cancelled."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = stop_queries.stop_page(viewer, case_id)
    return render(request, "readiness/stop.html", {"page": page, "events": events(page.timeline)})


def cancellation(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one thing that a stop cancelled."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = stop_queries.cancellation_page(viewer, case_id)
    context = {"page": page, "events": events(page.timeline)}
    return render(request, "readiness/cancellation.html", context)


def events(timeline: list[TimelineLine]) -> list[dict[str, object]]:
    """Give a timeline as the page part draws it."""
    return [{"at": line.at, "words": told(line), "is_done": True} for line in timeline]
