"""Pages of the yearly needs of competence: the list of a year, what is written and decided."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence import need_actions, need_queries
from vaka.areas.competence.need_forms import (
    BudgetForm,
    CarryOutForm,
    DecideForm,
    HandInForm,
    NeedForm,
    NewNeedForm,
)
from vaka.areas.competence.need_queries import NeedRow
from vaka.areas.competence.need_rules import DECIDE, SEE, WRITE
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.web.steps import StepForm, StepPage, Words, take


def needs(request: HttpRequest) -> HttpResponse:
    """Show the needs of a year in the order set, with the sums against the budget."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SEE)
    page = need_queries.needs_page(viewer, _year(request, viewer))
    return render(request, "competence/needs.html", {"page": page, "on": viewer.on})


def new(request: HttpRequest) -> HttpResponse:
    """Write a need of a unit."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, WRITE)
    year = _open_year(request, viewer)
    units = need_queries.homes(viewer)
    form = NewNeedForm(
        request.POST or None, units=units,
        initial={"unit": request.GET.get("enhet", ""), "priority": 2, "form": "course"},
    )  # fmt: skip
    shown = _shown(year, _("Nytt behov"), _("Behovet är sparat."))

    def done(data: dict[str, Any]) -> None:
        need_actions.ask_need(
            by=viewer, unit=form.units[data["unit"]], year=year, wanted=form.new()
        )

    return take(request, form, shown, done)


def hand_in(request: HttpRequest) -> HttpResponse:
    """Hand in a unit's inventory."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, WRITE)
    year = _open_year(request, viewer)
    form = HandInForm(request.POST or None, units=need_queries.homes(viewer),
                      initial={"unit": request.GET.get("enhet", "")})  # fmt: skip
    lead = _("Det som är skrivet gäller. Finns inget skrivet betyder det att enheten inte har "
             "några behov.")  # fmt: skip
    shown = _shown(year, _("Lämna in"), _("Inventeringen är inlämnad."), _("Lämna in"), lead)

    def done(data: dict[str, Any]) -> None:
        need_actions.hand_in(by=viewer, unit=form.units[data["unit"]], year=year)

    return take(request, form, shown, done)


def budget(request: HttpRequest) -> HttpResponse:
    """Say what there is for a year."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, DECIDE)
    top = need_queries.top_unit(viewer)
    if top is None:
        raise NotAllowed(DECIDE)
    page = need_queries.needs_page(viewer, _year(request, viewer))
    form = BudgetForm(request.POST or None, initial={"kronor": page.sums.budget_kr})
    shown = _shown(page.year, _("Budget"), _("Budgeten är sparad."))

    def done(data: dict[str, Any]) -> None:
        need_actions.set_budget(by=viewer, unit=top, year=page.year, kronor=data["kronor"])

    return take(request, form, shown, done)


def carry_over(request: HttpRequest) -> HttpResponse:
    """Carry over what was granted the year before and not done."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may(WRITE) and not viewer.may(DECIDE):
        raise NotAllowed(WRITE)
    page = need_queries.needs_page(viewer, _year(request, viewer))
    lead = _now("%(count)s beviljade behov som inte är gjorda förs över och väntar på nytt beslut.")
    shown = _shown(page.year, _("För över från året före"), _("Behoven är överförda."),
                   _("För över"), lead % {"count": page.carriable})  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        need_actions.carry_over(by=viewer, year=page.year)

    return take(request, StepForm(request.POST or None), shown, done)


