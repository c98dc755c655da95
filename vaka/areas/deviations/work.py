"""Pages that change a deviation: report, assess, investigate, close, open again."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.deviations import actions, pages, queries
from vaka.areas.deviations.forms import AssessForm, CloseForm, ReopenForm, WordsForm
from vaka.areas.deviations.pages import CasePage
from vaka.areas.deviations.rules import HANDLE, Law
from vaka.areas.deviations.views import grade_by
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.rules import may_act_on
from vaka.law.verdict import require
from vaka.web import risk

Step = Callable[[Viewer, CasePage, Any], Case]


def assess(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Assess the risk in the matrix."""

    def done(viewer: Viewer, page: CasePage, form: AssessForm) -> Case:
        likelihood, severity = form.grades()
        return actions.assess(
            by=viewer,
            case_id=page.frame.id,
            version=form.cleaned_data["version"],
            severity=severity,
            likelihood=likelihood,
            **form.judged(),
        )

    return _step(
        request, case_id, AssessForm, "deviations/assess.html", done, _("Risken är bedömd.")
    )


def investigate(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Begin an investigation."""

    def done(viewer: Viewer, page: CasePage, form: WordsForm) -> Case:
        return actions.investigate(by=viewer, case_id=page.frame.id, **form.cleaned_data)

    words = {"heading": _("Börja utreda"), "verb": _("Börja utreda")}
    message = _("Utredningen är igång.")
    return _step(request, case_id, WordsForm, "deviations/step.html", done, message, **words)


def close(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Close with an answer to the reporter."""

    def done(viewer: Viewer, page: CasePage, form: CloseForm) -> Case:
        return actions.close(by=viewer, case_id=page.frame.id, **form.cleaned_data)

    words = {"heading": _("Avsluta ärendet"), "verb": _("Avsluta")}
    message = _("Ärendet är avslutat.")
    return _step(request, case_id, CloseForm, "deviations/step.html", done, message, **words)


def reopen(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Open a closed case again."""

    def done(viewer: Viewer, page: CasePage, form: ReopenForm) -> Case:
        return actions.reopen(by=viewer, case_id=page.frame.id, **form.cleaned_data)

    words = {"heading": _("Öppna ärendet igen"), "verb": _("Öppna igen")}
    message = _("Ärendet är öppet igen.")
    return _step(request, case_id, ReopenForm, "deviations/step.html", done, message, **words)


def _step(
    request: HttpRequest,
    case_id: uuid.UUID,
    form_class: type[forms.Form],
    template: str,
    done: Step,
    message: str,
    **words: str,
) -> HttpResponse:
    """Show a step's form, or take it; rules and the optimistic lock answer by their own pages."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = pages.case_page(viewer, case_id)
    if not page.may_handle:
        raise NotAllowed(HANDLE)
    require(may_act_on(page.is_named))
    shape: dict[str, Any] = (
        {"on": timezone.localdate(page.frame.opened_at)} if form_class is AssessForm else {}
    )
    form = form_class(request.POST or None, initial=_initial(page), **shape)
    if request.method == "POST" and form.is_valid():
        done(viewer, page, form)
        messages.success(request, message)
        return redirect("deviations:case", case_id)
    context = {"page": page, "form": form, "matrix": _matrix(form, page), **words}
    context["is_health_care"] = Law.HSL in page.laws
    return render(request, template, context)


def _initial(page: CasePage) -> dict[str, Any]:
    return {
        "version": page.frame.version,
        "investigation": page.investigation,
        "is_serious": page.is_serious,
        "harm": page.harm,
        "causes": page.cause_codes,
        "no_remedy_because": page.no_remedy_because,
        "risk": f"{page.likelihood}-{page.severity}" if page.severity else "",
    }


def _matrix(form: forms.Form, page: CasePage) -> risk.Matrix:
    chosen = form["risk"].value() if "risk" in form.fields else ""
    threshold = queries.threshold(timezone.localdate(page.frame.opened_at))
    return risk.choice("risk", grade_by(threshold), chosen=str(chosen or ""))
