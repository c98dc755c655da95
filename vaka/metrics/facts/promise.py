"""What was to be done by a day: risk analyses, controls, points of inspections, meetings."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from vaka.metrics.facts.calendar import CALENDAR, OPEN_END, calendar_of
from vaka.metrics.facts.fact import Column, Fact, date, text

_COLUMNS: tuple[Column, ...] = (
    text("case_id", "Ärende", "Case"),
    text("row_id", "Rad", "Row"),
    text("reference", "Ärendenummer", "Reference"),
    text("unit_code", "Enhet", "Unit"),
    text("type", "Slag", "Kind"),
    date("due_date", "Senast", "Due by"),
    *CALENDAR,
    date("done_date", "Gjord", "Done", required=False),
    date("valid_from_date", "Raden gäller från", "Valid from"),
    date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
)

RISK_WORK = Fact(
    name="risk_work",
    version="1",
    sv="Riskanalyser och kontroller, en rad för tiden innan de är gjorda och en för tiden efter",
    en="Risk analyses and controls, one row for the time before they are done and one after",
    key=("row_id", "valid_from_date"),
    partition=None,
    counted_by="due_date",
    versioned=True,
    columns=_COLUMNS,
)
INSPECTION_POINT = Fact(
    name="inspection_point",
    version="1",
    sv="Punkter i tillsyn och revision, en rad för tiden innan svaret och en för tiden efter",
    en="Points of inspections and audits, one row for the time before the answer and one after",
    key=("row_id", "valid_from_date"),
    partition=None,
    counted_by="due_date",
    versioned=True,
    columns=_COLUMNS,
)
MEETING = Fact(
    name="meeting",
    version="1",
    sv="Möten och besök, en rad för tiden innan de är hållna och en för tiden efter",
    en="Meetings and visits, one row for the time before they are held and one after",
    key=("row_id", "valid_from_date"),
    partition=None,
    counted_by="due_date",
    versioned=True,
    columns=(*_COLUMNS, text("kind", "Slagets kod", "Code of the kind")),
)


def promised(
    shared: dict[str, Any], known: dt.date, due: dt.date, done: dt.date | None
) -> Iterator[dict[str, Any]]:
    """Give the rows of one thing: not done from the day it was known, done from the day it was."""
    row = {**shared, "due_date": due, **calendar_of(due)}
    first = min(known, done) if done else known
    if done is None or done > first:
        end = done or OPEN_END
        yield row | {"done_date": None, "valid_from_date": first, "valid_to_date": end}
    if done is not None:
        yield row | {"done_date": done, "valid_from_date": done, "valid_to_date": OPEN_END}
