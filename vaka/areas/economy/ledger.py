"""Reading a ledger's SIE file: what it holds by month, responsibility, activity and account."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from vaka.areas.economy import actions, rules
from vaka.areas.economy.actions import Cell
from vaka.areas.economy.rules import LEAD, ORE, Money
from vaka.exchange.kinds import ImportOptions, Look
from vaka.exchange.receipt import Finding, Receipt
from vaka.exchange.sie import Kind, Ledger, UncrossableBalances, read_sie
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root
from vaka.law.verdict import require
from vaka.web.words import number

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Told:
    """What a ledger's file tells a unit: öre by cell for each kind of money that it tells."""

    unit: Unit
    ledger: Ledger
    cells: Mapping[Kind, Mapping[Cell, int]]

    @property
    def rejected(self) -> int:
        """How many rows of money are not counted."""
        return sum(one.rows for one in self.ledger.rejects)

    @property
    def rejects(self) -> list[Finding]:
        """Why they are not."""
        return [one.finding for one in self.ledger.rejects]

    def receipt(self, *, is_new: bool) -> Receipt:
        """Account for every row of money."""
        taken = self.ledger.rows - self.rejected
        return Receipt(
            kind="sie", read=self.ledger.rows, imported=taken if is_new else 0,
            unchanged=0 if is_new else taken, duplicates=0, rejected=self.rejected,
            warnings=tuple(self.ledger.warnings),
        )  # fmt: skip


def import_sie(
    *, by: Viewer, path: Path, options: ImportOptions
) -> tuple[Receipt, list[Finding]]:  # fmt: skip
    """Import a ledger's result accounts; the months that it tells of are replaced whole.

    Money that the file does not tell, such as its budget, stands as it was. In SIE costs are
    positive and income negative; in Vaka it is the other way round.

    Raises:
        FileRefused: the file is no SIE 1 to 4, or is cut off.
        NotAllowed: the viewer does not lead the follow-up at the unit.
        RuleRefused: a month that the file tells of is closed.
    """
    told = _told(by, path, options)
    if told.cells and not options.dry_run:
        actions.take_in_ledger(
            by=by, unit=told.unit, outcome=told.cells.get(Kind.OUTCOME),
            budget=told.cells.get(Kind.BUDGET), source=options.source,
        )  # fmt: skip
    return told.receipt(is_new=True), told.rejects


def look_at_sie(*, by: Viewer, path: Path, options: ImportOptions) -> Look:
    """Say month by month what a ledger's file would change, in kronor. Raises as `import_sie`."""
    told = _told(by, path, options)
    months = {month for cells in told.cells.values() for month, *_codes in cells}
    require(actions.may_take_in_ledger(told.unit, months))
    stands = actions.stored_ledger(told.unit, months)
    changed = [
        kind for kind, cells in told.cells.items() if _nonzero(cells) != _nonzero(stands[kind])
    ]
    kinds = {Kind.OUTCOME: _("Utfall"), Kind.BUDGET: _("Budget")}
    rows = [
        [f"{month:%Y-%m}", kinds[kind], _kronor(stands[kind], month), _kronor(cells, month)]
        for month in sorted(months) for kind, cells in told.cells.items()
    ]  # fmt: skip
    labels = [_("Månad"), _("Belopp"), _("Står nu (kr)"), _("Blir (kr)")]
    receipt = told.receipt(is_new=bool(changed))
    return Look(receipt, told.rejects, labels, rows, told.ledger.encoding)


def _told(by: Viewer, path: Path, options: ImportOptions) -> Told:
    unit = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    demand(by, LEAD, unit.pk)
    ledger = read_sie(path)
    options.progress(ledger.rows)
    return Told(unit, ledger, {kind: cells for kind in Kind if (cells := _cells(ledger, kind))})


def _nonzero(cells: Mapping[Cell, int]) -> dict[Cell, int]:
    return {cell: ore for cell, ore in cells.items() if ore}


def _kronor(cells: Mapping[Cell, int], month: date) -> str:
    ore = [money for (at, *_codes), money in cells.items() if at == month]
    return number(sum(ore) / ORE[Money.KR], 2) if ore else "–"


def _cells(ledger: Ledger, kind: Kind) -> dict[Cell, int]:
    """Give the result accounts' öre, costs negative."""
    settings = _settings()
    responsibility = _number(ledger, settings["responsibility"], "1")
    activity = _number(ledger, settings["activity"], "")
    found: dict[Cell, int] = {}
    for (month, account, codes), ore in _split(ledger, kind, responsibility, activity):
        if rules.gathers(settings["result_accounts"], account):
            first = date(int(month[:4]), int(month[5:]), 1)
            found[first, *codes, account] = -ore
    return found


def _split(
    ledger: Ledger, kind: Kind, responsibility: str, activity: str
) -> Iterable[tuple[tuple[str, str, tuple[str, str]], int]]:
    """Split by both dimensions; balances, which are told by one at a time, by responsibility."""
    try:
        both = ledger.split(kind, responsibility, activity)
    except UncrossableBalances:
        both = {
            (month, account, (*codes, "")): ore
            for (month, account, codes), ore in ledger.split(kind, responsibility).items()
        }
    for (month, account, codes), ore in both.items():
        yield (month, account, (codes[0], codes[1])), ore


def _number(ledger: Ledger, names: list[str], otherwise: str) -> str:
    """Find a dimension's number by what the file calls it."""
    called = {one.name.casefold(): number for number, one in ledger.dimensions.items()}
    return next((called[name] for name in names if name in called), otherwise)


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("ledger.toml").read_text("utf-8"))
