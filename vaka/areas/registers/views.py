"""Pages that show: all registers with where they are used, and one with its rows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.registers import queries
from vaka.foundation.access.viewer import Viewer


def listing(request: HttpRequest) -> HttpResponse:
    """Show every register and where it is used."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = queries.register_rows(viewer)
    used = sum(bool(row.used_at) for row in rows)
    return render(request, "registers/list.html", {"rows": rows, "used": used})


def register(request: HttpRequest, code: str) -> HttpResponse:
    """Show one register with from when till when each unit uses it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.register_page(viewer, code)
    return render(request, "registers/register.html", {"page": page})
