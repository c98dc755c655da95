"""A month's table of money added up: what is printed, else what the ledger gives, else the parts.

Rows of the database in, amounts in öre out; who may see them is asked by `queries`.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from vaka.areas.economy import rules
from vaka.areas.economy.models import BudgetFigure, BudgetLine, BudgetMonth, LedgerSum
from vaka.areas.economy.rules import STEP, Finding, Money, Told

COLUMNS = (
    "outcome", "budget", "result", "before", "change", "annual", "last_year", "forecast",
    "forecast_deviation", "forecast_before", "forecast_change",
)  # fmt: skip
PRINTED = (
    "result", "before", "change", "annual", "last_year", "forecast", "forecast_deviation"
)  # fmt: skip
"""The columns that a source may print; the others are always computed."""
Amounts = dict[str, int | None]


@dataclass(frozen=True)
class Line:
    """One line of a month's table, its amounts in öre by column, and its words."""

    line: BudgetLine
    level: int
    amounts: Mapping[str, int | None]
    figure: BudgetFigure | None = None
    has_parts: bool = False


@dataclass(frozen=True)
class MonthTable:
    """A month's lines in the order of the tree, the total last, and what does not add up."""

    month: BudgetMonth
    lines: list[Line]
    findings: list[Finding] = field(default_factory=list)

    @property
    def total(self) -> Line | None:
        """The line that all others are part of, when there is one."""
        tops = [one for one in self.lines if one.level == 0]
        return tops[0] if len(tops) == 1 and tops[0].has_parts else None


def month_table(month: BudgetMonth) -> MonthTable:
    """Add a month's table up."""
    lines = lines_of(month.unit_id, month.month)
    figures = {one.line_id: one for one in month.figures.select_related("line")}
    before = _figures_before(month)
    ledger = ledger_amounts(lines, month)
    told = {
        one.pk: _own(ledger.get(one.pk, {}), figures.get(one.pk), before.get(one.pk), month)
        for one in lines
    }
    amounts = _filled(lines, told)
    parents = {one.parent_id for one in lines}
    rows = [
        Line(one, level, amounts[one.pk], figures.get(one.pk), one.pk in parents)
        for one, level in _in_order(lines)
    ]
    printed = [_told(one, _printed(figures.get(one.pk))) for one in lines]
    return MonthTable(month, rows, _findings(printed, Money(month.money)))


def lines_of(unit_id: uuid.UUID, on: date) -> list[BudgetLine]:
    """Give the lines of a unit's table that hold in a month."""
    held = BudgetLine.objects.filter(unit=unit_id, valid_from__lte=on).select_related("answers")
    return [one for one in held if one.valid_until is None or one.valid_until >= on]


def ledger_amounts(lines: Iterable[BudgetLine], month: BudgetMonth) -> dict[uuid.UUID, Amounts]:
    """Give what the ledger holds, from January to the month, of each line that gathers from it."""
    year = LedgerSum.objects.filter(unit=month.unit_id, month__year=month.month.year)
    sums = list(year)
    gathering = [one for one in lines if one.responsibilities or one.activities or one.accounts]
    return {one.pk: _gathered(one, sums, month.month) for one in gathering} if sums else {}


def _gathered(line: BudgetLine, sums: Iterable[LedgerSum], on: date) -> Amounts:
    mine = [one for one in sums if is_of(line, one)]
    until = [one for one in mine if one.month <= on]
    earlier = [one for one in until if one.month < on]
    outcome, budget = sum(one.outcome for one in until), sum(one.budget for one in until)
    return {
        "outcome": outcome, "budget": budget, "result": outcome - budget,
        "before": sum(one.outcome - one.budget for one in earlier) if on.month > 1 else None,
        "annual": sum(one.budget for one in mine),
    }  # fmt: skip


def is_of(line: BudgetLine, one: LedgerSum) -> bool:
    """Say whether a line gathers a sum of the ledger."""
    return (
        rules.gathers(line.responsibilities, one.responsibility)
        and rules.gathers(line.activities, one.activity)
        and rules.gathers(line.accounts, one.account)
    )


