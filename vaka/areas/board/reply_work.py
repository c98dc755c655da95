"""Pages of an answer: its text in two forms, who was asked and what they said."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.board import referral_queries as referrals
from vaka.areas.board import reply_actions as actions
from vaka.areas.board import reply_queries as replies
from vaka.areas.board.referral_rules import Answering
from vaka.areas.board.reply_document import made
from vaka.areas.board.reply_forms import AnswerForm, ConsultForm, ToldForm
from vaka.areas.board.reply_queries import ReplyPage
from vaka.areas.board.rules import PREPARE
from vaka.areas.board.work import HEAD, sent
from vaka.documents.compile import Format
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.files.media import DOCX
from vaka.web.downloads import to_keep
from vaka.web.steps import StepForm, StepPage, Words, take

MEDIA = {Format.PDF: "application/pdf", Format.DOCX: DOCX}
REFERRALS = _("Remisser och motioner")


def reply(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show what is to be answered, the answer, and who was asked."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = replies.reply_page(viewer, case_id)
    return render(request, "board/reply.html", {"page": page, "referral": page.row})


def paper(request: HttpRequest, case_id: uuid.UUID, form: Format) -> HttpResponse:
    """Give the answer as a paper: accessible, or to edit. What has no text gives none."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    name, content = made(viewer, case_id, form)
    return to_keep(content, MEDIA[form], name)


def write(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write the answer."""
    viewer, page = _written(request, case_id)
    found = referrals.referral(viewer, case_id)
    voice = found.voice if found.answer or not page.item.chair_decides else Answering.CHAIR
    form = AnswerForm(sent(request), initial={"version": page.version, "voice": voice,
                                              "answer": page.answer})  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.write_reply(by=viewer, case_id=case_id, version=data["version"],
                            voice=data["voice"], answer=data["answer"])  # fmt: skip

    return take(request, form, _of(page, _("Skriv svaret"), _("Spara"), page.subject), done)


def consult(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in who was asked."""
    viewer, page = _written(request, case_id)
    form = ConsultForm(sent(request), initial={
        "version": page.version, "side": "outside", "asked_date": page.row.received_date,
    })  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.consult(by=viewer, case_id=case_id, version=data["version"], names=form.listed(),
                        is_inside=form.is_inside(), asked=data["asked_date"])  # fmt: skip

    return take(request, form, _of(page, _("Remissinstanser"), _("Spara")), done)


def tell(request: HttpRequest, case_id: uuid.UUID, consulted_id: uuid.UUID) -> HttpResponse:
    """Write in what one who was asked answered."""
    viewer, page = _written(request, case_id)
    one = replies.consulted(viewer, case_id, consulted_id)
    form = ToldForm(sent(request), initial={
        "version": page.version, "answered_date": one.answered_date or viewer.on,
        "words": one.words,
    })  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.tell_consulted(
            by=viewer, case_id=case_id, version=data["version"], consulted_id=consulted_id,
            answered=data["answered_date"], words=data["words"],
        )  # fmt: skip

    return take(request, form, _of(page, one.name, _("Spara")), done)


def drop(request: HttpRequest, case_id: uuid.UUID, consulted_id: uuid.UUID) -> HttpResponse:
    """Take one away who was never asked, once asked."""
    viewer, page = _written(request, case_id)
    one = replies.consulted(viewer, case_id, consulted_id)
    form = StepForm(sent(request), initial={"version": page.version})

    def done(data: dict[str, Any]) -> None:
        actions.drop_consulted(by=viewer, case_id=case_id, version=data["version"],
                               consulted_id=consulted_id)  # fmt: skip

    return take(request, form, _of(page, _("Ta bort remissinstansen"), _("Ta bort"), one.name),
                done)  # fmt: skip


def _written(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, ReplyPage]:
    """Give who asks and what they answer. Raises NotAllowed, NotVisible."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = replies.reply_page(viewer, case_id)
    if not page.may_write:
        raise NotAllowed(PREPARE)
    return viewer, page


def _of(page: ReplyPage, heading: Words, button: Words, lead: Words = "") -> StepPage:
    back = reverse("board:reply", args=[page.row.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("board:list")), (REFERRALS, reverse("board:referrals")),
        (page.item.case.reference, back),
    ]  # fmt: skip
    return StepPage(heading, button, _("Sparat."), back, crumbs, lead=lead)
