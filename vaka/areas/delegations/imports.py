"""Reading delegated decisions from case systems: rows one by one, or counts of each kind."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from vaka.areas.delegations import actions, lists
from vaka.areas.delegations.actions import Batch
from vaka.areas.delegations.models import DecidingBody, DelegatedDecision
from vaka.areas.delegations.rules import CATEGORY_LABELS, OUTCOME_LABELS, WRITE, Category, Outcome
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root
from vaka.foundation.people.numbers import find_numbers
from vaka.law.period import Grain, Period, UnreadablePeriod

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

NO_PERIOD = "Raden säger varken dag eller period. Skriv --period, till exempel 2024-02."
BAD_PERIOD = "Perioden går inte att läsa. Skriv månaden, till exempel 2024-02."
NOT_PRINTED = "Listan skriver ingen period för organisationen. Den som angavs gäller."
TWICE = "Samma slag av beslut står två gånger för organisationen. Den första raden gäller."
NEGATIVE = "Beloppet är under noll. Rätta det i källan."
IDENTITY = "Texten innehåller något som ser ut som ett personnummer. Ta bort det i källan."
NEW_BODY = "Organisationen är ny i listan. Kontrollera att den inte finns med annan stavning."
OUTCOMES = {
    "approval": Outcome.GRANTED, "rejection": Outcome.REFUSED, "extension": Outcome.EXTENDED,
    "started": Outcome.STARTED, "ended": Outcome.ENDED, "written off": Outcome.ENDED,
    "closed down": Outcome.ENDED, "investigation opened": Outcome.OPENED,
    "investigation not opened": Outcome.NOT_OPENED, "reconsideration": Outcome.RECONSIDERED,
    "application": Outcome.OTHER, "bifall": Outcome.GRANTED, "beviljas": Outcome.GRANTED,
    "delavslag": Outcome.IN_PART,
} | {str(label).casefold(): code for code, label in OUTCOME_LABELS.items()}  # fmt: skip
CATEGORIES = {str(label).casefold(): code for code, label in CATEGORY_LABELS.items()}


def _text(name: str, label: str, length: int, *headings: str, required: bool = False) -> Field:
    return Field(name, Kind.TEXT, label, headings, required=required, max_length=length)


SCHEMA = TargetSchema(
    kind="delegated-decisions",
    label_sv="Delegationsbeslut",
    key_fields=("number",),
    fields=(
        _text("number", "Nummer", 80, "diarienummer", "diary_number", "beslutsnummer"),
        _text("organisation", "Organisation", 200, "enhet"),
        _text("period", "Period", 20, "månad"),
        Field("decided_date", Kind.DATE, "Beslutsdatum", ("decision_date",)),
        _text("kind", "Beslut", 300, "decision", "slag av beslut", required=True),
        _text("matter", "Ärende", 300, "matter"),
        Field("category", Kind.CODE, "Slag av ärende", ("kategori",), values=CATEGORIES),
        _text("point", "Delegationspunkt", 20, "delegation_point", "punkt"),
        _text("role", "Delegat", 120, "signed_by_role", "roll"),
        _text("maker", "Beslutsfattare", 120, "handläggare"),
        Field("outcome", Kind.CODE, "Utfall", ("outcome_derived",), values=OUTCOMES),
        _text("statute", "Lagrum", 200, "statute_derived", "statute", "lag"),
        Field("count", Kind.INTEGER, "Antal", ("count",)),
        Field("amount", Kind.DECIMAL, "Belopp", ("belopp i kronor", "summa i kronor")),
        Field("printed_subtotal", Kind.INTEGER, "Delsumma", ("summa",)),
        Field("urgent", Kind.BOOL, "Brådskande", ()),
        _text("urgent_reason", "Varför brådskande", 500),
    ),
)


@dataclass
class Work:
    """One import under way."""

    file: TypedFile
    unit: Unit
    options: ImportOptions
    known: dict[str, DelegatedDecision] = field(default_factory=dict)
    bodies: dict[str, DecidingBody] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    unprinted: set[str] = field(default_factory=set)
    new: list[DelegatedDecision] = field(default_factory=list)
    changed: list[DelegatedDecision] = field(default_factory=list)
    unchanged: int = 0


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import decisions, or counts of each kind; the same again changes nothing, and a new count
    of the same kind, organisation and month replaces the one before.

    Raises:
        NotAllowed: the viewer writes no decisions at the unit.
    """
    unit = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    demand(by, WRITE, unit.pk)
    began = time.monotonic()
    rows = DelegatedDecision.objects.filter(body__unit=unit)
    work = Work(file, unit, options, {one.source_key: one for one in rows})
    work.bodies = {one.name.casefold(): one for one in DecidingBody.objects.filter(unit=unit)}
    for chunk in file.chunks():
        for row in chunk.iter_rows(named=True):
            _take(work, row)
        options.progress(file.read)
    if (work.new or work.changed) and not options.dry_run:
        _save(by, work)
    seconds = round(time.monotonic() - began, 3)
    return file.receipt(
        imported=len(work.new) + len(work.changed), unchanged=work.unchanged, seconds=seconds
    )


