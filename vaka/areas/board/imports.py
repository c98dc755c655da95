"""Reading a body's year plan from a spreadsheet: one row for each item of a month."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from vaka.areas.board import year_actions as actions
from vaka.areas.board import year_queries as years
from vaka.areas.board.queries import body_names
from vaka.areas.board.rules import LEAD, ItemSort
from vaka.areas.board.year_actions import PlanLine
from vaka.areas.board.year_rules import may_plan_item
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.exchange.schema import Field, Kind, TargetSchema
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

MONTHS = {
    name: number for number, name in enumerate(
        ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
         "oktober", "november", "december"), 1)
}  # fmt: skip
SORTS = {
    "ärende": ItemSort.DECISION, "beslut": ItemSort.DECISION, "information": ItemSort.INFORMATION,
    "skrivelse": ItemSort.NOTIFICATION, "anmälan": ItemSort.NOTIFICATION,
    "formalia": ItemSort.FORMALITY, "övrigt": ItemSort.OTHER,
}  # fmt: skip
NO_YEAR = "Raden säger inget år. Skriv året i en kolumn, eller ange det som period."
NO_BODY = "Organet finns inte i registret över organ. Skriv dess namn eller kod."
NO_MONTH = "Kolumnen säger ingen månad. Raden är läst som inte planerad än."


def _text(name: str, label: str, length: int, *headings: str, required: bool = False) -> Field:
    return Field(name, Kind.TEXT, label, headings, required=required, max_length=length)


SCHEMA = TargetSchema(
    kind="board-plan",
    label_sv="Nämndens årsplan",
    fields=(
        Field("year", Kind.INTEGER, "År", ("plan_year",)),
        _text("month", "Månad", 60, "meeting_month"),
        _text("title", "Ärende", 200, "item", "rubrik", required=True),
        Field("sort", Kind.CODE, "Slag", ("type", "typ"),
              values={**{word: str(code) for word, code in SORTS.items()},
                      **{str(one): str(one) for one in ItemSort}}),
        _text("responsible", "Ansvarig roll", 200, "responsible_role", "ansvarig"),
        _text("goes_to", "Går vidare till", 200, "vidare till"),
        _text("earlier", "Tidigare beslut", 200, "earlier_decision"),
        _text("note", "Anmärkning", 500, "other_note", "övrigt"),
        _text("body", "Organ", 80, "nämnd"),
    ),
)  # fmt: skip


def import_rows(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import a plan; the same again changes nothing. Raises NotAllowed."""
    demand(by, LEAD)
    began = time.monotonic()
    unit = Unit.objects.get(code=options.unit_code) if options.unit_code else None
    year = options.period.first_date.year if options.period else None
    known = {**{name.casefold(): code for code, name in body_names().items()},
             **{code: code for code in body_names()}, "": years.first_board()}  # fmt: skip
    lines: list[PlanLine] = []
    for chunk in file.chunks():
        for row in chunk.iter_rows(named=True):
            line = _line(file, row, known, row["year"] or year, unit)
            if line is not None:
                lines.append(line)
        options.progress(file.read)
    taken = None
    if not options.dry_run:
        taken = actions.take_in_plan(by=by, lines=lines, source=options.source)
    return file.receipt(
        imported=taken.new + taken.changed if taken else len(lines),
        unchanged=taken.unchanged if taken else 0, seconds=round(time.monotonic() - began, 3),
    )  # fmt: skip


def _line(
    file: TypedFile, row: dict[str, Any], known: dict[str, str], year: int | None, unit: Unit | None
) -> PlanLine | None:
    """A row as the plan has it, or None with the reason told."""
    body = known.get((row["body"] or "").casefold())
    if not year:
        file.reject(row["row"], "year", "", NO_YEAR)
        return None
    if not body:
        file.reject(row["row"], "body", row["body"] or "", NO_BODY)
        return None
    month = MONTHS.get((row["month"] or "").strip().casefold())
    if row["month"] and month is None:
        file.warn(row["row"], "month", row["month"], NO_MONTH)
    verdict = may_plan_item(title=row["title"], year=year, month=month)
    for refusal in verdict.refusals[:1]:
        file.reject(row["row"], refusal.code, str(row[refusal.code]), refusal.words)
        return None
    sort = ItemSort(row["sort"]) if row["sort"] else ItemSort.DECISION
    return PlanLine(body, year, month, row["title"], sort, unit, row["responsible"] or "",
                    row["goes_to"] or "", row["earlier"] or "", row["note"] or "")  # fmt: skip


IMPORTS = (ImportKind(SCHEMA, LEAD, import_rows, "board:year", Grain.YEAR),)
