"""Published aggregates: figures whose cases only someone else holds."""

from vaka.metrics.facts.fact import Fact, date, number, text, whole

OBSERVATION = Fact(
    name="observation",
    version="1",
    sv="Publicerade uppgifter från andra källor",
    en="Aggregates published by others",
    key=("measure", "unit_code", "period", "type", "law", "sex", "area"),
    columns=(
        text("measure", "Mått", "Measure"),
        text("unit_code", "Enhet", "Unit"),
        text("period", "Period", "Period"),
        text("period_kind", "Periodslag", "Kind of period"),
        date("period_first_date", "Periodens första dag", "First day of the period"),
        date("period_last_date", "Periodens sista dag", "Last day of the period"),
        whole("year", "År", "Year"),
        text("type", "Typ", "Type", required=False),
        text("law", "Lagrum", "Law", required=False),
        text("sex", "Kön: K, M eller tomt", "Sex", required=False),
        text("area", "Verksamhetsområde", "Area of work", required=False),
        number("value", "Publicerat värde", "Published value", required=False),
        number("numerator", "Täljare", "Numerator", required=False),
        number("denominator", "Nämnare", "Denominator", required=False),
        number("n", "Antal svar eller personer", "Number of answers or persons", required=False),
        text("unit", "Måttenhet", "Unit of measure"),
        text("source", "Källa", "Source"),
        text("note", "Anmärkning", "Note", required=False),
    ),
)
