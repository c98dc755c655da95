"""Pages that change: a line is gone through, or its newest review taken back."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.roadmaps import actions, queries, rules
from vaka.areas.roadmaps.forms import ReviewForm
from vaka.areas.roadmaps.queries import LinePage
from vaka.foundation.access.viewer import Viewer, demand
from vaka.web.steps import StepPage, SureForm, Words, take

HEAD = _("Färdplan")


def review(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Say where a line stands."""
    viewer, page = _opened(request, line_id)
    stands = {"reviewed_date": viewer.on, "state": page.row.state}
    form = ReviewForm(request.POST or None, initial=stands)

    def done(data: dict[str, Any]) -> None:
        actions.review_line(by=viewer, line_id=line_id, state=data["state"], words=data["words"],
                            reviewed=data["reviewed_date"])  # fmt: skip

    words = _("Gå igenom raden"), _("Spara genomgången"), _("Genomgången är sparad.")
    return take(request, form, _shown(page, *words), done)


def withdraw(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Take back the newest review."""
    viewer, page = _opened(request, line_id)

    def done(_data: dict[str, Any]) -> None:
        actions.withdraw_review(by=viewer, line_id=line_id)

    words = _("Ta tillbaka genomgången"), _("Ta tillbaka"), _("Genomgången är borttagen.")
    return take(request, SureForm(request.POST or None), _shown(page, *words), done)


def _opened(request: HttpRequest, line_id: uuid.UUID) -> tuple[Viewer, LinePage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.line_page(viewer, line_id)
    demand(viewer, rules.KEEP, page.roadmap.unit_id)
    return viewer, page


def _shown(page: LinePage, heading: Words, button: Words, message: Words) -> StepPage:
    address = reverse("roadmaps:line", args=[page.row.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("roadmaps:list")), (str(page.row.number), address),
    ]  # fmt: skip
    return StepPage(heading, button, message, address, crumbs, page.row.more)
