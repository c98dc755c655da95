"""Reading plans from the case system, only what follow-up needs, and visits from planning."""

from __future__ import annotations

import re
import time
from datetime import date
from typing import TYPE_CHECKING, Any

from vaka.areas.care_plans import continuity_actions, lists, source_actions
from vaka.areas.care_plans.continuity_actions import NewVisit
from vaka.areas.care_plans.continuity_rules import VisitKind
from vaka.areas.care_plans.rules import MANAGE
from vaka.areas.care_plans.schema import PLANS, VISITS
from vaka.areas.care_plans.source_actions import SourcePlan
from vaka.exchange.kinds import ImportKind, ImportOptions
from vaka.exchange.receipt import Receipt
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.exchange.typed import TypedFile

UNKNOWN_UNIT = "Enheten finns inte i Vaka. Rätta namnet eller koden, eller lägg till enheten."
UNKNOWN_DECISION = "Beslutet finns inte i Vaka. Läs in besluten först."
UNKNOWN_AREA = "Livsområdet finns inte i listan och lämnas utanför."
NO_TIME = "Klockslaget saknas. Utan det går det inte att säga om besöket räknas."


def import_plans(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import plans; a newer plan of the same id becomes its next version."""
    demand(by, MANAGE)
    began, counts = time.monotonic(), {True: 0, False: 0}
    units = _reached(by)
    for chunk in file.chunks():
        for row in chunk.iter_rows(named=True):
            new = _plan(file, row, units, options)
            changed = _kept(by, file, row, new, options) if new else None
            if changed is not None:
                counts[changed] += 1
        options.progress(file.read)
    seconds = round(time.monotonic() - began, 3)
    return file.receipt(imported=counts[True], unchanged=counts[False], seconds=seconds)


def import_visits(*, by: Viewer, file: TypedFile, options: ImportOptions) -> Receipt:
    """Import visits; the same visit again changes nothing."""
    demand(by, MANAGE)
    began, imported, unchanged = time.monotonic(), 0, 0
    units = _reached(by)
    for chunk in file.chunks():
        found = [_visit(file, row, units) for row in chunk.iter_rows(named=True)]
        visits = [one for one in found if one is not None]
        if options.dry_run:
            fresh = len(continuity_actions.fresh(visits))
        else:
            fresh = continuity_actions.import_visits(by=by, visits=visits, source=options.source)
        imported, unchanged = imported + fresh, unchanged + len(visits) - fresh
        options.progress(file.read)
    seconds = round(time.monotonic() - began, 3)
    return file.receipt(imported=imported, unchanged=unchanged, seconds=seconds)


def _reached(by: Viewer) -> dict[str, Unit]:
    """The units that the viewer manages plans of, by code and by name; others are as unknown."""
    found = Unit.objects.filter(is_reference=False)
    if not by.everywhere:
        found = found.filter(pk__in=by.unit_ids(MANAGE))
    units = list(found)
    return {one.name.casefold(): one for one in units} | {one.code.casefold(): one for one in units}


def _unit(file: TypedFile, row: dict[str, Any], units: dict[str, Unit]) -> Unit | None:
    unit = units.get(row["unit"].strip().casefold())
    if unit is None:
        file.reject(row["row"], "unit", row["unit"], UNKNOWN_UNIT)
    return unit


def _plan(
    file: TypedFile, row: dict[str, Any], units: dict[str, Unit], options: ImportOptions
) -> SourcePlan | None:
    unit = _unit(file, row, units)
    if unit is None:
        return None
    made: date = row["made_date"]
    return SourcePlan(
        unit=unit, key=row["key"], digest=row["digest"], decision=row["decision"].strip(),
        mark=row["mark"] or row["source_id"], begun_date=row["begun_date"] or made, made_date=made,
        valid_from=row["valid_from"] or made, next_review=row["next_review"],
        participation=row["participation"] or "", areas=tuple(_areas(file, row)),
        has_night=bool(row["night"]), source=options.source,
    )  # fmt: skip


def _kept(
    by: Viewer, file: TypedFile, row: dict[str, Any], new: SourcePlan, options: ImportOptions
) -> bool | None:
    """Whether the plan was new or changed; None when its row had to be rejected."""
    try:
        if options.dry_run:
            return source_actions.is_fresh(by, new)
        return source_actions.import_plan(by=by, new=new)
    except source_actions.UnknownDecision:
        file.reject(row["row"], "decision", row["decision"], UNKNOWN_DECISION)
    except RuleRefused as refused:
        one = refused.verdict.refusals[0]
        file.reject(row["row"], "unit", row["unit"], f"{one.words} {one.way_out}")
    return None


def _areas(file: TypedFile, row: dict[str, Any]) -> list[str]:
    """The codes of the life areas that a cell names, by code or title."""
    known = {one.title.casefold(): code for code, one in lists.life_areas().items()}
    known |= {code: code for code in lists.life_areas()}
    found = []
    for text in re.split(r"[;|\n]", row["areas"] or ""):
        code = known.get(text.strip().casefold())
        if code:
            found.append(code)
        elif text.strip():
            file.warn(row["row"], "areas", text.strip(), UNKNOWN_AREA)
    return found


def _visit(file: TypedFile, row: dict[str, Any], units: dict[str, Unit]) -> NewVisit | None:
    unit = _unit(file, row, units)
    if unit is None:
        return None
    if not row["began_at_has_time"]:
        file.reject(row["row"], "began_at", row["began_at_raw"] or "", NO_TIME)
        return None
    return NewVisit(unit, row["person"].strip(), row["staff"].strip(), row["began_at"],
                    row["kind"] or VisitKind.CARE, row["age"])  # fmt: skip


IMPORTS = (
    ImportKind(PLANS, MANAGE, import_plans, "care_plans:list"),
    ImportKind(VISITS, MANAGE, import_visits, "care_plans:continuity"),
)
