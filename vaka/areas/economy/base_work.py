"""Pages of budget bases: the list, one base with its findings, and its steps."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.economy import base_actions as actions
from vaka.areas.economy import base_queries as queries
from vaka.areas.economy.base_forms import BaseForm, ExplainForm
from vaka.areas.economy.models import BudgetBase
from vaka.areas.economy.rules import LEAD, Money, in_money
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, SureForm, Words, WordsForm, take

HEAD, BASES = _("Ekonomi"), _("Budgetunderlag")


def listing(request: HttpRequest) -> HttpResponse:
    """Show every base that the viewer leads."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "economy/bases.html", {"rows": queries.bases(viewer)})


def show(request: HttpRequest, base_id: uuid.UUID) -> HttpResponse:
    """Show one base with what was found in it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.base_page(viewer, base_id)
    return render(request, "economy/base.html", {"page": page})


def new(request: HttpRequest) -> HttpResponse:
    """Open a year's base, or change the frame and the raise of one that stands."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, LEAD)
    units = list(visible_units(viewer, LEAD, on=viewer.on))
    form = BaseForm(request.POST or None, units=units, initial=_standing(viewer, request))
    above = reverse("economy:bases")
    page = StepPage(_("Ram och avtalad höjning"), _("Spara"), _("Underlaget är sparat."), above,
                    [(HEAD, reverse("economy:list")), (BASES, above)],
                    lead=_("Läs sedan in underlagets rader, en för varje ansvar."))  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        row = actions.keep_base(by=viewer, unit=form.units[data["unit"]], new=form.new())
        return reverse("economy:base", args=[row.pk])

    return take(request, form, page, done)


def _standing(viewer: Viewer, request: HttpRequest) -> dict[str, Any]:
    """What the form begins with: next year, or the base that is to be changed."""
    asked = request.GET.get("underlag", "")
    found = next((one for one in queries.visible_bases(viewer) if str(one.pk) == asked), None)
    if found is None:
        return {"year": viewer.on.year + 1}
    frame = in_money(found.frame, Money.TKR)
    return {"unit": found.unit.code, "year": found.year, "raise_percent": found.raise_percent,
            "raise_month": found.raise_month, "frame": frame}  # fmt: skip


def explain(request: HttpRequest, base_id: uuid.UUID) -> HttpResponse:
    """Explain what was found of a line, or of the whole base."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row, code = queries.base_of(viewer, base_id), request.GET.get("ansvar", "")
    line = row.lines.filter(code=code).first()
    name = line.name if line else str(_("Hela underlaget"))
    form: StepForm = ExplainForm(request.POST or None,
                                 initial={"words": line.words if line else row.words})  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.explain(by=viewer, base_id=base_id, code=code, words=data["words"])

    words = _("Förklara ett fynd"), _("Spara"), _("Förklaringen är sparad.")
    return take(request, form, _page(row, *words, name), done)


def decide(request: HttpRequest, base_id: uuid.UUID) -> HttpResponse:
    """Say that a base is decided."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.base_of(viewer, base_id)
    words = _("Underlaget är beslutat"), _("Beslutat"), _("Underlaget är låst.")

    def done(_data: dict[str, Any]) -> None:
        actions.decide_base(by=viewer, base_id=base_id)

    return take(request, SureForm(request.POST or None), _page(row, *words), done)


def reopen(request: HttpRequest, base_id: uuid.UUID) -> HttpResponse:
    """Open a decided base again."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.base_of(viewer, base_id)
    words = _("Öppna underlaget igen"), _("Öppna igen"), _("Underlaget är öppet igen.")
    form: StepForm = WordsForm(request.POST or None)

    def done(data: dict[str, Any]) -> None:
        actions.reopen_base(by=viewer, base_id=base_id, words=data["words"])

    return take(request, form, _page(row, *words), done)


def _page(
    row: BudgetBase, heading: Words, button: Words, message: Words, name: Words = ""
) -> StepPage:
    address = reverse("economy:base", args=[row.pk])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("economy:list")), (BASES, reverse("economy:bases")),
        (f"{row.unit.name} {row.year}", address),
    ]  # fmt: skip
    return StepPage(
        heading, button, message, address, crumbs, name or f"{row.unit.name} {row.year}"
    )
