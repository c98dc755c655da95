"""The pages without sign-in: notices and minutes that the secretary has published."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.board import publication_queries as queries
from vaka.areas.board.publication_models import BoardPublication
from vaka.areas.board.publication_rules import PublicationState
from vaka.foundation.access.middleware import open_to_all
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.files import store
from vaka.foundation.organisation.queries import principal_name

GONE = 410
CACHED = "public, no-cache"  # kept, but asked for again: what is taken down is gone at once


@open_to_all
def listing(request: HttpRequest) -> HttpResponse:
    """Show what is published."""
    rows = [(one, queries.title(one)) for one in queries.published()]
    context = {"rows": rows, "principal": principal_name()}
    return _answer(render(request, "board/public.html", context))


@open_to_all
def paper(request: HttpRequest, publication_id: uuid.UUID) -> HttpResponse:
    """Give a published copy; one that was replaced or taken down says so and why."""
    one = _shown(publication_id)
    if one.state != PublicationState.PUBLISHED or one.file is None:
        later = queries.followed_by(one)
        context = {"one": one, "title": queries.title(one), "later": later,
                   "principal": principal_name()}  # fmt: skip
        return render(request, "board/gone.html", context, status=GONE)
    content = store.path_of(one.file.digest).read_bytes()
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{one.file.name}"'
    return _answer(response)


def _shown(publication_id: uuid.UUID) -> BoardPublication:
    try:
        return queries.shown(publication_id)
    except NotVisible:
        raise Http404(publication_id) from None


def _answer(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = CACHED
    return response
