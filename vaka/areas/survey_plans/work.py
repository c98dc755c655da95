"""Pages that change something: ask for plans, hand one in, send it back, follow it up."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.survey_plans import actions, queries
from vaka.areas.survey_plans.forms import AskForm, BackForm, FollowUpForm, HandInForm
from vaka.areas.survey_plans.rules import ASK, TRANSITIONS
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases.transitions import find
from vaka.web.steps import Step, StepForm, StepPage, Words, WordsForm, take

HEAD = _("Planer efter undersökningar")
STEPS = {
    "lamna": ("survey_plan.hand_in", Step(
        actions.hand_in, HandInForm, _("Lämna planen"), _("Lämna planen"),
        _("Planen är inlämnad."),
        _("Varje svag fråga ska ha en åtgärd, eller ett skäl till att den inte har det."),
    )),
    "skicka-tillbaka": ("survey_plan.send_back", Step(
        actions.send_back, BackForm, _("Begär komplettering"), _("Skicka tillbaka planen"),
        _("Planen är skickad tillbaka."),
    )),
    "folj-upp": ("survey_plan.follow_up", Step(
        actions.follow_up, FollowUpForm, _("Följ upp planen"), _("Spara uppföljningen"),
        _("Planen är uppföljd."),
    )),
    "oppna": ("survey_plan.take_up", Step(
        actions.take_up, WordsForm, _("Öppna planen igen"), _("Öppna igen"),
        _("Planen är öppen igen."),
    )),
}  # fmt: skip


def ask(request: HttpRequest) -> HttpResponse:
    """Ask for plans after a survey, of every unit that has results and owes one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, ASK)
    above = reverse("survey_plans:list")
    form = AskForm(request.POST or None, pending=queries.pending(viewer))
    page = StepPage(_("Begär planer"), _("Begär planerna"), _("Enhetscheferna har fått veta det."),
                    above, [(HEAD, above)],
                    lead=_("Varje enhet med resultat får en plan med sina svagaste frågor."),
                    )  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        survey, _bar, period = data["survey"].partition("|")
        actions.ask_plans(by=viewer, survey=survey, period=period)

    return take(request, form, page, done)


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step of a plan."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if name not in STEPS:
        raise Http404(name)
    verb, told = STEPS[name]
    page = queries.plan_page(viewer, case_id)
    capability = find(TRANSITIONS, verb).capability
    if not viewer.may(capability, page.frame.unit_id):
        raise NotAllowed(capability)
    above = reverse("survey_plans:plan", args=[case_id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("survey_plans:list")), (page.frame.reference, above),
    ]  # fmt: skip
    shown = StepPage(told.heading, told.button, told.message, above, crumbs,
                     f"{page.frame.title}, {page.frame.unit_name}", told.lead)  # fmt: skip
    start = {"version": page.frame.version, "words": _stands(name, page.plan),
             "why_none": page.plan.why_none}  # fmt: skip
    form: StepForm = told.form(request.POST or None, initial=start)

    def done(data: dict[str, Any]) -> None:
        told.do(by=viewer, case_id=case_id, **data)

    return take(request, form, shown, done)


def _stands(name: str, plan: Any) -> str:
    return plan.analysis if name == "lamna" else plan.followed_up if name == "folj-upp" else ""
