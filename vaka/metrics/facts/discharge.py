"""Leaving hospital: one row for each stay, and one for each day that the municipality pays for."""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Fact, date, flag, text, whole

DISCHARGE = Fact(
    name="discharge",
    version="2",
    sv="Utskrivningar från sjukhus, en rad per vistelse och en per dygn som kommunen betalar för",
    en="Discharges from hospital, one row per stay and one per day that the municipality pays for",
    key=("row_id",),
    partition=None,
    counted_by="day_date",
    versioned=True,
    columns=(
        text("row_id", "Rad", "Row"),
        text("unit_code", "Enhet", "Unit"),
        text("type", "Slag av rad: stay staying paid_day", "Kind of row"),
        text("goes_to", "Hemgång till: home short_term care_home other unknown", "Goes to"),
        text("reason", "Skäl till att någon blev kvar", "Why somebody stayed"),
        text("sip", "Samordnad plan: made declined lacking not_needed untold",
             "Coordinated plan"),
        date("day_date", "Hemgång, annars utskrivningsklar; eller dygnet", "Day of leaving"),
        *CALENDAR,
        whole("days_to_home", "Dagar från utskrivningsklar till hemgång", "Days from ready to home",
              required=False),
        flag("is_within", "Hem innan kommunen började betala", "Home before the municipality paid"),
        date("valid_from_date", "Raden gäller från", "Valid from"),
        date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)  # fmt: skip
