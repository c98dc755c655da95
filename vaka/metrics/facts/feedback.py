"""Feedback: one row for each case and span of days in which nothing about it changed."""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Fact, date, flag, text

FEEDBACK = Fact(
    name="feedback",
    version="1",
    sv="Synpunkter och klagomål, en rad per ärende och tid med oförändrat läge",
    en="Feedback, one row per case and span of unchanged state",
    key=("case_id", "valid_from_date"),
    counted_by="received_date",
    versioned=True,
    columns=(
        text("case_id", "Ärende", "Case"),
        text("reference", "Ärendenummer", "Reference"),
        text("unit_code", "Enhet", "Unit"),
        text("area", "Verksamhetsområde", "Area of work", required=False),
        text("kind", "Slag: complaint proposal praise view", "Kind"),
        text("door", "Väg in", "Door"),
        text("theme", "Ämne", "Theme", required=False),
        text("state", "Läge", "State"),
        flag("is_open", "Ärendet är inte avslutat", "The case is not closed"),
        flag("is_health_care", "Gäller hälso- och sjukvård", "About health care"),
        date("received_date", "Kom in", "Received"),
        *CALENDAR,
        date("promised_date", "Svar utlovat senast", "Answer promised by"),
        date("answered_date", "Först besvarad", "First answered", required=False),
        text(
            "finding",
            "Vad som ligger bakom: nothing deviation misconduct care_injury",
            "What lies behind",
            required=False,
        ),
        flag("is_satisfied", "Den som skrev är nöjd", "The writer is satisfied", required=False),
        flag("is_reopened", "Har öppnats igen", "Has been reopened"),
        date("valid_from_date", "Raden gäller från", "Valid from"),
        date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)
