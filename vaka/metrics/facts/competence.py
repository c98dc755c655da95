"""What is asked of employees and of routines: one row for each span of days that it was met or not.

No row names a person: `row_id` is a number of its own in each snapshot.
"""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Fact, date, text
from vaka.metrics.facts.spans import SPANS

COMPETENCE = Fact(
    name="competence",
    version="1",
    sv="Krav på anställda, en rad per anställd, krav och tid då det var uppfyllt eller inte",
    en="What is asked of employees, one row per employee, requirement and span met or not",
    key=("row_id", "from_date"),
    partition=None,
    versioned=True,
    columns=SPANS,
)
UNIT_POST = Fact(
    name="unit_post",
    version="1",
    sv="Uppdrag på enheter, en rad per enhet, uppdrag och tid då någon hade det eller inte",
    en="Posts at units, one row per unit, post and span held by somebody or not",
    key=("row_id", "from_date"),
    partition=None,
    versioned=True,
    columns=SPANS,
)
ROUTINE = Fact(
    name="routine",
    version="1",
    sv="Rutiner, en rad per version eller läsare och tid då den var giltig eller läst eller inte",
    en="Routines, one row per version or reader and span valid or read or not",
    key=("row_id", "from_date"),
    partition=None,
    versioned=True,
    columns=SPANS,
)
ROUTINE_FAILURE = Fact(
    name="routine_failure",
    version="1",
    sv="Rutiner som brast, en rad per händelse och rutin",
    en="Routines that failed, one row per event and routine",
    key=("row_id",),
    partition=None,
    counted_by="event_date",
    versioned=True,
    columns=(
        text("row_id", "Rad", "Row"),
        text("case_id", "Händelse", "Event"),
        text("reference", "Ärendenummer", "Reference"),
        text("unit_code", "Enhet", "Unit"),
        text("area", "Verksamhetsområde", "Area of work", required=False),
        text("type", "Rutin", "Routine"),
        text("how", "Hur: not_followed unknown unclear wrong", "How"),
        date("event_date", "Hände", "Happened"),
        *CALENDAR,
        date("valid_from_date", "Raden gäller från", "Valid from"),
        date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)
