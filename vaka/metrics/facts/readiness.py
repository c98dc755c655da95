"""Sole tasks by the days that they stood so, answers before seasons, and what a stop cancelled."""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Column, Fact, date, flag, text

_HELD: tuple[Column, ...] = (
    date("valid_from_date", "Raden gäller från", "Valid from"),
    date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
)
SOLE_TASK = Fact(
    name="sole_task",
    version="1",
    sv="Ensamuppgifter, en rad per uppgift och den tid som läget gällde",
    en="Sole tasks, one row per task and the time that it stood so",
    key=("row_id", "from_date"),
    partition=None,
    counted_by="from_date",
    versioned=True,
    columns=(
        text("row_id", "Uppgift", "Task"),
        text("unit_code", "Enhet", "Unit"),
        flag("is_sole", "Högst en person kan", "At most one person can"),
        flag("has_stand_in", "Vikarie är utsedd", "A stand-in is appointed"),
        date("from_date", "Från och med", "From"),
        date("to_date", "Till, dagen räknas inte in", "To, exclusive"),
        *CALENDAR,
        *_HELD,
    ),
)
READINESS = Fact(
    name="readiness",
    version="1",
    sv="Beredskap, en rad per enhet och säsong vars sista dag har varit",
    en="Readiness, one row per unit and season whose last day has been",
    key=("row_id",),
    partition=None,
    counted_by="due_date",
    versioned=True,
    columns=(
        text("row_id", "Enhet och säsong", "Unit and season"),
        text("unit_code", "Enhet", "Unit"),
        text("type", "Säsong", "Season"),
        flag("is_answered", "Har svarat", "Has answered"),
        flag("is_in_time", "Svarade i tid", "Answered in time"),
        date("due_date", "Sista dagen", "Last day"),
        *CALENDAR,
        *_HELD,
    ),
)
CANCELLATION = Fact(
    name="cancellation",
    version="1",
    sv="Inställt eller uppskjutet på grund av ett stopp, en rad per sak",
    en="Cancelled or put off because of a stop, one row per thing",
    key=("row_id",),
    partition=None,
    counted_by="planned_date",
    versioned=True,
    columns=(
        text("row_id", "Rad", "Row"),
        text("unit_code", "Enhet", "Unit"),
        text("type", "Vad som var planerat", "What was planned"),
        text("how", "Inställt eller uppskjutet", "Cancelled or put off"),
        text("consequence", "Konsekvens", "Consequence"),
        date("planned_date", "Planerad", "Planned"),
        *CALENDAR,
        *_HELD,
    ),
)
