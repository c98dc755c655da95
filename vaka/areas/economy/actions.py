"""What is done with the follow-up of money; each verb is one transaction with its log row."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from vaka.areas.economy import rules, tables
from vaka.areas.economy.models import (
    BudgetFigure,
    BudgetLine,
    BudgetMonth,
    Investment,
    LedgerSum,
)
from vaka.areas.economy.rules import LEAD, MONTH_LABELS, MONTH_TRANSITIONS, TELL, Money, MonthState
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.bulk import insert_rows
from vaka.foundation.cases import transitions
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import Verdict, require

KIND = "budget"
LEDGER_COLUMNS = ("unit", "month", "responsibility", "activity", "account", "outcome", "budget")
Path = tuple[str, ...]
Cell = tuple[date, str, str, str]
"""Where money stands in the ledger: first day of the month, responsibility, activity, account."""


@dataclass(frozen=True)
class TableRow:
    """One row of a table that is read in: the names from the top down to it, öre by column."""

    path: Path
    amounts: Mapping[str, int | None]
    cause: str = ""
    measure: str = ""


@dataclass(frozen=True)
class Table:
    """A month's table that is read in."""

    unit: Unit
    month: date
    rows: Sequence[TableRow] = ()
    money: Money = Money.TKR
    source: str = ""


@dataclass
class TakenIn:
    """How many rows were new or changed, and how many stood so already."""

    changed: int = 0
    unchanged: int = 0
    paths: dict[Path, BudgetLine] = field(default_factory=dict)


@dataclass(frozen=True)
class Forecast:
    """What someone tells of a line: the whole year's forecast in öre, and why."""

    forecast_deviation: int
    cause: str = ""
    measure: str = ""
    change_words: str = ""


@action
def open_month(*, by: Viewer, unit: Unit, month: date) -> BudgetMonth:
    """Open a month's follow-up; one that stands is given as it is."""
    demand(by, LEAD, unit.pk)
    made, _new = BudgetMonth.objects.get_or_create(unit=unit, month=month.replace(day=1))
    note(by=by, verb="budget.open_month", object_kind=KIND, object_id=made.pk, unit_id=unit.pk,
         data={"month": f"{month:%Y-%m}"})  # fmt: skip
    return made


@action
def take_in(*, by: Viewer, table: Table) -> TakenIn:
    """Save a month's table; the same again changes nothing. Lines that are new are added."""
    demand(by, LEAD, table.unit.pk)
    month, _new = BudgetMonth.objects.get_or_create(
        unit=table.unit, month=table.month, defaults={"money": table.money, "source": table.source}
    )
    require(rules.may_change(month.state))
    taken = TakenIn(paths=_lines_by_path(table.unit, table.month))
    stands = {one.line_id: one for one in month.figures.all()}
    for row in table.rows:
        _take_row(taken, row, table, month, stands)
    note(by=by, verb="budget.take_in", object_kind=KIND, object_id=month.pk, unit_id=table.unit.pk,
         data={"source": table.source, "rows": taken.changed})  # fmt: skip
    return taken


def _take_row(
    taken: TakenIn, row: TableRow, table: Table, month: BudgetMonth,
    stands: dict[uuid.UUID, BudgetFigure],
) -> None:  # fmt: skip
    line = _line_at(taken, row.path, table)
    told: dict[str, Any] = {name: row.amounts.get(name) for name in tables.PRINTED}
    told |= {"cause": row.cause, "measure": row.measure}
    figure = stands.get(line.pk)
    if figure and all(getattr(figure, name) == value for name, value in told.items()):
        taken.unchanged += 1
        return
    BudgetFigure.objects.update_or_create(month=month, line=line, defaults=told)
    taken.changed += 1


def _line_at(taken: TakenIn, path: Path, table: Table) -> BudgetLine:
    if path not in taken.paths:
        parent = _line_at(taken, path[:-1], table) if path[:-1] else None
        taken.paths[path] = BudgetLine.objects.create(
            unit=table.unit, name=path[-1], parent=parent, place=len(taken.paths) + 1,
            valid_from=table.month.replace(month=1),
        )  # fmt: skip
    return taken.paths[path]


def _lines_by_path(unit: Unit, on: date) -> dict[Path, BudgetLine]:
    lines = {one.pk: one for one in tables.lines_of(unit.pk, on)}

    def path(one: BudgetLine) -> Path:
        above = lines.get(one.parent_id) if one.parent_id else None
        return (*(path(above) if above else ()), one.name)

    return {path(one): one for one in lines.values()}


@action
def take_in_investments(
    *, by: Viewer, month: BudgetMonth, rows: Sequence[Investment], source: str
) -> None:
    """Save a month's investments in place of those that stood."""
    demand(by, LEAD, month.unit_id)
    require(rules.may_change(month.state))
    month.investments.all().delete()
    Investment.objects.bulk_create(rows)
    note(by=by, verb="budget.take_in_investments", object_kind=KIND, object_id=month.pk,
         unit_id=month.unit_id, data={"source": source, "rows": len(rows)})  # fmt: skip


@action
def take_in_ledger(
    *, by: Viewer, unit: Unit, outcome: Mapping[Cell, int] | None = None,
    budget: Mapping[Cell, int] | None = None, source: str,
) -> None:  # fmt: skip
    """Save sums of the ledger; the months that they tell of are replaced whole.

    Args:
        outcome, budget: öre by cell, costs negative; what is None is not told, and stands.

    Raises:
        RuleRefused: one of the months is closed.
    """
    demand(by, LEAD, unit.pk)
    told = {"outcome": outcome, "budget": budget}
    months = {month for cells in told.values() for month, *_codes in cells or ()}
    require(may_take_in_ledger(unit, months))
    stands = stored_ledger(unit, months)
    sums = _crossed(*(stands[name] if cells is None else cells for name, cells in told.items()))
    LedgerSum.objects.filter(unit=unit, month__in=months).delete()
    rows = ((unit.pk, *cell, *money) for cell, money in sums.items())
    insert_rows(LedgerSum, LEDGER_COLUMNS, rows)
    note(by=by, verb="budget.take_in_ledger", object_kind=KIND, unit_id=unit.pk,
         data={"source": source, "rows": len(sums)})  # fmt: skip


