"""Pages that change an agreement: register, promise, follow up, end; and tell of a breach."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.providers import agreement_actions as actions
from vaka.areas.providers import agreement_queries as queries
from vaka.areas.providers import agreement_rules as rules
from vaka.areas.providers.agreement_forms import (
    AgreementForm,
    BreachForm,
    FollowUpForm,
    PromiseForm,
)
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import Step, StepPage, Words, WordsForm, take

HEAD = _("Samverkan med andra")


STEPS = {
    "atagande": Step(actions.promise, PromiseForm, _("Nytt åtagande"), _("Spara åtagandet"),
                     _("Åtagandet är sparat.")),
    "folj-upp": Step(actions.follow_up, FollowUpForm, _("Följ upp överenskommelsen"),
                     _("Spara uppföljningen"), _("Uppföljningen är sparad.")),
    "avsluta": Step(actions.end_agreement, WordsForm, _("Överenskommelsen har upphört"),
                    _("Avsluta"), _("Överenskommelsen är avslutad.")),
    "oppna": Step(actions.resume_agreement, WordsForm, _("Överenskommelsen gäller igen"),
                  _("Öppna igen"), _("Överenskommelsen gäller igen.")),
}  # fmt: skip


def new(request: HttpRequest) -> HttpResponse:
    """Register an agreement."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    units = visible_units(viewer, rules.HANDLE, on=viewer.on)
    stands = {"start_date": viewer.on, "review_date": rules.due_review(viewer.on)}
    form = AgreementForm(request.POST or None, units=units, initial=stands)
    above = reverse("providers:agreements")
    page = StepPage(_("Ny överenskommelse"), _("Spara"), _("Överenskommelsen är registrerad."),
                    above, [(HEAD, above)])  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        made = actions.agree(by=viewer, new=form.new())
        return reverse("providers:agreement", args=[made.pk])

    return take(request, form, page, done)


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with an agreement."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.agreement_page(viewer, case_id)
    if name not in STEPS:
        raise Http404(name)
    if not viewer.may(rules.HANDLE, page.frame.unit_id):
        raise NotAllowed(rules.HANDLE)
    wanted = STEPS[name]
    stands = {"version": page.frame.version, "next_date": rules.due_review(viewer.on)}
    form = wanted.form(request.POST or None, initial=stands)
    address = reverse("providers:agreement", args=[case_id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("providers:agreements")), (page.frame.reference, address),
    ]  # fmt: skip
    shown = StepPage(wanted.heading, wanted.button, wanted.message, address, crumbs,
                     page.frame.title)  # fmt: skip
    return take(request, form, shown, lambda data: wanted.do(by=viewer, case_id=case_id, **data))


def breach(request: HttpRequest) -> HttpResponse:
    """Say which promise was not kept in an event, among those that held when it happened."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    event = _event(request, viewer)
    demand(viewer, rules.BREAK, event.unit_id)
    duties = [
        (str(one.pk), f"{one.agreement.case.title}. {one.who}: {one.text}")
        for one in queries.held_at(event)
    ]
    form = BreachForm(request.POST or None, duties=duties)
    way_back = reverse(kind_of(event.kind).url_name, args=[event.pk])
    lead = "" if duties else _("Ingen överenskommelse gällde när det hände.")
    page = StepPage(_("Vilken överenskommelse brast?"), _("Spara"),
                    _("Brottet är kopplat till överenskommelsen."), way_back,
                    [(event.reference, way_back)], event.unit.name, lead)  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.break_duty(by=viewer, event_id=event.pk, duty_id=uuid.UUID(data["duty_id"]),
                           words=data["words"])  # fmt: skip

    return take(request, form, page, done)


def _event(request: HttpRequest, viewer: Viewer) -> Case:
    asked = request.GET.get("case", "")
    try:
        event = cases.visible_case(viewer, uuid.UUID(asked))
    except ValueError as error:
        raise Http404(asked) from error
    if event.kind != rules.EVENT:
        raise Http404(asked)
    return event
