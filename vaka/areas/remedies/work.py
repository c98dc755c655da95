"""Pages that change a remedy: propose, decide, plan anew, done, effect, drop, open again."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.remedies import actions, causes, queries, rules
from vaka.areas.remedies.actions import NewRemedy
from vaka.areas.remedies.forms import ProposalForm
from vaka.areas.remedies.rules import RemedyKind
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import visible_units


def new(request: HttpRequest) -> HttpResponse:
    """Propose a remedy, for a case when the address names one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    answered = _answered(request, viewer)
    if answered is None:
        demand(viewer, rules.PROPOSE)
        units = visible_units(viewer, rules.PROPOSE, on=viewer.on)
    else:
        demand(viewer, rules.PROPOSE, answered.unit_id)
        units = [answered.unit]
    found = causes.found_in(viewer, [answered] if answered else [])
    above = queries.above(units)
    form = ProposalForm(request.POST or None, units=units, above=above, causes=found)
    if request.method == "POST" and form.is_valid():
        return _proposed(request, viewer, form, answered)
    context = {
        "form": form,
        "heading": _("Ny åtgärd"),
        "verb": _("Spara förslaget"),
        "lead": f"{answered.reference} {answered.title}" if answered else "",
        "way_back": _way_back(answered),
    }
    return render(request, "web/form_page.html", context)


def _proposed(
    request: HttpRequest, viewer: Viewer, form: ProposalForm, answered: Case | None
) -> HttpResponse:
    answers = [answered.pk] if answered else []
    case = actions.propose(by=viewer, new=_new(form), answers=answers)
    messages.success(request, _("Förslaget är sparat som %s.") % case.reference)
    return redirect("remedies:case", case.pk)


def _answered(request: HttpRequest, viewer: Viewer) -> Case | None:
    asked = request.GET.get("case", "")
    if not asked:
        return None
    try:
        return cases.visible_case(viewer, uuid.UUID(asked))
    except ValueError as error:
        raise Http404(asked) from error


def _new(form: ProposalForm) -> NewRemedy:
    data: dict[str, Any] = form.cleaned_data
    return NewRemedy(
        unit=form.units[data["unit"]],
        kind=RemedyKind(data["kind"]),
        text=data["text"],
        cause=data["cause"],
        cause_code=data.get("cause_code", ""),
        reach=form.units.get(data["reach"]),
    )


def _way_back(answered: Case | None) -> str:
    if answered is None:
        return reverse("remedies:list")
    return reverse(kind_of(answered.kind).url_name, args=[answered.pk])
