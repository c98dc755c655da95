"""Reading deviations from other systems: how a typed row becomes a case, at most once."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from vaka.areas.deviations import rules
from vaka.areas.deviations.models import Deviation
from vaka.areas.deviations.rules import ClosedHow, State
from vaka.areas.deviations.schema import SCHEMA
from vaka.areas.deviations.words import title_of
from vaka.areas.figures import queries as figures
from vaka.areas.figures.actions import mark_switch
from vaka.areas.figures.rules import Translation, translation_on
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.foundation.access.queries import holder
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value, root
from vaka.law.local_time import swedish

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

DEVIATION_COLUMNS = (
    "case_id law type place text immediate_measure sex has_time severity likelihood is_serious "
    "investigation closed_how closing_words"
).split()
UNKNOWN_UNIT = "Enheten finns inte i Vaka. Rätta namnet eller koden, eller lägg till enheten."
FOREIGN_UNIT = "Du har inte rätt att läsa in ärenden för den här enheten."
UNKNOWN_TYPE = "Typen finns inte i listan. Den sparas som den står."
BEFORE_EVENT = "Rapporten är daterad före händelsen. Händelsens tid används."
CLOSED_BEFORE = "Avslutet är daterat före rapporten. Rapportens tid används."
HALF_GRADED = "Bara den ena av sannolikhet och allvar finns. Risken sparas som inte bedömd."
CHANGED = "Raden har ändrats i källan sedan den lästes in. Ärendet i Vaka är kvar som det var."


@dataclass(frozen=True)
class Place:
    """A unit as an import needs it: looked up once, not for each row."""

    unit: Unit
    owner_id: uuid.UUID | None
    months: int


@dataclass
class Work:
    """One import under way: units by code and name, and what has been done."""

    by: Viewer
    file: TypedFile
    options: ImportOptions
    default: Place | None
    places: dict[str, Place] = field(default_factory=dict)
    types: dict[str, tuple[str, str]] = field(default_factory=dict)
    systems: dict[str, date] = field(default_factory=dict)
    translations: dict[tuple[str, str], list[Translation]] = field(
        default_factory=figures.translations
    )
    imported: int = 0
    unchanged: int = 0


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import a file's rows in batches, each batch one transaction.

    A row whose key stands already is unchanged; nothing that people have done with a case in
    Vaka is overwritten by its source.

    Raises:
        NotAllowed: the viewer imports nothing.
        RowsUnaccounted: never, unless Vaka is wrong.
    """
    demand(by, "import.run")
    began = time.monotonic()
    default = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    allowed = by.everywhere or default.pk in by.unit_ids("import.run")
    work = Work(by, file, options, _place(default, by) if allowed else None)
    with intake.without_collector():
        for chunk in file.chunks():
            _save(work, _fresh(work, chunk.to_dicts()))
            options.progress(file.read)
    if work.imported and not options.dry_run:
        mark_switch(by=by, fact="deviation", systems=work.systems)
    seconds = round(time.monotonic() - began, 3)
    return file.receipt(imported=work.imported, unchanged=work.unchanged, seconds=seconds)


