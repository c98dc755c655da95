"""Monthly series: one row for each unit, month, series and part."""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Fact, date, number, text, whole

MONTH_FIGURE = Fact(
    name="month_figure",
    version="1",
    sv="Månadssiffror, en rad per enhet, månad, serie och del",
    en="Monthly figures, one row per unit, month, series and part",
    key=("row_id",),
    partition=None,
    counted_by="month_date",
    versioned=True,
    columns=(
        text("row_id", "Rad", "Row"),
        text("unit_code", "Enhet", "Unit"),
        text("series", "Serie", "Series"),
        text("part", "Del", "Part", required=False),
        date("month_date", "Månadens första dag", "First day of the month"),
        *CALENDAR,
        number("mnkr", "Belopp, miljoner kronor", "Amount, millions of kronor", required=False),
        whole("number", "Antal", "Number", required=False),
        date("valid_from_date", "Raden gäller från", "Valid from"),
        date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)
