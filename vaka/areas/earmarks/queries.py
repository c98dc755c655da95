"""Reads of money with a purpose: what is left of it, what waits, and for whom."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.earmarks import rules
from vaka.areas.earmarks.models import Earmark, EarmarkEntry
from vaka.areas.earmarks.rules import (
    ENTRY_LABELS,
    SORT_LABELS,
    STATE_LABELS,
    Account,
    EarmarkSort,
    EarmarkState,
    EntryKind,
)
from vaka.areas.economy.rules import LEAD, SEE_CLOSED
from vaka.foundation.access.viewer import Viewer, demand, one_of
from vaka.foundation.cases.transitions import Transition
from vaka.foundation.duties import Duty, DutyState


@dataclass(frozen=True)
class EarmarkRow:
    """Money with a purpose as a list shows it; amounts in öre."""

    id: uuid.UUID
    name: str
    sort: EarmarkSort
    sort_label: str
    unit: str
    giver: str
    state: EarmarkState
    state_label: str
    amount: int
    received: int
    used: int
    returned: int
    left: int
    unaccounted: int
    due_date: date | None
    is_late: bool
    is_closed: bool


@dataclass(frozen=True)
class EarmarkPage:
    """One with its entries, its terms and the steps that the viewer may take."""

    row: EarmarkRow
    earmark: Earmark
    entries: Sequence[tuple[EarmarkEntry, str]]
    steps: Sequence[Transition]
    may_lead: bool

    @property
    def may_enter(self) -> bool:
        """Whether entries may be written."""
        return self.may_lead and self.row.state is EarmarkState.HELD

    @property
    def days(self) -> list[tuple[str, date]]:
        """Give the days that are set, label and day."""
        one = self.earmark
        told = ((_("Sök senast"), one.apply_by), (_("Använd senast"), one.use_by),
                (_("Rapportera senast"), one.report_by))  # fmt: skip
        return [(label, day) for label, day in told if day]


def earmarks(viewer: Viewer) -> list[EarmarkRow]:
    """Give all that the viewer may see: open ones first, by the day that waits. Raises
    NotAllowed."""
    demand(viewer, SEE_CLOSED)
    found = Earmark.objects.visible_to(viewer).select_related("unit").prefetch_related("entries")
    rows = [_row(one, viewer.on) for one in found]
    return sorted(rows, key=lambda one: (one.is_closed, one.due_date or date.max, one.name))


def earmark_page(viewer: Viewer, earmark_id: uuid.UUID) -> EarmarkPage:
    """Give one. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE_CLOSED)
    found = Earmark.objects.visible_to(viewer).select_related("unit")
    one = one_of(found.prefetch_related("entries"), earmark_id)
    leads = viewer.may(LEAD, one.unit_id)
    entries = [(each, str(ENTRY_LABELS[EntryKind(each.kind)])) for each in one.entries.all()]
    steps = rules.steps(one.state, one.sort) if leads else []
    return EarmarkPage(_row(one, viewer.on), one, entries, steps, leads)


def entry_of(viewer: Viewer, entry_id: uuid.UUID) -> EarmarkEntry:
    """Give one entry of what the viewer may see. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE_CLOSED)
    seen = Earmark.objects.visible_to(viewer)
    return one_of(EarmarkEntry.objects.filter(earmark__in=seen), entry_id)


def account_of(one: Earmark) -> Account:
    """Add one up."""
    return rules.account(one.amount, ((each.kind, each.amount) for each in one.entries.all()))


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the days to apply, and to report back, for the year wheel."""
    if not viewer.may(SEE_CLOSED):
        return
    for one in Earmark.objects.visible_to(viewer).select_related("unit"):
        told = ((one.apply_by, _("Sök: %s"), one.state != EarmarkState.PLANNED),
                (one.report_by, _("Återrapportera: %s"), one.state in rules.CLOSED))  # fmt: skip
        for day, words, is_done in told:
            if day and start <= day <= end:
                yield Duty(
                    name=words % one.name, due_date=day, unit=one.unit.name, role=_("Controller"),
                    state=DutyState.DONE if is_done else DutyState.DUE,
                    done_date=one.moved_date if is_done else None,
                    address=reverse("earmarks:show", args=[one.pk]), topic="earmark",
                )  # fmt: skip


def _row(one: Earmark, on: date) -> EarmarkRow:
    now, state = account_of(one), EarmarkState(one.state)
    due = rules.due_date(one.state, apply_by=one.apply_by, use_by=one.use_by,
                         report_by=one.report_by)  # fmt: skip
    return EarmarkRow(
        one.pk, one.name, EarmarkSort(one.sort), str(SORT_LABELS[EarmarkSort(one.sort)]),
        one.unit.name, one.giver, state, str(STATE_LABELS[state]),
        now.amount, now.received, now.used, now.returned,
        now.left, now.unaccounted, due, due is not None and due < on,
        state in rules.CLOSED,
    )  # fmt: skip
