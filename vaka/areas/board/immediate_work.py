"""Pages of immediate decisions: the list with the order, one, and what is done with it."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.board import immediate_actions as actions
from vaka.areas.board import immediate_queries as immediate
from vaka.areas.board import queries
from vaka.areas.board.immediate_forms import DoneForm, ImmediateForm, NextStepForm, OrderForm
from vaka.areas.board.immediate_models import ImmediateDecision
from vaka.areas.board.immediate_rules import CareLaw
from vaka.areas.board.incoming_work import empty_list, fill_list
from vaka.areas.board.rules import LEAD
from vaka.areas.board.work import HEAD, sent
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.web.steps import StepPage, Words, take

TITLE = gettext_lazy("Omedelbara beslut")


def listing(request: HttpRequest) -> HttpResponse:
    """Show who decides, and what was decided with its next step."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not immediate.may_see(viewer):
        raise NotVisible("immediate")
    context = {"rows": immediate.rows(viewer), "orders": immediate.orders(viewer),
               "may_lead": viewer.may(LEAD)}  # fmt: skip
    return render(request, "board/immediates.html", context)


def one(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Show one decision."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = immediate.decision(viewer, decision_id)
    context = {"row": immediate.row_of(viewer, found), "may_lead": viewer.may(LEAD)}
    return render(request, "board/immediate.html", context)


def order(request: HttpRequest) -> HttpResponse:
    """Begin an order of deciders."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, LEAD)
    form = OrderForm(sent(request), bodies=queries.body_names(), initial={"from_date": viewer.on})

    def done(data: dict[str, Any]) -> None:
        actions.set_order(by=viewer, body=data["body"], names=data["names"],
                          first=data["from_date"], paragraph=data["paragraph"])  # fmt: skip

    return take(request, form, _page(_("Ny ordning för beslut"), _("Spara")), done)


def new(request: HttpRequest) -> HttpResponse:
    """Write a decision in."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = ImmediateForm(sent(request), deciders=list(immediate.deciders(viewer)),
                         initial={"decided_date": viewer.on, "law": CareLaw.LVU})  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        made = actions.record_immediate(by=viewer, new=form.new())
        return reverse("board:immediate", args=[made.pk])

    return take(request, form, _page(_("Nytt omedelbart beslut"), _("Spara")), done)


def finish(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Write in that a step was done."""
    viewer, found = _led(request, decision_id)
    form = DoneForm(sent(request), initial={"done_date": viewer.on})

    def done(data: dict[str, Any]) -> None:
        actions.finish_step(by=viewer, decision_id=decision_id, done=data["done_date"],
                            court_number=data["court_number"])  # fmt: skip

    return take(request, form, _of(found, _("Steget är gjort"), _("Spara"), found.step), done)


def step(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Write in what is to be done next."""
    viewer, found = _led(request, decision_id)
    form = NextStepForm(sent(request))

    def done(data: dict[str, Any]) -> None:
        actions.plan_step(by=viewer, decision_id=decision_id, step=data["step"],
                          due=data["due_date"])  # fmt: skip

    return take(request, form, _of(found, _("Nästa steg"), _("Spara")), done)


def take_in(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Put the decisions up to a day on an item's list."""
    note = _("Alla beslut till och med den dagen som inte är anmälda kommer med.")
    heading = _("Ta in omedelbara beslut")
    return fill_list(request, case_id, heading, actions.take_in_immediates, note)


def put_back(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Empty an item's list of decisions, once asked."""
    lead = _("Besluten står kvar och kan tas in igen.")
    return empty_list(request, case_id, lead, actions.put_back_immediates)


def _led(request: HttpRequest, decision_id: uuid.UUID) -> tuple[Viewer, ImmediateDecision]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = immediate.decision(viewer, decision_id)
    demand(viewer, LEAD)
    return viewer, found


def _page(heading: Words, button: Words) -> StepPage:
    above = reverse("board:immediates")
    return StepPage(heading, button, _("Sparat."), above,
                    [(HEAD, reverse("board:list")), (TITLE, above)])  # fmt: skip


def _of(found: ImmediateDecision, heading: Words, button: Words, lead: Words = "") -> StepPage:
    address = reverse("board:immediate", args=[found.pk])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("board:list")), (TITLE, reverse("board:immediates")),
        (_("Sekretess"), address),
    ]  # fmt: skip
    return StepPage(heading, button, _("Sparat."), address, crumbs, lead=lead)
