"""Pages that change a decision: executed, interrupted, resumed, ended, dates corrected."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vaka.areas.entitlements import actions, case_queries
from vaka.areas.entitlements.case_queries import CasePage
from vaka.areas.entitlements.correction_forms import CorrectForm
from vaka.areas.entitlements.event_forms import MakerForm
from vaka.areas.entitlements.forms import (
    DelayForm,
    EndedForm,
    ExecutedForm,
    InterruptedForm,
    PartlyForm,
    ResumedForm,
    TakeBackForm,
)
from vaka.areas.entitlements.note_forms import TakeBackNoteForm
from vaka.areas.entitlements.rules import HANDLE
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.cases.models import Case

Done = Callable[[Viewer, uuid.UUID, Any], Case]


def execute(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in that the service has begun."""
    return step(request, case_id, ExecutedForm, by_step(actions.record_executed),
                 heading=_("När började insatsen?"), verb=_("Spara som verkställt"),
                 message=_("Beslutet är verkställt."))  # fmt: skip


def execute_partly(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in that a part is given and the rest waited for."""
    return step(request, case_id, PartlyForm, by_step(actions.record_partly),
                 heading=_("En del är verkställd"), verb=_("Spara delen"),
                 message=_("Delen är sparad. Resten väntar fortfarande."))  # fmt: skip


def interrupt(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in an interruption."""
    return step(request, case_id, InterruptedForm, by_step(actions.record_interrupted),
                 heading=_("Avbrott i insatsen"), verb=_("Spara avbrottet"),
                 message=_("Avbrottet är sparat."))  # fmt: skip


def resume(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in that the service has begun again."""
    return step(request, case_id, ResumedForm, by_step(actions.record_resumed),
                 heading=_("Insatsen har börjat igen"), verb=_("Spara"),
                 message=_("Insatsen är återupptagen."))  # fmt: skip


def end(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in another end."""
    return step(request, case_id, EndedForm, by_step(actions.record_ended),
                 heading=_("Avsluta beslutet"), verb=_("Avsluta"),
                 message=_("Beslutet är avslutat."))  # fmt: skip


def correct(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Correct dates."""

    def done(viewer: Viewer, case_id: uuid.UUID, form: CorrectForm) -> Case:
        data = form.cleaned_data
        return actions.correct_dates(
            by=viewer,
            case_id=case_id,
            version=data["version"],
            dates=form.changed(),
            pauses=form.pauses(),
            words=data["words"],
        )

    return step(request, case_id, CorrectForm, done, heading=_("Rätta datum"),
                 verb=_("Spara rättelsen"), message=_("Datumen är rättade."))  # fmt: skip


def take_back(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take back the latest step."""
    return step(request, case_id, TakeBackForm, by_step(actions.take_back_step),
                 heading=_("Ta tillbaka det senaste steget"), verb=_("Ta tillbaka"),
                 message=_("Steget är taget tillbaka."))  # fmt: skip


def by_step(verb: Callable[..., Case]) -> Done:
    """Give how a verb is done with what its form holds."""

    def done(viewer: Viewer, case_id: uuid.UUID, form: forms.Form) -> Case:
        return verb(by=viewer, case_id=case_id, **form.cleaned_data)

    return done


def step(
    request: HttpRequest,
    case_id: uuid.UUID,
    form_class: type[forms.Form],
    done: Done,
    *,
    message: str,
    **words: str,
) -> HttpResponse:
    """Show a step's form, or take it; rules and the optimistic lock answer by their own pages."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = case_queries.case_page(viewer, case_id)
    if not page.may_handle:
        raise NotAllowed(HANDLE)
    form = _form(form_class, request, page)
    if request.method == "POST" and form.is_valid():
        done(viewer, case_id, form)
        messages.success(request, message)
        return redirect("entitlements:case", case_id)
    return render(request, "entitlements/step.html", {"page": page, "form": form, **words})


def _form(form_class: type[forms.Form], request: HttpRequest, page: CasePage) -> forms.Form:
    knows = form_class in (CorrectForm, MakerForm)
    more: dict[str, Any] = {"decision": page.decision} if knows else {}
    if form_class is TakeBackForm:
        more = {"taken": page.latest_step}
    if form_class is DelayForm:
        more = {"waits": page.waits_to_explain}
    if form_class is TakeBackNoteForm:
        more = {"notes": page.notes_to_take_back}
    initial = {"version": page.frame.version, "field": page.field}
    return form_class(request.POST or None, initial=initial, **more)
