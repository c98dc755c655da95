"""Welfare technology: one row for each installed thing and the time that its count held."""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Fact, date, flag, text

TECHNOLOGY = Fact(
    name="technology",
    version="1",
    sv="Välfärdsteknik, en rad per installerad sak och den tid som räkningen gällde",
    en="Welfare technology, one row per installed thing and the time that its count held",
    key=("row_id", "counted_date"),
    partition=None,
    counted_by="counted_date",
    versioned=True,
    columns=(
        text("row_id", "Sak", "Thing"),
        text("unit_code", "Enhet", "Unit"),
        text("type", "Teknik", "Technology"),
        flag("is_used", "Används", "In use"),
        date("counted_date", "Räknad", "Counted"),
        *CALENDAR,
        date("to_date", "Nästa räkning", "Next count"),
        date("valid_from_date", "Raden gäller från", "Valid from"),
        date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)
