"""Pages that show: the keys to the feed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.open_data import queries
from vaka.foundation.access.viewer import Viewer


def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys of the viewer's units and how the feed is read."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = queries.keys(viewer)
    context = {"rows": rows, "valid": sum(row.standing == "valid" for row in rows),
               "host": request.build_absolute_uri("/api/v1/measures")}  # fmt: skip
    return render(request, "open_data/keys.html", context)