def _fresh(work: Work, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = intake.undisposed("deviation", rows, work.file.reject)
    known = intake.known("deviation", [row["key"] for row in rows])
    fresh = []
    for row in rows:
        if (stands := known.get(row["key"])) is None:
            fresh.append(row)
            continue
        work.unchanged += 1
        if stands[1] != row["digest"]:
            work.file.warn(row["row"], "source_id", row["source_id"] or "", CHANGED)
    return fresh


def _save(work: Work, rows: list[dict[str, Any]]) -> None:
    pairs = list(_incoming(work, rows))
    work.imported += len(pairs)
    if pairs and not work.options.dry_run:
        import_batch(by=work.by, pairs=pairs, source=work.options.source)


@action
def import_batch(
    *, by: Viewer, pairs: Sequence[tuple[Incoming, dict[str, Any]]], source: str
) -> None:
    """Open a batch of cases with their deviations; one log row a case."""
    intake.open_many(by=by, kind="deviation", incoming=[one for one, _ in pairs], source=source)
    columns = ((one.id, *row.values()) for one, row in pairs)
    intake.write_rows(Deviation, DEVIATION_COLUMNS, columns)


def _incoming(work: Work, rows: list[dict[str, Any]]) -> Iterator[tuple[Incoming, dict[str, Any]]]:
    for row in rows:
        place = _place_of(work, row)
        if place is not None:
            type_name, law = _type_of(work, row)
            yield _case(work, row, place, type_name), _columns(work, row, type_name, law)


def _place_of(work: Work, row: dict[str, Any]) -> Place | None:
    name = (row["unit"] or "").strip()
    if not name:
        if work.default is None:
            work.file.reject(row["row"], "unit", "", FOREIGN_UNIT)
        return work.default
    if not work.places:
        work.places = _all_places(work.by)
    place = work.places.get(name.casefold())
    if place is None:
        work.file.reject(row["row"], "unit", name, UNKNOWN_UNIT)
    return place


def _all_places(by: Viewer) -> dict[str, Place]:
    """Units the viewer may import for, by code and name; others are as unknown, to tell nothing."""
    units = list(Unit.objects.all())
    reached = {unit.pk for unit in units} if by.everywhere else by.unit_ids("import.run")
    places: dict[str, Place] = {}
    for unit in units:
        if unit.pk in reached:
            place = _place(unit, by)
            places[unit.code.casefold()] = place
            places.setdefault(unit.name.casefold(), place)
    return places


def _place(unit: Unit, by: Viewer) -> Place:
    owner = holder("unit_manager", unit, by.on)
    months = local_value("deviation.handling_limit_months", by.on, unit)
    return Place(unit, owner.pk if owner else None, months)


def _type_of(work: Work, row: dict[str, Any]) -> tuple[str, str]:
    """The type's name in use, and the row's law or else the type's own."""
    written = row["type"].strip()
    if row["source_system"] and (found := _translated(work, row, written)):
        return found.new_type, row["law"] or found.law or rules.types()[found.new_type].law
    name = rules.type_names().get(written.casefold())
    if name is None:
        work.file.warn(row["row"], "type", written, UNKNOWN_TYPE)
        return written, row["law"] or rules.Law.SOL
    return name, row["law"] or rules.types()[name].law


def _translated(work: Work, row: dict[str, Any], written: str) -> Translation | None:
    """What an old type of the row's system is called here for an event of that day."""
    system, day = row["source_system"], swedish(row["occurred_at"]).date()
    work.systems[system] = max(day, work.systems.get(system, day))
    rows = work.translations.get((system.casefold(), written.casefold()))
    return translation_on(rows, day) if rows else None


def _case(work: Work, row: dict[str, Any], place: Place, type_name: str) -> Incoming:
    occurred, reported, closed = _moments(work, row)
    reported_day = swedish(reported).date()
    steps = list(_steps(row, reported, closed))
    return Incoming(
        unit_id=place.unit.pk,
        unit_name=place.unit.name,
        title=row["title"] or title_of(type_name, row["place"] or ""),
        state=steps[-1].to_state,
        opened_at=reported,
        year=swedish(occurred).year,
        reference_year=reported_day.year,
        steps=steps,
        text=_found_by(type_name, row),
        occurred_at=occurred,
        due_date=rules.last_day_in_time(reported_day, place.months),
        closed_at=closed,
        owner_id=place.owner_id,
        source_key=row["key"],
        source_digest=row["digest"],
    )


def _found_by(type_name: str, row: dict[str, Any]) -> str:
    texts = (type_name, row["place"], row["text"], row["immediate_measure"])
    return " ".join(text for text in texts if text)


def _moments(work: Work, row: dict[str, Any]) -> tuple[datetime, datetime, datetime | None]:
    occurred: datetime = row["occurred_at"]
    reported: datetime = row["reported_at"] or occurred
    closed: datetime | None = row["closed_at"]
    if reported < occurred:
        if reported.date() < occurred.date():
            work.file.warn(row["row"], "reported_at", row["reported_at_raw"], BEFORE_EVENT)
        reported = occurred
    if closed and closed < reported:
        if closed.date() < reported.date():
            work.file.warn(row["row"], "closed_at", row["closed_at_raw"], CLOSED_BEFORE)
        closed = reported
    return occurred, reported, closed


def _steps(row: dict[str, Any], reported: datetime, closed: datetime | None) -> Iterator[Step]:
    yield Step(reported, "deviation.report", State.REPORTED)
    state = State.REPORTED
    if risk := _risk(row):
        assessed = max(row["assessed_at"] or reported, reported)
        assessed = min(assessed, closed) if closed else assessed
        data = _assessment(risk["severity"], risk["likelihood"], _serious(row))
        state = State.ASSESSED
        yield Step(assessed, "deviation.assess", state, State.REPORTED, data=data)
    if closed:
        data = _closing(row["closed_how"] or ClosedHow.WITHOUT)
        words = row["closing_words"] or ""
        yield Step(closed, "deviation.close", State.CLOSED, state, words, data=data)


@cache
def _assessment(severity: int, likelihood: int, serious: bool) -> dict[str, Any]:
    """One object for all rows judged alike, so that it is written as JSON once."""
    data = {"severity": severity, "likelihood": likelihood, "score": severity * likelihood}
    return data | {"serious": serious}


@cache
def _closing(how: str) -> dict[str, Any]:
    return {"how": how}


def _risk(row: dict[str, Any]) -> dict[str, int] | None:
    if row["severity"] and row["likelihood"]:
        return {"severity": int(row["severity"]), "likelihood": int(row["likelihood"])}
    return None


def _serious(row: dict[str, Any]) -> bool:
    return bool(row["serious"])


def _columns(work: Work, row: dict[str, Any], type_name: str, law: str) -> dict[str, Any]:
    risk = _risk(row)
    if not risk and (row["severity"] or row["likelihood"]):
        graded = row["severity"] or row["likelihood"]
        work.file.warn(row["row"], "severity", graded, HALF_GRADED)
    return {
        "law": law,
        "type": type_name,
        "place": row["place"] or "",
        "text": row["text"] or "",
        "immediate_measure": row["immediate_measure"] or "",
        "sex": row["sex"] or "",
        "has_time": bool(row["occurred_at_has_time"]),
        "severity": risk["severity"] if risk else None,
        "likelihood": risk["likelihood"] if risk else None,
        "is_serious": _serious(row),
        "investigation": row["investigation"] or "",
        "closed_how": (row["closed_how"] or ClosedHow.WITHOUT) if row["closed_at"] else "",
        "closing_words": row["closing_words"] or "",
    }


IMPORTS = (ImportKind(SCHEMA, "import.run", import_rows, shown_at="deviations:list"),)
