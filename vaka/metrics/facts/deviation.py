"""Deviations: one row for each case and span of days in which nothing about it changed."""

from vaka.metrics.facts.calendar import CALENDAR
from vaka.metrics.facts.fact import Fact, date, flag, text, whole

DEVIATION = Fact(
    name="deviation",
    version="3",
    sv="Avvikelser, en rad per ärende och tid med oförändrat läge",
    en="Deviations, one row per case and span of unchanged state",
    key=("case_id", "valid_from_date"),
    counted_by="occurred_date",
    versioned=True,
    columns=(
        text("case_id", "Ärende", "Case"),
        text("reference", "Ärendenummer", "Reference"),
        text("unit_code", "Enhet", "Unit"),
        text("area", "Verksamhetsområde", "Area of work", required=False),
        text("law", "Lagrum: SoL LSS HSL AML", "Law"),
        text("type", "Typ av avvikelse", "Type of deviation"),
        whole("severity", "Allvarlighetsgrad 1–4", "Severity", required=False),
        whole("likelihood", "Sannolikhet för upprepning 1–4", "Likelihood", required=False),
        whole("score", "Riskpoäng, allvar gånger sannolikhet", "Risk score", required=False),
        text("state", "Läge i ärendet", "State"),
        flag("is_open", "Ärendet är öppet", "The case is open"),
        text(
            "closed_how",
            "Hur ärendet avslutades: with_investigation, without_investigation",
            "How it was closed",
            required=False,
        ),
        flag("is_serious", "Bedömd som allvarlig vårdskada", "Judged as serious harm"),
        flag("is_fall", "Fall, vilket lagrum det än står under", "A fall under any law"),
        text("sex", "Kön: K, M eller tomt", "Sex", required=False),
        date("reported_date", "Rapporterad", "Reported"),
        whole("reported_day", "Rapporterad, dagar sedan 1970-01-01", "Reported as day number"),
        date("occurred_date", "Händelsedag", "Day of the event"),
        *CALENDAR,
        whole("hour", "Timme 0–23, svensk tid", "Local hour", required=False),
        flag("is_night", "Hände under natten", "At night", required=False),
        date("night_date", "Nattens datum (kvällens)", "Date of the night", required=False),
        date("first_assessed_date", "Först riskbedömd", "First assessed", required=False),
        date("closed_date", "Avslutad", "Closed", required=False),
        whole(
            "waits_outside",
            "Svar som väntas från någon utanför kommunen",
            "Answers waited for from outside",
            required=False,
        ),
        date(
            "answered_date", "Den som rapporterade fick svar", "Reporter answered", required=False
        ),
        whole("answer_days", "Dagar från rapport till svar", "Days to answer", required=False),
        whole("handling_days", "Dagar från rapport till avslut", "Handling days", required=False),
        date("month_limit_date", "Sista dag inom en månad", "Last day within one month"),
        flag("closed_in_time", "Avslutad inom en månad", "Closed in time", required=False),
        date("valid_from_date", "Raden gäller från", "Valid from"),
        date("valid_to_date", "Raden gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)
