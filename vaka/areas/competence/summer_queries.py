"""Reads of a summer: need against staffed by unit and week, applicants, lessons, shifts."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.competence import lists, rules, standing, summer_actions, summer_rules
from vaka.areas.competence.models import (
    Delegation,
    Season,
    SeasonCount,
    SeasonLesson,
    SeasonStatement,
    Shift,
)
from vaka.areas.competence.queries import receivers
from vaka.areas.competence.rules import State
from vaka.areas.competence.summer_rules import HANDLE, SEE, Gap, LessonKind, gap
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.causes import Cause
from vaka.areas.remedies.queries import RemedyRow
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Cell:
    """One week of one unit: shifts needed, left to fill, and without anyone who may do a task."""

    monday: date
    week: int
    needed: int
    open: int
    unheld: int


@dataclass(frozen=True)
class UnitWeeks:
    """One unit's summer, week by week."""

    unit: Unit
    cells: list[Cell]

    @property
    def needed(self) -> int:
        """Shifts needed in all."""
        return sum(cell.needed for cell in self.cells)

    @property
    def open(self) -> int:
        """Shifts left to fill in all."""
        return sum(cell.open for cell in self.cells)

    @property
    def unheld(self) -> int:
        """Shifts without anyone who holds the delegation they need."""
        return sum(cell.unheld for cell in self.cells)


@dataclass(frozen=True)
class Applied:
    """How many have applied, beside the same day last year."""

    count: SeasonCount
    last_year: SeasonCount | None


@dataclass(frozen=True)
class Said:
    """One subject of the board's status: the words, and the figure beside them."""

    code: str
    title: str
    statement: SeasonStatement | None


@dataclass(frozen=True)
class LessonRow:
    """One lesson with the remedies that answer it."""

    lesson: SeasonLesson
    kind_label: str
    may_improve: bool
    remedies: list[RemedyRow]


@dataclass(frozen=True)
class SeasonPage:
    """What the page of a summer shows."""

    frame: CaseFrame
    row: Season
    rows: list[UnitWeeks]
    weeks: list[int]
    not_reported: list[Unit]
    applied: Applied | None
    introduced: tuple[int, int]
    said: list[Said]
    lessons: list[LessonRow]
    handles: bool
    steps: list[str]
    may_evaluate: Verdict
    may_write: bool
    timeline: list[TimelineLine]

    @property
    def needed(self) -> int:
        """Shifts needed in all."""
        return sum(row.needed for row in self.rows)

    @property
    def open(self) -> int:
        """Shifts left to fill in all."""
        return sum(row.open for row in self.rows)

    @property
    def unheld(self) -> int:
        """Shifts without anyone who holds the delegation they need."""
        return sum(row.unheld for row in self.rows)


@dataclass(frozen=True)
class ShiftRow:
    """One shift of a unit's week."""

    shift: Shift
    part_label: str
    people: list[Person]
    gap: Gap
    unheld: list[str]


def opens(viewer: Viewer) -> Q:
    """A summer is seen by whoever sees staffing at a part of it, or above; published ones by all
    of them."""
    seen = viewer.unit_ids(SEE)
    above = UnitPath.objects.current().filter(descendant_id__in=seen).values("ancestor_id")
    reference = Unit.objects.filter(is_reference=True) if seen else Unit.objects.none()
    return Q(unit_id__in=above) | Q(unit__in=reference)


def seasons(viewer: Viewer) -> QuerySet[Season]:
    """Give the summers that a viewer may see, the latest first."""
    seen = Case.objects.visible_to(viewer, summer_actions.KIND)
    found = Season.objects.filter(case__in=seen).select_related("case__unit", "case__owner")
    return found.order_by("-year", "case__unit__is_reference", "case__unit__name")


def note_listed(viewer: Viewer, rows: list[Season]) -> None:
    """Write in the log which summers a list showed."""
    note_read(by=viewer, object_kind=summer_actions.KIND, object_id="",
              data={"shown": [str(one.pk) for one in rows]})  # fmt: skip