def _figures_before(month: BudgetMonth) -> dict[uuid.UUID, BudgetFigure]:
    earlier = BudgetMonth.objects.filter(unit=month.unit_id, month__lt=month.month)
    last = earlier.filter(month__year=month.month.year).order_by("month").last()
    return {one.line_id: one for one in last.figures.all()} if last else {}


def forecast_before(month: BudgetMonth, line: BudgetLine) -> int | None:
    """Give what the month before told of a line's deviation at the year's end."""
    figure = _figures_before(month).get(line.pk)
    return figure.forecast_deviation if figure else None


def _printed(figure: BudgetFigure | None) -> Amounts:
    return {name: getattr(figure, name) if figure else None for name in PRINTED}


def _own(
    ledger: Amounts, figure: BudgetFigure | None, before: BudgetFigure | None, month: BudgetMonth
) -> Amounts:
    """A line's own amounts: printed ones win over those of the ledger."""
    own: Amounts = dict.fromkeys(COLUMNS) | ledger
    own |= {name: value for name, value in _printed(figure).items() if value is not None}
    if own["before"] is None and before is not None and month.month.month > 1:
        own["before"] = before.result
    if own["forecast_deviation"] is None:
        own["forecast_deviation"] = rules.deviation(own["forecast"], own["annual"])
    if before is not None and own["forecast_deviation"] is not None:
        own["forecast_before"] = before.forecast_deviation
    return own


def _filled(lines: list[BudgetLine], told: dict[uuid.UUID, Amounts]) -> dict[uuid.UUID, Amounts]:
    """Fill lines from their parts, then the differences that nobody has printed."""
    kept = [_told(one, told[one.pk]) for one in lines]
    by_column = {name: rules.filled(kept, name) for name in COLUMNS}
    amounts = {one.pk: {name: by_column[name][str(one.pk)] for name in COLUMNS} for one in lines}
    for key, one in amounts.items():
        if told[key]["forecast"] is None and one["forecast_deviation"] is not None:
            one["forecast"] = _plus(one["annual"], one["forecast_deviation"])
        if one["change"] is None:
            one["change"] = rules.deviation(one["result"], one["before"])
        one["forecast_change"] = rules.deviation(one["forecast_deviation"], one["forecast_before"])
    return amounts


def _plus(annual: int | None, deviation: int) -> int | None:
    """A sum's forecast: parts that nobody has told of are thought to keep their budget."""
    return None if annual is None else annual + deviation


def _told(line: BudgetLine, amounts: Amounts) -> Told:
    return Told(str(line.pk), line.name, str(line.parent_id or ""), amounts)


def _findings(printed: list[Told], money: Money) -> list[Finding]:
    step = STEP[money]
    found = [one for name in PRINTED for one in rules.sum_findings(printed, name, step)]
    found += rules.difference_findings(
        printed, "change", of="result", less="before", step=step
    )  # fmt: skip
    found += rules.difference_findings(
        printed, "forecast_deviation", of="forecast", less="annual", step=step
    )
    return sorted(found, key=lambda one: one.is_rounding)


def _in_order(lines: list[BudgetLine]) -> list[tuple[BudgetLine, int]]:
    """Walk the tree: parts under their line, but the one total last."""
    parts: dict[uuid.UUID | None, list[BudgetLine]] = defaultdict(list)
    for one in lines:
        parts[one.parent_id].append(one)
    tops = parts[None]
    if len(tops) == 1:
        return [*_walk(parts, tops[0].pk, 1), (tops[0], 0)]
    return _walk(parts, None, 0)


def _walk(
    parts: Mapping[uuid.UUID | None, list[BudgetLine]], above: uuid.UUID | None, level: int
) -> list[tuple[BudgetLine, int]]:
    found: list[tuple[BudgetLine, int]] = []
    for one in parts.get(above, []):
        found += [(one, level), *_walk(parts, one.pk, level + 1)]
    return found
