"""What holds for a delivery: each row by its layout, when a file may be made, handed over, fetched.

Values in, findings and verdicts out; no database and no clock.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vaka.areas.submissions.layouts import Field, Layout
from vaka.law.verdict import Verdict

SEE, MAKE = "submission.see", "submission.make"


class Fault(StrEnum):
    """Why a row cannot be delivered as it stands."""

    PROTECTED = "protected"
    MISSING = "missing"
    LONG = "long"
    CODE = "code"
    NUMBER = "number"
    ORDER = "order"
    FUTURE = "future"
    TWICE = "twice"


FAULT_LABELS = {
    Fault.PROTECTED: gettext_lazy("Skyddade uppgifter lämnas enligt er rutin, aldrig i filen"),
    Fault.MISSING: gettext_lazy("Uppgiften saknas"),
    Fault.LONG: gettext_lazy("Uppgiften är längre än fältet"),
    Fault.CODE: gettext_lazy("Värdet har ingen kod i postbeskrivningen"),
    Fault.NUMBER: gettext_lazy("Det är inget personnummer"),
    Fault.ORDER: gettext_lazy("Datumet ligger före det som måste ha hänt först"),
    Fault.FUTURE: gettext_lazy("Datumet ligger efter perioden"),
    Fault.TWICE: gettext_lazy("Samma person, insats och startdatum står två gånger"),
}
ADVICE = {
    Fault.PROTECTED: gettext_lazy("Följ rutinen för skyddade personuppgifter."),
    Fault.MISSING: gettext_lazy("Fyll i den i beslutet eller i verksamhetssystemet."),
    Fault.LONG: gettext_lazy("Korta uppgiften i beslutet."),
    Fault.CODE: gettext_lazy("Rätta beslutet, eller lägg till koden i postbeskrivningen."),
    Fault.NUMBER: gettext_lazy("Kontrollera numret i folkbokföringen."),
    Fault.ORDER: gettext_lazy("Rätta datumen i beslutet."),
    Fault.FUTURE: gettext_lazy("Rätta datumen i beslutet."),
    Fault.TWICE: gettext_lazy("Avsluta det ena beslutet om det är en dubblett."),
}


class Stage(StrEnum):
    """Where a delivery stands, told by what has been done with it."""

    MADE = "made"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REPLACED = "replaced"


STAGE_LABELS = {
    Stage.MADE: gettext_lazy("Skapad, inte lämnad"),
    Stage.SENT: gettext_lazy("Lämnad, väntar på kvittens"),
    Stage.ACCEPTED: gettext_lazy("Mottagen"),
    Stage.REFUSED: gettext_lazy("Avvisad av mottagaren"),
    Stage.REPLACED: gettext_lazy("Ersatt av en ny"),
}


class Answer(StrEnum):
    """What the receiver answered."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


ANSWER_LABELS = {
    Answer.ACCEPTED: gettext_lazy("Mottagen"),
    Answer.REFUSED: gettext_lazy("Avvisad"),
}


@dataclass(frozen=True)
class Record:
    """One decision to deliver.

    Attributes:
        key, reference: the decision.
        person: the same for the same person, empty for nobody known.
        values: what fills the fields, by source; a number that has not been opened is None.
    """

    key: str
    reference: str
    person: str
    is_protected: bool
    values: dict[str, str | date | None]


@dataclass(frozen=True)
class Finding:
    """One fault of one row; `label` is the field, in Swedish, and empty for the row as a whole."""

    key: str
    reference: str
    row: int
    label: str
    fault: Fault

    @property
    def words(self) -> str:
        """The reason as printed."""
        return str(FAULT_LABELS[self.fault])


IsNumber = Callable[[str], bool]


def findings(
    layout: Layout, records: Sequence[Record], last: date, is_number: IsNumber
) -> list[Finding]:
    """Give every fault of the rows of a delivery whose last day is `last`, in order of row."""
    told: list[Finding] = []
    seen = Counter(_same(one) for one in records if one.person)
    for row, one in enumerate(records, 1):
        faults = [("", Fault.PROTECTED)] if one.is_protected else list(_faults(layout, one, last))
        if not one.is_protected and _is_bad_number(layout, one, is_number):
            faults.append((_label(layout, "number"), Fault.NUMBER))
        if one.person and seen[_same(one)] > 1:
            faults.append(("", Fault.TWICE))
        told += [Finding(one.key, one.reference, row, label, fault) for label, fault in faults]
    return told


def _faults(layout: Layout, one: Record, last: date) -> Iterator[tuple[str, Fault]]:
    for part in layout.fields:
        yield from ((part.label, fault) for fault in _field_faults(part, one, last))
    decided, executed, ended = (one.values.get(name) for name in ("decided", "executed", "ended"))
    for first, second, name in ((decided, executed, "executed"), (executed, ended, "ended")):
        if isinstance(first, date) and isinstance(second, date) and second < first:
            yield _label(layout, name), Fault.ORDER


