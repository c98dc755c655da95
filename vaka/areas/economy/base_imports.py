"""Reading a budget base: one row a responsibility, amounts in tkr and shares in percent."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from vaka.areas.economy import base_rules as rules
from vaka.areas.economy.base_actions import as_lines, take_in_base
from vaka.areas.economy.base_queries import base_at
from vaka.areas.economy.base_rules import BaseLine
from vaka.areas.economy.rules import LEAD, ORE, Money
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root
from vaka.law.period import Grain
from vaka.law.verdict import RuleRefused, Verdict

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

NO_YEAR = "Filen säger inget år. Ange det som period, till exempel 2026."
NO_BASE = "Underlaget för året är inte öppnat. Öppna det med ram och avtalad höjning först."
TWICE = "Ansvaret står två gånger. Den första raden gäller."
AMOUNTS = ("internal", "pay", "pay_before", "sick_room", "once")


def _money(name: str, label: str, *headings: str, required: bool = False) -> Field:
    return Field(f"{name}_tkr", Kind.DECIMAL, f"{label} (tkr)", (label, *headings),
                 required=required)  # fmt: skip


SCHEMA = TargetSchema(
    kind="budget_base",
    label_sv="Budgetunderlag",
    fields=(
        Field("code", Kind.TEXT, "Ansvar", ("kod", "ansvarskod"), required=True, max_length=20),
        Field("name", Kind.TEXT, "Namn", ("benämning", "ansvarsnamn"), required=True,
              max_length=160),
        _money("internal", "Internbudget", "budget", required=True),
        _money("pay", "Löner", "lönebas"),
        _money("pay_before", "Löner förra året", "lönebas förra året"),
        Field("sick_percent", Kind.DECIMAL, "Utrymme sjukfrånvaro (procent)",
              ("utrymme sjukfrånvaro", "utrymme procent")),
        _money("sick_room", "Utrymme sjukfrånvaro i pengar", "utrymme belopp"),
        Field("sick_actual", Kind.DECIMAL, "Faktisk sjukfrånvaro (procent)",
              ("sjukfrånvaro", "faktisk sjukfrånvaro")),
        Field("closed", Kind.DATE, "Stängt", ("stängt från", "avslutat")),
        _money("once", "Tillfälliga pengar", "engångsmedel"),
        Field("once_year", Kind.INTEGER, "Tillfälliga för år", ("engångsår",)),
        Field("once_purpose", Kind.TEXT, "Tillfälliga till", ("ändamål",), max_length=200),
        Field("words", Kind.TEXT, "Förklaring", ("kommentar",), max_length=2000),
    ),
)  # fmt: skip


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import a year's base in place of what stood; the same again changes nothing.

    Raises:
        NotAllowed: the viewer does not lead the follow-up at the unit.
        RuleRefused: no year is said, or the base is not opened, or it is decided.
    """
    unit = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    demand(by, LEAD, unit.pk)
    began = time.monotonic()
    if options.period is None or options.period.kind is not Grain.YEAR:
        raise RuleRefused(Verdict.no("period", NO_YEAR))
    base = base_at(by, unit, options.period.first_date.year)
    if base is None:
        raise RuleRefused(Verdict.no("period", NO_BASE))
    lines: dict[str, BaseLine] = {}
    for chunk in file.chunks():
        for row in chunk.iter_rows(named=True):
            _take(file, row, lines)
        options.progress(file.read)
    stands = {one.code: one for one in as_lines(base)}
    same = sum(_is_same(one, stands.get(one.code)) for one in lines.values())
    if not options.dry_run:
        take_in_base(by=by, base_id=base.pk, lines=list(lines.values()), source=options.source)
    return file.receipt(imported=len(lines) - same, unchanged=same,
                        seconds=round(time.monotonic() - began, 3))  # fmt: skip


def _take(file: TypedFile, row: dict[str, Any], lines: dict[str, BaseLine]) -> None:
    code = row["code"].strip()
    told = {name: _ore(row[f"{name}_tkr"]) for name in AMOUNTS}
    line = BaseLine(
        code, " ".join(row["name"].split()), told.pop("internal") or 0, **told,
        sick_percent=row["sick_percent"], sick_actual=row["sick_actual"], closed=row["closed"],
        once_year=row["once_year"], once_purpose=row["once_purpose"] or "",
        words=row["words"] or "",
    )  # fmt: skip
    verdict = rules.may_tell_line(line)
    for refusal in verdict.refusals:
        field = "internal_tkr" if refusal.code == "internal" else refusal.code
        file.reject(row["row"], field, "", f"{refusal.words} {refusal.way_out}")
    if code in lines:
        file.reject(row["row"], "code", code, TWICE)
    elif verdict.ok:
        lines[code] = line


def _is_same(new: BaseLine, stands: BaseLine | None) -> bool:
    if stands is None:
        return False
    names = [name for name in BaseLine.__dataclass_fields__ if name != "words" or new.words]
    return all(getattr(new, name) == getattr(stands, name) for name in names)


def _ore(tkr: Decimal | None) -> int | None:
    return None if tkr is None else round(tkr * ORE[Money.TKR])


IMPORT = ImportKind(SCHEMA, LEAD, import_rows, "economy:bases", Grain.YEAR, needs_period=True)
