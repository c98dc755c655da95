"""What is done with a body's year plan; each verb is one transaction with its row."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vaka.areas.board import queries as items
from vaka.areas.board import year_queries as queries
from vaka.areas.board import year_rules as rules
from vaka.areas.board.actions import NewItem, begin_raised
from vaka.areas.board.models import BoardItem, BoardMeeting
from vaka.areas.board.rules import LEAD, ItemSort, ItemState
from vaka.areas.board.year_models import PlannedItem
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root
from vaka.law.verdict import require

COLUMNS = ("body", "year", "month", "title", "sort", "unit", "responsible", "goes_to", "earlier",
           "note")  # fmt: skip


@dataclass(frozen=True)
class PlanLine:
    """A row of a plan as it is written; month is 1-12, None where it is not planned yet."""

    body: str
    year: int
    month: int | None
    title: str
    sort: ItemSort = ItemSort.DECISION
    unit: Unit | None = None
    responsible: str = ""
    goes_to: str = ""
    earlier: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes a row of a year the same row, when a plan is read in again; a recurring item
        has one row a month."""
        return str(self.month or ""), self.title.casefold(), str(self.sort)


@dataclass(frozen=True)
class Taken:
    """What came of reading a plan in."""

    new: int
    changed: int
    unchanged: int


@action
def plan_item(*, by: Viewer, line: PlanLine) -> PlannedItem:
    """Write a row into a plan. Raises NotAllowed, RuleRefused."""
    demand(by, LEAD)
    row = _write(PlannedItem(), line)
    _note(by, "plan_item", row)
    return row


@action
def change_planned(*, by: Viewer, row_id: uuid.UUID, line: PlanLine) -> PlannedItem:
    """Change a row, or move it to another month, until it has become an item."""
    row = _led(by, row_id)
    require(rules.may_change_planned(is_made=row.item_id is not None))
    _write(row, line)
    _note(by, "change_planned", row)
    return row


@action
def drop_planned(*, by: Viewer, row_id: uuid.UUID) -> None:
    """Take a row out of a plan."""
    row = _led(by, row_id)
    require(rules.may_change_planned(is_made=row.item_id is not None))
    _note(by, "drop_planned", row)
    row.delete()


@action
def fill_agenda(*, by: Viewer, meeting_id: uuid.UUID) -> int:
    """Make an item of each row of a meeting's month that is none yet; gives how many.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    meeting = items.meeting(by, meeting_id)
    demand(by, LEAD)
    require(rules.may_fill(meeting_state=meeting.state, waiting=queries.waiting(meeting).count()))
    return fill(by, meeting)


def fill(by: Viewer, meeting: BoardMeeting) -> int:
    """Make the items that a meeting's month has waiting, inside another action."""
    rows = list(queries.waiting(meeting))
    top = root()
    for row in rows:
        columns = tuple((name, getattr(row, name)) for name in COLUMNS[6:])
        new = NewItem(row.unit or top, row.body, row.title, ItemSort(row.sort),
                      meeting_id=meeting.pk, columns=columns)  # fmt: skip
        case = begin_raised(by=by, new=new, meeting=meeting, state=ItemState.PLANNED)
        row.item = BoardItem.objects.get(pk=case.pk)
        row.save(update_fields=["item"])
        _note(by, "fill_agenda", row)
    return len(rows)


@action
def carry_year(*, by: Viewer, body: str, year: int) -> int:
    """Begin the next year's plan with what comes each year; gives how many rows."""
    demand(by, LEAD)
    every = PlannedItem.objects.filter(body=body)
    rows = [row for row in every.filter(year=year) if rules.recurs(earlier=row.earlier)]
    require(rules.may_carry(recurring=len(rows),
                            next_rows=every.filter(year=year + 1).count()))  # fmt: skip
    for row in rows:
        line = replace(_line(row), year=year + 1, title=rules.year_later(row.title, year))
        _note(by, "carry_year", _write(PlannedItem(), line))
    return len(rows)


@action
def take_in_plan(*, by: Viewer, lines: Sequence[PlanLine], source: str) -> Taken:
    """Take a file's rows into their years; a row that stands is not written twice."""
    demand(by, LEAD)
    new = changed = same = 0
    for line in lines:
        year = PlannedItem.objects.filter(body=line.body, year=line.year)
        row = next((one for one in year if _line(one).key == line.key), None)
        if row is not None and (row.item_id or replace(_line(row), unit=line.unit) == line):
            same += 1
            continue
        new, changed = new + (row is None), changed + (row is not None)
        _write(row or PlannedItem(), line)
    note(by=by, verb="planned_item.take_in_plan", object_kind="planned_item", object_id=source,
         data={"new": new, "changed": changed, "unchanged": same})  # fmt: skip
    return Taken(new, changed, same)


def _write(row: PlannedItem, line: PlanLine) -> PlannedItem:
    require(rules.may_plan_item(title=line.title, year=line.year, month=line.month))
    for name in COLUMNS:
        value = getattr(line, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.save()
    return row


def _line(row: PlannedItem) -> PlanLine:
    told = {name: getattr(row, name) for name in COLUMNS}
    return PlanLine(**told | {"sort": ItemSort(row.sort)})


def _led(by: Viewer, row_id: uuid.UUID) -> PlannedItem:
    row = queries.planned_row(by, row_id)
    demand(by, LEAD)
    return row


def _note(by: Viewer, verb: str, row: PlannedItem) -> None:
    note(by=by, verb=f"planned_item.{verb}", object_kind="planned_item", object_id=row.pk,
         data={"year": row.year, "month": row.month})  # fmt: skip
