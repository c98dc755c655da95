"""Remedies: one row for each remedy and span of days in which nothing about it changed."""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Fact, date, flag, text

REMEDY = Fact(
    name="remedy",
    version="1",
    sv="Åtgärder, en rad per åtgärd och tid med oförändrat läge",
    en="Remedies, one row per remedy and span of unchanged state",
    key=("case_id", "valid_from_date"),
    counted_by="proposed_date",
    versioned=True,
    columns=(
        text("case_id", "Ärende", "Case"),
        text("reference", "Ärendenummer", "Reference"),
        text("unit_code", "Enhet", "Unit"),
        text("area", "Verksamhetsområde", "Area of work", required=False),
        text("type", "Slag: immediate corrective preventive", "Kind"),
        text("state", "Läge", "State"),
        flag("is_open", "Åtgärden är inte avslutad", "The remedy is not closed"),
        date("proposed_date", "Föreslagen", "Proposed"),
        *CALENDAR,
        date("decided_date", "Först beslutad", "First decided", required=False),
        date("due_date", "Klar senast enligt planen", "Due by the plan", required=False),
        date("done_date", "Genomförd", "Done", required=False),
        flag("done_in_time", "Genomförd i tid enligt planen", "Done in time", required=False),
        date("effect_date", "Effekten ska kontrolleras", "Effect to be checked", required=False),
        date("checked_date", "Senast kontrollerad", "Last checked", required=False),
        text("outcome", "Utfall: worked partly not", "Outcome", required=False),
        date("valid_from_date", "Raden gäller från", "Valid from"),
        date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)
