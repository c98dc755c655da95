"""Planned against held: a year's meetings counted by unit and kind."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from vaka.areas.meetings import queries, rules, standing
from vaka.areas.meetings.actions import KIND
from vaka.areas.meetings.lists import MeetingKind, kinds, open_to
from vaka.areas.meetings.models import Meeting
from vaka.areas.meetings.rules import State
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.organisation.models import Unit


@dataclass(frozen=True)
class Cell:
    """One unit's meetings of one kind in a year."""

    planned: int
    held: int
    cancelled: int
    asked: int

    @property
    def short(self) -> int:
        """How many more must be planned to reach what the year asks."""
        return rules.still_short(self.planned - self.cancelled, self.asked)


@dataclass(frozen=True)
class YearRow:
    """One unit in the year's list: a cell for each kind, None where the kind asks nothing."""

    unit: Unit
    cells: list[Cell | None]


@dataclass(frozen=True)
class Year:
    """Planned against held in a year: the kinds as columns, units as rows, and the sums."""

    year: int
    kinds: list[MeetingKind]
    rows: list[YearRow]
    planned: int
    held: int


@dataclass(frozen=True)
class VisitRow:
    """One visit of a member of the board: who, where, planned, done and checked."""

    id: uuid.UUID
    visitor: str
    unit: str
    planned_date: date
    held_date: date | None
    checked_date: date | None
    is_late: bool
    unsent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Visits:
    """A year's visits, and how many days of payment each visitor has: one visit a day at most."""

    rows: list[VisitRow]
    paid: list[tuple[str, int]]


def visits_of(viewer: Viewer, year: int) -> Visits:
    """Give the visits of the board that a viewer may see, planned in a year, by day."""
    found = queries.visible(viewer).filter(
        sort__in=open_to("board"), planned_date__year=year
    ).order_by("planned_date", "case__unit__name")  # fmt: skip
    visits = list(found.exclude(case__state=State.CANCELLED).prefetch_related("despatches"))
    rows = [
        VisitRow(
            one.pk, one.leader.name, one.case.unit.name, one.planned_date, one.held_date,
            one.checked_date, rules.is_late(one.case.state, one.case.due_date, viewer.on),
            tuple(standing.unsent(one)),
        )
        for one in visits
    ]  # fmt: skip
    queries.note_listed(viewer, [row.id for row in rows])
    return Visits(rows, _paid(visits))


def year_of(viewer: Viewer, year: int) -> Year:
    """Give planned against held by unit and kind, for the units whose meetings one sees."""
    found = queries.visible(viewer).filter(planned_date__year=year)
    counted = found.order_by().values_list("case__unit_id", "sort").annotate(
        planned=Count("pk"), held=Count("held_date"),
        cancelled=Count("pk", filter=Q(case__state=State.CANCELLED)),
    )  # fmt: skip
    counts = {(unit, sort): tuple(rest) for unit, sort, *rest in counted}
    note_read(by=viewer, object_kind=KIND, object_id="", data={"counted": year})
    asked = [one for one in kinds(date(year, 12, 31)).values() if one.per_year]
    units = Unit.objects.filter(pk__in=viewer.unit_ids(rules.SEE, rules.VISIT))
    if viewer.everywhere:
        units = Unit.objects.filter(is_reference=False)
    whole = viewer.unit_ids(rules.SEE)
    rows = [
        _year_row(unit, [one if viewer.everywhere or unit.pk in whole or one.open_to == "board"
                         else None for one in asked], counts)
        for unit in units.in_force(viewer.on).order_by("name")
    ]  # fmt: skip
    shown = [row for row in rows if any(row.cells)]
    used = [n for n, _kind in enumerate(asked) if any(row.cells[n] for row in shown)]
    return Year(
        year, [asked[n] for n in used],
        [YearRow(row.unit, [row.cells[n] for n in used]) for row in shown],
        sum(one[0] for one in counts.values()), sum(one[1] for one in counts.values()),
    )  # fmt: skip


def _paid(visits: list[Meeting]) -> list[tuple[str, int]]:
    """Count each visitor's days with a visit that is paid, by name; two of one name are two."""
    days = {(one.leader_id, one.held_date) for one in visits
            if one.held_date and standing.sort_of(one).is_paid}  # fmt: skip
    names = {one.leader_id: one.leader.name for one in visits}
    return sorted((names[who], n) for who, n in Counter(who for who, _day in days).items())


def _year_row(
    unit: Unit, asked: list[MeetingKind | None],
    counts: dict[tuple[uuid.UUID, str], tuple[int, ...]],
) -> YearRow:  # fmt: skip
    """One row; None among the kinds stands for one whose meetings there are not for the viewer."""
    cells: list[Cell | None] = []
    for kind in asked:
        if kind is None:
            cells.append(None)
            continue
        planned, held, cancelled = counts.get((unit.pk, kind.code), (0, 0, 0))
        expected = kind.per_year if unit.kind in kind.at else 0
        cells.append(Cell(planned, held, cancelled, expected) if planned or expected else None)
    return YearRow(unit, cells)
