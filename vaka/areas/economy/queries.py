"""Reads of the follow-up: a month's table, one line over the months; never past who may see."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from vaka.areas.economy import kinds, rules, shortfall_queries, tables
from vaka.areas.economy.actions import untold
from vaka.areas.economy.kinds import KindRow
from vaka.areas.economy.models import BudgetFigure, BudgetLine, BudgetMonth, Investment
from vaka.areas.economy.rules import LEAD, SEE, SEE_CLOSED, TELL, Finding, Money, MonthState, Told
from vaka.areas.economy.shortfall_queries import ShortfallRow
from vaka.areas.economy.tables import Line, MonthTable
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.organisation.models import Unit

INVESTED = ("last_year", "result", "forecast", "annual", "forecast_deviation")


@dataclass(frozen=True)
class LineRow:
    """One line of a month's table as a page shows it; amounts in the table's unit."""

    id: uuid.UUID
    name: str
    level: int
    is_total: bool
    has_parts: bool
    answers: str
    result: float | None
    before: float | None
    change: float | None
    outcome: float | None
    budget: float | None
    annual: float | None
    forecast: float | None
    forecast_deviation: float | None
    forecast_change: float | None
    last_year: float | None
    cause: str
    measure: str
    change_words: str
    lacks: list[str]
    may_tell: bool


@dataclass(frozen=True)
class FindingRow:
    """An amount that its parts or terms contradict; amounts in the table's unit."""

    name: str
    column: str
    printed: float | None
    computed: float | None
    difference: float | None
    is_rounding: bool


@dataclass(frozen=True)
class InvestmentRow:
    """One row of investments; amounts in the table's unit."""

    category: str
    kind: str
    last_year: float | None
    result: float | None
    forecast: float | None
    annual: float | None
    forecast_deviation: float | None


@dataclass(frozen=True)
class MonthPage:
    """A month's table as its page shows it."""

    id: uuid.UUID
    unit: Unit
    month: date
    money: Money
    state: MonthState
    source: str
    rows: list[LineRow]
    total: LineRow | None
    findings: list[FindingRow]
    roundings: list[FindingRow]
    by_kind: list[KindRow]
    investments: list[InvestmentRow]
    untold: list[str]
    sees_all: bool
    may_lead: bool

    @property
    def money_label(self) -> str:
        """Say the unit that every amount of the page stands in."""
        return str(rules.MONEY_LABELS[self.money])

    @property
    def short_by(self) -> float:
        """Say by how much the total is worse than the budget, without a sign."""
        return abs((self.total.result if self.total else None) or 0)

    def has(self, column: str) -> bool:
        """Say whether any line tells something in a column."""
        return any(getattr(row, column) is not None for row in self.rows)


def visible_months(viewer: Viewer) -> QuerySet[BudgetMonth]:
    """Give the months that the viewer may see something of. Raises NotAllowed."""
    demand(viewer, SEE_CLOSED)
    found = BudgetMonth.objects.select_related("unit")
    if viewer.everywhere:
        return found
    mine = viewer.unit_ids(SEE)
    answered = BudgetLine.objects.filter(answers__in=mine).values("unit")
    closed = Q(state=MonthState.CLOSED, unit__in=viewer.unit_ids(SEE_CLOSED))
    reference = Q(state=MonthState.CLOSED, unit__is_reference=True)
    return found.filter(Q(unit__in=mine) | Q(unit__in=answered) | closed | reference)


def month_of(viewer: Viewer, unit_code: str = "", month: date | None = None) -> BudgetMonth | None:
    """Give the month asked for, else the newest of the viewer's own table; None without any.

    Raises:
        NotVisible: a unit or month was asked for that the viewer may not see.
    """
    found = visible_months(viewer)
    found = found.filter(unit__code=unit_code) if unit_code else found
    if month is not None:
        found = found.filter(month=month)
    shown = found.order_by("unit__is_reference", "-month").first()
    if shown is None and (unit_code or month):
        raise NotVisible(unit_code)
    return shown


