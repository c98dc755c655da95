"""Pages of consultations and motions: the register, one written in, answered, by the chair."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.board import incoming_actions, incoming_queries, queries, rules
from vaka.areas.board import referral_actions as actions
from vaka.areas.board import referral_queries as referrals
from vaka.areas.board.incoming_models import IncomingLetter
from vaka.areas.board.incoming_rules import LetterSort
from vaka.areas.board.referral_forms import ReferralForm, ReplyForm
from vaka.areas.board.referral_rules import Answering
from vaka.areas.board.rules import PREPARE
from vaka.areas.board.work import HEAD, of_item, prepared, sent
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, WordsForm, take


def listing(request: HttpRequest) -> HttpResponse:
    """Show what is to be answered, and what has been."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = referrals.register(viewer)
    waiting = [row for row in rows if not row.is_answered]
    context = {
        "waiting": waiting, "answered": [row for row in rows if row.is_answered],
        "at_risk": [row for row in waiting if row.prospect.is_at_risk],
        "may_prepare": viewer.may(rules.PREPARE),
    }  # fmt: skip
    return render(request, "board/referrals.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Write one in."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, PREPARE)
    units = visible_units(viewer, PREPARE, on=viewer.on)
    own = [unit.code for unit in units if viewer.main and unit.pk == viewer.main.unit_id]
    letter = incoming_queries.letter_to_follow(viewer, request.GET.get("skrivelse", ""))
    stands = _stands(letter) if letter else {"received_date": viewer.on, "sort": "consultation"}
    stands |= {"unit": next(iter(own), "")}
    form = ReferralForm(sent(request), units=units, bodies=queries.body_names(), initial=stands)
    above = reverse("board:referrals")
    page = StepPage(_("Ny remiss eller motion"), _("Spara"), _("Sparat."), above,
                    [(HEAD, reverse("board:list")),
                     (_("Remisser och motioner"), above)])  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        told = form.new(letter)
        made = (
            incoming_actions.answer_letter(by=viewer, letter_id=letter.pk, new=told)
            if letter else actions.register_referral(by=viewer, new=told)
        )  # fmt: skip
        return reverse("board:item", args=[made.pk])

    return take(request, form, page, done)


def _stands(letter: IncomingLetter) -> dict[str, Any]:
    """What a letter that came in says of the answer that it asks for."""
    sort = "survey" if letter.sort == LetterSort.SURVEY else "consultation"
    return {
        "title": letter.subject[:200], "sort": sort, "sender": letter.sender,
        "diary_number": letter.diary_number, "received_date": letter.received_date,
        "body": letter.body,
    }  # fmt: skip


def answer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in that one is answered."""
    viewer, page = prepared(request, case_id)
    one = referrals.referral(viewer, case_id)
    stands = {"version": page.frame.version, "answered_date": one.answered_date or viewer.on,
              "how": one.how or (Answering.CHAIR if page.item.chair_decides else Answering.BODY),
              "point": page.item.point}  # fmt: skip
    form = ReplyForm(sent(request), initial=stands)

    def done(data: dict[str, Any]) -> None:
        actions.answer_referral(by=viewer, case_id=case_id, version=data["version"],
                                reply=form.reply())  # fmt: skip

    return take(request, form, of_item(page, _("Svaret är skickat"), _("Spara")), done)


def chair(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Propose that the chair answers, once asked."""
    viewer, page = prepared(request, case_id)
    one = referrals.row_of(viewer, referrals.referral(viewer, case_id))

    def done(data: dict[str, Any]) -> None:
        actions.propose_chair(by=viewer, case_id=case_id, version=data["version"])

    form = StepForm(sent(request), initial={"version": page.frame.version})
    return take(request, form, of_item(page, _("Föreslå ordförandebeslut"), _("Föreslå"),
                                       one.told), done)  # fmt: skip


def take_back(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take an answer back, with a reason."""
    viewer, page = prepared(request, case_id)
    referrals.referral(viewer, case_id)

    def done(data: dict[str, Any]) -> None:
        actions.take_back_answer(by=viewer, case_id=case_id, version=data["version"],
                                 words=data["words"])  # fmt: skip

    form = WordsForm(sent(request), initial={"version": page.frame.version})
    return take(request, form, of_item(page, _("Ta tillbaka svaret"), _("Ta tillbaka")), done)
