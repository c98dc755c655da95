"""Reading decisions from lists and case systems: how a row becomes a case, at most once."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from vaka.areas.entitlements import note_rules, rules, source_actions, step_rules
from vaka.areas.entitlements.models import Decision, StatedAccount
from vaka.areas.entitlements.rules import End, Ground, State, StatedKind
from vaka.areas.entitlements.schema import SCHEMA
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root
from vaka.law.local_time import moment_from_local
from vaka.law.period import Grain
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    import uuid

    from vaka.exchange.typed import TypedFile

UNKNOWN_UNIT = "Enheten finns inte i Vaka. Rätta namnet eller koden, eller lägg till enheten."
FOREIGN_UNIT = "Du har inte rätt att läsa in beslut för den här enheten."
BEFORE_DECISION = "Datumet ligger före beslutet. Raden läses in; kontrollera datumet i källan."
NOT_A_QUARTER = "Perioden för en beslutslista är ett kvartal, till exempel 2024Q1."
UNCLEAR_PART = "Delen läses inte in: den behöver en dag, och andelen ska vara 1 till 99 procent."
AFTER_DECISION = "Ansökan ligger efter beslutet. Raden läses in utan ansökningsdagen."
ENDS_BEFORE = "Sista dagen ligger före beslutet. Raden läses in utan den."
OTHER_FIELD = "Området går inte ihop med lagen. Raden läses in utan området."
DIFFERS = "Källan säger annat än Vaka om %s. Det som står i Vaka är kvar; rätta där det är fel."
LACKS_END = (
    "Källan har ett nytt avbrott, men det som står i Vaka har inget slut. Skriv in när insatsen"
    " återupptogs och läs in filen igen."
)
COLUMNS = (
    "case_id law ground service sex decided_date decided_raw executed_date interrupted_date "
    "resumed_date ended_date end_code outcome_raw outcome_date_raw reason_code reason_raw "
    "offers_declined court_date partly_date partly_words partly_percent partly_hours "
    "applied_date valid_to_date maker maker_role point first_reason_code first_reason_raw "
    "service_field"
).split()
WHOLE = {"partly_date": None, "partly_words": "", "partly_percent": None, "partly_hours": None}
"""The columns of a decision of which no part is given."""
SPAN = {"applied_date": None, "valid_to_date": None}
"""The columns of a decision without an application, that holds until further notice."""
UNTOLD = {"maker": "", "maker_role": "", "point": ""}
"""The columns of a decision whose source says nothing of who made it."""
USUAL = {"service_field": ""}
"""The column of a decision in its unit's own field of social services."""
ONE_REASON = {"first_reason_code": "", "first_reason_raw": ""}
"""The columns of a decision that has had one wait."""
STATED_COLUMNS = "decision_id quarter kind source place".split()


class NotAQuarter(ValueError):
    """A list was said to account for something else than a quarter."""


@dataclass
class Work:
    """One import under way."""

    by: Viewer
    file: TypedFile
    options: ImportOptions
    quarter: str
    units: dict[str, Unit] = field(default_factory=dict)
    default: Unit | None = None
    imported: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class Ready:
    """A row ready to be saved: its case, its columns, what was stated of it."""

    case: Incoming
    columns: dict[str, Any]
    stated: StatedKind | None
    place: int


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import a file's rows. With a quarter, each row is kept as stated for it by its sender:
    a row with an outcome was reported earlier and ended in the quarter, one without is reported
    in the quarter.

    Raises:
        NotAllowed: the viewer imports nothing.
        NotAQuarter: the period is not a quarter.
    """
    demand(by, "import.run")
    if options.period and options.period.kind is not Grain.QUARTER:
        raise NotAQuarter(NOT_A_QUARTER)
    began = time.monotonic()
    work = _work(by, file, options)
    for chunk in file.chunks():
        for rows in _in_turn(list(chunk.iter_rows(named=True))):
            _save(work, _fresh(work, rows))
        options.progress(file.read)
    seconds = round(time.monotonic() - began, 3)
    return file.receipt(imported=work.imported, unchanged=work.unchanged, seconds=seconds)


def _in_turn(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Give a chunk's rows so that what tells more of a decision comes once that is saved."""
    while rows:
        keys: set[str] = set()
        now: list[dict[str, Any]] = []
        later: list[dict[str, Any]] = []
        for row in rows:
            (later if row["key"] in keys else now).append(row)
            keys.add(row["key"])
        yield now
        rows = later


