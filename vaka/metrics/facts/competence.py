"""Competence: one row for each employee, thing asked and span of days that it was met or not.

No row names a person: `row_id` is a number of its own in each snapshot.
"""

from vaka.metrics.facts.fact import Fact, date, flag, text

COMPETENCE = Fact(
    name="competence",
    version="1",
    sv="Krav på anställda, en rad per anställd, krav och tid då det var uppfyllt eller inte",
    en="What is asked of employees, one row per employee, requirement and span met or not",
    key=("row_id", "from_date"),
    partition=None,
    versioned=True,
    columns=(
        text("row_id", "Rad", "Row"),
        text("unit_code", "Enhet", "Unit"),
        text("area", "Verksamhetsområde", "Area of work", required=False),
        text("sort", "Slag: delegation course proof all_courses", "Sort"),
        text("type", "Krav", "Requirement"),
        flag("is_met", "Uppfyllt", "Met"),
        date("from_date", "Från och med", "From"),
        date("to_date", "Till, dagen räknas inte in", "To, exclusive"),
        date("valid_from_date", "Raden gäller från", "Valid from"),
        date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)
