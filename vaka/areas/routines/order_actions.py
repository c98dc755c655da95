"""What is done with orders of process maps; each verb is one transaction with its log row."""

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.routines import order_rules, process_queries
from vaka.areas.routines.models import MapOrder, Process
from vaka.areas.routines.order_queries import visible
from vaka.areas.routines.order_rules import OrderState
from vaka.areas.routines.rules import SEE, WRITE
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.notices import actions as notices
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@action
def order_map(*, by: Viewer, unit: Unit, title: str, why: str) -> MapOrder:
    """Ask for a map of how something is done at a unit."""
    if by.person is None:
        raise NotAllowed(SEE)
    demand(by, SEE, unit.pk)
    require(order_rules.may_order(title=title, why=why))
    made = MapOrder.objects.create(
        title=title.strip(), why=why.strip(), unit=unit, ordered_by=by.person,
        ordered_date=timezone.localdate(), state=OrderState.WAITING,
    )  # fmt: skip
    return _noted(by, made, "process.order_map")


@action
def take_map_order(*, by: Viewer, order_id: uuid.UUID) -> MapOrder:
    """Begin to draw what is ordered."""
    order = _held(by, order_id)
    require(order_rules.may_take(OrderState(order.state)))
    order.state, order.taken_by = OrderState.TAKEN, by.person
    order.save(update_fields=["state", "taken_by"])
    return _noted(by, order, "process.take_map_order")


@action
def answer_map_order(
    *, by: Viewer, order_id: uuid.UUID, process_id: uuid.UUID | None, words: str
) -> MapOrder:
    """Answer an order with the process that was drawn, or with why there is none; it is told."""
    order = _held(by, order_id)
    process = _process(by, process_id)
    require(order_rules.may_answer(
        OrderState(order.state), has_process=process is not None, words=words
    ))  # fmt: skip
    order.state = OrderState.DRAWN if process else OrderState.DECLINED
    order.process, order.answer = process, words.strip()
    order.answered_date = timezone.localdate()
    order.save(update_fields=["state", "process", "answer", "answered_date"])
    told = _("Kartan ”%s” är ritad.") if process else _("Beställningen av kartan ”%s” är avböjd.")
    notices.tell(by=by, to=order.ordered_by, kind="map_order", words=told % order.title,
                 url_name="routines:map_orders", state=f"{order.pk}:{order.state}")  # fmt: skip
    return _noted(by, order, "process.answer_map_order")


@action
def withdraw_map_order(*, by: Viewer, order_id: uuid.UUID) -> MapOrder:
    """Take back what one has ordered."""
    order = _seen(by, order_id)
    is_own = by.person is not None and order.ordered_by_id == by.person.pk
    require(order_rules.may_withdraw(OrderState(order.state), is_own=is_own))
    order.state, order.answered_date = OrderState.WITHDRAWN, timezone.localdate()
    order.save(update_fields=["state", "answered_date"])
    return _noted(by, order, "process.withdraw_map_order")


def _seen(by: Viewer, order_id: uuid.UUID) -> MapOrder:
    order = visible(by).select_for_update(of=("self",)).filter(pk=order_id).first()
    if order is None:
        raise NotVisible(str(order_id))
    return order


def _held(by: Viewer, order_id: uuid.UUID) -> MapOrder:
    order = _seen(by, order_id)
    demand(by, WRITE, order.unit_id)
    return order


def _process(by: Viewer, process_id: uuid.UUID | None) -> Process | None:
    if process_id is None:
        return None
    found = process_queries.visible(by).filter(pk=process_id).first()
    if found is None:
        raise NotVisible(str(process_id))
    return found


def _noted(by: Viewer, order: MapOrder, verb: str) -> MapOrder:
    note(by=by, verb=verb, object_kind="map_order", object_id=order.pk, unit_id=order.unit_id,
         data={"state": order.state, "process": str(order.process_id or "")})  # fmt: skip
    return order
