"""Reads of orders of process maps: one's own, and those of the units where one draws."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from vaka.areas.routines import order_rules, process_queries, rules
from vaka.areas.routines.models import MapOrder, Process
from vaka.areas.routines.order_rules import ORDER_LABELS, OrderState
from vaka.foundation.access.viewer import NotVisible, Viewer, demand


@dataclass(frozen=True)
class OrderRow:
    """One order in the queue; `process_id` leads to the map that was drawn."""

    id: uuid.UUID
    title: str
    why: str
    unit_name: str
    ordered_by: str
    ordered_date: date
    state_label: str
    taken_by: str
    answer: str
    process_id: uuid.UUID | None
    is_open: bool
    may_take: bool
    may_answer: bool
    may_withdraw: bool


def visible(viewer: Viewer) -> "QuerySet[MapOrder]":
    """Give the orders that a viewer may see: the own, and those where they write routines."""
    found = MapOrder.objects.select_related("unit", "ordered_by", "taken_by")
    if viewer.everywhere:
        return found
    return found.filter(Q(ordered_by=viewer.person) | Q(unit__in=viewer.unit_ids(rules.WRITE)))


def queue(viewer: Viewer) -> list[OrderRow]:
    """Give the orders, those not answered first and of them the oldest first."""
    demand(viewer, rules.SEE)
    maps = set(process_queries.visible(viewer).values_list("pk", flat=True))
    rows = [_row(viewer, one, maps) for one in visible(viewer)]
    waiting = [row for row in rows if row.is_open]
    return waiting + [row for row in reversed(rows) if not row.is_open]


def waiting(viewer: Viewer) -> int:
    """Give how many orders of those that the viewer sees are not answered."""
    return visible(viewer).filter(state__in=order_rules.OPEN).count()


def order(viewer: Viewer, order_id: uuid.UUID) -> MapOrder:
    """Give one order. Raises NotVisible."""
    found = visible(viewer).filter(pk=order_id).first()
    if found is None:
        raise NotVisible(str(order_id))
    return found


def process_choices(viewer: Viewer) -> list[Process]:
    """Give the processes that may be the answer to an order."""
    return list(process_queries.visible(viewer))


def _row(viewer: Viewer, one: MapOrder, maps: set[uuid.UUID]) -> OrderRow:
    state, draws = OrderState(one.state), viewer.may(rules.WRITE, one.unit_id)
    is_own = viewer.person is not None and one.ordered_by_id == viewer.person.pk
    return OrderRow(
        id=one.pk, title=one.title, why=one.why, unit_name=one.unit.name,
        ordered_by=one.ordered_by.name, ordered_date=one.ordered_date,
        state_label=str(ORDER_LABELS[state]), answer=one.answer,
        process_id=one.process_id if one.process_id in maps else None,
        taken_by=one.taken_by.name if one.taken_by else "", is_open=state in order_rules.OPEN,
        may_take=draws and order_rules.may_take(state).ok,
        may_answer=draws and state in order_rules.OPEN,
        may_withdraw=order_rules.may_withdraw(state, is_own=is_own).ok,
    )  # fmt: skip
