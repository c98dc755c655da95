"""Self-checks: one row for each round and span of unchanged state, and one for each answer.

All of a round belongs to the period in which it began, so that an answer is counted where it was
asked for.
"""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Fact, date, flag, text

SELF_CHECK = Fact(
    name="self_check",
    version="1",
    sv="Egenkontroller, en rad per omgång och tid med oförändrat läge, och en per svar",
    en="Self-checks, one row per round and span of unchanged state, and one per answer",
    key=("row_id", "valid_from_date"),
    counted_by="start_date",
    versioned=True,
    columns=(
        text("row_id", "Rad", "Row"),
        text("case_id", "Omgång", "Round"),
        text("reference", "Ärendenummer", "Reference"),
        text("what", "Slag av rad: round answer", "Kind of row"),
        text("unit_code", "Enhet", "Unit"),
        text("area", "Verksamhetsområde", "Area of work", required=False),
        text("type", "Formulär", "Form"),
        text("method", "Metod", "Method"),
        text("topic", "Ämne", "Topic"),
        text("state", "Läge: open closed cancelled, answered för ett svar", "State"),
        date("start_date", "Omgången börjar", "The round begins"),
        *CALENDAR,
        date("due_date", "Sista dag", "Last day"),
        flag("is_right", "Alla steg som var aktuella är rätt", "Every step that applied is right",
             required=False),
        date("valid_from_date", "Raden gäller från", "Valid from"),
        date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)  # fmt: skip
