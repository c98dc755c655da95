"""Pages of hours of home care: the twelve months, and what an hour gives."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.economy import hours_actions as actions
from vaka.areas.economy import hours_queries as queries
from vaka.areas.economy.hours_forms import RateForm
from vaka.areas.economy.rules import LEAD
from vaka.areas.economy.views import read_month
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepPage, SureForm, Words, take

HEAD, HOURS = _("Ekonomi"), _("Hemtjänsttimmar")


def listing(request: HttpRequest) -> HttpResponse:
    """Show hours up to a month, the newest when none is asked for."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    until = read_month(request.GET.get("manad", "").strip())
    return render(request, "economy/hours.html", {"page": queries.hours_page(viewer, until)})


def set_rate(request: HttpRequest) -> HttpResponse:
    """Set what an hour gives from a day."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, LEAD)
    units = list(visible_units(viewer, LEAD, on=viewer.on))
    form = RateForm(request.POST or None, units=units, initial={"since": viewer.on})
    lead = _("Den gäller från dagen tills en ny tar vid. Äldre månader räknas inte om.")
    words = _("Sätt ersättning per timme"), _("Spara"), _("Ersättningen är sparad.")
    page = _page(*words, lead)

    def done(_data: dict[str, Any]) -> None:
        actions.set_rate(by=viewer, new=form.new())

    return take(request, form, page, done)


def remove_rate(request: HttpRequest, rate_id: uuid.UUID) -> HttpResponse:
    """Take a rate away, when sure."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    queries.rate_led(viewer, rate_id)
    page = _page(_("Ta bort ersättningen"), _("Ta bort"), _("Ersättningen är borttagen."),
                 _("Månaderna räknas sedan med den ersättning som gällde före."))  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        actions.remove_rate(by=viewer, rate_id=rate_id)

    return take(request, SureForm(request.POST or None), page, done)


def _page(heading: Words, button: Words, message: Words, lead: Words) -> StepPage:
    above = reverse("economy:hours")
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("economy:list")), (HOURS, above)]
    return StepPage(heading, button, message, above, crumbs, lead=lead)
