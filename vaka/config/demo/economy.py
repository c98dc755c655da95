"""The demo's money: an invented year of the own table, and what two municipalities have printed."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from random import Random

from django.utils import timezone

from vaka.areas.economy import actions, imports
from vaka.areas.economy.actions import Table, TableRow
from vaka.areas.economy.models import (
    BudgetFigure,
    BudgetLine,
    BudgetMonth,
    Investment,
    LedgerSum,
)
from vaka.areas.economy.rules import ORE, Money, MonthState
from vaka.areas.economy.tables import PRINTED
from vaka.config.demo.plans import Identity, moment
from vaka.config.demo.reading import facts, rows
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.months import add_months

TKR = ORE[Money.TKR]
PRINTED_TABLES = (
    # unit, month, file, source
    ("harnosand", date(2024, 2, 1), "harnosand_budget_2024_02", "Ekonomi februari 2024"),
    ("kungsbacka", date(2024, 4, 1), "kungsbacka_forecast_2024_04",
     "Uppföljning april 2024, avsnitt 2.1"),
)  # fmt: skip
KINDS = (("3010", -0.08), ("5010", 0.82), ("6110", 0.26))
"""Account and its share of a line's yearly cost; income is a cost turned round."""
CAUSES = (
    ("Fler vikarier än planerat vid sjukfrånvaro, och övertid vid helgerna.",
     "Schemat görs om från nästa period, och resurspass används först."),
    ("Fler beviljade timmar än budgeten räknar med.",
     "Planeringen ses över varje vecka tillsammans med biståndsenheten."),
)  # fmt: skip
MONTHS_SHOWN = 3
"""How many closed months hold forecasts; the one after them is open."""


@action
def write(
    *, by: Viewer, places: dict[str, Unit], identity: Identity, seed: int, today: date
) -> None:
    """Write what has been printed elsewhere, and the own table up to last month."""
    for code, month, name, source in PRINTED_TABLES:
        table = Table(places[code], month, printed(name), source=source)
        actions.take_in(by=by, table=table)
        BudgetMonth.objects.filter(unit=places[code]).update(
            state=MonthState.CLOSED, closed_at=moment(month)
        )
    april = BudgetMonth.objects.get(unit=places["kungsbacka"])
    Investment.objects.bulk_create(investments(april))
    _own(by, places, identity, Random(f"money-{seed}"), today)  # noqa: S311 - invented amounts


def printed(name: str) -> list[TableRow]:
    """Give the rows of a printed table in öre."""
    told = facts(name)
    placed = [{key: row.get(key, "") for key in ("line", "parent", "level", "area", "part", "item")}
              for row in told]  # fmt: skip
    return [
        TableRow(path, {key: _ore(row.get(key, "")) for key in PRINTED}, row.get("cause", ""),
                 row.get("measure", ""))
        for row, path in zip(told, imports.paths(placed), strict=True)
    ]  # fmt: skip


def investments(month: BudgetMonth) -> list[Investment]:
    """Give Kungsbacka's investments as printed, in öre."""
    names = ("last_year", "result", "forecast", "annual", "forecast_deviation")
    return [
        Investment(month=month, place=place, category=row["category"], kind=row["kind"],
                   **{name: _ore(row[name]) for name in names})
        for place, row in enumerate(facts("kungsbacka_investments_2024_04"), 1)
    ]  # fmt: skip


def _ore(text: str) -> int | None:
    return int(Decimal(text) * TKR) if text else None


def _own(
    by: Viewer, places: dict[str, Unit], identity: Identity, random: Random, today: date
) -> None:
    last = add_months(today.replace(day=1), -1)
    unit, plan = places["socialforvaltningen"], rows("budget_lines")
    lines = _lines(plan, places, identity, last.replace(month=1))
    BudgetLine.objects.bulk_create(lines.values())
    year = [date(last.year, number, 1) for number in range(1, 13)]
    LedgerSum.objects.bulk_create(
        sum_ for row in plan if row["responsibility"]
        for sum_ in _ledger(row, unit, year, last, identity, random)
    )  # fmt: skip
    shown = [one for one in year if one <= last][-MONTHS_SHOWN - 1 :]
    months = [_month(unit, one, last, identity) for one in shown]
    BudgetMonth.objects.bulk_create(months)
    BudgetFigure.objects.bulk_create(
        figure for month in months for number, row in enumerate(plan) if row["responsibility"]
        if (figure := _figure(month, lines[row["line"]], row, number, identity, last))
    )  # fmt: skip
    note(by=by, verb="budget.take_in", object_kind="budget", unit_id=unit.pk,
         data={"source": "demo", "rows": len(lines)})  # fmt: skip


def _lines(
    plan: list[dict[str, str]], places: dict[str, Unit], identity: Identity, since: date
) -> dict[str, BudgetLine]:
    top = BudgetLine(id=identity(moment(since)), unit=places["socialforvaltningen"], name="Summa",
                     place=1, valid_from=since)  # fmt: skip
    lines = {"": top}
    for place, row in enumerate(plan, 2):
        lines[row["line"]] = BudgetLine(
            id=identity(moment(since)), unit=top.unit, name=row["line"], place=place,
            parent=lines[row["parent"]], answers=places[row["answers"]] if row["answers"] else None,
            responsibilities=f"{row['responsibility']}*" if row["responsibility"] else "",
            valid_from=since,
        )  # fmt: skip
    return lines


def _ledger(
    row: Mapping[str, str], unit: Unit, year: list[date], last: date, identity: Identity,
    random: Random,
) -> list[LedgerSum]:  # fmt: skip
    """Each month's budget and, up to the last month, an outcome that drifts from it."""
    monthly = int(row["budget_mnkr"]) * ORE[Money.MNKR] // 12
    made = []
    for month in year:
        for account, share in KINDS:
            budget = -round(monthly * share / TKR) * TKR
            drift = 1 - int(row["drift"]) / 100 + random.uniform(-0.015, 0.015)
            outcome = round(budget * drift) if month <= last else 0
            made.append(LedgerSum(id=identity(moment(month)), unit=unit, month=month,
                                  responsibility=f"{row['responsibility']}10", activity="510",
                                  account=account, outcome=outcome, budget=budget))  # fmt: skip
    return made


def _month(unit: Unit, month: date, last: date, identity: Identity) -> BudgetMonth:
    is_open = month == last
    closed = timezone.make_aware(datetime.combine(add_months(month, 1).replace(day=12), time(9)))
    return BudgetMonth(
        id=identity(moment(month)), unit=unit, month=month, source="Redovisningen, månad för månad",
        state=MonthState.OPEN if is_open else MonthState.CLOSED,
        closed_at=None if is_open else closed,
    )  # fmt: skip


def _figure(
    month: BudgetMonth, line: BudgetLine, row: Mapping[str, str], number: int, identity: Identity,
    last: date,
) -> BudgetFigure | None:  # fmt: skip
    """A forecast; in the open month the first home's is still to come."""
    if month.month == last and row["line"] == "Almen":
        return None
    annual = -sum(12 * round(int(row["budget_mnkr"]) * ORE[Money.MNKR] // 12 * share / TKR)
                  for _account, share in KINDS) * TKR  # fmt: skip
    drift = int(row["drift"])
    short = int(row["budget_mnkr"]) * drift * 10 * TKR
    cause, measure = CAUSES[number % 2] if drift < 0 else ("", "")
    return BudgetFigure(
        id=identity(moment(month.month)), month=month, line=line, forecast=annual + short,
        forecast_deviation=short, cause=cause, measure=measure, told_at=moment(month.month),
    )  # fmt: skip