def month_by_id(viewer: Viewer, month_id: uuid.UUID) -> MonthPage:
    """Give a month's table by its identity. Raises NotVisible."""
    found = visible_months(viewer).filter(pk=month_id).first()
    if found is None:
        raise NotVisible(str(month_id))
    return month_page(viewer, found)


def siblings(viewer: Viewer, month: BudgetMonth) -> list[BudgetMonth]:
    """Give the months of the same table that the viewer may see, the newest first."""
    return list(visible_months(viewer).filter(unit=month.unit_id).order_by("-month")[:24])


def units(viewer: Viewer) -> list[Unit]:
    """Give the units with a table that the viewer may see, the own ones first."""
    codes = visible_months(viewer).order_by().values("unit")
    return list(Unit.objects.filter(pk__in=codes).order_by("is_reference", "name"))


def month_page(viewer: Viewer, month: BudgetMonth) -> MonthPage:
    """Give a month's table, only with the lines that the viewer may see."""
    table = tables.month_table(month)
    sees_all = sees_whole(viewer, month)
    shown = table.lines if sees_all else list(_own_lines(viewer, table))
    rows = [_row(viewer, one, table) for one in shown]
    told = [*table.findings, *_investment_findings(month)] if sees_all else []
    findings = [_finding(one, table) for one in told]
    own = not month.unit.is_reference
    return MonthPage(
        id=month.pk, unit=month.unit, month=month.month, money=Money(month.money),
        state=MonthState(month.state), source=month.source, rows=rows,
        total=next((one for one in rows if one.is_total), None),
        findings=[one for one in findings if not one.is_rounding],
        roundings=[one for one in findings if one.is_rounding],
        by_kind=kinds.by_kind(month) if sees_all else [],
        investments=_investments(month) if sees_all else [],
        untold=untold(month) if sees_all and own else [], sees_all=sees_all,
        may_lead=viewer.may(LEAD, month.unit_id) and own,
    )  # fmt: skip


def sees_whole(viewer: Viewer, month: BudgetMonth) -> bool:
    """Say whether the viewer sees every line of a month, not only the own unit's."""
    if viewer.everywhere or viewer.may(SEE, month.unit_id):
        return True
    is_closed = month.state == MonthState.CLOSED
    return is_closed and (month.unit.is_reference or viewer.may(SEE_CLOSED, month.unit_id))


def _own_lines(viewer: Viewer, table: MonthTable) -> Iterable[Line]:
    """The lines that the viewer's units answer for, with their parts."""
    mine = viewer.unit_ids(SEE)
    shown = {one.line.pk for one in table.lines if one.line.answers_id in mine}
    for one in table.lines:  # parents stand before their parts
        if one.line.pk in shown or one.line.parent_id in shown:
            shown.add(one.line.pk)
            yield one


@dataclass(frozen=True)
class LineMonth:
    """What one month told of a line; amounts in the month's unit."""

    month: date
    money: Money
    row: LineRow


@dataclass(frozen=True)
class LinePage:
    """One line over the months of its year, the newest first."""

    id: uuid.UUID
    name: str
    unit: Unit
    answers: str
    gathers: list[tuple[str, str]]
    months: list[LineMonth]
    open_month: BudgetMonth | None
    may_tell: bool


def line_page(viewer: Viewer, line_id: uuid.UUID) -> LinePage:
    """Give one line over the months that the viewer may see. Raises NotVisible."""
    line = BudgetLine.objects.filter(pk=line_id).select_related("unit", "answers").first()
    if line is None:
        raise NotVisible(str(line_id))
    seen = list(visible_months(viewer).filter(unit=line.unit_id).order_by("-month")[:12])
    pages = [(one, month_page(viewer, one)) for one in seen]
    told = [
        LineMonth(month.month, page.money, row)
        for month, page in pages for row in page.rows if row.id == line.pk
    ]  # fmt: skip
    if not told:
        raise NotVisible(str(line_id))
    still_open = next((one for one in seen if one.state == MonthState.OPEN), None)
    return LinePage(
        line.pk, line.name, line.unit, line.answers.name if line.answers else "",
        _gathers(line), told, still_open, may_tell=told[0].row.may_tell and still_open is not None,
    )  # fmt: skip


