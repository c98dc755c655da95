"""Reads of a body's year plan: month by month with its meetings, and what is not planned yet."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from vaka.areas.board import assignment_queries as assignments
from vaka.areas.board import queries, rules
from vaka.areas.board import year_rules as year
from vaka.areas.board.assignment_queries import AssignmentRow
from vaka.areas.board.assignment_rules import FOLLOWED
from vaka.areas.board.models import BoardMeeting
from vaka.areas.board.rules import SEE, ItemSort, MeetingState, Openness
from vaka.areas.board.year_models import PlannedItem
from vaka.areas.board.year_rules import COMING_LABELS, Coming
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.law.period import Grain, Period


@dataclass(frozen=True)
class PlanRow:
    """One row of a plan; `item_id` where it has become an item that the viewer may read."""

    id: uuid.UUID
    title: str
    sort_label: str
    responsible: str
    goes_to: str
    earlier: str
    note: str
    coming: Coming
    coming_label: str
    item_id: uuid.UUID | None

    @property
    def may_change(self) -> bool:
        """True until it has become an item."""
        return self.coming is not Coming.MADE


@dataclass(frozen=True)
class MonthRow:
    """One month of a plan: its meetings, rows, and what the administration reports then."""

    number: int
    words: str
    meetings: Sequence[BoardMeeting]
    rows: Sequence[PlanRow]
    assignments: Sequence[AssignmentRow]

    @property
    def lacks_meeting(self) -> bool:
        """True when there is something to take up and no meeting to do it at."""
        return year.lacks_meeting(rows=len(self.rows), meetings=len(self.meetings))


@dataclass(frozen=True)
class YearPage:
    """A body's plan of a year; `unplanned` are rows and assignments without a month."""

    body: str
    body_name: str
    year: int
    months: Sequence[MonthRow]
    unplanned: Sequence[PlanRow]
    owed: Sequence[AssignmentRow]
    missed: int
    may_carry: bool


def year_page(viewer: Viewer, body: str, of: int) -> YearPage:
    """Give the plan of a year as its page shows it. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE)
    names = queries.body_names()
    if body not in names:
        raise NotVisible(body)
    found = list(_rows(Q(body=body, year=of)))
    told = {one.pk: row for one, row in zip(found, _told(viewer, found), strict=True)}
    owed = [row for row in assignments.assignments(viewer)
            if row.body_name == names[body] and row.state in FOLLOWED]  # fmt: skip
    months = [_month(viewer, body, date(of, number, 1), owed,
                     [told[one.pk] for one in found if one.month == number])
              for number in range(1, 13)]  # fmt: skip
    following = PlannedItem.objects.filter(body=body, year=of + 1).exists()
    return YearPage(
        body, names[body], of, months, [told[one.pk] for one in found if one.month is None],
        [row for row in owed if row.due_date is None],
        sum(row.coming is Coming.MISSED for row in told.values()), bool(found) and not following,
    )  # fmt: skip


def planned_row(viewer: Viewer, row_id: uuid.UUID) -> PlannedItem:
    """Give one row. Raises NotVisible."""
    found = _rows(Q(pk=row_id)).first() if viewer.may(SEE) else None
    if found is None:
        raise NotVisible(str(row_id))
    return found


def waiting(meeting: BoardMeeting) -> QuerySet[PlannedItem]:
    """Give the rows of a meeting's month that have become no item; a withdrawn one does not count,
    for its row has been dealt with."""
    return _rows(Q(body=meeting.body, year=meeting.date.year, month=meeting.date.month, item=None))


def waiting_for(viewer: Viewer, meeting: BoardMeeting) -> int:
    """Count what the plan has for a meeting being planned, to whoever leads."""
    if not viewer.may(rules.LEAD) or meeting.state != MeetingState.PLANNED:
        return 0
    return waiting(meeting).count()


def first_board() -> str:
    """Give the code of the board before its committees, empty without one."""
    return next(iter(queries.body_names()), "")


def _rows(which: Q) -> QuerySet[PlannedItem]:
    return PlannedItem.objects.filter(which).select_related("item__case", "unit")


def _month(
    viewer: Viewer, body: str, first: date, owed: Sequence[AssignmentRow], rows: Sequence[PlanRow]
) -> MonthRow:  # fmt: skip
    month = Period.of(first, Grain.MONTH)
    inside = (month.first_date, month.last_date)
    meetings = BoardMeeting.objects.visible_to(viewer).filter(body=body, date__range=inside)
    due = [row for row in owed if row.due_date and inside[0] <= row.due_date <= inside[1]]
    return MonthRow(first.month, month.words(),
                    list(meetings.exclude(state=MeetingState.CANCELLED)), rows, due)  # fmt: skip


def _told(viewer: Viewer, found: Sequence[PlannedItem]) -> list[PlanRow]:
    made = [one.item_id for one in found if one.item_id]
    seen = set(queries.items(viewer).filter(pk__in=made).values_list("pk", flat=True))
    return [_plan_row(viewer, one, seen) for one in found]


def _plan_row(viewer: Viewer, one: PlannedItem, seen: set[uuid.UUID]) -> PlanRow:
    item, title, more = one.item, one.title, (one.responsible, one.goes_to, one.earlier, one.note)
    if item is not None and item.openness != Openness.COMMON and item.pk not in seen:
        title, more = rules.shown_title("", item.openness, is_open=False), ("", "", "", "")
    how = year.coming(year=one.year, month=one.month, is_made=item is not None, today=viewer.on)
    return PlanRow(
        one.pk, title, str(rules.SORT_LABELS[ItemSort(one.sort)]), *more, how,
        str(COMING_LABELS[how]), item.pk if item and item.pk in seen else None,
    )  # fmt: skip
