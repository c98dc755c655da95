"""Pages that change something: answer a signal, and take it up again."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.signals import actions, queries, rules
from vaka.areas.signals.forms import AnswerForm
from vaka.areas.signals.queries import SignalPage
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.web.steps import StepPage, Words, WordsForm, take

HEAD = _("Signaler")


def answer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Answer a signal with a reason and a day of re-look."""
    viewer, page = _opened(request, case_id)
    stands = {"version": page.frame.version, "relook_date": queries.due_relook(viewer)}
    form = AnswerForm(request.POST or None, answers=queries.answers_for(viewer, page),
                      initial=stands)  # fmt: skip
    shown = _shown(page, _("Svara på signalen"), _("Spara svaret"), _("Svaret är sparat."))

    def done(data: dict[str, Any]) -> None:
        actions.answer_signal(by=viewer, case_id=case_id, version=data["version"], new=form.new())

    return take(request, form, shown, done)


def reopen(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take an answered signal up again."""
    viewer, page = _opened(request, case_id)
    form = WordsForm(request.POST or None, initial={"version": page.frame.version})
    shown = _shown(page, _("Öppna signalen igen"), _("Öppna igen"), _("Signalen är öppen igen."))

    def done(data: dict[str, Any]) -> None:
        actions.reopen_signal(by=viewer, case_id=case_id, **data)

    return take(request, form, shown, done)


def _opened(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, SignalPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.signal_page(viewer, case_id)
    if not viewer.may(rules.HANDLE, page.frame.unit_id):
        raise NotAllowed(rules.HANDLE)
    return viewer, page


def _shown(page: SignalPage, heading: Words, button: Words, message: Words) -> StepPage:
    address = reverse("signals:signal", args=[page.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("signals:list")), (page.frame.reference, address),
    ]  # fmt: skip
    return StepPage(heading, button, message, address, crumbs, page.frame.title, page.sentence)
