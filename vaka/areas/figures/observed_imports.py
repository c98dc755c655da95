"""Survey workbooks and register exports as published figures: their columns, and what each row
becomes. "Vet ej" is no opinion and counts in no share; a test database is never added to the live.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaka.areas.figures import rules
from vaka.exchange.schema import Field, Kind, TargetSchema

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

Row = dict[str, Any]
FEW = "Färre än %d svar. Resultatet sparas inte, bara att det är för få."
TOO_MANY = "”Vet ej” kan inte vara fler än svaren. Rätta talen i källan."
TEST_DATABASE = "Raden är ur testdatabasen. Den räknas för sig, under måttet för testdatabasen."
LIVE_DATABASE = "Måttet gäller testdatabasen men raden är ur det skarpa registret."


def _text(name: str, label: str, *headings: str, required: bool = False) -> Field:
    return Field(name, Kind.TEXT, label, headings, required=required)


def _number(name: str, label: str, *headings: str) -> Field:
    return Field(name, Kind.DECIMAL, label, headings)


_SAME = (
    _text("unit", "Enhet", "kommun", "enhetsnamn", "vårdenhet", "boende"),
    _text("period", "Period", "år", "mätår", "undersökningsår", required=True),
    _text("sex", "Kön"),
    _text("source", "Källa"),
    _text("note", "Anmärkning", "kommentar"),
)
SURVEY = TargetSchema(
    kind="survey",
    label_sv="Brukarundersökning",
    fields=(
        _text("measure", "Fråga", "frågeområde", "nyckeltal", "mått", required=True),
        *_SAME,
        _number("value", "Andel positiva svar", "andel positiva", "resultat", "andel"),
        _number("numerator", "Antal positiva svar", "positiva"),
        _number("n", "Antal svar", "antal svarande", "svarande"),
        _number("no_opinion", "Vet ej", "vet ej/ingen åsikt", "ingen åsikt"),
    ),
)
REGISTER = TargetSchema(
    kind="register",
    label_sv="Kvalitetsregister",
    fields=(
        _text("measure", "Indikator", "variabel", "mått", "nyckeltal", required=True),
        *_SAME,
        _number("value", "Värde", "resultat", "andel", "utfall"),
        _number("numerator", "Täljare", "antal uppfyllda"),
        _number("denominator", "Nämnare", "antal registreringar", "totalt"),
        _number("n", "Antal personer", "unika personer"),
        _text("database", "Databas", "miljö"),
    ),
)


def survey_row(file: TypedFile, row: Row) -> Row | None:
    """One row of a survey as a row of figures; a share too few answered becomes "för få"."""
    answers, without = _float(row["n"]), _float(row["no_opinion"]) or 0.0
    if answers is not None and without > answers:
        file.reject(row["row"], "no_opinion", str(row["no_opinion"]), TOO_MANY)
        return None
    with_opinion = None if answers is None else answers - without
    part, value = _float(row["numerator"]), _float(row["value"])
    if value is None and part is not None and with_opinion:
        value = 100 * part / with_opinion
    told = {"value": value, "denominator": with_opinion if part is not None else None, "n": answers}
    if answers is not None and answers < rules.FEWEST_ANSWERS:
        words = FEW % rules.FEWEST_ANSWERS
        file.warn(row["row"], "n", str(row["n"]), words)
        told |= {"value": None, "numerator": None, "denominator": None}
        return _whole(row | told | {"note": f"{row['note'] or ''} {words}".strip()})
    return _whole(row | told)


def register_row(file: TypedFile, row: Row) -> Row | None:
    """One row of a register; a share that was not written is what its numbers give."""
    is_test = (row["database"] or "").strip().casefold().startswith("test")
    if is_test != _is_of_test(row["measure"]):
        words = TEST_DATABASE if is_test else LIVE_DATABASE
        if is_test or row["database"]:
            file.reject(row["row"], "database", row["database"] or "", words)
            return None
    part, whole, value = (_float(row[name]) for name in ("numerator", "denominator", "value"))
    if value is None and part is not None and whole and rules.is_possible(part, whole):
        value = 100 * part / whole
    return _whole(row | {"value": value})


def _is_of_test(written: str) -> bool:
    from vaka.areas.figures.imports import measure_of

    measure = measure_of(written)
    return measure is not None and measure.register.endswith("_test")


def _whole(row: Row) -> Row:
    """The row with every column of published figures."""
    empty = dict.fromkeys(("type", "law", "area", "measured_in", "denominator", "value_raw"))
    raw = {f"{name}_raw": None for name in ("value", "numerator", "denominator", "n")}
    return empty | raw | {name: value for name, value in row.items() if not name.endswith("_raw")}


def _float(number: Any) -> float | None:
    return None if number is None else float(number)
