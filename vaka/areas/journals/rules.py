"""What holds for handing notes to the journal: once each, corrections as new rows, who is told.

Values in, verdicts and values out; no database and no clock.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.journals.shapes import Shape
from vaka.law.local_time import swedish
from vaka.law.verdict import Verdict

SEE, HAND_OVER, WRITE = "journal.see", "journal.hand_over", "journal.write"
UNDECIDED = "inte beslutad"
LEAST_WORDS = 2


class Original(StrEnum):
    """Where a unit's journal is; the values of the local value `journal.original`."""

    CASE_SYSTEM = "verksamhetssystemet"
    HERE = "vaka"


ORIGINAL_LABELS = {
    Original.CASE_SYSTEM: gettext_lazy("Journalen finns i verksamhetssystemet"),
    Original.HERE: gettext_lazy("Inget lämnas över från Vaka"),
}


class EntryKind(StrEnum):
    """What a row tells of."""

    CHECK = "check"
    NIGHT = "night"
    VISIT = "visit"
    PLAN = "plan"
    CONTACT = "contact"
    SIP = "sip"


ENTRY_LABELS = {
    EntryKind.CHECK: gettext_lazy("Tillsyn på natten"),
    EntryKind.NIGHT: gettext_lazy("Anteckning från natten"),
    EntryKind.VISIT: gettext_lazy("Anteckning från besök"),
    EntryKind.PLAN: gettext_lazy("Genomförandeplan"),
    EntryKind.CONTACT: gettext_lazy("Fast omsorgskontakt"),
    EntryKind.SIP: gettext_lazy("Samordnad individuell plan"),
}


class Fault(StrEnum):
    """Why a note cannot stand in a file."""

    UNLINKED = "unlinked"
    NOBODY = "nobody"
    PROTECTED = "protected"


FAULT_LABELS = {
    Fault.UNLINKED: gettext_lazy("Rummet är inte knutet till någon genomförandeplan"),
    Fault.NOBODY: gettext_lazy("Beslutet saknar personnummer"),
    Fault.PROTECTED: gettext_lazy("Personen har skyddade personuppgifter"),
}
ADVICE = {
    Fault.UNLINKED: gettext_lazy("Knyt rummet till den som bor där, med dagen från vilken."),
    Fault.NOBODY: gettext_lazy("Be handläggaren skriva numret i beslutet."),
    Fault.PROTECTED: gettext_lazy("Lämnas enligt er rutin, aldrig i filen."),
}


class RowState(StrEnum):
    """What has become of a row."""

    WAITS = "waits"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ROUTINE = "routine"


ROW_LABELS = {
    RowState.WAITS: gettext_lazy("Väntar på kvittens"),
    RowState.ACCEPTED: gettext_lazy("Överförd"),
    RowState.REFUSED: gettext_lazy("Avvisad"),
    RowState.WITHDRAWN: gettext_lazy("Tillbakadragen"),
    RowState.ROUTINE: gettext_lazy("Lämnad enligt rutinen"),
}
HANDED = (RowState.WAITS, RowState.ACCEPTED, RowState.ROUTINE)
"""States in which a note counts as handed over, and never is again."""


class FileStage(StrEnum):
    """Where a file stands, told by what has been done with it."""

    MADE = "made"
    SENT = "sent"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


STAGE_LABELS = {
    FileStage.MADE: gettext_lazy("Skapad, inte lämnad"),
    FileStage.SENT: gettext_lazy("Lämnad, väntar på kvittens"),
    FileStage.ANSWERED: gettext_lazy("Kvitterad"),
    FileStage.WITHDRAWN: gettext_lazy("Tillbakadragen"),
}


@dataclass(frozen=True)
class Entry:
    """One thing noted of somebody.

    Attributes:
        key: the same for the same note, always.
        chain: the same for a note and what corrects it; the last of a chain stands.
        plan: the care plan's number, empty when nobody knows whose it is.
        person: the same for the same person, empty when no number is known.
        takes_back: it says that what came before it does not hold.
        said_at: when it was said, where that is another moment than `at`.
    """

    key: str
    chain: str
    kind: EntryKind
    at: datetime
    unit: str
    where: str
    text: str
    by: str
    plan_id: str = ""
    plan: str = ""
    decision: str = ""
    source: str = ""
    person: str = ""
    is_protected: bool = False
    takes_back: bool = False
    said_at: datetime | None = None

    @property
    def order(self) -> tuple[datetime, str]:
        """What it is put in order by within its chain: when it was said, not what it is about."""
        return self.said_at or self.at, self.key

    @property
    def day(self) -> date:
        """The Swedish day on which it was noted."""
        return day_of(self.at)

    @property
    def fault(self) -> Fault | None:
        """Why it cannot stand in a file; None when it can."""
        if not self.plan_id:
            return Fault.UNLINKED
        if self.is_protected:
            return Fault.PROTECTED
        return None if self.person else Fault.NOBODY


