"""Pages that show: a board, and the list of them."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.scorecards import queries
from vaka.areas.scorecards.queries import Board
from vaka.foundation.access.viewer import Viewer

MOST_TABS = 4
"""How many boards stand above a board; the rest are in the list."""


def start(request: HttpRequest) -> HttpResponse:
    """Show the board of the viewer's own role."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return _shown(request, viewer, queries.first_board(viewer))


def standard(request: HttpRequest, code: str) -> HttpResponse:
    """Show a standard board."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return _shown(request, viewer, queries.standard_board(viewer, code))


def board(request: HttpRequest, board_id: uuid.UUID) -> HttpResponse:
    """Show a board that somebody has made."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return _shown(request, viewer, queries.board(viewer, board_id))


def listing(request: HttpRequest) -> HttpResponse:
    """List every board: one's own, shared ones, standard ones."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    lines = queries.boards(viewer)
    context = {
        "made": [one for one in lines if not one.is_standard],
        "ready": [one for one in lines if one.is_standard], "removed": queries.removed(viewer),
    }  # fmt: skip
    return render(request, "scorecards/list.html", context)


def _shown(request: HttpRequest, viewer: Viewer, shown: Board) -> HttpResponse:
    page = queries.board_page(viewer, shown, request.GET.get("enhet", ""))
    lines = queries.boards(viewer)
    near = [one for one in lines if not one.is_standard][:MOST_TABS]
    near += [one for one in lines if one.is_standard][: max(1, MOST_TABS - len(near))]
    if all(one.key != shown.line.key for one in near):
        near.append(shown.line)
    return render(request, "scorecards/board.html", {"page": page, "tabs": near})
