"""Pages that change something: make a file, hand it over, write down the answer."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.submissions import actions, queries
from vaka.areas.submissions.actions import NewSubmission
from vaka.areas.submissions.forms import AnswerForm, MakeForm, SendForm
from vaka.areas.submissions.queries import Page
from vaka.areas.submissions.rules import MAKE
from vaka.foundation.access.viewer import Viewer, demand
from vaka.web.steps import StepPage, Words, take

HEAD = _("Statistik")


def make(request: HttpRequest, layout: str, period: str) -> HttpResponse:
    """Make a period's file."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    unit = queries.unit_chosen(viewer, request.GET.get("enhet", ""))
    check = queries.check(viewer, unit, *queries.layout_of(layout, period))
    form = MakeForm(request.POST or None)
    for name in ["words"] * (not check.was_sent) + ["leave_out", "why"] * (not check.erring):
        del form.fields[name]
    above, back = reverse("submissions:list"), reverse("submissions:check", args=[layout, period])
    way_back = f"{back}?enhet={unit.code}"
    page = StepPage(
        _("Skapa filen"), _("Skapa filen"), _("Filen är skapad."), way_back,
        [(HEAD, above), (check.period.words().capitalize(), way_back)], check.layout.label,
        _("Filen innehåller personnummer. Att den skapas och hämtas loggas."),
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        data.pop("version", None)
        new = NewSubmission(unit, check.layout, check.period, **data)
        made = actions.make_submission(by=viewer, new=new)
        return reverse("submissions:submission", args=[made.pk])

    return take(request, form, page, done)


def send(request: HttpRequest, submission_id: uuid.UUID) -> HttpResponse:
    """Write down that a file was handed over."""
    viewer, page = _opened(request, submission_id)
    form = SendForm(request.POST or None, initial={"sent_date": viewer.on})
    shown = _shown(page, _("Anteckna som lämnad"), _("Det är antecknat."))

    def done(data: dict[str, Any]) -> None:
        actions.send_submission(by=viewer, submission_id=submission_id,
                                sent_date=data["sent_date"], receipt=data["receipt"])  # fmt: skip

    return take(request, form, shown, done)


def answer(request: HttpRequest, submission_id: uuid.UUID) -> HttpResponse:
    """Write down what the receiver answered."""
    viewer, page = _opened(request, submission_id)
    form = AnswerForm(request.POST or None, initial={"receipt": page.submission.receipt})
    shown = _shown(page, _("Anteckna kvittensen"), _("Kvittensen är antecknad."))

    def done(data: dict[str, Any]) -> None:
        actions.answer_submission(by=viewer, submission_id=submission_id, answer=data["answer"],
                                  receipt=data["receipt"])  # fmt: skip

    return take(request, form, shown, done)


def _opened(request: HttpRequest, submission_id: uuid.UUID) -> tuple[Viewer, Page]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.page(viewer, submission_id)
    demand(viewer, MAKE, page.submission.unit_id)
    return viewer, page


def _shown(page: Page, heading: Words, message: Words) -> StepPage:
    address = reverse("submissions:submission", args=[page.row.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("submissions:list")), (page.row.label, address),
    ]  # fmt: skip
    return StepPage(heading, _("Spara"), message, address, crumbs,
                    f"{page.row.label}, {page.row.period.words()}")  # fmt: skip
