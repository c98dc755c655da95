"""What an imported decision is made of, and the headings by which sources call it."""

from vaka.areas.entitlements.note_rules import ServiceField
from vaka.areas.entitlements.rules import End, Ground
from vaka.exchange.schema import Field, Kind, TargetSchema

OUTCOMES: dict[str, str] = {
    "executed": End.EXECUTED,
    "verkställd": End.EXECUTED,
    "verkställt": End.EXECUTED,
    "withdrawn": End.WITHDRAWN,
    "återtag": End.WITHDRAWN,
    "återtagen": End.WITHDRAWN,
    "ansökan återtagen": End.WITHDRAWN,
    "no_need": End.NO_NEED,
    "behov kvarstår ej": End.NO_NEED,
    "deceased": End.DECEASED,
    "avliden": End.DECEASED,
    "other": End.OTHER,
    "annat": End.OTHER,
    "flyttat": End.OTHER,
}
REASONS = {
    "no_place_available": "R1",
    "platsbrist": "R1",
    "saknar personal": "R2",
    "no_staff_available": "R2",
    "offer_declined": "R3",
    "tackat nej": "R3",
    "tackat nej till erbjudande": "R3",
    "tackat nej till ett erbjudande": "R3",
    "tackat nej till två erbjudanden": "R3",
    "tackat nej till tre erbjudanden": "R3",
    "önskar visst boende": "R4",
    "ändrade behov": "R5",
    "sjukhusvistelse": "R6",
    "medflytt": "R7",
    "annat": "R9",
} | {f"R{number}": f"R{number}" for number in (1, 2, 3, 4, 5, 6, 7, 9)}
GROUNDS: dict[str, str] = {
    "board": Ground.BOARD, "nämnd": Ground.BOARD, "nämnden": Ground.BOARD,
    "court": Ground.COURT, "dom": Ground.COURT, "domstol": Ground.COURT,
    "unassessed": Ground.UNASSESSED, "utan behovsprövning": Ground.UNASSESSED,
}  # fmt: skip
SERVICE_FIELDS: dict[str, str] = {
    "äldreomsorg": ServiceField.ELDERLY, "äo": ServiceField.ELDERLY,
    "funktionsnedsättning": ServiceField.DISABILITY, "of": ServiceField.DISABILITY,
    "omsorg om personer med funktionsnedsättning": ServiceField.DISABILITY,
    "individ- och familjeomsorg": ServiceField.FAMILY, "ifo": ServiceField.FAMILY,
}  # fmt: skip
LAWS = {"sol": "SoL", "lss": "LSS", "socialtjänstlagen": "SoL"}
SEXES = {"kvinna": "K", "man": "M", "k": "K", "m": "M"}


def _date(name: str, label: str, *headings: str, required: bool = False) -> Field:
    return Field(name, Kind.DATE, label, headings, required=required)


def _text(name: str, label: str, length: int, *headings: str, required: bool = False) -> Field:
    return Field(name, Kind.TEXT, label, headings, required=required, max_length=length)


def _code(name: str, label: str, values: dict[str, str], *headings: str) -> Field:
    return Field(name, Kind.CODE, label, headings, values=values)


SCHEMA = TargetSchema(
    kind="decisions",
    label_sv="Beslut om insatser",
    key_fields=("source_id",),
    may_tell_more=True,  # one interruption a row
    fields=(
        _text("source_id", "Beslutsnummer", 80, "beslutsid", "decision_id", "ärendenummer"),
        _text("unit", "Enhet", 200, "enhetskod", "unit", "unit_code", "utförare"),
        _code("law", "Lagrum", LAWS, "lag", "law"),
        _code("ground", "Grund", GROUNDS, "beslutsgrund", "ground"),
        _code("service_field", "Verksamhetsområde", SERVICE_FIELDS, "område", "service_field"),
        _date("decided_date", "Beslutsdatum", "decision_date", "beslutat", required=True),
        _date("applied_date", "Ansökan", "ansökningsdatum", "ansökt", "application_date"),
        _date("valid_to_date", "Giltigt till", "gäller till", "beslut till", "valid_to"),
        _text("maker_role", "Delegat", 120, "beslutsfattarens roll", "roll", "maker_role"),
        _text("point", "Delegationspunkt", 20, "punkt", "delegation_point"),
        _text("maker", "Beslutsfattare", 120, "handläggare", "maker"),
        _text("service", "Insats", 120, "intervention_sv", "beslut", "service", required=True),
        _code("reason", "Skäl", REASONS, "reason", "reason_sv", "skäl till dröjsmål"),
        _code("interruption_reason", "Skäl till avbrottet", REASONS, "avbrottsskäl"),
        Field("offers_declined", Kind.INTEGER, "Avböjda erbjudanden", ("offers_declined",)),
        _text("outcome_text", "Utfall i ord", 300, "outcome_raw_sv", "utfall"),
        _code("outcome", "Utfall", OUTCOMES, "outcome", "slut"),
        _date("outcome_date", "Utfallsdatum", "outcome_date", "slutdatum"),
        _date("partly_date", "Delvis verkställt från", "delvis verkställt", "partly_executed_date"),
        _text("partly_words", "Verkställd del", 300, "del", "partly_executed"),
        Field("partly_percent", Kind.INTEGER, "Verkställd andel", ("andel", "partly_percent")),
        Field("partly_hours", Kind.DECIMAL, "Verkställda timmar", ("timmar", "partly_hours")),
        _date("executed_date", "Verkställt datum", "verkställt", "verkställd", "executed_date"),
        _date("interrupted_date", "Avbrott från", "avbrott", "interruption_date"),
        _date("resumed_date", "Återupptaget", "resumed_date", "återupptagen"),
        _date("ended_date", "Avslutat datum", "avslutat", "ended_date"),
        _date("court_date", "Dom", "court_ruling_date", "domsdatum"),
        _code("sex", "Kön", SEXES, "sex", "gender"),
    ),
)
