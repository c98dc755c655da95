"""Pages that change a visit: plan, fill the requirements, close, cancel, open again."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.providers import queries, rules, visit_actions, visit_queries
from vaka.areas.providers.visit_forms import ClosingForm, RecordForm, ReplanForm, VisitForm
from vaka.areas.providers.visit_queries import VisitPage
from vaka.areas.providers.work import HEAD
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.web.steps import Step, StepPage, Words, WordsForm, take

STEPS = {
    "avsluta": Step(visit_actions.close_visit, ClosingForm, _("Avsluta besöket"), _("Avsluta"),
                    _("Besöket är avslutat.")),
    "stall-in": Step(visit_actions.cancel_visit, WordsForm, _("Ställ in besöket"), _("Ställ in"),
                     _("Besöket är inställt.")),
    "oppna": Step(visit_actions.reopen_visit, WordsForm, _("Öppna besöket igen"),
                  _("Öppna igen"), _("Besöket är öppet igen.")),
    "planera": Step(visit_actions.replan_visit, ReplanForm, _("Planera besöket igen"),
                    _("Planera"), _("Besöket är planerat.")),
}  # fmt: skip


def plan(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Plan a visit to whoever a contract is with."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.contract_page(viewer, case_id)
    if not viewer.may(rules.VISIT, page.frame.unit_id):
        raise NotAllowed(rules.VISIT)
    form = VisitForm(request.POST or None)
    address = reverse("providers:contract", args=[case_id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("providers:list")), (page.frame.reference, address),
    ]  # fmt: skip
    shown = StepPage(_("Planera ett besök"), _("Planera besöket"), _("Besöket är planerat."),
                     address, crumbs,
                     f"{page.contract.provider}, {page.frame.unit_name}")  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        visit_actions.plan_visit(by=viewer, contract_id=case_id, day=data["day"],
                                 is_announced=data["is_announced"])  # fmt: skip

    return take(request, form, shown, done)


def record(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Fill the requirements, line by line."""
    viewer, page = _opened(request, case_id)
    form = RecordForm(
        request.POST or None, asked=visit_queries.asked_at(viewer, page),
        initial={"version": page.frame.version, "made_date": viewer.on},
    )  # fmt: skip
    shown = _shown(page, _("Fyll i kraven"), _("Spara besöket"),
                   _("Besöket är sparat. Bristerna väntar på åtgärd."),
                   template="providers/record.html")  # fmt: skip
    return take(
        request, form, shown,
        lambda data: _recorded(viewer, case_id, data["version"], form),
    )  # fmt: skip


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with a visit."""
    viewer, page = _opened(request, case_id)
    if name not in STEPS:
        raise Http404(name)
    wanted = STEPS[name]
    form = wanted.form(request.POST or None, initial={"version": page.frame.version})

    def done(data: dict[str, Any]) -> None:
        wanted.do(by=viewer, case_id=case_id, **data)

    return take(request, form, _shown(page, wanted.heading, wanted.button, wanted.message), done)


def _recorded(viewer: Viewer, case_id: uuid.UUID, version: int, form: RecordForm) -> None:
    visit_actions.record_visit(
        by=viewer, case_id=case_id, version=version, seen=form.what_was_seen()
    )


def _opened(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, VisitPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = visit_queries.visit_page(viewer, case_id)
    if not viewer.may(rules.VISIT, page.frame.unit_id):
        raise NotAllowed(rules.VISIT)
    return viewer, page


def _shown(page: VisitPage, heading: Words, button: Words, message: Words, **more: Any) -> StepPage:
    address = reverse("providers:visit", args=[page.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("providers:list")),
        (page.contract.provider, reverse("providers:contract", args=[page.contract.pk])),
        (page.frame.reference, address),
    ]
    return StepPage(heading, button, message, address, crumbs,
                    f"{page.frame.title}, {page.frame.unit_name}", **more)  # fmt: skip
