"""Reads of waiting lists: a year of a list as told and as counted, its checks, the queue ahead.

Cells are counts; no row names anybody. What was told stands before what is counted, and both are
kept so that the page shows which is which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from vaka.areas.entitlements import queries as decisions
from vaka.areas.entitlements.rules import Wait
from vaka.areas.places import queries as places
from vaka.areas.places.rules import Group, Spell
from vaka.areas.waiting_lists import check_rules, rules
from vaka.areas.waiting_lists.check_rules import TOTAL_GROUP, Finding, Key, Sheet
from vaka.areas.waiting_lists.models import ToldCount
from vaka.areas.waiting_lists.rules import (
    NOT_COUNTED,
    SEE,
    Accepted,
    ListKind,
    Measure,
    Person,
    Value,
)
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.months import add_months

if TYPE_CHECKING:
    from vaka.calc.queues import Ahead, Behind


@dataclass(frozen=True)
class Cell:
    """One month of a row; `told` stands before `counted`."""

    month: date
    told: Value | None
    counted: Value | None
    mark: str = ""

    @property
    def value(self) -> Value:
        """What the list shows."""
        return self.told or self.counted or NOT_COUNTED

    @property
    def differs(self) -> bool:
        """Whether what was told is another number than what was counted."""
        told, own = self.told and self.told.counted, self.counted and self.counted.counted
        return told is not None and own is not None and told != own


@dataclass(frozen=True)
class Row:
    """What is counted, month by month."""

    measure: Measure
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Section:
    """One group of a list."""

    code: str
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class WaitingList:
    """A year of one waiting list."""

    kind: ListKind
    unit: Unit
    months: tuple[date, ...]
    sections: tuple[Section, ...]
    total: Row
    notes: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    sources: tuple[str, ...]
    newest: date | None

    @property
    def is_told(self) -> bool:
        """Whether any cell was told by hand or read in."""
        return bool(self.sources)

    def at(self, group: str, measure: Measure, month: date | None) -> Value:
        """Give one cell's value."""
        rows = [self.total] if group == TOTAL_GROUP else [
            row for one in self.sections if one.code == group for row in one.rows
        ]  # fmt: skip
        cells = (cell for row in rows if row.measure is measure for cell in row.cells)
        return next((cell.value for cell in cells if cell.month == month), NOT_COUNTED)


def units(viewer: Viewer) -> list[Unit]:
    """Give the units whose waiting lists a viewer may read: own ones and published ones."""
    return decisions.units_to_account(viewer)


def year_list(
    viewer: Viewer, kind: ListKind, unit: Unit, year: int, as_of: date
) -> WaitingList:  # fmt: skip
    """Give a year of a list, counted as it was known on a day.

    Raises:
        NotVisible: the viewer sees no decisions at the unit.
    """
    if not (viewer.may(SEE, unit.pk) or (unit.is_reference and viewer.may(SEE))):
        raise NotVisible(unit.code)
    months = tuple(date(year, number, 1) for number in range(1, 13))
    first = add_months(months[0], -rules.MONTHS_EARLIER)
    every = [add_months(first, step) for step in range(12 + rules.MONTHS_EARLIER)]
    told_rows = list(ToldCount.objects.filter(unit=unit, list_code=kind.code, month__in=every))
    told = {(one.group, Measure(one.measure), one.month): one for one in told_rows}
    counted, notes = _counted(viewer, kind, unit, every, as_of)
    shown = counted | {key: one.value for key, one in told.items()}
    marked = {(key[0], key[2]) for key, one in told.items() if one.mark} | set(notes)
    sheet = Sheet(kind, months, shown, frozenset(marked))
    own = Sheet(kind, months, counted)
    printed = Sheet(kind, months, {k: one.value for k, one in told.items() if k[2] in months})
    filled = [month for month in months if (TOTAL_GROUP, Measure.TOTAL, month) in shown]
    lines = _Lines(months, counted, told, notes)
    return WaitingList(
        kind, unit, months, tuple(lines.section(kind, group) for group in kind.groups),
        lines.row(TOTAL_GROUP, Measure.TOTAL), lines.footnotes(kind),
        (*check_rules.findings(sheet), *check_rules.differences(printed, own)),
        tuple(sorted({one.source for one in told_rows if one.source and one.month in months})),
        max(filled, default=None),
    )  # fmt: skip


