"""Hours of home care: one row for each unit, provider and month."""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Fact, date, number, text, whole

HOME_HOURS = Fact(
    name="home_hours",
    version="1",
    sv="Hemtjänsttimmar, en rad per enhet, utförare och månad",
    en="Hours of home care, one row per unit, provider and month",
    key=("row_id",),
    partition=None,
    counted_by="month_date",
    versioned=True,
    columns=(
        text("row_id", "Rad", "Row"),
        text("unit_code", "Enhet", "Unit"),
        text("operator", "Drivs av", "Run by"),
        date("month_date", "Månadens första dag", "First day of the month"),
        *CALENDAR,
        whole("granted_minutes", "Beviljade minuter", "Minutes granted", required=False),
        whole("planned_minutes", "Planerade minuter", "Minutes planned", required=False),
        whole("performed_minutes", "Utförda minuter", "Minutes performed", required=False),
        whole("expected_minutes", "Minuter i budgeten", "Minutes in the budget", required=False),
        number("performed_percent", "Utfört i procent av beviljat",
               "Performed in percent of granted", required=False),
        date("valid_from_date", "Raden gäller från", "Valid from"),
        date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)  # fmt: skip
