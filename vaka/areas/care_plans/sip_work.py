"""Pages that change a coordinated individual plan."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.care_plans import sip_actions, sip_queries
from vaka.areas.care_plans.sip_forms import ConsentForm, FollowUpForm, OfferForm, SettleForm
from vaka.areas.care_plans.sip_rules import HANDLE
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.web.steps import Step, StepForm, StepPage, Words, WordsForm, take

HEAD = _("Genomförandeplaner")
STEPS = {
    "samtycke": Step(sip_actions.consent, ConsentForm, _("Samtycke till SIP"), _("Påbörja"),
                     _("Planen är påbörjad.")),
    "nej": Step(sip_actions.decline, WordsForm, _("Personen tackar nej"), _("Spara"),
                _("Det är sparat. En SIP kan erbjudas igen.")),
    "faststall": Step(sip_actions.settle, SettleForm, _("Fastställ SIP"), _("Fastställ"),
                      _("Planen gäller."),
                      _("Lagen kräver fyra delar: insatser, vem som svarar för vad, vad andra gör "
                        "och vem som leder.")),
    "folj-upp": Step(sip_actions.follow_up, FollowUpForm, _("Följ upp SIP"),
                     _("Spara uppföljningen"), _("Uppföljningen är sparad.")),
    "avsluta": Step(sip_actions.end_sip, WordsForm, _("Avsluta SIP"), _("Avsluta"),
                    _("Planen är avslutad.")),
}  # fmt: skip
KEPT = ("help", "who", "others", "lead", "lead_who", "next_date")


def offer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Note that a coordinated plan has been offered."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    plan = sip_queries.plan_to_offer(viewer, case_id)
    address = reverse("care_plans:plan", args=[case_id])
    page = StepPage(
        _("Erbjud SIP"),
        _("Spara"),
        _("Erbjudandet är sparat."),
        address,
        [(HEAD, reverse("care_plans:list")), (plan.case.reference, address)],
        plan.case.title,
        _("En SIP görs när personen behöver insatser från både kommunen och regionen."),
    )
    form = OfferForm(request.POST or None, initial={"offered_date": viewer.on})

    def done(data: dict[str, Any]) -> str:
        made = sip_actions.offer(by=viewer, plan_id=case_id, offered_date=data["offered_date"])
        return reverse("care_plans:sip", args=[made.pk])

    return take(request, form, page, done)


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step of a coordinated plan."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if name not in STEPS:
        raise Http404(name)
    told = STEPS[name]
    page = sip_queries.sip_page(viewer, case_id)
    if not sip_actions.handles(viewer, page.sip.plan):
        raise NotAllowed(HANDLE)
    address = reverse("care_plans:sip", args=[case_id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("care_plans:list")), (page.frame.reference, address),
    ]  # fmt: skip
    shown = StepPage(told.heading, told.button, told.message, address, crumbs, page.frame.title,
                     told.lead)  # fmt: skip
    stands: dict[str, Any] = {"version": page.frame.version, "on": viewer.on}
    if name == "faststall":
        stands |= {field: getattr(page.sip, field) for field in KEPT}
    form: StepForm = told.form(request.POST or None, initial=stands)

    def done(data: dict[str, Any]) -> None:
        if isinstance(form, SettleForm):
            data = {"version": data["version"], "new": form.new()}
        told.do(by=viewer, case_id=case_id, **data)

    return take(request, form, shown, done)
