"""Reading a ledger's SIE file: what it holds by month, responsibility, activity and account."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaka.areas.economy import actions, rules
from vaka.areas.economy.actions import Cell
from vaka.areas.economy.rules import LEAD
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.receipt import Finding, Receipt
from vaka.exchange.sie import Kind, Ledger, UncrossableBalances, read_sie
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root

if TYPE_CHECKING:
    from collections.abc import Iterable


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
    unit = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    demand(by, LEAD, unit.pk)
    ledger = read_sie(path)
    options.progress(ledger.rows)
    told = {kind: cells for kind in Kind if (cells := _cells(ledger, kind))}
    if told and not options.dry_run:
        actions.take_in_ledger(
            by=by, unit=unit, outcome=told.get(Kind.OUTCOME), budget=told.get(Kind.BUDGET),
            source=options.source,
        )  # fmt: skip
    rejected = sum(one.rows for one in ledger.rejects)
    receipt = Receipt(
        kind="sie", read=ledger.rows, imported=ledger.rows - rejected, unchanged=0, duplicates=0,
        rejected=rejected, warnings=tuple(ledger.warnings),
    )  # fmt: skip
    return receipt, [one.finding for one in ledger.rejects]


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
