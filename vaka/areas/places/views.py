"""Pages that show: homes with their places, one place with whom it may suit."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.places import queries, rules
from vaka.foundation.access.viewer import Viewer


def listing(request: HttpRequest) -> HttpResponse:
    """Show the homes with the places that the viewer may see."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    homes = queries.homes(viewer)
    context = {
        "homes": homes,
        "vacant": sum(home.vacant for home in homes),
        "places": sum(len(home.places) for home in homes),
        "kept": sum(one.is_kept for home in homes for one in home.places),
        "may_open": bool(queries.home_units(viewer)),
    }
    return render(request, "places/list.html", context)


def place(request: HttpRequest, place_id: uuid.UUID) -> HttpResponse:
    """Show one place, and to those who handle decisions whom it may suit."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.place_page(viewer, place_id)
    context = {"page": page, "label": rules.groups()[page.place.group].label}
    return render(request, "places/place.html", context)