def season_page(viewer: Viewer, case_id: uuid.UUID) -> SeasonPage:
    """Give one summer to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = seasons(viewer).filter(pk=case.pk).first()
    if row is None:
        raise NotVisible(str(case_id))
    seen = _units(viewer, case.unit)
    shifts = _shifts(row, seen)
    by_unit = _by_unit(shifts, row)
    handles = viewer.may(HANDLE, case.unit_id)
    offered = transitions.offered(summer_rules.TRANSITIONS, case.state)
    lessons = list(_lessons(viewer, row))
    return SeasonPage(
        frame=cases.frame(case),
        row=row,
        rows=by_unit,
        weeks=sorted({cell.week for one in by_unit for cell in one.cells}),
        not_reported=_not_reported(seen, {one.unit for one in by_unit}),
        applied=_applied(row),
        introduced=_introduced(shifts),
        said=[Said(code, title, _statements(row).get(code))
              for code, title in lists.subjects().items()],
        lessons=lessons,
        handles=handles,
        steps=[one.verb for one in offered] if handles else [],
        may_write=handles and summer_rules.may_write(case.state).ok,
        may_evaluate=summer_rules.may_evaluate(len(lessons), row.until_date, viewer.on),
        timeline=cases.timeline(case),
    )  # fmt: skip


def week_of(viewer: Viewer, unit: Unit, monday: date) -> list[ShiftRow]:
    """Give a unit's shifts of a week with who works them; the read is logged.

    Raises NotVisible where the viewer does not see staffing.
    """
    if not viewer.may(SEE, unit.pk):
        raise NotVisible(unit.code)
    shifts = Shift.objects.filter(unit=unit, on_date__range=(monday, monday + timedelta(days=6)))
    found = list(shifts.select_related("unit").prefetch_related("people__person"))
    held = _Held(found)
    note_read(by=viewer, object_kind=summer_actions.KIND, object_id="", unit_id=unit.pk,
              data={"week": str(monday)})  # fmt: skip
    order = list(summer_rules.DayPart)
    found.sort(key=lambda one: (one.on_date, order.index(summer_rules.DayPart(one.part))))
    return [_shift_row(one, held.gap(one)) for one in found]


def shift_of(viewer: Viewer, shift_id: uuid.UUID) -> Shift:
    """Give a shift that the viewer may see. Raises NotVisible."""
    found = Shift.objects.select_related("unit").filter(pk=shift_id).first()
    if found is None or not viewer.may(SEE, found.unit_id):
        raise NotVisible(str(shift_id))
    return found


def possible(shift: Shift) -> list[Person]:
    """Give who may be put on a shift, by name: those whom no rule refuses."""
    people = receivers([shift.unit], shift.on_date)[shift.unit_id]
    asked = summer_actions.candidates(shift, people)
    return [one for one in people if summer_actions.may_work(shift, asked[one.pk]).ok]


def causes_of(viewer: Viewer, case_id: uuid.UUID) -> list[Cause]:
    """Give what should be better next summer, as causes that a remedy may answer."""
    found = SeasonLesson.objects.filter(
        season__in=seasons(viewer).filter(pk=case_id), kind=LessonKind.IMPROVE
    )
    return [Cause(str(one.pk), f"{one.number}: {one.words}"[:200]) for one in found]


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the evaluation of each summer, for the year wheel."""
    for row in seasons(viewer).filter(case__unit__is_reference=False):
        day, address = lists.evaluation_day(row.year), reverse("competence:season", args=[row.pk])
        if start <= day <= end:
            done = row.evaluated_date
            yield Duty(
                name=_("Utvärdera sommarbemanningen %(year)s") % {"year": row.year}, due_date=day,
                unit=row.case.unit.name, role=_("Kvalitetsutvecklare"), address=address,
                state=DutyState.DONE if done else DutyState.DUE, done_date=done,
                evidence=address if done else "", topic="summer_evaluation",
            )  # fmt: skip


def _units(viewer: Viewer, above: Unit) -> list[Unit]:
    below = Unit.objects.below(above).in_force(viewer.on)
    seen = below if viewer.everywhere else below.filter(pk__in=viewer.unit_ids(SEE))
    return list(seen.order_by("name"))


def _shifts(row: Season, units: list[Unit]) -> list[Shift]:
    found = Shift.objects.filter(
        unit__in=units, on_date__range=(row.from_date, row.until_date)
    ).select_related("unit")
    return list(found.prefetch_related("people"))


