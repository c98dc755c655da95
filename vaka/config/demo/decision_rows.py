"""Writes the planned decisions with the same rows that an import leaves behind."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from random import Random
from typing import Any

from vaka.areas.entitlements import imports
from vaka.areas.entitlements.imports import Ready, columns_of, steps_of
from vaka.areas.entitlements.rules import OPEN, Ground, StatedKind, due
from vaka.config.demo import decisions
from vaka.config.demo.identities import People
from vaka.config.demo.shapes import PlannedDecision
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.intake import Incoming
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit

PART = "Personen får hälften i väntan på resten."


def write(
    *, by: Viewer, units: Mapping[str, Unit], seed: int, today: date, known: People | None = None
) -> None:
    """Write the municipality's own decisions, then the reference unit's forty."""
    random = Random(f"decision-ids-{seed}")  # noqa: S311 - identities of invented rows
    own = [_ready(one, units, random) for one in decisions.plan(seed, today)]
    if known:
        for ready in own:
            ready.case.subject_id = known.next(ready.case.title, ready.columns["sex"])
    printed = [_ready(one, units, random) for one in decisions.kungsbacka()]
    imports.import_batch(by=by, ready=own, source="demo", quarter="")
    imports.import_batch(by=by, ready=printed, source="Kungsbacka 2024Q1", quarter="2024Q1")


def _ready(one: PlannedDecision, units: Mapping[str, Unit], random: Random) -> Ready:
    unit = units[one.unit]
    columns = columns_of(
        law=one.law, ground=Ground.BOARD, service=one.service, sex=one.sex,
        decided_date=one.decided_date, decided_raw=one.decided_raw, executed_date=one.executed_date,
        interrupted_date=one.interrupted_date, resumed_date=one.resumed_date,
        ended_date=one.ended_date, end_code=one.end,
        outcome_raw=one.reason_raw if one.end and one.stated else "",
        outcome_date_raw=one.ended_raw, reason_code=one.reason,
        reason_raw="" if one.end and one.stated else one.reason_raw,
        offers_declined=one.offers_declined, court_date=one.court_date,
        applied_date=one.applied_date, valid_to_date=one.valid_to_date,
        maker_role=one.maker_role, point=one.point, **_part(one),
    )  # fmt: skip
    steps = list(steps_of(columns))
    opened: datetime = steps[0].at
    closed = steps[-1].at if len(steps) > 1 and steps[-1].to_state not in OPEN else None
    case = Incoming(
        unit_id=unit.pk, unit_name=unit.name, title=one.service, state=steps[-1].to_state,
        opened_at=opened, year=one.decided_date.year, reference_year=one.decided_date.year,
        steps=steps, text=one.service, occurred_at=opened, due_date=due(one.decided_date),
        closed_at=closed, source_key=one.source_id, id=_identity(opened, random),
    )  # fmt: skip
    stated = StatedKind(one.stated) if one.stated else None
    place = int(one.source_id.rsplit("-", 1)[1]) if one.stated else 0
    return Ready(case, columns, stated, place)


def _part(one: PlannedDecision) -> dict[str, Any]:
    if one.partly_date is None:
        return {}
    return {"partly_date": one.partly_date, "partly_words": PART, "partly_percent": 50}


def _identity(at: datetime, random: Random) -> uuid.UUID:
    return uuid7(at, random.getrandbits)
