"""Pages of what has come in: a month of the register, one, and the list that an item tells."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.board import incoming_actions as actions
from vaka.areas.board import incoming_queries as letters
from vaka.areas.board import queries
from vaka.areas.board.incoming_forms import COLUMNS, LetterLineForm, UntilForm
from vaka.areas.board.incoming_models import IncomingLetter
from vaka.areas.board.rules import LEAD, PREPARE
from vaka.areas.board.work import HEAD, of_item, sent
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.models import Case
from vaka.law.period import Grain, Period
from vaka.web.periods import period_named
from vaka.web.steps import StepForm, StepPage, Words, WordsForm, take

TITLE = gettext_lazy("Inkomna skrivelser")


def listing(request: HttpRequest) -> HttpResponse:
    """Show what came in a month, and what asks for more than being told."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    named = request.GET.get("period") or str(Period.of(viewer.on, Grain.MONTH))
    month = period_named(named, (Grain.MONTH,), _("Listan är för en månad."))
    context = {
        "rows": letters.month_of(viewer, month), "waiting": letters.to_follow(viewer),
        "month": month, "previous": month.previous(), "next": month.next(),
        "may_lead": viewer.may(LEAD),
    }  # fmt: skip
    return render(request, "board/letters.html", context)


def letter(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponse:
    """Show one with what has come of it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = letters.letter(viewer, letter_id)
    answer = one.answer_id and queries.items(viewer).filter(pk=one.answer_id).first()
    context = {"one": one, "line": letters.line_of(one), "answer": answer,
               "body_name": queries.body_names().get(one.body, one.body),
               "may_lead": viewer.may(LEAD), "may_prepare": viewer.may(PREPARE)}  # fmt: skip
    return render(request, "board/letter.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Write one in."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, LEAD)
    stands = {"received_date": viewer.on, "sort": "letter", "openness": "common"}
    form = LetterLineForm(sent(request), bodies=queries.body_names(), initial=stands)
    above = reverse("board:letters")
    page = StepPage(_("Ny inkommen skrivelse"), _("Spara"), _("Sparat."), above,
                    [(HEAD, reverse("board:list")), (TITLE, above)])  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        made = actions.register_letter(by=viewer, told=form.told())
        return reverse("board:incoming", args=[made.pk])

    return take(request, form, page, done)


def change(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponse:
    """Change what the register has of one."""
    viewer, one = _led(request, letter_id)
    stands = {name: getattr(one, name) for name in COLUMNS}
    form = LetterLineForm(sent(request), bodies=queries.body_names(), initial=stands)

    def done(_data: dict[str, Any]) -> None:
        actions.change_letter(by=viewer, letter_id=letter_id, told=form.told())

    return take(request, form, _of_letter(one, _("Uppgifter"), _("Spara")), done)


def leave(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponse:
    """Say why nothing more is done of one."""
    viewer, one = _led(request, letter_id)
    form = WordsForm(sent(request))
    form.fields["words"].label = _("Varför görs inget mer?")

    def done(data: dict[str, Any]) -> None:
        actions.leave_letter(by=viewer, letter_id=letter_id, words=data["words"])

    return take(request, form, _of_letter(one, _("Inget mer görs"), _("Spara")), done)


def take_in(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Put what has come in up to a day on an item's list."""
    return fill_list(request, case_id, _("Ta in skrivelser"), actions.take_in_letters)


def put_back(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Empty an item's list, once asked."""
    lead = _("Skrivelserna står kvar i registret och kan tas in igen.")
    return empty_list(request, case_id, lead, actions.put_back_letters)


def fill_list(
    request: HttpRequest, case_id: uuid.UUID, heading: str, do: Callable[..., Case], note: str = ""
) -> HttpResponse:
    """Put all that waits up to a day on an item's list; `note` stands under the day."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    letters.item_telling(viewer, case_id)
    page = queries.item_page(viewer, case_id)
    stands = {"version": page.frame.version, "until": viewer.on}
    form = UntilForm(sent(request), initial=stands)
    form.fields["until"].help_text = note or form.fields["until"].help_text

    def done(data: dict[str, Any]) -> None:
        do(by=viewer, case_id=case_id, version=data["version"], until=data["until"])

    return take(request, form, of_item(page, heading, _("Ta in")), done)


def empty_list(
    request: HttpRequest, case_id: uuid.UUID, lead: str, do: Callable[..., Case]
) -> HttpResponse:
    """Empty an item's list, once asked; `lead` says that nothing is lost."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    letters.item_telling(viewer, case_id)
    page = queries.item_page(viewer, case_id)
    form = StepForm(sent(request), initial={"version": page.frame.version})

    def done(data: dict[str, Any]) -> None:
        do(by=viewer, case_id=case_id, version=data["version"])

    return take(request, form, of_item(page, _("Töm listan"), _("Töm"), lead), done)


def _led(request: HttpRequest, letter_id: uuid.UUID) -> tuple[Viewer, IncomingLetter]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = letters.letter(viewer, letter_id)
    demand(viewer, LEAD)
    return viewer, one


def _of_letter(one: IncomingLetter, heading: Words, button: Words) -> StepPage:
    address = reverse("board:incoming", args=[one.pk])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("board:list")), (TITLE, reverse("board:letters")),
        (one.diary_number, address),
    ]  # fmt: skip
    return StepPage(heading, button, _("Sparat."), address, crumbs)
