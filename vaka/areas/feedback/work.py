"""Pages that change feedback: register, sort, judge, tie, answer, hand on, close, open again."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.feedback import actions, lists, queries, rules
from vaka.areas.feedback.actions import Answer, NewFeedback
from vaka.areas.feedback.forms import (
    AnswerForm,
    FindForm,
    ForwardForm,
    RegisterForm,
    SortForm,
    TieForm,
    WordsForm,
)
from vaka.areas.feedback.models import Feedback
from vaka.areas.feedback.rules import Door, FeedbackKind, Finding
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units

Done = Callable[[Viewer, Feedback, Any], object]


def new(request: HttpRequest) -> HttpResponse:
    """Register what somebody said by phone, letter or in person."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.REGISTER)
    units = visible_units(viewer, rules.REGISTER, on=viewer.on)
    form = RegisterForm(request.POST or None, units=units, initial=_own_unit(viewer))
    if request.method == "POST" and form.is_valid():
        filed = actions.file(by=viewer, new=_new(form))
        context = {"case": filed.case, "code": filed.code, "name": form.cleaned_data["name"]}
        return render(request, "feedback/registered.html", context)
    return render(request, "feedback/new.html", {"form": form})


def _own_unit(viewer: Viewer) -> dict[str, Any]:
    held = viewer.main
    unit = Unit.objects.filter(pk=held.unit_id).first() if held else None
    return {"unit": unit.code if unit else "", "door": Door.PHONE, "client_id": uuid.uuid4()}


def _new(form: RegisterForm) -> NewFeedback:
    data = form.cleaned_data
    return NewFeedback(
        kind=FeedbackKind(data["kind"]), unit=form.units[data["unit"]], text=data["text"],
        door=Door(data["door"]), sender=data["sender"], wants_answer=data["wants_answer"],
        contact=form.contact(), client_id=str(data["client_id"]),
    )  # fmt: skip


