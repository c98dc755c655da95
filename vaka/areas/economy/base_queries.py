"""Reads of budget bases: their findings with amounts, for those who lead the follow-up only."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from vaka.areas.economy import base_rules as rules
from vaka.areas.economy.base_actions import as_base, as_lines
from vaka.areas.economy.base_rules import CHECK_LABELS, BaseFinding, BaseLine
from vaka.areas.economy.models import BudgetBase
from vaka.areas.economy.rules import LEAD
from vaka.foundation.access.viewer import Viewer, demand, one_of
from vaka.foundation.organisation.models import Unit


@dataclass(frozen=True)
class BaseRow:
    """A base as the list shows it."""

    id: uuid.UUID
    unit: Unit
    year: int
    decided_date: date | None
    findings: int
    unexplained: int


@dataclass(frozen=True)
class CheckGroup:
    """What one check found: its name, its findings, and their amounts together in öre."""

    label: str
    findings: list[BaseFinding]
    amount: int


@dataclass(frozen=True)
class BasePage:
    """A base with its lines and what was found; öre."""

    row: BaseRow
    base: BudgetBase
    lines: list[BaseLine]
    groups: list[CheckGroup]
    lacking: list[str]
    internal: int
    pay_missing: int
    pay_this_year: int


def visible_bases(viewer: Viewer) -> QuerySet[BudgetBase]:
    """Give the bases of units whose follow-up the viewer leads. Raises NotAllowed."""
    demand(viewer, LEAD)
    found = BudgetBase.objects.select_related("unit").prefetch_related("lines")
    return found if viewer.everywhere else found.filter(unit__in=viewer.unit_ids(LEAD))


def bases(viewer: Viewer) -> list[BaseRow]:
    """Give the bases, the newest first."""
    return [_row(one) for one in visible_bases(viewer)]


def base_of(viewer: Viewer, base_id: uuid.UUID) -> BudgetBase:
    """Give one base. Raises NotAllowed, NotVisible."""
    return one_of(visible_bases(viewer), base_id)


def base_at(viewer: Viewer, unit: Unit, year: int) -> BudgetBase | None:
    """Give a unit's base of a year, None when none is opened. Raises NotAllowed."""
    return visible_bases(viewer).filter(unit=unit, year=year).first()


def base_page(viewer: Viewer, base_id: uuid.UUID) -> BasePage:
    """Give one base with all that was found in it. Raises NotAllowed, NotVisible."""
    row = base_of(viewer, base_id)
    base, lines = as_base(row), as_lines(row)
    found = rules.base_findings(base, lines)
    groups = [_group(check, found) for check in rules.BaseCheck]
    missing = sum(one.amount for one in found if one.check is rules.BaseCheck.PAY)
    return BasePage(
        _row(row), row, lines, [one for one in groups if one.findings], rules.lacking(lines),
        sum(one.internal for one in lines), missing, rules.this_year(missing, base),
    )  # fmt: skip


def _row(one: BudgetBase) -> BaseRow:
    found = rules.base_findings(as_base(one), as_lines(one))
    left = sum(not each.explained for each in found)
    return BaseRow(one.pk, one.unit, one.year, one.decided_date, len(found), left)


def _group(check: rules.BaseCheck, found: list[BaseFinding]) -> CheckGroup:
    mine = [one for one in found if one.check is check]
    return CheckGroup(str(CHECK_LABELS[check]), mine, sum(one.amount for one in mine))