class _Held:
    """Who holds which tasks where, on the days of some shifts."""

    def __init__(self, shifts: list[Shift]) -> None:
        people = {one.person_id for shift in shifts for one in shift.people.all()}
        rows = Delegation.objects.filter(receiver__in=people, case__state=State.VALID)
        self._rows: dict[uuid.UUID, list[Delegation]] = defaultdict(list)
        for row in rows.select_related("case").prefetch_related("tasks"):
            self._rows[row.receiver_id].append(row)
        self._near = {unit: standing.near(unit) for unit in {one.unit_id for one in shifts}}

    def gap(self, shift: Shift) -> Gap:
        """Give what a shift lacks."""
        people = [one.person_id for one in shift.people.all()]
        held = {str(one): self._tasks(one, shift) for one in people}
        return gap(shift.needed, [str(one) for one in people], shift.tasks, held)

    def _tasks(self, person: uuid.UUID, shift: Shift) -> set[str]:
        return {
            task.code for row in self._rows[person] for task in row.tasks.all()
            if rules.is_valid(row.case.state, row.from_date, row.until_date, shift.on_date)
            and row.case.unit_id in self._near[shift.unit_id]
        }  # fmt: skip


def _by_unit(shifts: list[Shift], row: Season) -> list[UnitWeeks]:
    held = _Held(shifts)
    gaps: dict[Unit, dict[date, list[Gap]]] = defaultdict(lambda: defaultdict(list))
    for one in shifts:
        monday = one.on_date - timedelta(days=one.on_date.weekday())
        gaps[one.unit][monday].append(held.gap(one))
    return [
        UnitWeeks(unit, [_cell(monday, found) for monday, found in sorted(weeks.items())])
        for unit, weeks in sorted(gaps.items(), key=lambda pair: pair[0].name)
    ]


def _cell(monday: date, gaps: list[Gap]) -> Cell:
    return Cell(
        monday, monday.isocalendar().week, sum(one.needed for one in gaps),
        sum(one.open for one in gaps), sum(bool(one.unheld) for one in gaps),
    )  # fmt: skip


def _not_reported(seen: list[Unit], reported: set[Unit]) -> list[Unit]:
    """Units of care without a single shift: not yet told, which is not the same as none open."""
    kinds = [kind for kind in lists.DELEGATED_AT if kind != "district"]
    return [one for one in seen if one.kind in kinds and one not in reported]


def _applied(row: Season) -> Applied | None:
    last = row.counts.order_by("on_date").last()
    if last is None:
        return None
    before = SeasonCount.objects.filter(
        season__case__unit=row.case.unit, season__year=row.year - 1,
        on_date__lte=last.on_date - timedelta(days=364),
    )  # fmt: skip
    return Applied(last, before.order_by("on_date").last())


def _introduced(shifts: list[Shift]) -> tuple[int, int]:
    """How many of those who work are introduced before their first shift, and how many work."""
    first: dict[tuple[uuid.UUID, uuid.UUID], Shift] = {}
    for shift in sorted(shifts, key=lambda one: one.on_date):
        for one in shift.people.all():
            first.setdefault((one.person_id, shift.unit_id), shift)
    facts = standing.Facts({person for person, _unit in first})
    near = {unit: standing.near(unit) for _person, unit in first}
    least: dict[uuid.UUID, int] = {}
    done = 0
    for (person, unit), shift in first.items():
        if unit not in least:
            least[unit] = int(
                local_value("delegation.introduction_days", shift.on_date, shift.unit)
            )
        days = facts.introduced(person, near[unit], shift.on_date - timedelta(days=1))
        done += rules.is_introduced(days, least[unit])
    return done, len(first)


def _statements(row: Season) -> dict[str, SeasonStatement]:
    return {one.subject: one for one in row.statements.all()}


def _lessons(viewer: Viewer, row: Season) -> Iterator[LessonRow]:
    found = remedies.for_case(viewer, row.pk)
    for one in row.lessons.all():
        mine = [each for each in found if each.cause_code == str(one.pk)]
        label = str(summer_rules.LESSON_LABELS[LessonKind(one.kind)])
        yield LessonRow(one, label, one.kind == LessonKind.IMPROVE, mine)


def _shift_row(shift: Shift, found: Gap) -> ShiftRow:
    people = sorted((one.person for one in shift.people.all()), key=lambda one: one.name)
    label = str(summer_rules.PART_LABELS[summer_rules.DayPart(shift.part)])
    return ShiftRow(shift, label, people, found, lists.task_titles(found.unheld))
