"""Pages of monthly series: twelve months in a row, one series, and taking a wrong month away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.economy import series_actions as actions
from vaka.areas.economy import series_queries as queries
from vaka.areas.economy.rules import LEAD
from vaka.areas.economy.views import read_month
from vaka.foundation.access.viewer import Viewer, demand
from vaka.law.period import Grain, Period
from vaka.web.steps import StepPage, SureForm, Words, take

HEAD, SERIES = _("Ekonomi"), _("Tolv månader")


def listing(request: HttpRequest) -> HttpResponse:
    """Show every series up to a month, the newest when none is asked for."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    until = read_month(request.GET.get("manad", "").strip())
    return render(request, "economy/series.html", {"page": queries.series_page(viewer, until)})


def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show a series month by month."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "economy/one_series.html", {"page": queries.one_series(viewer, code)})


def remove(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """Take a month away that was read wrong, when sure."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, LEAD)
    day = read_month(month)
    page = queries.one_series(viewer, code)
    if day is None or all(one.month != day or one.value is None for one in page.months):
        raise Http404
    above = reverse("economy:one_series", args=[code])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("economy:list")), (SERIES, reverse("economy:series")),
        (page.group.series.label, above),
    ]  # fmt: skip
    heading = _("Ta bort %s") % Period.of(day, Grain.MONTH).words()
    lead = _("Månadens siffror för serien försvinner. Läs in filen igen om de ska tillbaka.")
    step = StepPage(heading, _("Ta bort"), _("Månaden är borttagen."), above, crumbs, lead=lead)

    def done(_data: dict[str, Any]) -> None:
        actions.remove_month(by=viewer, series=code, month=day)

    return take(request, SureForm(request.POST or None), step, done)
