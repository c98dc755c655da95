"""The search page: cases by words or number, only those that the viewer may see."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import search
from vaka.foundation.cases.kinds import Words, kind_of
from vaka.foundation.cases.models import Case

PER_PAGE = 25
LONGEST = 200


@dataclass(frozen=True)
class Hit:
    """One case that was found; `url` is empty when its kind has no page."""

    id: uuid.UUID
    kind: Words
    reference: str
    title: str
    unit_name: str
    state: Words
    is_open: bool
    opened_at: datetime
    url: str


def show(request: HttpRequest) -> HttpResponse:
    """Show what was found, newest first; a search that shows cases is a read and is logged."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    words = request.GET.get("q", "").strip()[:LONGEST]
    found = search.find(viewer, words).select_related("unit")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    hits = [hit(case) for case in page.object_list]
    if words:
        shown = [str(one.id) for one in hits]
        note_read(by=viewer, object_kind="search", object_id="",
                  data={"words": words, "shown": shown})  # fmt: skip
    return render(request, "web/search.html", {"words": words, "page": page, "hits": hits})


def hit(case: Case) -> Hit:
    """Give a case as a line of the list."""
    kind = kind_of(case.kind)
    return Hit(
        id=case.pk,
        kind=kind.label,
        reference=case.reference,
        title=case.title,
        unit_name=case.unit.name,
        state=kind.state_label(case.state),
        is_open=case.closed_at is None,
        opened_at=case.opened_at,
        url=_url(kind.url_name, case.pk),
    )


def _url(name: str, case_id: uuid.UUID) -> str:
    try:
        return reverse(name, args=[case_id])
    except NoReverseMatch:
        return ""
