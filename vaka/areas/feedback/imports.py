"""Reading feedback from other systems: how a typed row becomes a case, at most once."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from vaka.areas.feedback import lists, rules, telling
from vaka.areas.feedback.models import Feedback
from vaka.areas.feedback.rules import Door, FeedbackKind, State
from vaka.areas.feedback.schema import SCHEMA
from vaka.areas.feedback.words import title_of
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.organisation.models import Unit, UnitKind
from vaka.foundation.organisation.queries import local_value, root
from vaka.law.local_time import swedish

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

IMPORT = "import.run"
UNKNOWN_UNIT = "Enheten finns inte i Vaka. Rätta namnet eller koden, eller lägg till enheten."
FOREIGN_UNIT = "Du har inte rätt att läsa in ärenden för den här enheten."
UNKNOWN_THEME = "Kategorin finns inte bland ämnena. Synpunkten väntar på att sorteras."
BEFORE = "Datumet ligger före den dag då synpunkten kom in. Den dagen används."
CHANGED = "Raden har ändrats i källan sedan den lästes in. Ärendet i Vaka är kvar som det var."
Pair = tuple[Incoming, Feedback]


@dataclass
class Work:
    """One import under way: units by code and name, and what has been done."""

    by: Viewer
    file: TypedFile
    options: ImportOptions
    default: Unit | None
    units: dict[str, Unit] = field(default_factory=dict)
    imported: int = 0
    unchanged: int = 0


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import a file's rows in batches, each batch one transaction.

    Raises:
        NotAllowed: the viewer imports nothing.
    """
    demand(by, IMPORT)
    began = time.monotonic()
    default = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    reached = list(Unit.objects.all())
    if not by.everywhere:
        reached = [one for one in reached if one.pk in by.unit_ids(IMPORT)]
    work = Work(by, file, options, default if default in reached else None)
    for unit in reached:
        work.units[unit.code.casefold()] = unit
        work.units.setdefault(unit.name.casefold(), unit)
    for chunk in file.chunks():
        _save(work, _fresh(work, chunk.to_dicts()))
        options.progress(file.read)
    seconds = round(time.monotonic() - began, 3)
    return file.receipt(imported=work.imported, unchanged=work.unchanged, seconds=seconds)


def _fresh(work: Work, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    rows = intake.undisposed("feedback", rows, work.file.reject)
    known = intake.known("feedback", [row["key"] for row in rows])
    for row in rows:
        if (stands := known.get(row["key"])) is None:
            yield row
            continue
        work.unchanged += 1
        if stands[1] != row["digest"]:
            work.file.warn(row["row"], "source_id", row["source_id"] or "", CHANGED)


def _save(work: Work, rows: Iterator[dict[str, Any]]) -> None:
    pairs = [pair for row in rows if (pair := _pair(work, row))]
    work.imported += len(pairs)
    if pairs and not work.options.dry_run:
        import_batch(by=work.by, pairs=pairs, source=work.options.source)


@action
def import_batch(*, by: Viewer, pairs: Sequence[Pair], source: str) -> None:
    """Open a batch of cases with their feedback; one log row a case."""
    intake.open_many(by=by, kind="feedback", incoming=[one for one, _row in pairs], source=source)
    for one, row in pairs:
        row.case_id = one.id  # type: ignore[assignment]
    Feedback.objects.bulk_create([row for _one, row in pairs])


def _pair(work: Work, row: dict[str, Any]) -> Pair | None:
    unit = _unit(work, row)
    if unit is None:
        return None
    received: datetime = row["received_at"]
    day = swedish(received).date()
    answered, closed = (_later(work, row, name) for name in ("answered_at", "closed_at"))
    theme = _theme(work, row)
    kind, door = row["kind"] or FeedbackKind.VIEW, row["door"] or Door.WEB
    promised = rules.promised_date(day, int(local_value("feedback.answer_days", day, unit)))
    steps = list(_steps(row, kind, theme, answered, closed))
    owner = telling.answerer(unit)
    case = Incoming(
        unit_id=unit.pk, unit_name=unit.name, title=title_of(kind, row["text"]),
        state=steps[-1].to_state, opened_at=received, year=day.year, reference_year=day.year,
        steps=steps, text=f"{row['text']} {row['answer'] or ''}", due_date=promised,
        closed_at=closed, owner_id=owner.pk if owner else None, source_key=row["key"],
        source_digest=row["digest"],
    )  # fmt: skip
    return case, Feedback(
        kind=kind, door=door, text=row["text"], theme=theme, promised_date=promised,
        answer=row["answer"] or "", answered_date=swedish(answered).date() if answered else None,
        is_unit_known=bool(row["unit"]), is_health_care=unit.kind == UnitKind.HEALTH_CARE,
        code_digest=rules.code_digest(secrets.token_hex(16)),
    )  # fmt: skip


def _unit(work: Work, row: dict[str, Any]) -> Unit | None:
    name = (row["unit"] or "").strip()
    found = work.units.get(name.casefold()) if name else work.default
    if found is None:
        work.file.reject(row["row"], "unit", name, UNKNOWN_UNIT if name else FOREIGN_UNIT)
    return found


def _theme(work: Work, row: dict[str, Any]) -> str:
    written = (row["theme"] or "").strip()
    codes = {one.label.casefold(): code for code, one in lists.themes().items()}
    code = codes.get(written.casefold(), "")
    if written and not code:
        work.file.warn(row["row"], "theme", written, UNKNOWN_THEME)
    return code


def _later(work: Work, row: dict[str, Any], name: str) -> datetime | None:
    at: datetime | None = row[name]
    if at is None or at >= row["received_at"]:
        return at
    if swedish(at).date() < swedish(row["received_at"]).date():
        work.file.warn(row["row"], name, row[f"{name}_raw"], BEFORE)
    received: datetime = row["received_at"]
    return received


def _steps(
    row: dict[str, Any], kind: str, theme: str, answered: datetime | None, closed: datetime | None
) -> Iterator[Step]:
    data = {"kind": str(kind)} | ({"theme": theme} if theme else {})
    yield Step(row["received_at"], "feedback.import", State.RECEIVED, data=data)
    state = State.RECEIVED
    if answered:
        yield Step(answered, "feedback.answer", State.ANSWERED, state, row["answer"] or "")
        state = State.ANSWERED
    if closed:
        yield Step(max(closed, answered or closed), "feedback.close", State.CLOSED, state)


IMPORTS = (ImportKind(SCHEMA, IMPORT, import_rows, shown_at="feedback:list"),)