def _save(by: Viewer, work: Work) -> None:
    kept = {
        name: actions.body_named(work.unit, body.name) if body._state.adding else body
        for name, body in work.bodies.items()
    }
    for one in work.new:
        one.body = kept[one.body.name.casefold()]
    actions.take_in(by=by, unit=work.unit, batch=Batch(work.new, work.changed),
                    source=work.options.source)  # fmt: skip


def _take(work: Work, row: dict[str, Any]) -> None:
    month = _month(work, row)
    if month is None:
        return
    if any(list(find_numbers(row[name] or "")) for name in ("kind", "matter", "number")):
        work.file.reject(row["row"], "kind", "", IDENTITY)
        return
    if row["amount"] is not None and row["amount"] < 0:
        work.file.reject(row["row"], "amount", row["amount_raw"] or "", NEGATIVE)
        return
    one = _decision(work, row, month)
    if one.source_key in work.seen:
        work.file.reject(row["row"], "kind", row["kind"], TWICE)
        return
    work.seen.add(one.source_key)
    stands = work.known.get(one.source_key)
    if stands is None:
        work.new.append(one)
    elif (stands.count, stands.stated_subtotal) == (one.count, one.stated_subtotal):
        work.unchanged += 1
    else:
        stands.count, stands.stated_subtotal = one.count, one.stated_subtotal
        work.changed.append(stands)


def _decision(work: Work, row: dict[str, Any], month: date) -> DelegatedDecision:
    body = _body(work, row)
    is_sum = row["count"] is not None and not row["number"]
    key = f"{body.name}:{row['kind']}" if is_sum else row["key"]
    words = row["kind"].strip()
    return DelegatedDecision(
        body=body, month=month, decided_date=row["decided_date"], number=row["number"] or "",
        point=row["point"] or "", kind=words, matter=row["matter"] or "",
        category=row["category"] or _category(row),
        statute=lists.statute_of(row["statute"] or words),
        outcome=row["outcome"] or lists.outcome_of(words), role=row["role"] or "",
        maker=row["maker"] or "", is_urgent=bool(row["urgent"]),
        urgent_reason=row["urgent_reason"] or "", amount_ore=lists.ore_of(row["amount"]),
        count=row["count"] if is_sum else 1,
        stated_subtotal=row["printed_subtotal"], source=work.options.source,
        source_key=f"{work.unit.code}:{month:%Y-%m}:{key}"[:400], place=row["row"],
    )  # fmt: skip


def _category(row: dict[str, Any]) -> str:
    """A signed matter with a point of its own is not one of a case system's services."""
    single = row["count"] is None and row["matter"]
    return Category.OTHER if single else Category.ASSISTANCE


def _body(work: Work, row: dict[str, Any]) -> DecidingBody:
    name = " ".join((row["organisation"] or work.unit.name).split())
    if name.casefold() not in work.bodies:
        work.bodies[name.casefold()] = DecidingBody(unit=work.unit, name=name)
        work.file.warn(row["row"], "organisation", name, NEW_BODY)
    return work.bodies[name.casefold()]


def _month(work: Work, row: dict[str, Any]) -> date | None:
    """The month of the decision's day, else the one that the row or who imports it says."""
    if row["decided_date"]:
        return date(row["decided_date"].year, row["decided_date"].month, 1)
    text = (row["period"] or "").strip()
    if not text and work.options.period is None:
        work.file.reject(row["row"], "period", "", NO_PERIOD)
        return None
    try:
        period = Period.parse(text) if text else work.options.period
    except UnreadablePeriod:
        period = None
    if period is None or period.kind is not Grain.MONTH or period.parts(Grain.MONTH)[1:]:
        work.file.reject(row["row"], "period", text, BAD_PERIOD)
        return None
    name = row["organisation"] or ""
    if not text and name not in work.unprinted:
        work.unprinted.add(name)
        work.file.warn(row["row"], "period", "", NOT_PRINTED)
    return period.first_date


IMPORTS = (ImportKind(SCHEMA, WRITE, import_rows, "delegations:list"),)
