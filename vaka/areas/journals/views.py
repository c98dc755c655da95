"""Pages that show: what is left and what was handed over, a day, one file, rooms."""

import uuid
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.journals import queries
from vaka.areas.journals.rules import HAND_OVER
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.web.downloads import CSV_TYPE, to_keep

FILES_SHOWN, ROWS_SHOWN = 60, 200


def listing(request: HttpRequest) -> HttpResponse:
    """Show what a unit has handed over and has not."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    unit = queries.unit_chosen(viewer, request.GET.get("enhet", ""))
    context = {"page": queries.unit_page(viewer, unit, FILES_SHOWN),
               "units": queries.units(viewer)}  # fmt: skip
    return render(request, "journals/list.html", context)


def day(request: HttpRequest, unit: str, day: str) -> HttpResponse:
    """Show what a day's file would hold."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.day_page(viewer, queries.unit_chosen(viewer, unit, HAND_OVER), day_of(day))
    turns = page.gathered.whole
    context = {"page": page, "turns": turns[:ROWS_SHOWN],
               "hidden": max(0, len(turns) - ROWS_SHOWN)}  # fmt: skip
    return render(request, "journals/day.html", context)


def file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Show one file with what became of its rows."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.file_page(viewer, file_id)
    context = {"page": page, "rows": page.told[:ROWS_SHOWN],
               "hidden": max(0, len(page.told) - ROWS_SHOWN)}  # fmt: skip
    return render(request, "journals/file.html", context)


def content(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Give a file to keep."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    name, text = queries.content_of(viewer, file_id)
    response = to_keep(text, CSV_TYPE, name)
    response["Cache-Control"] = "no-store"
    return response


def manifest(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Give what goes with a file."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.found(viewer, file_id)
    return to_keep(queries.manifest(one), "application/json", f"{queries.name_of(one)}.json")


def rooms(request: HttpRequest, unit: str) -> HttpResponse:
    """Show whose each room is."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.unit_chosen(viewer, unit, HAND_OVER)
    rows = queries.rooms(viewer, found)
    context = {"unit": found, "rows": rows,
               "untied": sum(one.tie is None and not one.is_ended for one in rows)}  # fmt: skip
    return render(request, "journals/rooms.html", context)


def day_of(text: str) -> date:
    """Read a day of an address. Raises NotVisible."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotVisible(text) from error