def _field_faults(part: Field, one: Record, last: date) -> Iterator[Fault]:
    if part.source == "number":
        if not one.person:
            yield Fault.MISSING
        return
    value = one.values.get(part.source)
    if value is None or value == "":
        if part.required:
            yield Fault.MISSING
    elif part.codes and str(value) not in part.codes:
        yield Fault.CODE
    elif isinstance(value, date):
        if value > last:
            yield Fault.FUTURE
    elif not part.codes and len(str(value)) > part.length:
        yield Fault.LONG


def _is_bad_number(layout: Layout, one: Record, is_number: IsNumber) -> bool:
    number = one.values.get("number")
    wanted = any(part.source == "number" for part in layout.fields)
    return wanted and isinstance(number, str) and bool(one.person) and not is_number(number)


def _same(one: Record) -> tuple[str, str, str]:
    return one.person, str(one.values.get("service")), str(one.values.get("executed"))


def _label(layout: Layout, source: str) -> str:
    return next((part.label for part in layout.fields if part.source == source), "")


def line(layout: Layout, one: Record) -> str:
    """Give a row as it stands in the file: fields with semicolons between, none after the last."""
    return ";".join(_cell(part, one.values.get(part.source)) for part in layout.fields)


def _cell(part: Field, value: str | date | None) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%Y%m%d}"
    text = part.codes.get(value, value)
    return "".join(" " if sign in ";\r\n" else sign for sign in text)


def read_line(layout: Layout, text: str) -> dict[str, str]:
    """Give a written row's cells by field. Raises ValueError for another number of fields."""
    return dict(zip((part.name for part in layout.fields), text.split(";"), strict=True))


def may_make(
    *, rows: int, erring: int, leave_out: bool, why: str, is_over: bool, was_sent: bool, words: str
) -> Verdict:
    """A file is made of whole rows of a period that is over; one that corrects says what.

    Args:
        rows: how many rows would stand in the file.
        erring: how many rows have a fault.
        leave_out, why: whether those are left out, and the reason that is kept.
        was_sent: one for the same period has been handed over.
    """
    verdict = Verdict.yes()
    if not is_over:
        verdict += Verdict.no(
            "period", _("Perioden är inte slut."), _("Vänta till dagen efter periodens slut.")
        )
    if erring and not leave_out:
        words_of = ngettext("%d rad har fel.", "%d rader har fel.", erring) % erring
        verdict += Verdict.no(
            "leave_out", words_of, _("Rätta dem, eller besluta att lämna utan dem.")
        )
    if erring and leave_out and len(why.split()) < 3:
        verdict += Verdict.no(
            "why", _("Skäl saknas."), _("Skriv med minst tre ord varför de lämnas utanför.")
        )
    if not rows:
        verdict += Verdict.no(
            "rows", _("Det blir ingen rad i filen."), _("Rätta felen, eller välj en annan period.")
        )
    if was_sent and not words.strip():
        verdict += Verdict.no(
            "words", _("Perioden är redan lämnad. En ny fil rättar den."),
            _("Skriv vad som rättas."),
        )  # fmt: skip
    return verdict


def stage(*, is_replaced: bool, is_sent: bool, answer: str) -> Stage:
    """Give where a delivery stands."""
    if is_replaced:
        return Stage.REPLACED
    if answer:
        return Stage(answer)
    return Stage.SENT if is_sent else Stage.MADE


def may_fetch(*, has_file: bool) -> Verdict:
    """The file can be fetched until its last day; then only its digest stands."""
    if has_file:
        return Verdict.yes()
    return Verdict.no("file", _("Filen är raderad."), _("Skapa en ny om perioden ska rättas."))


def may_send(stands: Stage, sent: date, *, made: date, today: date) -> Verdict:
    """A delivery is handed over once, on a day from when it was made to today."""
    verdict = Verdict.yes()
    if stands is not Stage.MADE:
        verdict += Verdict.no(
            "stage",
            _("Leveransen är redan lämnad eller ersatt."),
            _("Skapa en ny om den ska rättas."),
        )
    if not made <= sent <= today:
        verdict += Verdict.no(
            "sent_date", _("Dagen ligger före filen eller framåt i tiden."),
            _("Välj dagen då filen lämnades."),
        )  # fmt: skip
    return verdict


def may_answer(stands: Stage, receipt: str) -> Verdict:
    """What was handed over is answered once, with what the receiver wrote."""
    verdict = Verdict.yes()
    if stands is not Stage.SENT:
        verdict += Verdict.no(
            "stage", _("Leveransen väntar inte på kvittens."), _("Lämna den först.")
        )
    if not receipt.strip():
        verdict += Verdict.no(
            "receipt", _("Kvittensen saknas."), _("Skriv numret eller orden från mottagaren.")
        )
    return verdict


def keep_until(made: date, days: int) -> date:
    """Give the last day on which a file that names people is kept."""
    return made + timedelta(days=days)


def counted(found: Iterable[Finding]) -> list[tuple[str, Fault, int]]:
    """Give how many rows have each fault of each field, the most first."""
    tally = Counter((one.label, one.fault) for one in found)
    return [(label, fault, number) for (label, fault), number in tally.most_common()]
