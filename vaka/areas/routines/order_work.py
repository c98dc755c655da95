"""Pages of orders of process maps: the queue, a new order, its answer."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vaka.areas.routines import order_actions, order_queries, rules
from vaka.areas.routines.order_forms import MapAnswerForm, MapOrderForm
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.law.verdict import RuleRefused
from vaka.web.steps import StepPage, Words, take

CRUMBS: tuple[tuple[Words, str], ...] = (
    (gettext_lazy("Processer"), "routines:processes"),
    (gettext_lazy("Beställda kartor"), "routines:map_orders"),
)


def queue(request: HttpRequest) -> HttpResponse:
    """Show what is ordered, what waits first."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = order_queries.queue(viewer)
    context = {"rows": rows, "waiting": sum(row.is_open for row in rows)}
    return render(request, "routines/map_orders.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Ask for a map."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    units = {unit.code: unit for unit in visible_units(viewer, rules.SEE, on=viewer.on)}
    form = MapOrderForm(request.POST or None)
    form.choose("unit", [(code, unit.name) for code, unit in units.items()])
    page = _page(gettext_lazy("Beställ en processkarta"), gettext_lazy("Beställ"),
                 gettext_lazy("Kartan är beställd. Du får veta när den är ritad."))  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        order_actions.order_map(
            by=viewer, unit=units[data["unit"]], title=data["title"], why=data["why"]
        )

    return take(request, form, page, done)


@require_POST
def take_order(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """Begin to draw."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return _pressed(
        request, lambda: order_actions.take_map_order(by=viewer, order_id=order_id),
        _("Beställningen är din att rita."),
    )  # fmt: skip


@require_POST
def withdraw(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """Take back what one has ordered."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return _pressed(
        request, lambda: order_actions.withdraw_map_order(by=viewer, order_id=order_id),
        _("Beställningen är återtagen."),
    )  # fmt: skip


def answer(request: HttpRequest, order_id: uuid.UUID) -> HttpResponse:
    """Answer an order with a process, or with why there is none."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    order = order_queries.order(viewer, order_id)
    demand(viewer, rules.WRITE, order.unit_id)
    form = MapAnswerForm(request.POST or None)
    processes = order_queries.process_choices(viewer)
    form.choose(
        "process", [("", _("Ingen karta")), *((str(one.pk), one.title) for one in processes)]
    )
    page = _page(gettext_lazy("Besvara beställningen"), gettext_lazy("Spara svaret"),
                 gettext_lazy("Svaret är sparat och den som beställt får veta."),
                 order.title, order.why)  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        chosen = uuid.UUID(data["process"]) if data["process"] else None
        order_actions.answer_map_order(
            by=viewer, order_id=order_id, process_id=chosen, words=data["words"]
        )

    return take(request, form, page, done)


def _page(
    heading: Words, button: Words, message: Words, about: str = "", why: str = ""
) -> StepPage:
    crumbs = [(words, reverse(name)) for words, name in CRUMBS]
    return StepPage(heading, button, message, reverse("routines:map_orders"), crumbs, about, why)


def _pressed(request: HttpRequest, do: Any, said: str) -> HttpResponse:
    try:
        do()
    except RuleRefused as refused:
        for refusal in refused.verdict.refusals:
            messages.error(request, refusal.words)
    else:
        messages.success(request, said)
    return redirect("routines:map_orders")
