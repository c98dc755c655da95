"""Pages about authorities: the notification to IVO, its answer, and notifications beside it."""

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vaka.areas.investigations import actions, notification, outward, queries, rules
from vaka.areas.investigations.forms import AnswerForm, NotifyForm, OtherForm, SentForm
from vaka.areas.investigations.jobs import DOCUMENT
from vaka.areas.investigations.outward import OtherKind
from vaka.areas.investigations.queries import CasePage
from vaka.areas.investigations.work import step
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.jobs import actions as jobs
from vaka.law import values as law_values

PAGE = "investigations:ivo"


def page(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show what IVO is sent and has answered, with the documents."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.case_page(viewer, case_id)
    context = {
        "page": found,
        "basis": notification.notify_basis(found.row),
        "verbs": {one.verb for one in found.offers},
    }
    return render(request, "investigations/ivo.html", context)


def make_document(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Make PDF and DOCX in the background."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.case_page(viewer, case_id)
    if not found.leads:
        raise NotAllowed(rules.handle(found.form))
    if request.method != "POST":
        return redirect(PAGE, case_id)
    job = jobs.start(by=viewer, kind=DOCUMENT, case_id=str(case_id),
                     label=_("Dokument för %s") % found.frame.reference)  # fmt: skip
    return redirect("jobs:show", job.pk)


def notify(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Note that the notification has gone to IVO."""

    def done(viewer: Viewer, found: CasePage, form: NotifyForm) -> Case:
        return actions.notify(by=viewer, case_id=found.frame.id, **form.cleaned_data)

    return step(request, case_id, _plain(NotifyForm), done, _("Anmälan är antecknad."), PAGE,
                heading=_("Anmält till IVO"), verb=_("Spara"))  # fmt: skip


def send_investigation(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Note that the investigation followed."""

    def done(viewer: Viewer, found: CasePage, form: SentForm) -> Case:
        return actions.send_investigation(by=viewer, case_id=found.frame.id, **form.cleaned_data)

    message = _("Utredningen är antecknad som skickad.")
    return step(request, case_id, _plain(SentForm), done, message, PAGE,
                heading=_("Utredningen skickad till IVO"), verb=_("Spara"))  # fmt: skip


def answer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """File IVO's answer."""

    def done(viewer: Viewer, found: CasePage, form: AnswerForm) -> Case:
        return actions.file_answer(by=viewer, case_id=found.frame.id, **form.cleaned_data)

    return step(request, case_id, _plain(AnswerForm), done, _("IVO:s svar är infört."), PAGE,
                heading=_("IVO:s svar"), verb=_("Spara"))  # fmt: skip


def other(request: HttpRequest, case_id: uuid.UUID, kind: str) -> HttpResponse:
    """Write a notification beside lex Maria."""
    if kind not in set(OtherKind):
        raise Http404
    which = OtherKind(kind)

    def made(found: CasePage, *given: Any, **more: Any) -> forms.Form:
        known = next((one for one in found.others if one.kind == which), None)
        if known is not None:
            is_due = {"is_due": "ja" if known.is_due else "nej"}
            more["initial"] = more["initial"] | vars(known) | is_due
        return OtherForm(*given, is_device=which is not OtherKind.LICENSED_PERSON, **more)

    def done(viewer: Viewer, found: CasePage, form: OtherForm) -> Case:
        version = form.cleaned_data["version"]
        return actions.notify_other(
            by=viewer, case_id=found.frame.id, kind=which, version=version, told=form.told_values()
        )

    said = {"heading": str(outward.OTHER_LABELS[which]), "lead": _other_lead(which)}
    message = _("Anmälan är antecknad.")
    return step(request, case_id, made, done, message, verb=_("Spara"), **said)


def _other_lead(kind: OtherKind) -> str:
    from django.utils import timezone

    basis = law_values.cite(outward.OTHER_TOPICS[kind], on=timezone.localdate()).text
    if kind is OtherKind.LICENSED_PERSON:
        return _("En egen anmälan enligt %s. Den ersätter inte lex Maria.") % basis
    words = _("Anmäls snarast, innan utredningen är klar. Lex Maria prövas bredvid. %s")
    return words % basis


def _plain(form_class: type[forms.Form]) -> Any:
    return lambda _page, *given, **more: form_class(*given, **more)
