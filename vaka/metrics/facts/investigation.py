"""Investigations: one row for each case and span of days in which nothing about it changed."""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Fact, date, flag, text, whole

INVESTIGATION = Fact(
    name="investigation",
    version="1",
    sv="Utredningar, en rad per ärende och tid med oförändrat läge",
    en="Investigations, one row per case and span of unchanged state",
    key=("case_id", "valid_from_date"),
    counted_by="event_date",
    versioned=True,
    columns=(
        text("case_id", "Ärende", "Case"),
        text("reference", "Ärendenummer", "Reference"),
        text("unit_code", "Enhet", "Unit"),
        text("form", "Form: lex_sarah lex_maria event_analysis", "Form"),
        text("law", "Lagrum: SoL LSS HSL", "Law"),
        text("state", "Läge i ärendet", "State"),
        flag("is_open", "Ärendet är öppet", "The case is open"),
        flag("is_provider", "Utföraren utreder själv", "A private provider investigates"),
        text("classification", "Beslutad bedömning", "Classification decided", required=False),
        flag("is_notified", "Anmäld till IVO", "Notified to IVO"),
        date("opened_date", "Inledd", "Opened"),
        date("event_date", "Händelsens dag", "Day of the event"),
        *CALENDAR,
        date("decided_date", "Beslutad", "Decided", required=False),
        whole("decision_days", "Dagar till beslut", "Days to the decision", required=False),
        date("closed_date", "Avslutad", "Closed", required=False),
        date("valid_from_date", "Raden gäller från", "Valid from"),
        date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)