@dataclass(frozen=True)
class Turn:
    """An entry whose turn it is; `corrects` is the row that it puts right, empty for a new one."""

    entry: Entry
    corrects: str = ""

    @property
    def act(self) -> str:
        """The word of the file for what the row does."""
        if not self.corrects:
            return "ny"
        return "tillbaka" if self.entry.takes_back else "rattelse"


def day_of(moment: datetime) -> date:
    """Give the Swedish day of a moment."""
    return swedish(moment).date()


def waiting(entries: Iterable[Entry], handed: Mapping[str, str]) -> list[Turn]:
    """Give what is still to be handed over, in order of time.

    Only the last of a chain stands: what was corrected before it was handed over never goes, and
    what was taken back before that leaves no trace in the journal.

    Args:
        handed: the row by which each entry was handed over, by its key.
    """
    chains: dict[str, list[Entry]] = defaultdict(list)
    for one in entries:
        chains[one.chain].append(one)
    found = [turn for chain in chains.values() for turn in _turn(chain, handed)]
    return sorted(found, key=lambda one: (one.entry.at, one.entry.key))


def _turn(chain: list[Entry], handed: Mapping[str, str]) -> Iterator[Turn]:
    told = sorted(chain, key=lambda one: one.order)
    last, rows = told[-1], [handed[one.key] for one in told if one.key in handed]
    if last.key not in handed and (rows or not last.takes_back):
        yield Turn(last, rows[-1] if rows else "")


def row_of(turn: Turn, row: str, number: str) -> dict[str, str]:
    """Give a row's values by what fills a field; `number` is the person's."""
    one = turn.entry
    return {
        "row": row, "act": turn.act, "corrects": turn.corrects, "number": number,
        "plan": one.plan, "decision": one.decision, "source": one.source, "unit": one.unit,
        "at": swedish(one.at).isoformat(timespec="seconds"), "kind": one.kind.value,
        "text": one.text, "by": one.by,
    }  # fmt: skip


