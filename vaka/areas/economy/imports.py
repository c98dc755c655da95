"""Reading a month's table of budget, outcome and forecast: rows in tkr, as boards print them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from vaka.areas.economy import actions, base_imports, hours_imports, series_imports
from vaka.areas.economy.actions import Path, Table, TableRow
from vaka.areas.economy.ledger import import_sie, look_at_sie
from vaka.areas.economy.rules import LEAD, ORE, Money
from vaka.areas.economy.tables import PRINTED
from vaka.exchange.kinds import ImportKind, ImportOptions, WholeFileKind
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root
from vaka.law.period import Grain
from vaka.law.verdict import RuleRefused, Verdict

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

NO_PERIOD = "Filen säger ingen månad. Ange den som period, till exempel 2024-02."
NO_NAME = "Raden har inget namn."
TWICE = "Raden står två gånger under samma rad. Den första gäller."
PARTS_OF_ORE = "Beloppet är inte hela ören. Det har rundats."
TOTALS = {"total", "summa", "0"}


def _money(name: str, label: str, *headings: str) -> Field:
    return Field(f"{name}_tkr", Kind.DECIMAL, f"{label} (tkr)", headings)


def _text(name: str, label: str, length: int, *headings: str) -> Field:
    return Field(name, Kind.TEXT, label, headings, max_length=length)


SCHEMA = TargetSchema(
    kind="budget",
    label_sv="Budgetuppföljning",
    fields=(
        _text("line", "Rad", 160, "namn", "line"),
        _text("parent", "Hör till", 160, "parent", "överordnad rad"),
        _text("level", "Nivå", 20, "level"),
        _text("area", "Område", 160, "area_sv"),
        _text("part", "Enhet", 160, "unit_sv"),
        _text("item", "Post", 160, "item_sv"),
        _money("result", "Avvikelse hittills", "feb_2024_acc_tkr", "result_jan_apr_2024_tkr"),
        _money("before", "Avvikelse förra månaden", "jan_2024_acc_tkr"),
        _money("change", "Förändring", "difference_tkr"),
        _money("annual", "Årsbudget", "annual_budget_2024_tkr"),
        _money("last_year", "Bokslut förra året", "closing_accounts_2023_tkr"),
        _money("forecast", "Helårsprognos", "full_year_forecast_2024_tkr"),
        _money(
            "forecast_deviation",
            "Prognosens avvikelse",
            "forecast_deviation_tkr",
            "budget_deviation_tkr",
        ),
        _text("cause", "Orsak", 2000, "cause_en"),
        _text("measure", "Åtgärd", 2000, "action_en"),
    ),
)


@dataclass
class Work:
    """One import under way."""

    file: TypedFile
    rows: list[dict[str, Any]] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import a month's table; the same again changes nothing.

    Raises:
        NotAllowed: the viewer does not lead the follow-up at the unit.
        RuleRefused: no month is said, or the month is closed.
    """
    unit = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    demand(by, LEAD, unit.pk)
    began = time.monotonic()
    month = _month(options)
    work = Work(file)
    for chunk in file.chunks():
        work.rows += chunk.iter_rows(named=True)
        options.progress(file.read)
    placed = zip(work.rows, paths(work.rows), strict=True)
    rows = [one for row, path in placed if (one := _row(work, row, path))]
    table = Table(unit, month, rows, source=options.source)
    taken = None if options.dry_run else actions.take_in(by=by, table=table)
    return file.receipt(
        imported=taken.changed if taken else len(rows), unchanged=taken.unchanged if taken else 0,
        seconds=round(time.monotonic() - began, 3),
    )  # fmt: skip


def _month(options: ImportOptions) -> date:
    period = options.period
    if period is None or period.kind is not Grain.MONTH or period.parts(Grain.MONTH)[1:]:
        raise RuleRefused(Verdict.no("period", NO_PERIOD))
    return period.first_date


def paths(rows: Sequence[Mapping[str, Any]]) -> list[Path]:
    """Give each row's names from the top of the table down to it; a total may stand last.

    Rows name what they belong to (`parent`), or all that stands above them (`area`, `part`).
    """
    names = [_name(row) for row in rows]
    total = next((name for row, name in zip(rows, names, strict=True) if _is_total(row)), "")
    parents = {
        name: _known(row["parent"], names)
        for row, name in zip(rows, names, strict=True) if row["parent"]
    }  # fmt: skip
    return [_path(row, name, total, parents) for row, name in zip(rows, names, strict=True)]


def _path(row: Mapping[str, Any], name: str, total: str, parents: Mapping[str, str]) -> Path:
    if _is_total(row):
        return (name,)
    top = (total,) if total else ()
    if row["area"]:
        parts = (row["area"], row["part"], row["item"])
        return (*top, *(" ".join(one.split()) for one in parts if one))
    above: list[str] = []
    parent = parents.get(name, "")
    while parent and parent != total and parent not in above:
        above.insert(0, parent)
        parent = parents.get(parent, "")
    return (*top, *above, name)


def _known(parent: str, names: Sequence[str]) -> str:
    """The row that a parent names, whole or by its first words."""
    begun = (name for name in names if name == parent or name.startswith(f"{parent}:"))
    return next(begun, parent)


def _is_total(row: Mapping[str, Any]) -> bool:
    return (row["level"] or "").strip().casefold() in TOTALS


def _name(row: Mapping[str, Any]) -> str:
    words = row["item"] or row["part"] or row["area"] or row["line"] or ""
    return " ".join(words.split())


def _row(work: Work, row: dict[str, Any], path: Path) -> TableRow | None:
    if not path[-1]:
        work.file.reject(row["row"], "line", "", NO_NAME)
        return None
    if path in work.seen:
        work.file.reject(row["row"], "line", path[-1], TWICE)
        return None
    work.seen.add(path)
    amounts = {name: _ore(work, row, name) for name in PRINTED}
    return TableRow(path, amounts, row["cause"] or "", row["measure"] or "")


def _ore(work: Work, row: dict[str, Any], name: str) -> int | None:
    told: Decimal | None = row[f"{name}_tkr"]
    if told is None:
        return None
    exact = told * ORE[Money.TKR]
    if exact != int(exact):
        work.file.warn(row["row"], f"{name}_tkr", str(told), PARTS_OF_ORE)
    return round(exact)


IMPORTS = (
    ImportKind(SCHEMA, LEAD, import_rows, "economy:list", Grain.MONTH, needs_period=True),
    hours_imports.IMPORT,
    series_imports.IMPORT,
    base_imports.IMPORT,
)
WHOLE_FILES = (
    WholeFileKind(
        "sie", LEAD, import_sie, look_at_sie, "Redovisning (SIE 4)", ("SE", "SI", "SIE"),
        "economy:list",
    ),
)  # fmt: skip
