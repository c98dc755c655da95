"""Infections: cases, outbreaks, and one row for each resident who was offered a vaccine."""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Fact, date, flag, text, whole

_SPAN = (
    date("valid_from_date", "Raden gäller från", "Valid from"),
    date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
)

INFECTION = Fact(
    name="infection",
    version="1",
    sv="Smittfall, en rad per misstänkt eller bekräftat fall",
    en="Infections, one row per suspected or confirmed case",
    key=("row_id",),
    partition=None,
    counted_by="sick_date",
    versioned=True,
    columns=(
        text("row_id", "Rad", "Row"),
        text("unit_code", "Enhet", "Unit"),
        text("type", "Smitta", "Agent"),
        text("infected", "Vem: resident staff", "Who: resident staff"),
        flag("is_confirmed", "Bekräftad", "Confirmed"),
        flag("is_ruled_out", "Var inte smitta", "Ruled out"),
        date("sick_date", "Första sjukdag", "First sick day"),
        *CALENDAR,
        *_SPAN,
    ),
)
OUTBREAK = Fact(
    name="outbreak",
    version="1",
    sv="Utbrott av smitta",
    en="Outbreaks of infections",
    key=("row_id",),
    partition=None,
    counted_by="opened_date",
    versioned=True,
    columns=(
        text("row_id", "Rad", "Row"),
        text("unit_code", "Enhet", "Unit"),
        text("type", "Smitta", "Agent"),
        whole("days_to_open", "Dagar från första fall till öppnat", "Days from first case to open"),
        date("opened_date", "Öppnat", "Opened"),
        *CALENDAR,
        date("to_date", "Avslutat", "Closed"),
        *_SPAN,
    ),
)
VACCINATION = Fact(
    name="vaccination",
    version="1",
    sv="Vaccination, en rad per boende som erbjudits, utan uppgift om vem",
    en="Vaccination, one row per resident who was offered, without who it is",
    key=("row_id",),
    partition=None,
    counted_by="round_date",
    versioned=True,
    columns=(
        text("row_id", "Rad", "Row"),
        text("unit_code", "Enhet", "Unit"),
        text("type", "Omgång", "Round"),
        flag("is_vaccinated", "Vaccinerad", "Vaccinated"),
        date("round_date", "Omgångens sista dag", "The round's last day"),
        *CALENDAR,
        *_SPAN,
    ),
)
