"""Pages of an item's way up: sent on, decided there, taken away, taken up again."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.board import passage_actions as actions
from vaka.areas.board import passage_queries as queries
from vaka.areas.board.passage_forms import AnswerForm, SendOnForm
from vaka.areas.board.passage_models import ItemPassage
from vaka.areas.board.passage_rules import PassageState, next_level
from vaka.areas.board.queries import ItemPage, item_page
from vaka.areas.board.rules import LEAD
from vaka.areas.board.work import of_item, sent
from vaka.foundation.access.viewer import Viewer, demand
from vaka.web.steps import StepForm, take


def send_on(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Send an item on, with the words of the one before."""
    viewer, page = _led(request, case_id)
    stands = {
        "version": page.frame.version, "sent_date": viewer.on,
        "proposal": "\n".join(queries.next_proposal(page.item)),
        "level": next_level(queries.sent(page.item)),
    }  # fmt: skip
    form = SendOnForm(sent(request), initial=stands)

    def done(data: dict[str, Any]) -> None:
        actions.send_on(by=viewer, case_id=case_id, version=data["version"], onward=form.onward())

    lead = _("Ärendet behåller sitt nummer. Förslaget är det organet före beslutade; ändra det "
             "bara om något annat skickades.")  # fmt: skip
    return take(request, form, of_item(page, _("Skicka ärendet vidare"), _("Spara"), lead), done)


def answer(request: HttpRequest, passage_id: uuid.UUID) -> HttpResponse:
    """Write in what a body decided."""
    viewer, row, page = _passage(request, passage_id)
    decided = row.state != PassageState.SENT
    stands = {
        "version": page.frame.version, "diary_number": row.diary_number,
        "state": row.state if decided else PassageState.ADOPTED,
        "decision": row.decision if decided else row.proposal,
        "decided_date": row.decided_date or viewer.on, "paragraph": row.paragraph,
    }  # fmt: skip
    form = AnswerForm(sent(request), initial=stands)

    def done(data: dict[str, Any]) -> None:
        actions.answer_passage(by=viewer, passage_id=row.pk, version=data["version"],
                               answer=form.answer())  # fmt: skip

    return take(request, form, of_item(page, row.name, _("Spara"), _("Vad beslutades där?")), done)


def drop(request: HttpRequest, passage_id: uuid.UUID) -> HttpResponse:
    """Take the last passage away, once asked."""
    viewer, row, page = _passage(request, passage_id)

    def done(data: dict[str, Any]) -> None:
        actions.drop_passage(by=viewer, passage_id=row.pk, version=data["version"])

    form = StepForm(sent(request), initial={"version": page.frame.version})
    return take(request, form, of_item(page, _("Ta bort steget"), _("Ta bort"), row.name), done)


def take_up(request: HttpRequest, passage_id: uuid.UUID) -> HttpResponse:
    """Take a returned item up again, once asked; leads to the new item."""
    viewer, row, page = _passage(request, passage_id)

    def done(data: dict[str, Any]) -> str:
        made = actions.take_back_up(by=viewer, passage_id=row.pk, version=data["version"])
        return reverse("board:item", args=[made.pk])

    form = StepForm(sent(request), initial={"version": page.frame.version})
    lead = _("Ett nytt ärende med samma nummer läggs bland dem som väntar på ett sammanträde.")
    return take(request, form, of_item(page, _("Ta upp ärendet igen"), _("Ta upp"), lead), done)


def _led(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, ItemPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = item_page(viewer, case_id)
    demand(viewer, LEAD)
    return viewer, page


def _passage(
    request: HttpRequest, passage_id: uuid.UUID
) -> tuple[Viewer, ItemPassage, ItemPage]:  # fmt: skip
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.passage(viewer, passage_id)
    _viewer, page = _led(request, row.item_id)
    return viewer, row, page
