"""Reads of the yearly needs of competence: a year's list with its sums, who has handed in."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.competence import lists, need_actions, need_rules
from vaka.areas.competence.lists import InventoryDays
from vaka.areas.competence.models import Inventory, Need, NeedBudget
from vaka.areas.competence.need_rules import DECIDE, SEE, WRITE, Money, NeedForm, NeedState, Sums
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units


@dataclass(frozen=True)
class NeedRow:
    """One need in the list, with what the viewer may do with it."""

    need: Need
    form_label: str
    state_label: str
    may_change: bool
    may_drop: bool
    may_decide: bool
    may_carry_out: bool


@dataclass(frozen=True)
class NeedsPage:
    """What the page of a year's needs shows."""

    year: int
    years: list[int]
    rows: list[NeedRow]
    sums: Sums
    waiting: int
    last_day: date | None
    may_write: bool
    is_open: bool
    may_set_budget: bool
    carriable: int
    handed_in: list[tuple[Unit, date]]
    left: list[Unit]
    own_left: list[Unit]


def shown_year(viewer: Viewer, asked: str) -> int:
    """Give the year asked for; else the one that is written or was written last."""
    if asked.isdigit() and 2000 < int(asked) < 2100:
        return int(asked)
    return viewer.on.year + 1


def open_year(viewer: Viewer) -> int:
    """Give the first year of which needs may still be written."""
    days = lists.inventory(viewer.on)
    return days.open_year(viewer.on) if days else viewer.on.year + 1


def needs_page(viewer: Viewer, year: int) -> NeedsPage:
    """Give the needs of a year where the viewer sees them. Raises NotAllowed."""
    demand(viewer, SEE)
    days = lists.inventory(viewer.on)
    is_open = need_actions.may_write(viewer, year).ok
    found = list(visible(viewer).filter(year=year))
    handed, left = _handed(viewer, year, days)
    top = top_unit(viewer)
    budget = NeedBudget.objects.filter(year=year, unit=top).first() if top else None
    return NeedsPage(
        year=year,
        years=sorted({year, year - 1, year + 1, open_year(viewer)}),
        rows=[_row(viewer, one, is_open=is_open) for one in found],
        sums=need_rules.sums([_money(one) for one in found], budget.kronor if budget else None),
        waiting=sum(one.state == NeedState.ASKED for one in found),
        last_day=days.last_day(year) if days else None,
        may_write=is_open and bool(homes(viewer)),
        is_open=is_open,
        may_set_budget=top is not None,
        carriable=len(need_actions.carriable(viewer, year)),
        handed_in=handed,
        left=left,
        own_left=[one for one in left if is_open and viewer.may(WRITE, one.pk)],
    )


def top_unit(viewer: Viewer) -> Unit | None:
    """Give the unit whose needs, with all below it, a viewer decides; None for others."""
    return Unit.objects.filter(pk__in=viewer.granted(DECIDE)).order_by("name").first()


def visible(viewer: Viewer) -> QuerySet[Need]:
    """Give the needs of the units where a viewer sees them, in the order set."""
    found = Need.objects.select_related("unit", "carried_from", "decided_by")
    return found if viewer.everywhere else found.filter(unit__in=viewer.unit_ids(SEE))


def read(viewer: Viewer, need_id: uuid.UUID) -> NeedRow:
    """Give one need with what may be done with it. Raises NotVisible."""
    need = visible(viewer).filter(pk=need_id).first()
    if need is None:
        raise NotVisible(str(need_id))
    return _row(viewer, need, is_open=need_actions.may_write(viewer, need.year).ok)


def homes(viewer: Viewer) -> list[Unit]:
    """Give the units of which a viewer may write needs."""
    units = visible_units(viewer, WRITE, on=viewer.on)
    return [one for one in units if need_actions.is_home(viewer, one)]


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give each unit's inventory, and the decision of them all, for the year wheel."""
    if not viewer.may(SEE) and not viewer.everywhere:
        return
    for year in range(start.year, end.year + 2):
        days = lists.inventory(date(year - 1, 12, 31))
        if days is None:
            continue
        if start <= days.last_day(year) <= end:
            yield from _inventories(viewer, year, days)
        top = top_unit(viewer)
        if top is not None and start <= days.decided_day(year) <= end:
            yield _decision(top, year, days)


def _inventories(viewer: Viewer, year: int, days: InventoryDays) -> Iterator[Duty]:
    handed, left = _handed(viewer, year, days)
    address = f"{reverse('competence:needs')}?ar={year}"
    for unit, done in [*handed, *((one, None) for one in left)]:
        yield Duty(
            name=_("Lämna in kompetensbehov för %(year)s") % {"year": year},
            due_date=days.last_day(year), unit=unit.name, role=_("Enhetschef"), address=address,
            state=DutyState.DONE if done else DutyState.DUE, done_date=done,
            evidence=address if done else "", topic="competence_inventory",
        )  # fmt: skip


def _decision(top: Unit, year: int, days: InventoryDays) -> Duty:
    rows = Need.objects.filter(year=year, unit__in=Unit.objects.below(top))
    decided = [one.decided_date for one in rows if one.decided_date]
    waits = any(one.state == NeedState.ASKED for one in rows)
    done = max(decided) if decided and not waits else None
    address = f"{reverse('competence:needs')}?ar={year}"
    return Duty(
        name=_("Besluta om kompetensbehov för %(year)s") % {"year": year},
        due_date=days.decided_day(year), unit=top.name, role=_("Kvalitetsutvecklare"),
        address=address, state=DutyState.DONE if done else DutyState.DUE, done_date=done,
        evidence=address if done else "", topic="competence_decision",
    )  # fmt: skip


def _handed(
    viewer: Viewer, year: int, days: InventoryDays | None
) -> tuple[list[tuple[Unit, date]], list[Unit]]:
    """Units that have handed in a year with the day, and those that have not."""
    if days is None:
        return [], []
    asked = [
        one for one in visible_units(viewer, SEE, on=viewer.on)
        if need_actions.is_home(viewer, one)
    ]  # fmt: skip
    done = dict(
        Inventory.objects.filter(year=year, unit__in=asked).values_list("unit_id", "handed_in_date")
    )
    handed = [(one, done[one.pk]) for one in asked if one.pk in done]
    return handed, [one for one in asked if one.pk not in done]


def _row(viewer: Viewer, need: Need, *, is_open: bool) -> NeedRow:
    writes, decides = viewer.may(WRITE, need.unit_id), viewer.may(DECIDE, need.unit_id)
    changes = writes and is_open and need_rules.may_change(need.state).ok
    return NeedRow(
        need=need,
        form_label=str(need_rules.FORM_LABELS[NeedForm(need.form)]),
        state_label=str(need_rules.NEED_LABELS[NeedState(need.state)]),
        may_change=changes,
        may_drop=changes and need_rules.may_drop(is_carried=need.carried_from_id is not None).ok,
        may_decide=decides and need.state in need_rules.DECIDABLE,
        may_carry_out=(writes or decides) and need.state in need_rules.DOABLE,
    )


def _money(need: Need) -> Money:
    return Money(need.state, need.cost_kr, need.granted_kr or 0, need.done_kr or 0)
