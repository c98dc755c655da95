"""Pages that change a request: put it, answer it, take the answer in, ask for more, withdraw."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.accounts import request_actions, request_queries, rules, section_queries
from vaka.areas.accounts.forms import AgainForm, AnswerForm, AskForm, TakeInForm
from vaka.areas.accounts.request_queries import RequestPage
from vaka.areas.accounts.work import HEAD, LAY_OUT
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.jobs import actions as jobs
from vaka.foundation.organisation.queries import local_value
from vaka.web.steps import StepPage, Words, WordsForm, take


def ask(request: HttpRequest, section_id: uuid.UUID) -> HttpResponse:
    """Ask somebody for a section, or for a part of it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = section_queries.known(viewer, section_id)
    case = one.edition.case
    if not viewer.may(rules.LEAD, case.unit_id):
        raise NotAllowed(rules.LEAD)
    days = int(local_value(rules.ANSWER_DAYS, viewer.on, case.unit))
    due = rules.due_proposed(viewer.on, days, case.due_date)
    stands = {"kind": "part", "due_date": due}
    form = AskForm(
        request.POST or None, people=request_queries.people_to_ask(viewer),
        units=request_queries.units_to_ask(viewer, one), initial=stands,
    )  # fmt: skip
    address = reverse("accounts:section", args=[section_id])
    page = StepPage(
        _("Begär text"), _("Skicka"), _("Begäran är skickad."), address,
        [(HEAD, reverse("accounts:list")),
         (case.title, reverse("accounts:edition", args=[case.pk])), (one.title, address)],
        one.title, _("Den som får frågan ser förra årets text och årets siffror bredvid."),
    )  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        request_actions.ask(by=viewer, section_id=section_id, new=form.new())
        jobs.start(by=viewer, kind=LAY_OUT, label=case.title, case_id=str(case.pk))

    return take(request, form, page, done)


def answer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say that the text is written."""
    viewer, page = _opened(request, case_id)
    if not page.may_answer:
        raise NotAllowed(rules.LEAD)
    form = AnswerForm(request.POST or None, request.FILES or None,
                      initial={"version": page.frame.version})  # fmt: skip
    shown = _shown(page, _("Svara"), _("Skicka svaret"), _("Svaret är skickat. Tack!"))

    def done(data: dict[str, Any]) -> None:
        file = data["file"]
        request_actions.answer(
            by=viewer, case_id=case_id, version=data["version"], words=data["words"],
            file=(file.file, file.name) if file else None,
        )  # fmt: skip

    return take(request, form, shown, done)


def take_in(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take an answer into its section."""
    viewer, page = _led(request, case_id)
    form = TakeInForm(request.POST or None, initial={"version": page.frame.version})
    shown = _shown(page, _("Ta in svaret"), _("Ta in"), _("Svaret är intaget."))

    def done(data: dict[str, Any]) -> None:
        request_actions.take_in(by=viewer, case_id=case_id, **data)

    return take(request, form, shown, done)


def ask_again(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Ask for more."""
    viewer, page = _led(request, case_id)
    stands = {"version": page.frame.version, "due_date": page.frame.due_date}
    form = AgainForm(request.POST or None, initial=stands)
    shown = _shown(page, _("Be om mer"), _("Skicka"), _("Frågan är skickad igen."))

    def done(data: dict[str, Any]) -> None:
        request_actions.ask_again(by=viewer, case_id=case_id, **data)

    return take(request, form, shown, done)


def withdraw(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take a request back."""
    viewer, page = _led(request, case_id)
    form = WordsForm(request.POST or None, initial={"version": page.frame.version})
    shown = _shown(page, _("Dra tillbaka begäran"), _("Dra tillbaka"),
                   _("Begäran är tillbakadragen."))  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        request_actions.withdraw(by=viewer, case_id=case_id, **data)

    return take(request, form, shown, done)


def _opened(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, RequestPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer, request_queries.request_page(viewer, case_id)


def _led(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, RequestPage]:
    viewer, page = _opened(request, case_id)
    if not viewer.may(rules.LEAD, page.section.edition.case.unit_id):
        raise NotAllowed(rules.LEAD)
    return viewer, page


def _shown(page: RequestPage, heading: Words, button: Words, message: Words) -> StepPage:
    address = reverse("accounts:request", args=[page.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("accounts:list")), (page.frame.reference, address),
    ]  # fmt: skip
    return StepPage(heading, button, message, address, crumbs, page.frame.title)