def take(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Begin to work with it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.held(viewer, case_id)
    if request.method == "POST":
        actions.take(by=viewer, case_id=case_id, version=_version(request, found))
        messages.success(request, _("Den som skrev ser nu att ni arbetar med det."))
    return redirect("feedback:case", case_id)


def _version(request: HttpRequest, found: Feedback) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() else found.case.version


def sort(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say what it is, where it belongs and what it is about."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    units = visible_units(viewer, rules.HANDLE, on=viewer.on)
    themes = [(one.code, one.label) for one in lists.in_use(viewer.on)]

    def form_of(found: Feedback, data: Any) -> forms.Form:
        known = {"version": found.case.version, "kind": found.kind, "theme": found.theme,
                 "unit": found.case.unit.code, "health_care": found.is_health_care}  # fmt: skip
        return SortForm(data, initial=known, units=units, themes=themes)

    def done(viewer: Viewer, found: Feedback, form: SortForm) -> object:
        data = form.cleaned_data
        return actions.sort(
            by=viewer, case_id=found.pk, version=data["version"], kind=FeedbackKind(data["kind"]),
            unit=form.units[data["unit"]], theme=data["theme"], health_care=data["health_care"],
        )  # fmt: skip

    return _step(request, case_id, form_of, done, heading=_("Sortera"), verb=_("Spara"),
                 message=_("Synpunkten är sorterad."))  # fmt: skip


def find(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Answer whether something lies behind a complaint."""

    def form_of(found: Feedback, data: Any) -> forms.Form:
        known = {"version": found.case.version, "finding": found.finding,
                 "words": found.finding_words}  # fmt: skip
        return FindForm(data, initial=known)

    def done(viewer: Viewer, found: Feedback, form: forms.Form) -> object:
        data = form.cleaned_data
        return actions.find(by=viewer, case_id=found.pk, version=data["version"],
                            finding=Finding(data["finding"]), words=data["words"])  # fmt: skip

    return _step(request, case_id, form_of, done, heading=_("Ligger en avvikelse bakom?"),
                 verb=_("Spara bedömningen"), message=_("Bedömningen är sparad."))  # fmt: skip


def tie(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Tie it to the deviation that lies behind."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.held(viewer, case_id)
    _must_handle(viewer, found)
    form = TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        other = queries.deviation_by_reference(viewer, form.cleaned_data["reference"])
        if other is not None:
            actions.tie(by=viewer, case_id=case_id, other_id=other.pk)
            messages.success(request, _("Klagomålet är kopplat till %s.") % other.reference)
            return redirect("feedback:case", case_id)
        form.add_error("reference", _("Det finns ingen avvikelse med det numret som du kan se."))
    context = {"case": found.case, "form": form, "heading": _("Koppla till avvikelsen"),
               "verb": _("Koppla"), "report_url": reverse("deviations:report")}  # fmt: skip
    return render(request, "feedback/step.html", context)


def answer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Answer whoever wrote."""

    def form_of(found: Feedback, data: Any) -> forms.Form:
        form = AnswerForm(data, initial={"version": found.case.version})
        if found.is_health_care and found.kind == FeedbackKind.COMPLAINT:
            form.fields["explanation"].help_text = form.fields["measures"].help_text = _(
                "Måste finnas i svaret på ett klagomål på hälso- och sjukvård."
            )
        if form.is_bound and form.is_valid():
            form.refuse(actions.answering(found, _said(form)))
        return form

    def done(viewer: Viewer, found: Feedback, form: AnswerForm) -> object:
        version = form.cleaned_data["version"]
        return actions.answer(by=viewer, case_id=found.pk, version=version, said=_said(form))

    return _step(request, case_id, form_of, done, heading=_("Svara den som skrev"),
                 verb=_("Skicka svaret"), message=_("Svaret är skickat."))  # fmt: skip


def _said(form: AnswerForm) -> Answer:
    data = form.cleaned_data
    return Answer(data["words"], data["explanation"], data["measures"])


def forward(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Hand it on to whom it is about."""

    def form_of(found: Feedback, data: Any) -> forms.Form:
        return ForwardForm(data, initial={"version": found.case.version})

    def done(viewer: Viewer, found: Feedback, form: forms.Form) -> object:
        return actions.forward(by=viewer, case_id=found.pk, **form.cleaned_data)

    return _step(request, case_id, form_of, done, heading=_("Lämna vidare"),
                 verb=_("Lämna vidare"), message=_("Den som skrev ser vart det gick."))  # fmt: skip


def close(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Close what has been answered."""
    return _words(request, case_id, actions.close, reason=_("Kommentar"), required=False,
                  heading=_("Avsluta"), verb=_("Avsluta"), message=_("Avslutad."))  # fmt: skip


def reopen(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Open it again from this side."""
    return _words(request, case_id, actions.reopen, reason=_("Varför öppnas den igen?"),
                  required=True, heading=_("Öppna igen"), verb=_("Öppna igen"),
                  message=_("Synpunkten är öppen igen."))  # fmt: skip


def _words(
    request: HttpRequest, case_id: uuid.UUID, action: Callable[..., object], *, reason: str,
    required: bool, **words: str,
) -> HttpResponse:  # fmt: skip
    def form_of(found: Feedback, data: Any) -> forms.Form:
        return WordsForm(
            data, initial={"version": found.case.version}, reason=reason, required=required
        )

    def done(viewer: Viewer, found: Feedback, form: forms.Form) -> object:
        return action(by=viewer, case_id=found.pk, **form.cleaned_data)

    return _step(request, case_id, form_of, done, **words)


def _step(
    request: HttpRequest, case_id: uuid.UUID, form_of: Callable[[Feedback, Any], Any], done: Done,
    *, message: str, **words: str,
) -> HttpResponse:  # fmt: skip
    """Show a step's form, or take it; rules and the optimistic lock answer by their own pages."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.held(viewer, case_id)
    _must_handle(viewer, found)
    form = form_of(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done(viewer, found, form)
        messages.success(request, message)
        return redirect("feedback:case", case_id)
    context = {"case": found.case, "form": form, "text": found.text, **words}
    return render(request, "feedback/step.html", context)


def _must_handle(viewer: Viewer, found: Feedback) -> None:
    if not viewer.may(rules.HANDLE, found.case.unit_id):
        raise NotAllowed(rules.HANDLE)