def step(request: HttpRequest, need_id: uuid.UUID, name: str) -> HttpResponse:
    """Change, take away, decide or carry out one need."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = need_queries.read(viewer, need_id)
    if name not in STEPS:
        raise Http404(name)
    return STEPS[name](request, viewer, row)


def _change(request: HttpRequest, viewer: Viewer, row: NeedRow) -> HttpResponse:
    _allowed(viewer, row, WRITE)
    names = ("subject", "persons", "form", "cost_kr", "priority", "reason", "version")
    form = NeedForm(request.POST or None, initial={name: getattr(row.need, name) for name in names})
    shown = _of(row, _("Ändra behovet"), _("Behovet är sparat."))
    return take(request, form, shown, lambda data: _do(need_actions.change_need(
        by=viewer, need_id=row.need.pk, version=data["version"] or 0, wanted=form.new()
    )))  # fmt: skip


def _drop(request: HttpRequest, viewer: Viewer, row: NeedRow) -> HttpResponse:
    _allowed(viewer, row, WRITE)
    form = StepForm(request.POST or None, initial={"version": row.need.version})
    shown = _of(row, _("Ta bort behovet"), _("Behovet är borttaget."), _("Ta bort"))
    return take(request, form, shown, lambda data: need_actions.drop_need(
        by=viewer, need_id=row.need.pk, version=data["version"] or 0))  # fmt: skip


def _decide(request: HttpRequest, viewer: Viewer, row: NeedRow) -> HttpResponse:
    _allowed(viewer, row, DECIDE)
    need = row.need
    form = DecideForm(request.POST or None, initial={
        "version": need.version, "rank": need.rank, "grants": "yes",
        "granted_kr": need.cost_kr if need.granted_kr is None else need.granted_kr,
    })  # fmt: skip
    shown = _of(row, _("Beslut"), _("Beslutet är sparat."))
    return take(request, form, shown, lambda data: _do(need_actions.decide_need(
        by=viewer, need_id=need.pk, version=data["version"] or 0, new=form.new())))  # fmt: skip


def _carry_out(request: HttpRequest, viewer: Viewer, row: NeedRow) -> HttpResponse:
    _allowed(viewer, row, WRITE, DECIDE)
    need = row.need
    form = CarryOutForm(request.POST or None, initial={
        "version": need.version, "done_date": need.done_date or viewer.on,
        "done_persons": need.done_persons or need.persons,
        "done_kr": need.granted_kr if need.done_kr is None else need.done_kr,
    })  # fmt: skip
    shown = _of(row, _("Genomfört"), _("Sparat."))
    return take(request, form, shown, lambda data: _do(need_actions.carry_out_need(
        by=viewer, need_id=need.pk, version=data.pop("version") or 0, **data)))  # fmt: skip


STEPS = {"andra": _change, "ta-bort": _drop, "besluta": _decide, "genomfort": _carry_out}


def _do(_made: object) -> None:
    """Take what an action gave, so that the page leads back to the list."""


def _allowed(viewer: Viewer, row: NeedRow, *capabilities: str) -> None:
    if not any(viewer.may(one, row.need.unit_id) for one in capabilities):
        raise NotAllowed(capabilities[0])


def _year(request: HttpRequest, viewer: Viewer) -> int:
    return need_queries.shown_year(viewer, request.GET.get("ar", ""))


def _open_year(request: HttpRequest, viewer: Viewer) -> int:
    asked = request.GET.get("ar", "")
    return need_queries.shown_year(viewer, asked) if asked else need_queries.open_year(viewer)


def _of(row: NeedRow, heading: Words, message: Words, button: Words = "") -> StepPage:
    need = row.need
    context = f"{need.subject}, {need.unit.name}, {need.year}"
    shown = _shown(need.year, heading, message, button, need.reason)
    return StepPage(shown.heading, shown.button, message, shown.way_back, shown.crumbs, context,
                    shown.lead)  # fmt: skip


def _shown(
    year: int, heading: Words, message: Words, button: Words = "", lead: Words = ""
) -> StepPage:
    address = f"{reverse('competence:needs')}?ar={year}"
    crumbs: list[tuple[Words, str]] = [(_("Kompetensbehov"), address)]
    context = _now("Kompetensbehov %(year)s") % {"year": year}
    return StepPage(heading, button or _("Spara"), message, address, crumbs, context, lead)
