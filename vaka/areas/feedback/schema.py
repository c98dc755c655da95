"""What imported feedback is made of, and the headings by which sources call it."""

from vaka.areas.feedback.rules import DOOR_LABELS, KIND_LABELS, Door, FeedbackKind
from vaka.exchange.schema import Field, Kind, TargetSchema

KIND_VALUES = {
    "klagomål": FeedbackKind.COMPLAINT,
    "förslag": FeedbackKind.PROPOSAL,
    "idé": FeedbackKind.PROPOSAL,
    "beröm": FeedbackKind.PRAISE,
    "synpunkt": FeedbackKind.VIEW,
    "fråga": FeedbackKind.VIEW,
} | {str(label): kind.value for kind, label in KIND_LABELS.items()}
DOOR_VALUES = {
    "webb": Door.WEB,
    "e-tjänst": Door.WEB,
    "app": Door.WEB,
    "telefon": Door.PHONE,
    "mejl": Door.EMAIL,
    "e-post": Door.EMAIL,
    "brev": Door.LETTER,
    "besök": Door.MEETING,
    "medborgarservice": Door.SERVICE_CENTRE,
    "kontaktcenter": Door.SERVICE_CENTRE,
} | {str(label): door.value for door, label in DOOR_LABELS.items()}


def _text(name: str, label: str, headings: tuple[str, ...] = (), length: int = 20_000) -> Field:
    return Field(name, Kind.TEXT, label, headings, max_length=length)


def _code(name: str, label: str, values: dict[str, str], headings: tuple[str, ...]) -> Field:
    return Field(name, Kind.CODE, label, headings, values=values)


SCHEMA = TargetSchema(
    kind="feedback",
    label_sv="Synpunkter och klagomål",
    key_fields=("source_id",),
    fields=(
        _text("source_id", "Ärendenummer", ("diarienummer", "id", "nr"), 80),
        _text("unit", "Enhet", ("enhetskod", "verksamhet", "unit"), 200),
        _code("kind", "Slag", KIND_VALUES, ("ärendetyp", "typ", "kind")),
        _code("door", "Väg in", DOOR_VALUES, ("inkom via", "kanal", "door")),
        _text("theme", "Ämne", ("kategori", "theme"), 120),
        Field("received_at", Kind.MOMENT, "Kom in", ("inkom datum", "inkommen", "registrerad",
              "datum", "received"), required=True),
        Field("text", Kind.TEXT, "Text", ("beskrivning", "synpunkt", "meddelande", "text"),
              required=True, max_length=20_000),
        _text("answer", "Svar", ("återkoppling", "answer")),
        Field("answered_at", Kind.MOMENT, "Besvarad", ("besvarad datum", "svarsdatum",
              "answered")),
        Field("closed_at", Kind.MOMENT, "Avslutad", ("avslutad datum", "avslutsdatum", "closed")),
        _text("source_system", "Källsystem", ("source_system",), 40),
    ),
)  # fmt: skip
