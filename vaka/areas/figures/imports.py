"""Reading published figures: each becomes the value of a measure, beside what was counted."""

from __future__ import annotations

import re
import time
import tomllib
import uuid
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaka.areas.figures import actions, rules
from vaka.areas.figures.models import Observation
from vaka.areas.figures.observed_imports import REGISTER, SURVEY, register_row, survey_row
from vaka.areas.figures.register_queries import RegistersInUse
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root
from vaka.law.period import Period, UnreadablePeriod
from vaka.metrics.definitions import MEASURES
from vaka.metrics.measure import Measure
from vaka.metrics.measure import Unit as Measured

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

UNKNOWN_MEASURE = "Måttet finns inte i katalogen. Se ”vaka measures”, eller översätt i mappningen."
UNKNOWN_UNIT = "Enheten finns inte i Vaka. Rätta namnet eller koden, eller lägg till enheten."
NO_PERIOD = "Perioden går inte att läsa. Skriv till exempel 2023, 2023Q1 eller 2023-02."
FOREIGN_UNIT = "Du har inte rätt att läsa in uppgifter för den här enheten."
CORRECT = "Rätta talen i källan."
NO_VALUE = "Talet saknas. Raden sparas utan värde."
LEADING_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?=\s|$|%)")
SPELLED = {"ingen": 0.0, "inget": 0.0, "inga": 0.0} | {
    word: float(number)
    for number, word in enumerate("en två tre fyra fem sex sju åtta nio tio elva tolv".split(), 1)
}
NUMBERS = "value numerator denominator n".split()
Read = Callable[["TypedFile", dict[str, Any]], dict[str, Any] | None]


def _text(name: str, label: str, *headings: str, required: bool = False) -> Field:
    return Field(name, Kind.TEXT, label, headings, required=required)


def _number(name: str, label: str, *headings: str) -> Field:
    return Field(name, Kind.DECIMAL, label, headings)


SCHEMA = TargetSchema(
    kind="observations",
    label_sv="Publicerade uppgifter",
    fields=(
        _text("measure", "Mått", "measure", "nyckeltal"),
        _text("unit", "Enhet", "unit_code", "kommun"),
        _text("period", "Period", "year", "år", required=True),
        _text("type", "Typ", "deviation_type", "avvikelsetyp"),
        _text("law", "Lagrum", "law", "lag"),
        _text("sex", "Kön", "sex", "gender"),
        _text("area", "Verksamhetsområde", "area"),
        _number("value", "Värde", "value", "count", "antal"),
        _number("numerator", "Täljare", "numerator"),
        _number("denominator", "Nämnare", "denominator"),
        _number("n", "Antal svar", "n"),
        _text("measured_in", "Måttenhet", "unit"),
        _text("source", "Källa", "source", "source_part"),
        _text("note", "Anmärkning", "note"),
    ),
)


@cache
def _published() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("published.toml").read_text("utf-8"))


def import_rows(
    *, by: Viewer, file: TypedFile, options: ImportOptions, read: Read | None = None
) -> Receipt:
    """Import published figures for a unit (the root when none is given); the same again changes
    nothing, another value for the same cell replaces the one before and the log holds both."""
    demand(by, "import.run")
    began = time.monotonic()
    unit = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    counts = {"imported": 0, "unchanged": 0}
    reached, in_use = actions.reached(by), RegistersInUse()
    for chunk in file.chunks():
        told = [read(file, row) if read else row for row in chunk.iter_rows(named=True)]
        rows = [(row, _cell(file, row, unit, reached, in_use)) for row in told if row is not None]
        found = [(row["row"], cell) for row, cell in rows if cell is not None]
        _save(by, found, options, counts)
        options.progress(file.read)
    seconds = round(time.monotonic() - began, 3)
    return file.receipt(imported=counts["imported"], unchanged=counts["unchanged"], seconds=seconds)


def _save(
    by: Viewer,
    found: list[tuple[int, dict[str, Any]]],
    options: ImportOptions,
    counts: dict[str, int],
) -> None:
    fresh = [cell for _row, cell in found if not _stands(cell)]
    counts["imported"] += len(fresh)
    counts["unchanged"] += len(found) - len(fresh)
    if fresh and not options.dry_run:
        actions.keep_observations(by=by, cells=fresh, source=options.source)


def _stands(cell: dict[str, Any]) -> bool:
    return Observation.objects.filter(**cell).exists()


