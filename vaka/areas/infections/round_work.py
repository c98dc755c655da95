"""Pages that change something in vaccination: plan a round, count a home."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.infections import round_actions, round_queries, rules
from vaka.areas.infections.forms import CoverageForm, RoundForm
from vaka.areas.infections.work import HEAD
from vaka.foundation.access.viewer import Viewer, demand
from vaka.web.steps import StepPage, Words, take

ROUNDS = _("Vaccination")


def plan(request: HttpRequest) -> HttpResponse:
    """Plan a round of vaccination."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.PLAN)
    form = RoundForm(request.POST or None, on=viewer.on, initial={"from_date": viewer.on})
    page = StepPage(_("Ny omgång"), _("Spara omgången"), _("Omgången är sparad."),
                    reverse("infections:rounds"), _crumbs())  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = round_actions.plan_vaccination(
            by=viewer, vaccine=data["vaccine"], season=data["season"],
            from_date=data["from_date"], to_date=data["to_date"],
        )  # fmt: skip
        return reverse("infections:round", args=[made.pk])

    return take(request, form, page, done)


def count(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """Tell how many of a home's residents are vaccinated."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = round_queries.round_page(viewer, round_id)
    demand(viewer, rules.COUNT)
    units = round_queries.counting_units(viewer, rules.COUNT, viewer.on)
    stands = {"unit": request.GET.get("enhet", "")}
    form = CoverageForm(request.POST or None, units=units, initial=stands)
    address = reverse("infections:round", args=[round_id])
    page = StepPage(_("Räkna vaccinerade"), _("Spara"), _("Räkningen är sparad."), address,
                    [*_crumbs(), (found.title, address)], found.title)  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        round_actions.count_vaccinated(
            by=viewer, round_id=round_id, unit=form.units[data["unit"]], offered=data["offered"],
            vaccinated=data["vaccinated"], declined=data["declined"],
        )  # fmt: skip

    return take(request, form, page, done)


def _crumbs() -> list[tuple[Words, str]]:
    return [(HEAD, reverse("infections:list")), (ROUNDS, reverse("infections:rounds"))]
