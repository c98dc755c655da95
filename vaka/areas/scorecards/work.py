"""Pages that change boards: make, copy, fill, order, name, remove and take back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vaka.areas.figures import queries as figures
from vaka.areas.scorecards import actions, queries, rules, words
from vaka.areas.scorecards.forms import BoardForm, TileForm
from vaka.areas.scorecards.queries import Board
from vaka.areas.scorecards.rules import Way
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import RuleRefused
from vaka.metrics.definitions import MEASURES
from vaka.web.steps import StepForm, StepPage, take

HEAD = gettext_lazy("Styrtavlor")


def new(request: HttpRequest) -> HttpResponse:
    """Make a board, empty or from one that stands."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, figures.SEE)
    copied = _copied(viewer, request.GET.get("fran", ""))
    units = _units(viewer)
    asked = request.GET.get("enhet", "")
    name = _("%(name)s, min") % {"name": copied.line.name} if copied else ""
    form = BoardForm(request.POST or None, units=units, may_share=viewer.may(rules.SHARE),
                     initial={"name": name, "unit": asked})  # fmt: skip
    lead = (
        _("Den börjar med måtten på %(name)s. Ändra den sedan som du vill.")
        % {"name": copied.line.name}
        if copied else _("Välj mått i nästa steg. Högst sex får plats.")
    )  # fmt: skip
    page = StepPage(_("Ny tavla"), _("Gör tavlan"), _("Tavlan är gjord."),
                    reverse("scorecards:list"), _crumbs(), lead=lead)  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        made = actions.make_scorecard(by=viewer, new=form.new(),
                                      tiles=copied.tiles if copied else ())  # fmt: skip
        return reverse("scorecards:edit", args=[made.pk])

    return take(request, form, page, done)


def edit(request: HttpRequest, board_id: uuid.UUID) -> HttpResponse:
    """Choose a board's measures and their order."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row, tiles = queries.board_to_change(viewer, board_id)
    form = TileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_tile(by=viewer, board_id=board_id, tile=form.tile())
        except RuleRefused as refused:
            form.refuse(refused.verdict)
        else:
            return redirect(f"{request.path}#ruta-{len(tiles) + 1}")
    named = [(words.title(MEASURES[one.measure], one) if one.measure in MEASURES else one.measure,
              rules.SPAN_LABELS[one.span]) for one in tiles]  # fmt: skip
    context = {"row": row, "tiles": named, "form": form,
               "is_full": len(tiles) >= rules.MOST_TILES}  # fmt: skip
    return render(request, "scorecards/edit.html", context)


@require_POST
def move(request: HttpRequest, board_id: uuid.UUID) -> HttpResponse:
    """Move a tile a step, or take it away; the page comes back at the tile."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    place, way = _place(request.POST.get("ruta", "")), request.POST.get("hall", "")
    if way == "bort":
        actions.take_tile(by=viewer, board_id=board_id, place=place)
    elif way in set(Way):
        actions.move_tile(by=viewer, board_id=board_id, place=place, way=Way(way))
        place += 1 if way == Way.DOWN else -1
    else:
        raise NotVisible(way)
    return redirect(f"{reverse('scorecards:edit', args=[board_id])}#ruta-{max(place, 0) + 1}")


def rename(request: HttpRequest, board_id: uuid.UUID) -> HttpResponse:
    """Change a board's name and unit, and who sees it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row, _tiles = queries.board_to_change(viewer, board_id)
    stands = {"name": row.name, "unit": row.unit.code, "shared": "ja" if row.is_shared else ""}
    form = BoardForm(request.POST or None, units=_units(viewer), initial=stands,
                     may_share=row.is_shared or viewer.may(rules.SHARE))  # fmt: skip
    back = reverse("scorecards:edit", args=[board_id])
    page = StepPage(_("Namn och enhet"), _("Spara"), _("Tavlan är ändrad."), back,
                    [*_crumbs(), (row.name, back)])  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        actions.change_scorecard(by=viewer, board_id=board_id, new=form.new())

    return take(request, form, page, done)


def remove(request: HttpRequest, board_id: uuid.UUID) -> HttpResponse:
    """Remove a board, after asking; it can be taken back from the list."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row, _tiles = queries.board_to_change(viewer, board_id)
    back = reverse("scorecards:board", args=[board_id])
    page = StepPage(
        _("Ta bort tavlan"), _("Ta bort"),
        _("%(name)s är borttagen. Den kan tas tillbaka i listan.") % {"name": row.name}, back,
        [*_crumbs(), (row.name, back)], lead=_("Måtten och siffrorna finns kvar."),
    )  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        actions.remove_scorecard(by=viewer, board_id=board_id)
        return reverse("scorecards:list")

    form = StepForm(request.POST if request.method == "POST" else None)
    return take(request, form, page, done)


@require_POST
def restore(request: HttpRequest, board_id: uuid.UUID) -> HttpResponse:
    """Take a removed board back."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    try:
        row = actions.restore_scorecard(by=viewer, board_id=board_id)
    except RuleRefused as refused:
        messages.error(request, refused.verdict.refusals[0].words)
        return redirect("scorecards:list")
    messages.success(request, _("%(name)s är tillbaka.") % {"name": row.name})
    return redirect("scorecards:board", board_id)


def _copied(viewer: Viewer, key: str) -> Board | None:
    """The board that a new one begins from: a standard's code, a made one's id, or none."""
    if not key:
        return None
    try:
        return queries.board(viewer, uuid.UUID(key))
    except ValueError:
        return queries.standard_board(viewer, key)


def _units(viewer: Viewer) -> list[Unit]:
    return [one for one in figures.units_with_figures(viewer) if not one.is_reference]


def _crumbs() -> list[tuple[Any, str]]:
    return [(HEAD, reverse("scorecards:list"))]


def _place(text: str) -> int:
    if not text.isdecimal():
        raise NotVisible(text)
    return int(text)
