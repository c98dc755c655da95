"""What an imported deviation is made of, and the headings by which sources call it."""

from vaka.areas.deviations.rules import (
    CLOSED_LABELS,
    LIKELIHOOD_LABELS,
    SEVERITY_LABELS,
    ClosedHow,
    Law,
)
from vaka.exchange.schema import Field, Kind, TargetSchema

LAW_VALUES = {
    "socialtjänstlagen": Law.SOL,
    "lagen om stöd och service": Law.LSS,
    "hälso- och sjukvårdslagen": Law.HSL,
    "hälso- och sjukvård": Law.HSL,
    "arbetsmiljölagen": Law.AML,
} | {law.value: law.value for law in Law}
CLOSED_VALUES = {str(label): how.value for how, label in CLOSED_LABELS.items()} | {
    how.value: how.value for how in ClosedHow
}
SEX_VALUES = {"kvinna": "K", "man": "M", "k": "K", "m": "M", "f": "K"}


def _graded(labels: dict[int, object]) -> dict[str, str]:
    """A grade is written as number or word (in the language the process started with)."""
    return {str(label): str(grade) for grade, label in labels.items()} | {
        str(grade): str(grade) for grade in labels
    }


def _text(name: str, label: str, headings: tuple[str, ...] = (), length: int = 10_000) -> Field:
    return Field(name, Kind.TEXT, label, headings, max_length=length)


def _code(name: str, label: str, values: dict[str, str], headings: tuple[str, ...]) -> Field:
    return Field(name, Kind.CODE, label, headings, values=values)


SCHEMA = TargetSchema(
    kind="deviations",
    label_sv="Avvikelser",
    key_fields=("source_id",),
    fields=(
        _text("source_id", "Ärendenummer", ("avvikelsenummer", "diarienummer", "id", "nr"), 80),
        _text("unit", "Enhet", ("enhetskod", "unit", "unit_code", "verksamhet"), 200),
        _code("law", "Lagrum", LAW_VALUES, ("lag", "law", "lagstiftning")),
        Field("type", Kind.TEXT, "Typ", ("avvikelsetyp", "typ av avvikelse", "deviation_type",
              "händelsetyp"), required=True, max_length=120),
        Field("occurred_at", Kind.MOMENT, "Händelsetid", ("händelsedatum", "datum", "inträffad",
              "hände", "occurred", "occurred_date"), required=True,
              time_headings=("klockslag", "tid", "händelsetid kl")),
        Field("reported_at", Kind.MOMENT, "Rapporterad", ("rapportdatum", "registrerad",
              "registreringsdatum", "skapad", "reported", "reported_date")),
        _text("title", "Rubrik", ("title", "ärendemening"), 200),
        _text("place", "Plats", ("lokal", "place", "var"), 120),
        _text("text", "Beskrivning", ("vad hände", "händelsebeskrivning", "händelse",
              "description")),
        _text("immediate_measure", "Direkt åtgärd", ("omedelbar åtgärd", "vad gjordes direkt",
              "immediate_measure")),
        _code("severity", "Allvarlighetsgrad", _graded(dict(SEVERITY_LABELS)),
              ("allvar", "konsekvens", "severity")),
        _code("likelihood", "Sannolikhet", _graded(dict(LIKELIHOOD_LABELS)),
              ("sannolikhet för upprepning", "likelihood")),
        Field("assessed_at", Kind.MOMENT, "Riskbedömd", ("bedömd", "bedömningsdatum",
              "assessed_date")),
        Field("serious", Kind.BOOL, "Allvarlig vårdskada", ("vårdskada", "lex maria", "serious")),
        Field("closed_at", Kind.MOMENT, "Avslutad", ("avslutsdatum", "avslutat", "stängd",
              "closed", "closed_date")),
        _code("closed_how", "Avslutad hur", CLOSED_VALUES, ("avslutstyp", "closed_how")),
        _text("closing_words", "Återkoppling", ("svar", "closing_words")),
        _text("investigation", "Utredning", ("utredningstext", "investigation")),
        _code("sex", "Kön", SEX_VALUES, ("sex", "gender")),
        _text("source_system", "Källsystem", ("source_system",), 40),
    ),
)  # fmt: skip
