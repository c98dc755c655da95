"""Reads of processes: the list, one map with its gaps, what a form may choose among."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vaka.areas.routines import drawing, rules
from vaka.areas.routines.drawing import Map, Step
from vaka.areas.routines.models import Activity, Process, Routine, RoutineVersion, near
from vaka.foundation.access.roles import all_roles
from vaka.foundation.access.viewer import NotVisible, Viewer

WORKING_ROLE = "deviation.report"


@dataclass(frozen=True)
class ActivityLine:
    """One activity in the table beside the map; without an id its routine cannot be opened."""

    place: int
    name: str
    role_label: str
    routine_title: str
    version_id: uuid.UUID | None

    @property
    def is_gap(self) -> bool:
        """Whether it lacks a routine in force or somebody responsible."""
        return not self.role_label or self.version_id is None


@dataclass(frozen=True)
class ProcessRow:
    """One process in a list."""

    id: uuid.UUID
    title: str
    unit_name: str
    owner_name: str
    activities: int
    gaps: int


@dataclass(frozen=True)
class ProcessPage:
    """What the page of one process shows."""

    process: Process
    lines: list[ActivityLine]
    map: Map
    sentence: str
    may_write: bool
    changed_date: date

    @property
    def gaps(self) -> list[ActivityLine]:
        """The activities that lack something."""
        return [line for line in self.lines if line.is_gap]


def processes(viewer: Viewer) -> list[ProcessRow]:
    """Give the processes of where the viewer works, below and above, with their gaps."""
    found = visible(viewer).prefetch_related("activities__routine")
    held = _held(viewer)
    return [_row(one, held) for one in found]


def visible(viewer: Viewer) -> "QuerySet[Process]":
    """Give the processes that a viewer may see."""
    found = Process.objects.select_related("unit", "owner")
    return found if viewer.everywhere else found.filter(unit__in=near(viewer.granted(rules.SEE)))


def process_page(viewer: Viewer, process_id: uuid.UUID) -> ProcessPage:
    """Give one process with its map. Raises NotVisible."""
    found = visible(viewer).filter(pk=process_id).first()
    if found is None:
        raise NotVisible(str(process_id))
    held = _held(viewer)
    lines = [_line(one, held) for one in found.activities.select_related("routine")]
    steps = [
        Step(line.name, line.role_label, line.routine_title if line.version_id else "")
        for line in lines
    ]
    return ProcessPage(
        process=found,
        lines=lines,
        map=drawing.drawn(steps, _("Ingen ansvarig")),
        sentence=_sentence(lines),
        may_write=viewer.may(rules.WRITE, found.unit_id),
        changed_date=found.changed_date,
    )


def role_choices() -> list[tuple[str, str]]:
    """Give the roles that may have an activity: those of people who work in care or lead it."""
    found = [(one.code, one.label) for one in all_roles().values() if WORKING_ROLE in one.can]
    return sorted(found, key=lambda one: one[1].casefold())


def routine_choices(viewer: Viewer) -> list[Routine]:
    """Give the routines that have a version in force which the viewer may see."""
    held = RoutineVersion.objects.visible_to(viewer).in_force(viewer.on)
    return list(Routine.objects.filter(pk__in=held.values("routine_id")))


def _held(viewer: Viewer) -> dict[uuid.UUID, uuid.UUID]:
    """The version in force of each routine that the viewer may see."""
    found = RoutineVersion.objects.visible_to(viewer).in_force(viewer.on)
    return dict(found.values_list("routine_id", "pk"))


def _row(process: Process, held: dict[uuid.UUID, uuid.UUID]) -> ProcessRow:
    lines = [_line(one, held) for one in process.activities.all()]
    gaps = sum(line.is_gap for line in lines)
    return ProcessRow(
        process.pk, process.title, process.unit.name, process.owner.name, len(lines), gaps
    )


def _line(activity: Activity, held: dict[uuid.UUID, uuid.UUID]) -> ActivityLine:
    role = all_roles().get(activity.role)
    routine = activity.routine
    return ActivityLine(
        activity.place, activity.name, role.label if role else "",
        routine.title if routine and routine.pk in held else "",
        held.get(routine.pk) if routine else None,
    )  # fmt: skip


def _sentence(lines: list[ActivityLine]) -> str:
    """Say the map in words, for those who do not see it."""
    parts = [f"{line.place}. {line.name} ({line.role_label or _('ingen')})" for line in lines]
    return _("Processkarta: %(steps)s.") % {"steps": ", ".join(parts)}
