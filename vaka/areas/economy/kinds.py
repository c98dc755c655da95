"""Deviation by kind of income and cost: which accounts are which, as dated TOML beside."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from vaka.areas.economy import rules
from vaka.areas.economy.models import BudgetMonth, LedgerSum
from vaka.areas.economy.rules import Money


@dataclass(frozen=True)
class KindRow:
    """One kind of income or cost from January to the month; amounts in the table's unit."""

    name: str
    outcome: float | None
    budget: float | None
    result: float | None


def by_kind(month: BudgetMonth) -> list[KindRow]:
    """Give outcome, budget and deviation by kind; empty where there is no ledger."""
    year, money = month.month.year, Money(month.money)
    sums = list(LedgerSum.objects.filter(unit=month.unit_id, month__year=year,
                                         month__lte=month.month))  # fmt: skip
    if not sums:
        return []
    rows = []
    for name, accounts in kinds_on(month.month):
        mine = [one for one in sums if rules.gathers(accounts, one.account)]
        outcome, budget = sum(one.outcome for one in mine), sum(one.budget for one in mine)
        rows.append(
            KindRow(name, *(rules.in_money(n, money) for n in (outcome, budget, outcome - budget)))
        )
    return rows


def kinds_on(on: date) -> list[tuple[str, str]]:
    """Give the name and the accounts of each kind on a day."""
    return [
        (row["name"], row["accounts"])
        for row in _rows()
        if row["since"] <= on <= row.get("until", date.max)
    ]


@cache
def _rows() -> list[dict[str, Any]]:
    text = Path(__file__).with_name("kinds.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["kind"]
    return rows
