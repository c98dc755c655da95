"""Pages of a decision that waits: written in, the reason for its delay, offers and answers."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vaka.areas.entitlements import list_queries
from vaka.areas.entitlements import offer_actions as actions
from vaka.areas.entitlements.forms import AnswerForm, DecideForm, DelayForm, OfferForm
from vaka.areas.entitlements.offer_actions import NewDecision, NewOffer
from vaka.areas.entitlements.offer_rules import OfferDates
from vaka.areas.entitlements.rules import HANDLE
from vaka.areas.entitlements.work import by_step, step
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import visible_units


def decide(request: HttpRequest) -> HttpResponse:
    """Write in a new decision."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, HANDLE)
    units = visible_units(viewer, HANDLE)
    initial = {"maker": viewer.name, "maker_role": viewer.main.role.label if viewer.main else ""}
    form = DecideForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        unit = next(one for one in units if one.code == data.pop("unit"))
        case = actions.decide(by=viewer, new=NewDecision(unit=unit, **data))
        messages.success(request, _("Beslutet är inskrivet."))
        return redirect("entitlements:case", case.pk)
    context = {"form": form, "services": list_queries.services_in_use(viewer)}
    return render(request, "entitlements/decide.html", context)


def delay(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say why a decision waits."""
    return step(request, case_id, DelayForm, by_step(actions.tell_delay),
                heading=_("Varför väntar beslutet?"), verb=_("Spara skälet"),
                message=_("Skälet är sparat."))  # fmt: skip


def offer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in an offer."""

    def done(viewer: Viewer, case_id: uuid.UUID, form: OfferForm) -> Case:
        data = form.cleaned_data
        dates = OfferDates(data["offered"], data["move_in"], data["last_answer"])
        return actions.record_offer(by=viewer, case_id=case_id, version=data["version"],
                                    new=NewOffer(data["place"], dates))  # fmt: skip

    return step(request, case_id, OfferForm, done, heading=_("Nytt erbjudande"),
                verb=_("Spara erbjudandet"), message=_("Erbjudandet är sparat."))  # fmt: skip


def answer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write in the answer to the offer that waits."""
    return step(request, case_id, AnswerForm, by_step(actions.answer_offer),
                heading=_("Svar på erbjudandet"), verb=_("Spara svaret"),
                message=_("Svaret är sparat. Beslutet väntar fortfarande."))  # fmt: skip
