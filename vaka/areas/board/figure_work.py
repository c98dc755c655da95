"""The page before a meeting, and the pages that bind figures to its items."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from vaka.areas.board import figure_actions as actions
from vaka.areas.board import figure_queries as queries
from vaka.areas.board.figure_forms import BindForm
from vaka.areas.board.work import of_item, prepared, sent
from vaka.areas.figures.queries import SEE
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.queries import visible_units
from vaka.metrics.definitions import named
from vaka.web.steps import StepForm, take


def before(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Show what to know before a meeting, on one page."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "board/before.html", {"page": queries.before_page(viewer, meeting_id)})


def bind(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Bind a measure to an item."""
    viewer, page = prepared(request, case_id)
    form = BindForm(sent(request), units=visible_units(viewer, SEE, on=viewer.on),
                    initial={"version": page.frame.version})  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.bind_figure(by=viewer, case_id=case_id, version=data["version"],
                            measure=data["measure"], unit=form.units[data["unit"]])  # fmt: skip

    lead = _("Siffran visas på ärendet och på sidan inför sammanträdet, mot förra sammanträdet.")
    return take(request, form, of_item(page, _("Knyt en siffra"), _("Spara"), lead), done)


def drop(request: HttpRequest, figure_id: uuid.UUID) -> HttpResponse:
    """Take a bound measure off an item, once asked."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.figure(viewer, figure_id)
    _viewer, page = prepared(request, found.item_id)
    form = StepForm(sent(request), initial={"version": page.frame.version})

    def done(data: dict[str, Any]) -> None:
        actions.drop_figure(by=viewer, figure_id=figure_id, version=data["version"])

    lead = named(found.measure).title.sv
    return take(request, form, of_item(page, _("Ta bort siffran"), _("Ta bort"), lead), done)