def counted_month(
    viewer: Viewer, kind: ListKind, unit: Unit, month: date, as_of: date
) -> dict[Key, Value]:  # fmt: skip
    """Give what is counted of a month, to be told as it stands or corrected."""
    return _counted(viewer, kind, unit, [month], as_of)[0]


def told_month(kind: ListKind, unit: Unit, month: date) -> dict[Key, ToldCount]:
    """Give what has been told of a month."""
    found = ToldCount.objects.filter(unit=unit, list_code=kind.code, month=month)
    return {(one.group, Measure(one.measure), one.month): one for one in found}


@dataclass(frozen=True)
class Outlook:
    """The queue of a group reckoned ahead; `lacks` says why it cannot be."""

    label: str
    waiting: int
    ahead: tuple[Ahead, ...] = ()
    lacks: str = ""

    @property
    def last(self) -> Ahead | None:
        """The end of what is reckoned."""
        return self.ahead[-1] if self.ahead else None


def outlook(viewer: Viewer, group: Group, unit: Unit, on: date) -> Outlook:
    """Give the queue of a group ahead, out of the whole months behind."""
    from vaka.calc.queues import reckoned

    how = rules.outlook(on)
    last = on.replace(day=1)
    starts = [add_months(last, -step) for step in range(how.months_behind, 0, -1)]
    waits = decisions.waits(viewer, group.services, since=starts[0], unit=unit)
    first = min((one.decided.replace(day=1) for one in waits), default=last)
    behind = [_behind(waits, start) for start in starts if start >= first]
    known = places.known_places(group.code, unit, on)
    now = Outlook(group.label, sum(_stands(one, on) for one in waits))
    if len(behind) < how.least_months:
        told = {"n": len(behind), "least": how.least_months}
        return replace(now, lacks=_("Bara %(n)d hela månader är kända, %(least)d behövs.") % told)
    if not known:
        return replace(now, lacks=_("Platserna är inte inskrivna."))
    found = reckoned(behind, now.waiting, known, months=how.months_ahead, share=how.share,
                     draws=how.draws, least_months=how.least_months)  # fmt: skip
    return replace(now, ahead=tuple(found))


def _behind(waits: Sequence[Wait], start: date) -> Behind:
    from vaka.calc.queues import Behind

    end = add_months(start, 1)
    ended = [one for one in waits if one.left and start <= one.left < end]
    moved = sum(one.left == one.executed for one in ended)
    came = sum(start <= one.decided < end for one in waits)
    standing = sum(_stands(one, start - timedelta(days=1)) for one in waits)
    return Behind(standing, came, moved, len(ended) - moved)


def _stands(one: Wait, day: date) -> bool:
    return one.decided <= day and (one.left is None or one.left > day)


def _counted(
    viewer: Viewer, kind: ListKind, unit: Unit, months: Sequence[date], as_of: date
) -> tuple[dict[Key, Value], dict[tuple[str, date], list[str]]]:
    """Every cell out of decisions, and what is said of accepted places, by group and month."""
    cells: dict[Key, Value] = {}
    notes: dict[tuple[str, date], list[str]] = {}
    known = [month for month in months if month <= as_of]
    people = {group.code: _people(viewer, group, unit, months[0]) for group in kind.groups}
    if not any(people.values()):
        return {}, {}
    for group in kind.groups:
        vacant = places.vacant_times(group.code, unit)
        for month in known:
            day = _last_day(month, as_of)
            for measure in kind.measures_of(group.code):
                is_counted = kind.is_counted(measure, month)
                cells[group.code, measure, month] = (
                    rules.counted(measure, people[group.code], vacant, month, day)
                    if is_counted else NOT_COUNTED
                )  # fmt: skip
            if said := rules.accepted(people[group.code], day):
                notes[group.code, month] = [_said(n, *key) for key, n in said.items()]
    for month in known:
        needs = [cells[group.code, Measure.NEED, month].number for group in kind.groups]
        cells[TOTAL_GROUP, Measure.TOTAL, month] = rules.of(sum(needs))
    return cells, notes


