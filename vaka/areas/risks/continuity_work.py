"""Pages of continuity plans: the list, one plan and its steps."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.risks import continuity_actions as actions
from vaka.areas.risks import continuity_queries as queries
from vaka.areas.risks import continuity_rules as rules
from vaka.areas.risks.continuity_forms import (
    ApproveForm,
    CommitmentForm,
    ContinuityForm,
    DrillDoneForm,
    DrillForm,
    ReviewForm,
)
from vaka.areas.risks.continuity_queries import ContinuityPage
from vaka.areas.risks.queries import note_listed
from vaka.areas.risks.steps import Place, Step, allow, beside, chosen, taken
from vaka.areas.risks.words import CONTINUITY_VERBS, told
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, WordsForm, take

H = rules.HANDLE
STEPS = {
    "atagande": Step(actions.add_commitment, H, CommitmentForm, _("Nytt prioriterat åtagande"),
                     _("Spara åtagandet"), _("Åtagandet är sparat.")),
    "faststall": Step(actions.approve, H, ApproveForm, _("Fastställ planen"), _("Fastställ"),
                      _("Planen är fastställd.")),
    "oversyn": Step(actions.review, H, ReviewForm, _("Planen är sedd över"), _("Spara översynen"),
                    _("Översynen är sparad.")),
    "andra": Step(actions.amend_continuity, H, WordsForm, _("Ändra planen"),
                  _("Gör till utkast"), _("Planen är ett utkast igen.")),
    "upphav": Step(actions.withdraw_continuity, H, WordsForm, _("Upphäv planen"), _("Upphäv"),
                   _("Planen är upphävd.")),
    "ovning": Step(actions.plan_drill, H, DrillForm, _("Planera en övning"),
                   _("Spara övningen"), _("Övningen är planerad.")),
}  # fmt: skip
REVISE = Step(actions.revise_commitment, H, CommitmentForm, _("Ändra åtagandet"), _("Spara"),
              _("Åtagandet är ändrat."))  # fmt: skip
DRILLED = Step(actions.finish_drill, H, DrillDoneForm, _("Övningen är gjord"),
               _("Spara vad den visade"), _("Övningen är sparad."))  # fmt: skip


def listing(request: HttpRequest) -> HttpResponse:
    """List the plans that the viewer may see."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    plans = [
        (plan, rules.CONTINUITY_LABELS[rules.ContinuityState(plan.case.state)])
        for plan in queries.visible(viewer)
    ]
    note_listed(viewer, actions.KIND, [plan.pk for plan, _state in plans])
    context = {"plans": plans, "may_start": viewer.may(rules.HANDLE), "today": viewer.on,
               "beside": beside(viewer)}  # fmt: skip
    return render(request, "risks/continuities.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Begin a plan."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    form = ContinuityForm(
        request.POST or None, units=visible_units(viewer, rules.HANDLE, on=viewer.on)
    )
    page = StepPage(
        _("Ny kontinuitetsplan"), _("Spara och lägg till åtaganden"), _("Planen är påbörjad."),
        reverse("risks:continuities"), [(_("Kontinuitet"), reverse("risks:continuities"))],
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        case = actions.start_continuity(by=viewer, unit=form.units[data["unit"]],
                                        title=data["title"], scope=data["scope"])  # fmt: skip
        return reverse("risks:continuity", args=[case.pk])

    return take(request, form, page, done)


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one plan."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.continuity_page(viewer, case_id)
    events = [
        {"at": line.at, "words": told(line, CONTINUITY_VERBS), "is_done": True}
        for line in page.timeline
    ]
    context = {"page": page, "events": events, "today": viewer.on}
    return render(request, "risks/continuity.html", context)


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with a plan."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page, wanted = queries.continuity_page(viewer, case_id), chosen(STEPS, name)
    allow(viewer, page.frame.unit_id, wanted)
    return taken(request, _place(page), wanted, _form(request, page, wanted, {}))


def commitment_step(
    request: HttpRequest, case_id: uuid.UUID, commitment_id: uuid.UUID
) -> HttpResponse:
    """Change a commitment."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.continuity_page(viewer, case_id)
    allow(viewer, page.frame.unit_id, REVISE)
    one = queries.commitment_of(viewer, case_id, commitment_id)
    names = ("name", "depends_on", "acceptable", "longest_hours", "reserve")
    form = _form(request, page, REVISE, {name: getattr(one, name) for name in names})
    return taken(request, _place(page, one.name), REVISE, form, commitment_id=commitment_id)


def drill_step(request: HttpRequest, case_id: uuid.UUID, drill_id: uuid.UUID) -> HttpResponse:
    """Write what a drill showed."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.continuity_page(viewer, case_id)
    allow(viewer, page.frame.unit_id, DRILLED)
    drill = queries.drill_of(viewer, case_id, drill_id)
    form = _form(request, page, DRILLED, {})
    return taken(request, _place(page, drill.scenario), DRILLED, form, drill_id=drill_id)


def _form(
    request: HttpRequest, page: ContinuityPage, wanted: Step, stands: dict[str, Any]
) -> StepForm:
    initial = {"version": page.frame.version, **stands}
    return wanted.form(request.POST or None, initial=initial)


def _place(page: ContinuityPage, context: str = "") -> Place:
    address = reverse("risks:continuity", args=[page.frame.id])
    above = (_("Kontinuitet"), reverse("risks:continuities"))
    return Place(page.frame, address, above, context)
