"""Pages that change who the fixed care contact is."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from vaka.areas.care_plans import contact_actions, contact_queries, queries
from vaka.areas.care_plans.contact_forms import AppointForm, EndContactForm, TellForm
from vaka.areas.care_plans.contact_rules import APPOINT
from vaka.areas.care_plans.work import on_plan
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.web.steps import Step, StepForm, take

STEPS = {
    "utse": Step(contact_actions.appoint, AppointForm, _("Fast omsorgskontakt"), _("Utse"),
                 _("Kontakten är utsedd. Berätta för personen.")),
    "avsluta": Step(contact_actions.end_contact, EndContactForm, _("Avsluta kontakten"),
                    _("Avsluta"), _("Kontakten är avslutad."),
                    _("Dagar utan fast omsorgskontakt räknas från dagen efter.")),
    "beratta": Step(contact_actions.tell_person, TellForm, _("Personen har fått veta"), _("Spara"),
                    _("Det är sparat.")),
}  # fmt: skip


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Appoint a contact, end it, or note that the person was told."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if name not in STEPS:
        raise Http404(name)
    told = STEPS[name]
    page = queries.plan_page(viewer, case_id)
    if not viewer.may(APPOINT, page.frame.unit_id):
        raise NotAllowed(APPOINT)
    if name != "utse" and not any(one.is_standing for one in page.contacts):
        raise Http404(name)
    stands = {"version": page.frame.version, "from_date": viewer.on, "until_date": viewer.on,
              "told_date": viewer.on}  # fmt: skip
    more: dict[str, Any] = {}
    if name == "utse":
        more["people"] = contact_queries.choices(page.frame.unit_id, viewer.on)
    form: StepForm = told.form(request.POST or None, initial=stands, **more)
    shown = on_plan(page, told.heading, told.button, told.message, told.lead)

    def done(data: dict[str, Any]) -> None:
        if isinstance(form, AppointForm):
            data = {"version": data["version"], "new": form.new()}
        told.do(by=viewer, case_id=case_id, **data)

    return take(request, form, shown, done)
