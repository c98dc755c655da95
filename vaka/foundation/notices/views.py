"""The page of one's own notices."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.notices import actions, queries


def listing(request: HttpRequest) -> HttpResponse:
    """List one's own notices, newest first."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    notices = queries.own_notices(viewer)
    unread = sum(not one.is_read for one in notices)
    return render(request, "notices/list.html", {"notices": notices, "unread": unread})


@require_POST
def read(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponseRedirect:
    """Mark a notice as read and go on to what it is about."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    notice = actions.mark_read(by=viewer, notice_id=notice_id)
    return HttpResponseRedirect(queries.line(notice).url or _list())


@require_POST
def read_all(request: HttpRequest) -> HttpResponseRedirect:
    """Mark all as read."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    actions.mark_all_read(by=viewer)
    return HttpResponseRedirect(_list())


def _list() -> str:
    return reverse("notices:list")
