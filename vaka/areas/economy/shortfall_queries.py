"""Reads of feared deficits: whose they are, what the forecast says now, what measures give."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.economy import rules as money
from vaka.areas.economy import shortfall_rules as rules
from vaka.areas.economy import tables
from vaka.areas.economy.models import BudgetLine, BudgetMonth, Saving, SavingFollowUp, Shortfall
from vaka.areas.economy.rules import LEAD, SEE, SEE_CLOSED, TELL, Money, MonthState
from vaka.areas.economy.shortfall_rules import (
    SAVING_LABELS,
    SHORTFALL_LABELS,
    SHORTFALL_TRANSITIONS,
    SHOWN_TO_BOARD,
    SavingState,
    ShortfallState,
)
from vaka.foundation.access.viewer import Viewer, demand, one_of
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.transitions import Transition, offered
from vaka.foundation.duties import Duty, DutyState

ITEM = "board_item"
"""The kind of case that a board's item is; the board's area stands above this one."""


@dataclass(frozen=True)
class ForecastNow:
    """What the newest month that a viewer may see tells of a line; öre."""

    month: date
    amount: int | None


@dataclass(frozen=True)
class SavingRow:
    """A measure as pages show it; amounts in tkr."""

    id: uuid.UUID
    what: str
    answers: str
    due_date: date
    state: SavingState
    state_label: str
    expected: float
    reached: float
    is_late: bool
    may_follow: bool
    follow_ups: Sequence[tuple[SavingFollowUp, str, float]]


@dataclass(frozen=True)
class ShortfallRow:
    """A feared deficit as a list shows it; amounts in tkr, less than nothing is short."""

    id: uuid.UUID
    name: str
    unit: str
    answers: str
    year: int
    state: ShortfallState
    state_label: str
    told: float
    now: float | None
    left: float | None
    savings: int
    due_date: date | None
    is_late: bool


@dataclass(frozen=True)
class ShortfallPage:
    """A feared deficit with its measures, its steps and the board's item."""

    row: ShortfallRow
    shortfall: Shortfall
    savings: list[SavingRow]
    steps: list[Transition]
    may_add: bool
    item_address: str
    item_title: str

    @property
    def to_come(self) -> float:
        """What the measures are still thought to give, in tkr."""
        return (self.row.left or 0) - (self.row.now or 0)


def visible_shortfalls(viewer: Viewer) -> QuerySet[Shortfall]:
    """Give those that the viewer may see: at own units, and to the board once proposed."""
    demand(viewer, SEE_CLOSED)
    rows = Shortfall.objects.select_related("line__unit", "line__answers", "item")
    if viewer.everywhere:
        return rows
    mine = viewer.unit_ids(SEE)
    board = Q(state__in=SHOWN_TO_BOARD, line__unit__in=viewer.unit_ids(SEE_CLOSED))
    return rows.filter(Q(line__unit__in=mine) | Q(line__answers__in=mine) | board)


def shortfall_of(viewer: Viewer, shortfall_id: uuid.UUID) -> Shortfall:
    """Give one. Raises NotAllowed, NotVisible."""
    return one_of(visible_shortfalls(viewer), shortfall_id)


def saving_of(viewer: Viewer, saving_id: uuid.UUID) -> Saving:
    """Give one measure of a deficit that the viewer may see. Raises NotAllowed, NotVisible."""
    found = Saving.objects.filter(shortfall__in=visible_shortfalls(viewer))
    return one_of(found.select_related("shortfall__line", "answers"), saving_id)


def line_led(viewer: Viewer, line_id: uuid.UUID) -> BudgetLine:
    """Give a line of which the viewer may open a deficit. Raises NotAllowed, NotVisible."""
    line = one_of(BudgetLine.objects.all(), line_id)
    demand(viewer, LEAD, line.unit_id)
    return line