def _cell(
    file: TypedFile, row: dict[str, Any], default: Unit, reached: frozenset[uuid.UUID],
    in_use: RegistersInUse,
) -> dict[str, Any] | None:  # fmt: skip
    """One row as columns of the table, or None when it had to be rejected."""
    unit = _unit(file, row, default, reached)
    measure = _measure(file, row)
    period = _period(file, row)
    if unit is None or not measure or not period:
        return None
    numbers = {name: _number_of(row, name) for name in NUMBERS}
    if told := _refused(MEASURES[measure], unit, period, numbers, in_use):
        file.reject(row["row"], *told)
        return None
    if numbers["value"] is None:
        file.warn(row["row"], "value", row["value_raw"] or "", NO_VALUE)
    texts = {name: row[name] or "" for name in "type law sex area note".split()}
    measured_in = _published()["units"].get(row["measured_in"] or "", str(MEASURES[measure].unit))
    source = row["source"] or file.table.path.name
    return {"measure": measure, "unit": unit, "period": period, **texts, **numbers,
            "measured_in": measured_in, "source": source}  # fmt: skip


def _refused(
    measure: Measure, unit: Unit, period: str, numbers: dict[str, float | None],
    in_use: RegistersInUse,
) -> tuple[str, str, str] | None:  # fmt: skip
    """Why a row's numbers cannot stand: the column, what it says, and the reason."""
    if why := rules.impossible(numbers["numerator"], numbers["denominator"]):
        column = "denominator" if why is rules.Impossible.OF_NOTHING else "numerator"
        return column, _said(numbers[column]), f"{rules.IMPOSSIBLE_WORDS[why]} {CORRECT}"
    value = numbers["value"]
    verdict = rules.may_stand(is_share=measure.unit is Measured.PERCENT, value=value)
    verdict += rules.may_be_told(
        is_outside=in_use.is_outside(measure, unit, Period.parse(period)), is_unused=False,
        has_number=any(one is not None for one in numbers.values()),
    )  # fmt: skip
    for refusal in verdict.refusals:
        said = _said(value) if refusal.code == "value" else period
        return refusal.code, said, f"{refusal.words} {refusal.way_out}".strip()
    return None


def _said(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _number_of(row: dict[str, Any], name: str) -> float | None:
    """The typed number; a printed text such as ”25 procent” or ”två” is read as it stands."""
    if row[name] is not None:
        return float(row[name])
    text = (row[f"{name}_raw"] or "").casefold()
    found = LEADING_NUMBER.match(text)
    return float(found[0].replace(",", ".")) if found else SPELLED.get(text)


def _unit(
    file: TypedFile, row: dict[str, Any], default: Unit, reached: frozenset[uuid.UUID]
) -> Unit | None:
    """The row's unit; one that the viewer does not reach is as unknown, to tell nothing."""
    name = (row["unit"] or "").strip()
    if not name or name in _published()["units"]:
        if default.pk in reached:
            return default
        file.reject(row["row"], "unit", "", FOREIGN_UNIT)
        return None
    units = Unit.objects.filter(pk__in=reached)
    unit = units.filter(code__iexact=name).first() or units.filter(name=name).first()
    if unit is None:
        file.reject(row["row"], "unit", name, UNKNOWN_UNIT)
    return unit


def _measure(file: TypedFile, row: dict[str, Any]) -> str:
    """A table of types without a measure counts deviations."""
    written = row["measure"] or ("deviations" if row["type"] else "")
    found = measure_of(written)
    if found is None:
        file.reject(row["row"], "measure", written, UNKNOWN_MEASURE)
        return ""
    return found.name


def measure_of(written: str) -> Measure | None:
    """The measure that a file means: by name, a table's word for it, Kolada's id or its title."""
    name = _published()["measures"].get(written, written)
    return MEASURES.get(name) or _by_other_name().get(written.strip().casefold())


@cache
def _by_other_name() -> dict[str, Measure]:
    titles = {one.title.sv.casefold(): one for one in MEASURES.values()}
    return titles | {one.kpi.casefold(): one for one in MEASURES.values() if one.kpi}


def _period(file: TypedFile, row: dict[str, Any]) -> str:
    try:
        return str(Period.parse(row["period"].strip()))
    except UnreadablePeriod:
        file.reject(row["row"], "period", row["period"], NO_PERIOD)
        return ""


IMPORTS = (
    ImportKind(SCHEMA, "import.run", import_rows),
    ImportKind(SURVEY, "import.run", partial(import_rows, read=survey_row)),
    ImportKind(REGISTER, "import.run", partial(import_rows, read=register_row)),
)