def may_take_in_ledger(unit: Unit, months: Collection[date]) -> Verdict:
    """Say whether the months of a ledger may be replaced: none of them is closed."""
    told = BudgetMonth.objects.filter(unit=unit, month__in=months)
    return Verdict.all_of(rules.may_change(one.state) for one in told)


def stored_ledger(unit: Unit, months: Collection[date]) -> dict[str, dict[Cell, int]]:
    """Give what the ledger holds of some months: öre by cell, of `outcome` and of `budget`."""
    names = LEDGER_COLUMNS[1:]
    kept = LedgerSum.objects.filter(unit=unit, month__in=months).values_list(*names)
    stands: dict[str, dict[Cell, int]] = {"outcome": {}, "budget": {}}
    for *cell, outcome, budget in kept.iterator():
        at = (cell[0], cell[1], cell[2], cell[3])
        if outcome:
            stands["outcome"][at] = outcome
        if budget:
            stands["budget"][at] = budget
    return stands


def _crossed(
    outcome: Mapping[Cell, int], budget: Mapping[Cell, int]
) -> dict[Cell, tuple[int, int]]:  # fmt: skip
    """One sum for each cell that either tells of."""
    found = {cell: (money, budget.get(cell, 0)) for cell, money in outcome.items()}
    return found | {cell: (0, money) for cell, money in budget.items() if cell not in outcome}


@action
def tell_forecast(
    *, by: Viewer, month_id: uuid.UUID, line_id: uuid.UUID, new: Forecast
) -> BudgetFigure:
    """Tell what a line is thought to come to by the year's end, with cause and measure."""
    month, line = _month(month_id), _line(line_id)
    if line.unit_id != month.unit_id:
        raise NotVisible(str(line_id))
    demand(by, TELL, line.answers_id or line.unit_id)
    shown = next(one for one in tables.month_table(month).lines if one.line == line)
    before = tables.forecast_before(month, line)
    require(
        rules.may_change(month.state)
        + rules.may_tell(
            result=shown.amounts["result"], deviation=new.forecast_deviation,
            change=rules.deviation(new.forecast_deviation, before), cause=new.cause,
            measure=new.measure, change_words=new.change_words,
        )
    )  # fmt: skip
    annual = shown.amounts["annual"]
    told = {
        "forecast_deviation": new.forecast_deviation, "cause": new.cause, "measure": new.measure,
        "forecast": None if annual is None else annual + new.forecast_deviation,
        "change_words": new.change_words,
    }  # fmt: skip
    figure, _new = BudgetFigure.objects.update_or_create(
        month=month, line=line,
        defaults=told | {"told_at": timezone.now(), "told_by": by.person},
    )  # fmt: skip
    note(by=by, verb="budget.tell_forecast", object_kind=KIND, object_id=figure.pk,
         unit_id=line.answers_id or line.unit_id, data=told)  # fmt: skip
    return figure


@action
def close_month(*, by: Viewer, month_id: uuid.UUID, words: str = "") -> BudgetMonth:
    """Close a month: from then on it stands as the board sees it."""
    month = _month(month_id)
    demand(by, LEAD, month.unit_id)
    require(_fits("budget.close_month", month, words) + rules.may_close(untold(month)))
    return _moved(by, month, "budget.close_month", MonthState.CLOSED, words)


@action
def reopen_month(*, by: Viewer, month_id: uuid.UUID, words: str) -> BudgetMonth:
    """Open a closed month again, with the reason."""
    month = _month(month_id)
    demand(by, LEAD, month.unit_id)
    require(_fits("budget.reopen_month", month, words))
    return _moved(by, month, "budget.reopen_month", MonthState.OPEN, words)


def untold(month: BudgetMonth) -> list[str]:
    """Give the names of lines without parts that someone answers for but has told nothing of."""
    lines = tables.lines_of(month.unit_id, month.month)
    summed = {one.parent_id for one in lines}
    answered = [one for one in lines if one.answers_id and one.pk not in summed]
    told = month.figures.exclude(forecast_deviation=None).values_list("line", flat=True)
    known = set(told)
    return [one.name for one in answered if one.pk not in known]


def _moved(
    by: Viewer, month: BudgetMonth, verb: str, state: MonthState, words: str
) -> BudgetMonth:  # fmt: skip
    month.state = state
    month.closed_at = timezone.now() if state == MonthState.CLOSED else None
    month.save(update_fields=["state", "closed_at"])
    note(by=by, verb=verb, object_kind=KIND, object_id=month.pk, unit_id=month.unit_id,
         data={"month": f"{month.month:%Y-%m}", "words": words})  # fmt: skip
    return month


def _fits(verb: str, month: BudgetMonth, words: str) -> Verdict:
    labels = {str(state): label for state, label in MONTH_LABELS.items()}
    return transitions.fits_in(MONTH_TRANSITIONS, verb, month.state, words, labels)


def _month(month_id: uuid.UUID) -> BudgetMonth:
    found = BudgetMonth.objects.select_for_update().filter(pk=month_id).first()
    if found is None:
        raise NotVisible(str(month_id))
    return found


def _line(line_id: uuid.UUID) -> BudgetLine:
    found = BudgetLine.objects.filter(pk=line_id).first()
    if found is None:
        raise NotVisible(str(line_id))
    return found
