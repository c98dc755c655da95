"""Pages that change a plan: order it, write goals, confirm, follow up, end."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.care_plans import actions, queries, rules
from vaka.areas.care_plans.actions import NewPlan
from vaka.areas.care_plans.forms import (
    AfterForm,
    EndForm,
    GoalForm,
    OrderForm,
    ReviewForm,
    TakingForm,
)
from vaka.areas.care_plans.queries import PlanPage
from vaka.areas.care_plans.rules import TRANSITIONS, WRITE
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.cases.transitions import find
from vaka.web.steps import Step, StepForm, StepPage, SureForm, Words, WordsForm, take

HEAD = _("Genomförandeplaner")
STEPS = {
    "faststall": ("care_plan.confirm", Step(
        actions.confirm, SureForm, _("Fastställ planen"), _("Fastställ"), _("Planen gäller."),
        _("Det som gäller ändras inte mer. En uppföljning ger en ny version."),
    )),
    "folj-upp": ("care_plan.review", Step(
        actions.review, ReviewForm, _("Följ upp planen"), _("Spara uppföljningen"),
        _("Uppföljningen är sparad. Skriv nu läget efter, och den nya versionen."),
    )),
    "kasta": ("care_plan.drop_review", Step(
        actions.drop_review, WordsForm, _("Kasta den nya versionen"), _("Kasta"),
        _("Den nya versionen är kastad. Den förra gäller."),
    )),
    "avsluta": ("care_plan.end", Step(
        actions.end, EndForm, _("Avsluta planen"), _("Avsluta"), _("Planen är avslutad."),
    )),
    "ta-upp": ("care_plan.take_up", Step(
        actions.take_up, WordsForm, _("Ta upp planen igen"), _("Ta upp"),
        _("Planen är ett utkast igen."),
    )),
}  # fmt: skip


def new(request: HttpRequest) -> HttpResponse:
    """Order a plan for a decision (`?case=`) of a unit."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not (viewer.may(rules.FOLLOW) or viewer.may(WRITE)):
        raise NotAllowed(rules.FOLLOW)
    decision = queries.decision_to_order(viewer, _asked(request))
    above = reverse("care_plans:list")
    page = StepPage(_("Beställ genomförandeplan"), _("Beställ planen"), _("Planen är beställd."),
                    above, [(HEAD, above)], f"{decision.reference}, {decision.title}")  # fmt: skip
    form = OrderForm(request.POST or None, units=queries.orderable(viewer),
                     initial={"begun_date": viewer.on})  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = actions.begin(
            by=viewer, new=NewPlan(form.units[data["unit"]], decision.pk, data["mark"],
                                   data["begun_date"], data["needs_region"]),
        )  # fmt: skip
        return reverse("care_plans:plan", args=[made.pk])

    return take(request, form, page, done)


def goal(
    request: HttpRequest, case_id: uuid.UUID, goal_id: uuid.UUID | None = None
) -> HttpResponse:
    """Write a goal in the draft, or change it."""
    viewer, page = _writing(request, case_id)
    stands: dict[str, Any] = {"version": page.frame.version}
    if goal_id is not None:
        one = next((line.goal for line in page.shown.goals if line.goal.pk == goal_id), None)
        if one is None:
            raise Http404(str(goal_id))
        stands |= {name: getattr(one, name) for name in actions.COPIED}
    form = GoalForm(request.POST or None, on=viewer.on, initial=stands)
    heading = _("Ändra målet") if goal_id else _("Nytt mål")

    def done(data: dict[str, Any]) -> None:
        actions.set_goal(by=viewer, case_id=case_id, version=data["version"], goal_id=goal_id,
                         new=form.new())  # fmt: skip

    return take(
        request, form, on_plan(page, heading, _("Spara målet"), _("Målet är sparat.")), done
    )


def drop_goal(request: HttpRequest, case_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Take a goal out of the draft."""
    viewer, page = _writing(request, case_id)
    form = StepForm(request.POST or None, initial={"version": page.frame.version})

    def done(data: dict[str, Any]) -> None:
        actions.drop_goal(by=viewer, case_id=case_id, version=data["version"], goal_id=goal_id)

    shown = on_plan(page, _("Ta bort målet"), _("Ta bort"), _("Målet är borttaget."))
    return take(request, form, shown, done)


def taking(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write how the person took part, the dates and the night."""
    viewer, page = _writing(request, case_id)
    draft = page.shown.version
    start = draft.valid_from or viewer.on
    stands = {
        "version": page.frame.version, "participation": draft.participation, "told": draft.told,
        "made_date": draft.made_date or viewer.on, "valid_from": start, "night": draft.night,
        "next_review": draft.next_review or queries.due_review(page.plan, start),
    }  # fmt: skip
    form = TakingForm(request.POST or None, initial=stands)

    def done(data: dict[str, Any]) -> None:
        actions.set_taking(by=viewer, case_id=case_id, version=data["version"], new=form.new())

    shown = on_plan(page, _("Delaktighet, dagar och natt"), _("Spara"), _("Det är sparat."))
    return take(request, form, shown, done)


def after(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say how it is now, goal by goal, of the version that is followed up."""
    viewer, page = _writing(request, case_id)
    goals = page.followed.goals if page.followed else []
    form = AfterForm(request.POST or None, goals=goals, initial={"version": page.frame.version})

    def done(data: dict[str, Any]) -> None:
        actions.tell_after(by=viewer, case_id=case_id, version=data["version"], after=form.after())

    shown = on_plan(page, _("Läget efter"), _("Spara läget"), _("Läget efter är sparat."))
    return take(request, form, shown, done)


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
    stands = {"version": page.frame.version, "on": viewer.on}
    form: StepForm = told.form(request.POST or None, initial=stands)
    shown = on_plan(page, told.heading, told.button, told.message, told.lead)

    def done(data: dict[str, Any]) -> None:
        told.do(by=viewer, case_id=case_id, **data)

    return take(request, form, shown, done)


def _asked(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.GET.get("case", ""))
    except ValueError:
        raise Http404("case") from None


def _writing(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, PlanPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.plan_page(viewer, case_id)
    if not viewer.may(WRITE, page.frame.unit_id):
        raise NotAllowed(WRITE)
    return viewer, page


def on_plan(
    page: PlanPage, heading: Words, button: Words, message: Words, lead: Words = ""
) -> StepPage:  # fmt: skip
    """Give what is shown around a step of a plan."""
    address = reverse("care_plans:plan", args=[page.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("care_plans:list")), (page.frame.reference, address),
    ]  # fmt: skip
    return StepPage(heading, button, message, address, crumbs, page.frame.title, lead)
