"""Pages that take in an application to a system of free choice, and judge its requirements."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.providers import application_actions, application_queries, queries, rules
from vaka.areas.providers.application_forms import ApplicationForm, JudgeForm
from vaka.areas.providers.work import HEAD, opened, shown
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepPage, take


def apply(request: HttpRequest) -> HttpResponse:
    """Take in an application."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    form = ApplicationForm(
        request.POST or None, units=visible_units(viewer, rules.HANDLE, on=viewer.on),
        checklists=queries.checklists(viewer.on),
        initial={"start_date": viewer.on, "received_date": viewer.on},
    )  # fmt: skip
    above = reverse("providers:list")
    page = StepPage(
        _("Ny ansökan i valfrihetssystemet"), _("Ta emot ansökan"), _("Ansökan är mottagen."),
        above, [(HEAD, above)],
        lead=_("Avtalet gäller först när varje krav är prövat och uppfyllt."),
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = application_actions.apply_for_contract(
            by=viewer, unit=form.chosen(), terms=form.terms(), received_date=data["received_date"]
        )
        return reverse("providers:contract", args=[made.pk])

    return take(request, form, page, done)


def judge(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Judge the requirements, line by line."""
    viewer, page = opened(request, case_id, rules.HANDLE)
    part = application_queries.part(viewer, page)
    if part is None:
        raise Http404(str(case_id))
    form = JudgeForm(
        request.POST or None, lines=part.lines, initial={"version": page.frame.version}
    )
    about = shown(page, _("Pröva kraven"), _("Spara prövningen"), _("Prövningen är sparad."),
                  template="providers/judge.html")  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        application_actions.judge_requirements(
            by=viewer, case_id=case_id, version=data["version"], judged=form.judged()
        )

    return take(request, form, about, done)