def written(shape: Shape, rows: Iterable[Mapping[str, str]]) -> str:
    """Give the file: a heading and a row each, semicolons, every cell within quotes (RFC 4180)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([one.name for one in shape.fields])
    writer.writerows([row[one.source] for one in shape.fields] for row in rows)
    return text.getvalue()


def read(shape: Shape, text: str) -> list[dict[str, str]]:
    """Give the rows of a written file by what fills a field, as whoever receives it reads it."""
    names = {one.name: one.source for one in shape.fields}
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    return [{names[name]: cell for name, cell in row.items()} for row in reader]


def may_make(*, rows: int, day: date, today: date, original: str) -> Verdict:
    """A file is made of a day that is over, of what is not handed over, where a system receives."""
    verdict = Verdict.yes()
    if original != Original.CASE_SYSTEM:
        verdict += Verdict.no(
            "original", _("Enheten lämnar inget till något verksamhetssystem."),
            _("Ändra det lokala värdet om journalens original finns där."),
        )  # fmt: skip
    if day >= today:
        verdict += Verdict.no("day", _("Dagen är inte slut."), _("Vänta till i morgon."))
    if not rows:
        verdict += Verdict.no(
            "rows", _("Det finns inget att lämna över från dagen."),
            _("Se på sidan vad som hindrar, eller välj en annan dag."),
        )  # fmt: skip
    return verdict


def stage(*, is_withdrawn: bool, is_sent: bool, waits: int) -> FileStage:
    """Give where a file stands; `waits` is how many rows have no answer."""
    if is_withdrawn:
        return FileStage.WITHDRAWN
    if not is_sent:
        return FileStage.MADE
    return FileStage.SENT if waits else FileStage.ANSWERED


def may_fetch(stands: FileStage, *, has_file: bool) -> Verdict:
    """A file is fetched until its last day, unless it was withdrawn."""
    if stands is FileStage.WITHDRAWN:
        return Verdict.no("stage", _("Filen är tillbakadragen."), _("Skapa en ny för dagen."))
    if not has_file:
        return Verdict.no("file", _("Filen är raderad."), _("Kontrollsumman visar vad den var."))
    return Verdict.yes()


def may_send(stands: FileStage, sent: date, *, made: date, today: date) -> Verdict:
    """A file is handed over once, on a day from when it was made to today."""
    verdict = Verdict.yes()
    if stands is not FileStage.MADE:
        verdict += Verdict.no("stage", _("Filen är redan lämnad eller tillbakadragen."))
    if not made <= sent <= today:
        verdict += Verdict.no(
            "sent_date", _("Dagen ligger före filen eller framåt i tiden."),
            _("Välj dagen då filen lästes in."),
        )  # fmt: skip
    return verdict


def may_withdraw(stands: FileStage, words: str, *, is_corrected: bool) -> Verdict:
    """Only a file that nobody has been given is withdrawn; its notes are handed over anew.

    Args:
        is_corrected: a row of a later file corrects one of this.
    """
    verdict = Verdict.yes()
    if is_corrected:
        verdict += Verdict.no("corrected", _("En senare fil rättar en rad i den här."),
                              _("Dra tillbaka den senare först."))  # fmt: skip
    if stands is not FileStage.MADE:
        verdict += Verdict.no(
            "stage", _("Filen är lämnad, så den kan inte dras tillbaka."),
            _("Anteckna att den avvisades, så lämnas raderna om."),
        )  # fmt: skip
    if len(words.split()) < LEAST_WORDS:
        verdict += Verdict.no("words", _("Skäl saknas."), _("Skriv varför den dras tillbaka."))
    return verdict


def may_answer(stands: FileStage, *, accepted: bool, receipt: str) -> Verdict:
    """A file that was handed over is answered: with a number, or with why it was refused."""
    verdict = Verdict.yes()
    if stands is not FileStage.SENT:
        verdict += Verdict.no("stage", _("Filen väntar inte på kvittens."))
    if not receipt.strip():
        way = _("Skriv numret på kvittensen.") if accepted else _("Skriv varför den avvisades.")
        verdict += Verdict.no("receipt", _("Kvittensen saknas."), way)
    return verdict


def may_answer_row(state: str, *, accepted: bool, reason: str) -> Verdict:
    """A row is answered once; one that was refused says why."""
    verdict = Verdict.yes()
    if state != RowState.WAITS:
        verdict += Verdict.no("rad", _("Raden är redan besvarad på ett annat sätt."))
    if not accepted and not reason.strip():
        verdict += Verdict.no("skäl", _("Det står inte varför raden avvisades."))
    return verdict


def may_use_routine(routine: str, rows: int, words: str) -> Verdict:
    """Protected identities are handed over by a routine that is decided, and noted how."""
    verdict = Verdict.yes()
    if routine == UNDECIDED:
        verdict += Verdict.no(
            "routine", _("Rutinen för skyddade personuppgifter är inte beslutad."),
            _("Besluta den som lokalt värde först."),
        )  # fmt: skip
    if not rows:
        verdict += Verdict.no("rows", _("Ingen anteckning väntar på rutinen."))
    if len(words.split()) < LEAST_WORDS:
        verdict += Verdict.no(
            "words", _("Det står inte hur de lämnades."), _("Skriv till vem och hur, utan namn.")
        )
    return verdict


def may_tie(
    *, starts: date, today: date, is_tied: bool, taken_until: date | None, is_free: bool
) -> Verdict:
    """A room is tied to one plan at a time, and to one that runs and has no other room.

    Args:
        taken_until: the last day on which the room was tied to another.
    """
    verdict = Verdict.yes()
    if is_tied:
        verdict += Verdict.no(
            "room", _("Rummet är redan knutet till någon."), _("Avsluta det först.")
        )
    if starts > today:
        verdict += Verdict.no("from_date", _("Dagen har inte varit."), _("Rätta dagen."))
    if taken_until is not None and starts <= taken_until:
        verdict += Verdict.no(
            "from_date", _("Rummet var knutet till en annan till och med %s.") % taken_until,
            _("Välj en senare dag."),
        )  # fmt: skip
    if not is_free:
        verdict += Verdict.no(
            "plan", _("Planen är avslutad eller redan knuten till ett rum."),
            _("Välj en annan, eller avsluta det andra rummet först."),
        )  # fmt: skip
    return verdict


def may_end_tie(
    *, starts: date, ends: date, today: date, last_handed: date | None, is_open: bool
) -> Verdict:
    """A tie ends on a day that has been, not before what was handed over by it."""
    verdict = Verdict.yes()
    if not is_open:
        verdict += Verdict.no("room", _("Rummet är inte knutet till någon."))
    if not starts <= ends <= today:
        verdict += Verdict.no("until_date", _("Dagen ligger före den första eller framåt i tiden."),
                              _("Rätta dagen."))  # fmt: skip
    if last_handed is not None and ends < last_handed:
        verdict += Verdict.no(
            "until_date",
            _("Anteckningar till och med %s är redan lämnade till journalen.") % last_handed,
            _("Välj en senare dag, och rätta i verksamhetssystemet om de hamnade fel."),
        )  # fmt: skip
    return verdict


def keep_until(made: date, days: int) -> date:
    """Give the last day on which a file that names people is kept."""
    return made + timedelta(days=days)


def is_late(sent: date | None, waits: int, today: date, days: int) -> bool:
    """Say whether a receipt has been waited for longer than the days that are given."""
    return sent is not None and waits > 0 and today > sent + timedelta(days=days)
