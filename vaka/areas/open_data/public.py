"""The pages without sign-in: what is published, one data set, its files, the catalogue."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from vaka.areas.open_data import dataset_queries as queries
from vaka.areas.open_data import files, packages
from vaka.areas.open_data.models import Release
from vaka.areas.open_data.rules import LICENCE_ADDRESSES, LICENCE_LABELS, Licence
from vaka.foundation.access.middleware import open_to_all
from vaka.foundation.organisation.queries import principal_name

FILES: dict[str, tuple[str, Callable[[Release], bytes]]] = {
    "data.csv": (files.TYPES[files.FileKind.CSV], packages.table),
    "datapackage.json": (
        "application/json",
        lambda release: packages.as_json(packages.package(release)),
    ),
}
SHOWN = 200


@open_to_all
def listing(request: HttpRequest) -> HttpResponse:
    """Show what the municipality has published."""
    context = {"releases": queries.live(), "principal": principal_name()}
    return render(request, "open_data/public.html", context)


@open_to_all
def dataset(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one data set: what it is, its numbers, its files and terms."""
    release = _release(slug)
    licence = Licence(release.dataset.licence)
    context: dict[str, Any] = {
        "release": release, "one": release.dataset, "lines": queries.titled(release.rows[:SHOWN]),
        "more": max(0, len(release.rows) - SHOWN), "principal": principal_name(),
        "licence": LICENCE_LABELS[licence], "licence_address": LICENCE_ADDRESSES[licence],
    }  # fmt: skip
    return render(request, "open_data/public_dataset.html", context)


@open_to_all
def file(_request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Give one file of a data set."""
    if name not in FILES:
        raise Http404(name)
    kind, made = FILES[name]
    response = HttpResponse(made(_release(slug)), content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@open_to_all
def catalogue(request: HttpRequest) -> HttpResponse:
    """Give the catalogue for harvesting."""
    base = request.build_absolute_uri(reverse("open_data:public"))
    text = packages.catalogue(queries.live(), base, principal_name())
    return HttpResponse(text, content_type=packages.TURTLE)


def _release(slug: str) -> Release:
    found = queries.live(slug)
    if not found:
        raise Http404(slug)
    return found[0]