def _gathers(line: BudgetLine) -> list[tuple[str, str]]:
    named = ((_("Ansvar"), line.responsibilities), (_("Verksamhet"), line.activities),
             (_("Konto"), line.accounts))  # fmt: skip
    return [(label, pattern) for label, pattern in named if pattern]


def _row(viewer: Viewer, one: Line, table: MonthTable) -> LineRow:
    money = Money(table.month.money)
    amounts = {name: rules.in_money(one.amounts[name], money) for name in tables.COLUMNS}
    amounts.pop("forecast_before")
    figure, line = one.figure or BudgetFigure(), one.line
    tells = viewer.may(TELL, line.answers_id or line.unit_id) and not one.has_parts
    return LineRow(
        id=line.pk, name=line.name, level=one.level, is_total=one is table.total,
        has_parts=one.has_parts, answers=line.answers.name if line.answers else "",
        cause=figure.cause, measure=figure.measure, change_words=figure.change_words,
        lacks=_lacks(one), **amounts,
        may_tell=tells and table.month.state == MonthState.OPEN,
    )  # fmt: skip


def _lacks(one: Line) -> list[str]:
    """What a line's words leave out, where it falls short (K-ECO-06)."""
    if one.has_parts or one.figure is None or one.amounts["forecast_deviation"] is None:
        return []
    figure = one.figure
    verdict = rules.may_tell(
        result=one.amounts["result"], deviation=one.amounts["forecast_deviation"],
        change=one.amounts["forecast_change"], cause=figure.cause, measure=figure.measure,
        change_words=figure.change_words,
    )  # fmt: skip
    names = {"cause": _("orsak"), "measure": _("åtgärd"), "change_words": _("skäl till ändring")}
    return [names[refusal.code] for refusal in verdict.refusals]


def shortfalls_of_item(viewer: Viewer, case_id: uuid.UUID) -> list[ShortfallRow]:
    """Give the feared deficits that a board's item decided on, for the page of the item."""
    return shortfall_queries.of_item(viewer, case_id)


def column_label(column: str) -> str:
    """Give the heading of a column."""
    return {
        "result": _("Avvikelse hittills"), "before": _("Förra månaden"),
        "change": _("Förändring"), "annual": _("Årsbudget"), "last_year": _("Bokslut förra året"),
        "forecast": _("Helårsprognos"), "forecast_deviation": _("Prognosens avvikelse"),
        "outcome": _("Utfall hittills"), "budget": _("Budget hittills"),
        "forecast_change": _("Ändrad prognos"),
    }[column]  # fmt: skip


def _finding(one: Finding, table: MonthTable) -> FindingRow:
    money = Money(table.month.money)
    return FindingRow(
        one.name, column_label(one.column), rules.in_money(one.printed, money),
        rules.in_money(one.computed, money), rules.in_money(one.difference, money),
        one.is_rounding,
    )  # fmt: skip


def _investment_findings(month: BudgetMonth) -> list[Finding]:
    rows = list(month.investments.all())
    told = [
        Told(
            str(one.pk), f"{_('Investeringar')}: {one.category}",
            amounts={name: getattr(one, name) for name in INVESTED},
        )
        for one in rows
    ]  # fmt: skip
    return rules.investment_findings(told, rules.STEP[Money(month.money)])


def _investments(month: BudgetMonth) -> list[InvestmentRow]:
    money = Money(month.money)

    def shown(one: Investment) -> InvestmentRow:
        amounts = (rules.in_money(getattr(one, name), money) for name in INVESTED)
        return InvestmentRow(one.category, one.kind, *amounts)

    return [shown(one) for one in month.investments.all()]