def _last_day(month: date, as_of: date) -> date:
    return min(add_months(month, 1) - timedelta(days=1), as_of)


def _said(number: int, place: str, move_in: date | None) -> str:
    """The footnote of those who have said yes and stand in the queue until they move in."""
    told = {"n": number, "place": place, "day": move_in.isoformat() if move_in else ""}
    if move_in:
        return _("%(n)d av dem har tackat ja till %(place)s, inflyttning %(day)s") % told
    return _("%(n)d av dem har tackat ja till %(place)s, inflyttningen är inte bestämd") % told


def _people(viewer: Viewer, group: Group, unit: Unit, since: date) -> list[Person]:
    waits = decisions.waits(viewer, group.services, since=since, unit=unit)
    ids = [one.case_id for one in waits]
    spells, first = places.spells(ids), places.prioritised(ids)
    return [_person(one, spells.get(one.case_id, ()), one.case_id in first) for one in waits]


def _person(one: Wait, spells: Sequence[Spell], is_prioritised: bool) -> Person:
    return Person(
        decided=one.decided, last_day=one.last_day, left=one.left, executed=one.executed,
        spells=tuple(spells),
        declined=tuple(o.answered or o.offered for o in one.offers if o.answer == "declined"),
        accepted=tuple(
            Accepted(o.answered or o.offered, o.place, o.move_in)
            for o in one.offers if o.answer == "accepted"
        ),
        declined_unwritten=one.declined_unwritten > 0, is_prioritised=is_prioritised,
    )  # fmt: skip


@dataclass(frozen=True)
class _Lines:
    """Lays cells out as rows, with a mark where a footnote belongs."""

    months: tuple[date, ...]
    counted: dict[Key, Value]
    told: dict[Key, ToldCount]
    notes: dict[tuple[str, date], list[str]]

    def section(self, kind: ListKind, group: Group) -> Section:
        rows = (self.row(group.code, one) for one in kind.measures_of(group.code))
        return Section(group.code, group.label, tuple(rows))

    def row(self, group: str, measure: Measure) -> Row:
        cells = (self._cell((group, measure, month)) for month in self.months)
        return Row(measure, str(rules.LABELS[measure]), tuple(cells))

    def _cell(self, key: Key) -> Cell:
        told = self.told.get(key)
        own_mark = "*" if key[1] is Measure.NEED and (key[0], key[2]) in self.notes else ""
        mark = told.mark if told else own_mark
        return Cell(key[2], told.value if told else None, self.counted.get(key), mark)

    def footnotes(self, kind: ListKind) -> tuple[tuple[str, str], ...]:
        """Where each footnote belongs and what it says, the told ones as they were told."""
        names = {group.code: group.label for group in kind.groups}
        found: dict[tuple[str, str], list[date]] = {}
        for key, one in self.told.items():
            if one.mark and one.note and key[2] in self.months:
                found.setdefault((key[0], f"{one.mark} {one.note}"), []).append(key[2])
        for (group, month), said in self.notes.items():
            if month in self.months and (group, Measure.NEED, month) not in self.told:
                found.setdefault((group, f"* {'. '.join(said)}"), []).append(month)
        return tuple(
            (f"{names.get(group, '')} {', '.join(f'{m:%Y-%m}' for m in sorted(when))}", words)
            for (group, words), when in sorted(found.items(), key=lambda one: min(one[1]))
        )
