"""Pages that change a task that few can do: list it, look it over, tie a risk, take it off."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.readiness import actions, queries, rules
from vaka.areas.readiness.forms import RiskForm, SoleForm, WhoForm
from vaka.areas.readiness.queries import SolePage
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import Step, StepForm, StepPage, Words, WordsForm, take

HEAD = _("Beredskap")
STEPS = {
    "se-over": Step(actions.review_task, WhoForm, _("Se över uppgiften"), _("Spara"),
                    _("Uppgiften är genomgången.")),
    "risk": Step(actions.tie_risk, RiskForm, _("Knyt en riskanalys"), _("Knyt"),
                 _("Riskanalysen är knuten.")),
    "ta-bort": Step(actions.end_task, WordsForm, _("Ta bort från listan"), _("Ta bort"),
                    _("Uppgiften är borttagen från listan.")),
    "ta-upp": Step(actions.resume_task, WordsForm, _("Ta upp uppgiften igen"), _("Ta upp igen"),
                   _("Uppgiften är på listan igen.")),
}  # fmt: skip


def new(request: HttpRequest) -> HttpResponse:
    """Put a task on the list."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    units = visible_units(viewer, rules.HANDLE, on=viewer.on)
    stands = {"people_count": 1, "review_date": rules.due_review(viewer.on)}
    form = SoleForm(request.POST or None, units=units, initial=stands)
    above = reverse("readiness:sole_tasks")
    page = StepPage(
        _("Ny ensamuppgift"), _("Spara"), _("Uppgiften är på listan."), above,
        [(HEAD, reverse("readiness:start")), (_("Ensamuppgifter"), above)],
        lead=_("En uppgift som en enda person kan, eller nästan."),
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = actions.list_task(by=viewer, unit=form.units[data["unit"]], what=data["what"],
                                 who=form.who())  # fmt: skip
        return reverse("readiness:sole_task", args=[made.pk])

    return take(request, form, page, done)


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with a task."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.sole_page(viewer, case_id)
    if name not in STEPS:
        raise Http404(name)
    if not viewer.may(rules.HANDLE, page.frame.unit_id):
        raise NotAllowed(rules.HANDLE)
    wanted = STEPS[name]
    form = _form(request, viewer, page, wanted)
    address = reverse("readiness:sole_task", args=[case_id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("readiness:start")),
        (_("Ensamuppgifter"), reverse("readiness:sole_tasks")), (page.frame.reference, address),
    ]  # fmt: skip
    shown = StepPage(wanted.heading, wanted.button, wanted.message, address, crumbs, page.row.what)

    def done(data: dict[str, Any]) -> None:
        given = {"who": form.who()} if isinstance(form, WhoForm) else _without_version(data)
        wanted.do(by=viewer, case_id=case_id, version=data["version"] or 0, **given)

    return take(request, form, shown, done)


def _form(request: HttpRequest, viewer: Viewer, page: SolePage, wanted: Step) -> StepForm:
    stands: dict[str, Any] = {"version": page.frame.version}
    if wanted.form is WhoForm:
        now = page.history[0]
        stands |= {"people_count": now.people, "stand_in": now.stand_in, "people": page.picked,
                   "review_date": rules.due_review(viewer.on)}  # fmt: skip
        people = queries.people_of(page.frame.unit_id, viewer.on)
        return WhoForm(request.POST or None, people=people, initial=stands)
    if wanted.form is RiskForm:
        risks = queries.ties_of(viewer, page.frame.unit_id)
        return RiskForm(request.POST or None, risks=risks, initial=stands)
    return wanted.form(request.POST or None, initial=stands)


def _without_version(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "version"}