def shortfalls(viewer: Viewer, unit_id: uuid.UUID | None = None) -> list[ShortfallRow]:
    """Give the deficits of a unit's table, or of all that the viewer sees, open ones first."""
    found = visible_shortfalls(viewer).prefetch_related("savings__follow_ups")
    found = found.filter(line__unit=unit_id) if unit_id else found
    rows = [_row(viewer, one) for one in found]
    return sorted(rows, key=lambda one: (one.state is ShortfallState.ENDED, one.left or 0))


def of_item(viewer: Viewer, case_id: uuid.UUID) -> list[ShortfallRow]:
    """Give the deficits that a board's item decided on, for its page; none without the right."""
    if not viewer.may(SEE_CLOSED):
        return []
    return [_row(viewer, one) for one in visible_shortfalls(viewer).filter(item=case_id)]


def candidates(viewer: Viewer) -> list[tuple[BudgetLine, float]]:
    """Give the lines that the newest forecast leaves short without an open deficit, in tkr.

    Only lines without parts, and the total; of tables whose follow-up the viewer leads.
    """
    found = []
    taken = set(
        Shortfall.objects.exclude(state=ShortfallState.ENDED).values_list("line", flat=True)
    )
    units = viewer.unit_ids(LEAD)
    months = BudgetMonth.objects.filter(unit__in=units, unit__is_reference=False)
    for unit in months.order_by().values_list("unit", flat=True).distinct():
        newest = months.filter(unit=unit).order_by("-month")[0]
        table = tables.month_table(newest)
        for one in table.lines:
            short = one.amounts["forecast_deviation"] or 0
            shown = not one.has_parts or one is table.total
            if short < 0 and shown and one.line.pk not in taken:
                found.append((one.line, _tkr(short)))
    return sorted(found, key=lambda pair: pair[1])


def may_open(viewer: Viewer, line_id: uuid.UUID) -> bool:
    """Say whether the viewer may open a deficit of a line now."""
    line = BudgetLine.objects.get(pk=line_id)
    if not viewer.may(LEAD, line.unit_id):
        return False
    now = forecast_now(viewer, line)
    has_open = line.shortfalls.exclude(state=ShortfallState.ENDED).exists()
    return bool(rules.may_open(forecast=now.amount if now else None, has_open=has_open))


def shortfall_page(viewer: Viewer, shortfall_id: uuid.UUID) -> ShortfallPage:
    """Give one deficit with all that its page shows. Raises NotAllowed, NotVisible."""
    one = shortfall_of(viewer, shortfall_id)
    leads = viewer.may(LEAD, one.line.unit_id)
    tells = viewer.may(TELL, one.line.answers_id or one.line.unit_id)
    address = _item_address(viewer, one)
    savings = one.savings.select_related("answers").prefetch_related("follow_ups")
    return ShortfallPage(
        row=_row(viewer, one), shortfall=one,
        savings=[_saving(viewer, each, one, leads=leads) for each in savings],
        steps=offered(SHORTFALL_TRANSITIONS, one.state) if leads else [],
        may_add=(leads or tells) and rules.may_add_saving(one.state).ok,
        item_address=address, item_title=one.item.title if one.item and address else "",
    )  # fmt: skip


def savings_of(row: Shortfall) -> list[rules.Saving]:
    """Give a deficit's measures as the rules read them."""
    return [_as_rule(one) for one in row.savings.all()]


def forecast_now(viewer: Viewer, line: BudgetLine, year: int | None = None) -> ForecastNow | None:
    """Give a line's forecast in the newest month that the viewer may see; None without any.

    Raises:
        NotAllowed: the viewer sees no follow-up.
    """
    demand(viewer, SEE_CLOSED)
    months = BudgetMonth.objects.filter(unit=line.unit_id).order_by("-month")
    months = months.filter(month__year=year) if year else months
    inside = viewer.may(SEE, line.unit_id) or viewer.may(SEE, line.answers_id or line.unit_id)
    if not (viewer.everywhere or inside):
        months = months.filter(state=MonthState.CLOSED)
    newest = months.first()
    if newest is None:
        return None
    table = tables.month_table(newest)
    shown = next((one for one in table.lines if one.line.pk == line.pk), None)
    return ForecastNow(newest.month, shown.amounts["forecast_deviation"]) if shown else None


