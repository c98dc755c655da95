"""Time set aside and used, and alarms: one row for each unit, month and kind of time."""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Fact, date, number, text, whole

WORK_TIME = Fact(
    name="work_time",
    version="1",
    sv="Avsatt och utförd tid, en rad per enhet, månad och slag av tid",
    en="Time set aside and used, one row per unit, month and kind of time",
    key=("row_id",),
    partition=None,
    counted_by="month_date",
    versioned=True,
    columns=(
        text("row_id", "Rad", "Row"),
        text("unit_code", "Enhet", "Unit"),
        text("type", "Tid för", "Kind of time"),
        text("kind", "Slagets kod", "Code of the kind"),
        date("month_date", "Månadens första dag", "First day of the month"),
        *CALENDAR,
        whole("planned_minutes", "Avsatta minuter", "Minutes set aside"),
        whole("performed_minutes", "Utförda minuter", "Minutes used"),
        number("used_percent", "Utfört i procent av avsatt", "Used in percent of set aside",
               required=False),
        whole("alarms", "Larm", "Alarms", required=False),
        date("valid_from_date", "Raden gäller från", "Valid from"),
        date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)  # fmt: skip
