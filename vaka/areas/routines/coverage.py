"""The regulation's duties as dated data, and what meets each of them."""

import tomllib
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.routines.models import DutyAnswer, Routine, RoutineVersion
from vaka.foundation import duties
from vaka.foundation.access.roles import all_roles
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.duties import Duty

EVIDENCE_DAYS, AHEAD_DAYS = 3 * 366, 366


@dataclass(frozen=True)
class RegulationDuty:
    """One duty between two dates, `until` included.

    Attributes:
        wants: what shows that it is met: process, routine, role, evidence.
        topic: the kind of recurring duty whose last doing is its evidence.
    """

    key: str
    at: str
    since: date
    words: str
    wants: tuple[str, ...]
    topic: str = ""
    until: date = date.max


@dataclass(frozen=True)
class Cell:
    """One cell of the page: what meets the duty there, where to read it, and what is wrong."""

    wanted: bool
    words: str = ""
    url: str = ""
    note: str = ""
    is_late: bool = False

    @property
    def is_gap(self) -> bool:
        """Whether the regulation wants something here and nothing stands."""
        return self.wanted and not self.words


@dataclass(frozen=True)
class CoverageRow:
    """One duty with what meets it."""

    duty: RegulationDuty
    process: Cell
    routine: Cell
    role: Cell
    evidence: Cell

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The four answers in the order of the columns."""
        return (self.process, self.routine, self.role, self.evidence)

    @property
    def is_met(self) -> bool:
        """Whether nothing that is wanted is missing or late."""
        return not any(cell.is_gap or cell.is_late for cell in self.cells)


@dataclass(frozen=True)
class Coverage:
    """The whole page, with what is missing and what is late counted."""

    rows: list[CoverageRow] = field(default_factory=list)

    @property
    def met(self) -> int:
        """How many duties have all that they want."""
        return sum(row.is_met for row in self.rows)

    @property
    def gaps(self) -> int:
        """How many cells are empty that should not be."""
        return sum(cell.is_gap for row in self.rows for cell in row.cells)

    @property
    def late(self) -> int:
        """How many cells have passed their day."""
        return sum(cell.is_late for row in self.rows for cell in row.cells)


@cache
def all_duties() -> tuple[RegulationDuty, ...]:
    """Give every row of the file, in its order."""
    rows = tomllib.loads(Path(__file__).with_name("coverage.toml").read_text("utf-8"))["duty"]
    return tuple(RegulationDuty(**row | {"wants": tuple(row["wants"])}) for row in rows)


def duties_on(day: date) -> list[RegulationDuty]:
    """Give the duties that hold on a day."""
    return [one for one in all_duties() if one.since <= day <= one.until]


def duty_of(key: str, day: date) -> RegulationDuty:
    """Give one duty that holds on a day. Raises NotVisible."""
    found = next((one for one in duties_on(day) if one.key == key), None)
    if found is None:
        raise NotVisible(key)
    return found


def coverage(viewer: Viewer) -> Coverage:
    """Give every duty of today with what meets it, as far as the viewer may see the evidence."""
    answers = DutyAnswer.objects.select_related("process", "routine").in_bulk()
    held = RoutineVersion.objects.visible_to(viewer).in_force(viewer.on)
    versions = {one.routine_id: one for one in held.select_related("case")}
    start, end = (
        viewer.on - timedelta(days=EVIDENCE_DAYS), viewer.on + timedelta(days=AHEAD_DAYS),
    )  # fmt: skip
    wheel = duties.due(viewer, start, end)
    return Coverage([
        CoverageRow(
            duty=one,
            process=_process(one, answers.get(one.key)),
            routine=_routine(viewer, one, answers.get(one.key), versions),
            role=_role(one, answers.get(one.key)),
            evidence=_evidence(viewer, one, wheel),
        )
        for one in duties_on(viewer.on)
    ])  # fmt: skip


def _process(duty: RegulationDuty, answer: DutyAnswer | None) -> Cell:
    wanted = "process" in duty.wants
    if answer is None or answer.process is None:
        return Cell(wanted)
    url = reverse("routines:process", args=[answer.process.pk])
    return Cell(wanted, answer.process.title, url)


def _routine(
    viewer: Viewer, duty: RegulationDuty, answer: DutyAnswer | None,
    versions: dict[uuid.UUID, RoutineVersion],
) -> Cell:  # fmt: skip
    wanted = "routine" in duty.wants
    routine: Routine | None = answer.routine if answer else None
    if routine is None:
        return Cell(wanted)
    version = versions.get(routine.pk)
    if version is None:
        return Cell(wanted, note=_("Ingen version gäller."))
    url = reverse("routines:case", args=[version.pk])
    late = version.valid_until is not None and version.valid_until < viewer.on
    return Cell(wanted, routine.title, url, _("Skulle ha setts över.") if late else "", late)


def _role(duty: RegulationDuty, answer: DutyAnswer | None) -> Cell:
    known = all_roles().get(answer.role) if answer and answer.role else None
    return Cell("role" in duty.wants, known.label if known else "")


def _evidence(viewer: Viewer, duty: RegulationDuty, wheel: list[Duty]) -> Cell:
    """The last thing done of the topic; what should have been done since then is said with it."""
    wanted = "evidence" in duty.wants
    own = [one for one in wheel if duty.topic and one.topic == duty.topic]
    done = max(
        (one for one in own if one.done_date), key=lambda one: one.done_date or date.min,
        default=None,
    )  # fmt: skip
    late = [one for one in own if one.is_late(viewer.on)]
    note = _("%(n)s försenade") % {"n": len(late)} if late else ""
    if done is None:
        return Cell(wanted, note=note, is_late=bool(late))
    words = f"{done.name}, {done.done_date:%Y-%m-%d}"
    return Cell(wanted, words, done.evidence or done.address, note, bool(late))
