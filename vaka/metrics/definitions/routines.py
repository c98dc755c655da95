"""Routines: within their time of validity, read by those who are to read them, failed in events."""

from vaka.metrics.definitions.asked import met_share
from vaka.metrics.facts import ROUTINE, ROUTINE_FAILURE
from vaka.metrics.measure import Chart, Count, Good, Measure, Unit, Words

OWNER = "quality_developer"
SOURCE = "Rutiner i Vaka, periodens sista dag"
BY = ("type", "unit", "area")

MEASURES = (
    met_share(
        "routines_valid_share",
        Words("Andel rutiner som är sedda över i tid", "Share of routines looked over in time"),
        fact=ROUTINE, sort="validity", by=BY, source=SOURCE, owner=OWNER,
    ),
    met_share(
        "routines_read_share",
        Words("Andel som har läst de rutiner de ska läsa",
              "Share who have read the routines they are to read"),
        fact=ROUTINE, sort="reading", by=BY, source=SOURCE, owner=OWNER, target=90,
    ),
    Measure(
        name="routine_failures",
        title=Words("Händelser där en rutin brast", "Events in which a routine failed"),
        source="Rutiner som brast, kopplade till händelser i Vaka",
        unit=Unit.COUNT,
        good=Good.NEITHER,
        owner=OWNER,
        fact=ROUTINE_FAILURE,
        formula=Count(),
        by=(*BY, "month"),
        chart=Chart.BAR,
    ),
)  # fmt: skip