def amount_now(viewer: Viewer, row: Shortfall) -> int:
    """Give what the year's newest forecast says, else what stood when the deficit was opened."""
    now = forecast_now(viewer, row.line, row.year)
    return row.amount if now is None or now.amount is None else now.amount


def items_open_to(viewer: Viewer) -> list[Case]:
    """Give the board's items that the viewer may see, the newest first, to point at one."""
    return list(Case.objects.visible_to(viewer, ITEM).order_by("-opened_at")[:50])


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the next day of each open deficit, and the days of its measures, for the year wheel."""
    if not viewer.may(SEE_CLOSED):
        return
    for one in visible_shortfalls(viewer).prefetch_related("savings__follow_ups"):
        address = reverse("economy:shortfall", args=[one.pk])
        row = _row(viewer, one)
        if row.due_date and start <= row.due_date <= end:
            yield Duty(
                name=_("Underskott, %(name)s: %(state)s")
                % {"name": row.name, "state": row.state_label.lower()},
                due_date=row.due_date, unit=row.unit, role=_("Controller"), address=address,
                topic="shortfall",
            )  # fmt: skip
        for each in one.savings.all():
            if start <= each.due_date <= end:
                yield _duty_of(each, address)


def _duty_of(one: Saving, address: str) -> Duty:
    is_done = _as_rule(one).is_ended
    last = next(iter(_newest(one.follow_ups.all())), None)
    return Duty(
        name=_("Åtgärd mot underskott: %s") % one.what, due_date=one.due_date,
        unit=one.answers.name, role=_("Enhetschef"), address=address, topic="shortfall",
        state=DutyState.DONE if is_done else DutyState.DUE,
        done_date=last.followed_date if is_done and last else None,
    )  # fmt: skip


def _row(viewer: Viewer, one: Shortfall) -> ShortfallRow:
    savings = [_as_rule(each) for each in one.savings.all()]
    now = amount_now(viewer, one)
    left = rules.left_after(now, savings)
    due = rules.due_date(one.state, opened=one.opened_date, proposed=one.proposed_date,
                         decided=one.decided_date, left=left)  # fmt: skip
    state, answers = ShortfallState(one.state), one.line.answers
    return ShortfallRow(
        one.pk, one.line.name, one.line.unit.name, answers.name if answers else "",
        one.year, state, str(SHORTFALL_LABELS[state]), _tkr(one.amount), _tkr(now), _tkr(left),
        len(savings), due, due is not None and due < viewer.on,
    )  # fmt: skip


def _saving(viewer: Viewer, one: Saving, row: Shortfall, *, leads: bool) -> SavingRow:
    told = _as_rule(one)
    follows = leads or viewer.may(TELL, one.answers_id)
    return SavingRow(
        one.pk, one.what, one.answers.name, one.due_date, told.state,
        str(SAVING_LABELS[told.state]), _tkr(one.expected), _tkr(told.reached),
        is_late=not told.is_ended and one.due_date < viewer.on,
        may_follow=follows and row.state != ShortfallState.ENDED,
        follow_ups=[
            (each, str(SAVING_LABELS[SavingState(each.state)]), _tkr(each.reached))
            for each in one.follow_ups.all()
        ],
    )  # fmt: skip


def _as_rule(one: Saving) -> rules.Saving:
    last = next(iter(_newest(one.follow_ups.all())), None)
    if last is None:
        return rules.Saving(one.expected)
    return rules.Saving(one.expected, last.reached, SavingState(last.state))


def _newest(found: Iterable[SavingFollowUp]) -> list[SavingFollowUp]:
    return sorted(found, key=lambda each: (each.followed_date, each.pk), reverse=True)


def _item_address(viewer: Viewer, one: Shortfall) -> str:
    """The board's item, for those who may see it only."""
    if one.item_id is None or not Case.objects.known(viewer, one.item_id).exists():
        return ""
    return reverse(kind_of(ITEM).url_name, args=[one.item_id])


def _tkr(ore: int) -> float:
    return money.in_money(ore, Money.TKR) or 0