def _work(by: Viewer, file: TypedFile, options: ImportOptions) -> Work:
    default = Unit.objects.get(code=options.unit_code) if options.unit_code else root()
    units = list(Unit.objects.all())
    reached = {u.pk for u in units} if by.everywhere else by.unit_ids("import.run")
    known: dict[str, Unit] = {}
    for unit in units:
        if unit.pk in reached:
            known[unit.code.casefold()] = unit
            known.setdefault(unit.name.casefold(), unit)
    quarter = str(options.period) if options.period else ""
    return Work(by, file, options, quarter, known, default if default.pk in reached else None)


def _fresh(work: Work, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the rows of decisions that are new; what is told anew of the others is taken in."""
    rows = intake.undisposed("decision", rows, work.file.reject)
    known = intake.known("decision", [row["key"] for row in rows])
    fresh = []
    for row in rows:
        if (stands := known.get(row["key"])) is None:
            fresh.append(row)
        elif stands[1] != row["digest"] and _follow(work, row, stands[0]):
            work.imported += 1
        else:
            work.unchanged += 1
    return fresh


def _follow(work: Work, row: dict[str, Any], case_id: uuid.UUID) -> bool:
    """Take in what a row tells anew; says whether it told anything that Vaka lacked."""
    told = _columns(work, row)
    for name in ONE_REASON:  # the first wait's own is kept when another begins
        del told[name]
    for name in ("law", "ground"):
        if not row[name]:  # the source is silent, and silence gainsays nothing
            del told[name]
    found = source_actions.news(case_id, told)
    if found.differs:
        fields = [SCHEMA["reason" if name == "reason_code" else name] for name in found.differs]
        labels = ", ".join(one.label_sv.lower() for one in fields)
        work.file.warn(row["row"], "source_id", row["source_id"] or "", DIFFERS % labels)
    if found.lacks_end:
        work.file.warn(row["row"], "interrupted_date", row["interrupted_date_raw"] or "", LACKS_END)
    if work.options.dry_run or not found.filled:
        return bool(found.filled)
    try:
        source_actions.follow_source(by=work.by, case_id=case_id, told=told, digest=row["digest"])
    except NotAllowed:
        work.file.warn(row["row"], "source_id", row["source_id"] or "", FOREIGN_UNIT)
        return False
    except RuleRefused as refused:
        work.file.warn(row["row"], "source_id", row["source_id"] or "", str(refused))
        return False
    return True


def _save(work: Work, rows: list[dict[str, Any]]) -> None:
    ready = list(_ready(work, rows))
    work.imported += len(ready)
    if ready and not work.options.dry_run:
        import_batch(by=work.by, ready=ready, source=work.options.source, quarter=work.quarter)


@action
def import_batch(*, by: Viewer, ready: Sequence[Ready], source: str, quarter: str) -> None:
    """Open a batch of cases with their decisions and what was stated of them."""
    cases = [one.case for one in ready]
    intake.open_many(by=by, kind="decision", incoming=cases, source=source)
    rows = ((one.case.id, *one.columns.values()) for one in ready)
    intake.write_rows(Decision, COLUMNS, rows)
    stated = [(one.case.id, quarter, one.stated, source, one.place) for one in ready if one.stated]
    if stated:
        intake.write_rows(StatedAccount, STATED_COLUMNS, stated)
        note(by=by, verb="decision.state_quarter", object_kind="decision",
             data={"quarter": quarter, "source": source, "rows": len(stated)})  # fmt: skip


def _ready(work: Work, rows: list[dict[str, Any]]) -> Iterator[Ready]:
    for row in rows:
        unit = _unit(work, row)
        if unit is not None:
            columns = _columns(work, row)
            yield Ready(_case(row, unit, columns), columns, _stated(work, row), row["row"])


def _unit(work: Work, row: dict[str, Any]) -> Unit | None:
    name = (row["unit"] or "").strip()
    found = work.units.get(name.casefold()) if name else work.default
    if found is None:
        reason = UNKNOWN_UNIT if name else FOREIGN_UNIT
        work.file.reject(row["row"], "unit", name, reason)
    return found


def _stated(work: Work, row: dict[str, Any]) -> StatedKind | None:
    if not work.quarter:
        return None
    if row["interrupted_date"] and not row["outcome"]:
        return StatedKind.INTERRUPTED
    has_outcome = row["outcome"] or row["outcome_text"] or row["executed_date"]
    return StatedKind.REPORTED_EARLIER if has_outcome else StatedKind.REPORTED


def _columns(work: Work, row: dict[str, Any]) -> dict[str, Any]:
    executed, ended, code = _outcome(row)
    for name in ("outcome_date", "partly_date", "executed_date", "ended_date", "interrupted_date"):
        if row[name] and row[name] < row["decided_date"]:
            work.file.warn(row["row"], name, row[f"{name}_raw"] or "", BEFORE_DECISION)
    told = {
        "law": row["law"] or "SoL",
        "ground": row["ground"] or Ground.BOARD,
        "service": row["service"],
        "sex": row["sex"] or "",
        "decided_date": row["decided_date"],
        "decided_raw": row["decided_date_raw"] or "",
        "executed_date": executed,
        "interrupted_date": row["interrupted_date"],
        "resumed_date": row["resumed_date"],
        "ended_date": ended,
        "end_code": code,
        "outcome_raw": row["outcome_text"] or "",
        "outcome_date_raw": row["outcome_date_raw"] or "",
        **_reasons(row),
        "offers_declined": row["offers_declined"],
        "court_date": row["court_date"],
        **_part(work, row),
        **_span(work, row),
        **{name: (row[name] or "").strip() for name in UNTOLD},
        "service_field": _service_field(work, row),
    }
    return columns_of(**told)


def _reasons(row: dict[str, Any]) -> dict[str, str]:
    """The reason of the latest wait, and of the first where another has begun; a source that has
    one reason says it of both."""
    code = row["reason"] or ("R9" if row["reason_raw"] else "")
    raw = row["reason_raw"] or ""
    if not row["interrupted_date"]:
        return {"reason_code": code, "reason_raw": raw}
    first = {"first_reason_code": code, "first_reason_raw": raw}
    if row["interruption_reason"] or row["interruption_reason_raw"]:
        code = row["interruption_reason"] or "R9"
        raw = row["interruption_reason_raw"] or ""
    return {"reason_code": code, "reason_raw": raw, **first}


def _part(work: Work, row: dict[str, Any]) -> dict[str, Any]:
    """The part that is given; one that says no day, or more than there is, is told and left out."""
    told = {name: row[name] for name in WHOLE}
    if not any(told.values()):
        return WHOLE
    hours = None if told["partly_hours"] is None else round(told["partly_hours"], 1)
    verdict = step_rules.may_execute_partly("-", told["partly_percent"], hours)
    if told["partly_date"] is None or verdict.refusals:
        work.file.warn(row["row"], "partly_date", row["partly_date_raw"] or "", UNCLEAR_PART)
        return WHOLE
    return told | {"partly_words": told["partly_words"] or "", "partly_hours": hours}


def _span(work: Work, row: dict[str, Any]) -> dict[str, Any]:
    """Application and last day; one that goes against the decision's day is told and left out."""
    told = {name: row[name] for name in SPAN}
    verdict = step_rules.may_span(row["applied_date"], row["decided_date"], row["valid_to_date"])
    for name, words in (("applied_date", AFTER_DECISION), ("valid_to_date", ENDS_BEFORE)):
        if name in verdict.codes:
            work.file.warn(row["row"], name, row[f"{name}_raw"] or "", words)
            told[name] = None
    return told


def _service_field(work: Work, row: dict[str, Any]) -> str:
    """The field of social services; one that the law does not let it be in is told and left out."""
    field = row["service_field"] or ""
    if field and note_rules.may_be_in(field, row["law"] or "SoL").refusals:
        work.file.warn(row["row"], "service_field", field, OTHER_FIELD)
        return ""
    return field


def _outcome(row: dict[str, Any]) -> tuple[date | None, date | None, str]:
    """When it was executed, when it ended otherwise, and the code of its end."""
    code = row["outcome"] or ("" if not row["ended_date"] else End.OTHER)
    when = row["outcome_date"]
    if code == End.EXECUTED or row["executed_date"]:
        return row["executed_date"] or when, row["ended_date"], code or End.EXECUTED
    return None, row["ended_date"] or (when if code else None), code


def _case(row: dict[str, Any], unit: Unit, columns: dict[str, Any]) -> Incoming:
    decided: date = columns["decided_date"]
    steps = list(steps_of(columns))
    state = steps[-1].to_state
    return Incoming(
        unit_id=unit.pk,
        unit_name=unit.name,
        title=columns["service"],
        state=state,
        opened_at=_noon(decided),
        year=decided.year,
        reference_year=decided.year,
        steps=steps,
        text=columns["service"],
        occurred_at=_noon(decided),
        due_date=rules.due(decided),
        closed_at=steps[-1].at if state in {State.EXECUTED, State.ENDED} else None,
        source_key=row["key"],
        source_digest=row["digest"],
    )


def columns_of(**values: Any) -> dict[str, Any]:
    """Give a decision's columns in the order of the table; what says nothing of a part is whole,
    and what says nothing of its last day holds until further notice.

    Raises KeyError for a missing one.
    """
    given = WHOLE | SPAN | UNTOLD | USUAL | values
    if given["interrupted_date"]:  # what tells one reason tells it of every wait
        given = {"first_reason_code": given["reason_code"],
                 "first_reason_raw": given["reason_raw"]} | given  # fmt: skip
    given = ONE_REASON | given
    return {name: given[name] for name in COLUMNS[1:]}


def steps_of(columns: dict[str, Any]) -> Iterator[Step]:
    """Give the dated steps that a decision's columns tell of, oldest first."""
    decided: date = columns["decided_date"]
    yield Step(_noon(decided), "decision.decide", State.WAITING)
    state = State.WAITING
    dated = [
        (columns["partly_date"], "decision.execute_partly", State.WAITING),
        (columns["executed_date"], "decision.execute", State.EXECUTED),
        (columns["interrupted_date"], "decision.interrupt", State.INTERRUPTED),
        (columns["resumed_date"], "decision.resume", State.EXECUTED),
        (columns["ended_date"], "decision.end", State.ENDED),
    ]
    for day, verb, to_state in dated:
        if day:
            at = max(_noon(day), _noon(decided) + timedelta(minutes=1))
            yield Step(at, verb, to_state, state)
            state = to_state
    if columns["end_code"] and state is State.WAITING:
        # The source says that it ended but its date cannot be read: the day of the decision's
        # list is unknown, so the step stands right after the decision and says so.
        how = State.EXECUTED if columns["end_code"] == End.EXECUTED else State.ENDED
        verb = "decision.execute" if how is State.EXECUTED else "decision.end"
        yield Step(_noon(decided) + timedelta(minutes=1), verb, how, state,
                   data={"date_unknown": True})  # fmt: skip


def _noon(day: date) -> datetime:
    """A date without a time stands at noon, so that no zone moves it to another day."""
    return moment_from_local(datetime(day.year, day.month, day.day, 12)).moment


IMPORTS = (
    ImportKind(
        SCHEMA, "import.run", import_rows, shown_at="entitlements:list", grain=Grain.QUARTER
    ),
)
