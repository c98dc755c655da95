"""What a politician reads before a meeting: its items, the figures that moved, what is late."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vaka.areas.board import assignment_queries as assignments
from vaka.areas.board import queries
from vaka.areas.board.assignment_queries import AssignmentRow
from vaka.areas.board.models import BoardItem, BoardMeeting, ItemFigure, MemberNote
from vaka.areas.board.queries import AgendaRow
from vaka.areas.board.rules import LEAD, OUT, PREPARE, MeetingState, moved
from vaka.areas.figures import queries as figures
from vaka.areas.indicators.words import written
from vaka.foundation.access.viewer import Viewer, one_of
from vaka.law.period import Grain, Period
from vaka.metrics.definitions import MEASURES
from vaka.metrics.request import Request, Row


@dataclass(frozen=True)
class FigureRow:
    """One bound measure: its last whole month before a meeting, and that before the meeting
    before it.

    Attributes:
        way: `up`, `down`, `same`, or `unknown` where a value is missing or hidden.
    """

    id: uuid.UUID
    title: str
    measure: str
    unit_code: str
    unit_name: str
    now: str
    then: str
    month: Period
    month_then: Period | None
    way: str
    item_id: uuid.UUID
    item_title: str


@dataclass(frozen=True)
class BeforePage:
    """The one page before a meeting."""

    meeting: BoardMeeting
    body_name: str
    previous: BoardMeeting | None
    agenda: list[AgendaRow]
    figures: list[FigureRow]
    late: list[AssignmentRow]
    due: list[AssignmentRow]
    noted: frozenset[uuid.UUID]

    @property
    def moved(self) -> int:
        """How many figures are not what they were."""
        return sum(row.way in ("up", "down") for row in self.figures)


def before_page(viewer: Viewer, meeting_id: uuid.UUID) -> BeforePage:
    """Give the page before a meeting, as the viewer may read it. Raises NotVisible."""
    one = queries.meeting(viewer, meeting_id)
    shown = viewer.may(LEAD) or viewer.may(PREPARE) or one.state in OUT
    agenda = queries.agenda(viewer, one) if shown else []
    owed = assignments.due_at(viewer, one)
    items = queries.items(viewer).filter(meeting=one) if shown else BoardItem.objects.none()
    notes = MemberNote.objects.filter(item__in=items, person=viewer.person)
    return BeforePage(
        one, queries.body_names().get(one.body, one.body), previous(one), agenda,
        figure_rows(viewer, items, one), [row for row in owed if row.is_late],
        [row for row in owed if not row.is_late],
        frozenset(notes.values_list("item_id", flat=True)),
    )  # fmt: skip


def previous(one: BoardMeeting) -> BoardMeeting | None:
    """Give the body's last held meeting before one, or None when it is the first."""
    found = BoardMeeting.objects.filter(body=one.body, date__lt=one.date, state=MeetingState.HELD)
    return found.order_by("-date").first()


def figure_rows(
    viewer: Viewer, items: Iterable[BoardItem], one: BoardMeeting | None
) -> list[FigureRow]:
    """Give the measures bound to items that the viewer may read figures of, with what they were
    before the meeting before."""
    bound = ItemFigure.objects.filter(item__in=items).select_related("unit", "item__case")
    reached = viewer.unit_ids(figures.SEE)
    mine = [row for row in bound if row.measure in MEASURES
            and (viewer.everywhere or row.unit_id in reached)]  # fmt: skip
    if not mine:
        return []
    before = previous(one) if one else None
    now = _month(min(one.date, viewer.on) if one else viewer.on)
    then = _month(before.date) if before else None
    asked = [(row, month) for row in mine for month in (now, then) if month]
    answers = figures.ask(viewer, *(
        Request((row.measure,), row.unit.code, month, grain=Grain.MONTH) for row, month in asked
    ))  # fmt: skip
    told = {(row.pk, month): _total(rows) for (row, month), rows in
            zip(asked, answers.rows, strict=True)}  # fmt: skip
    return [
        _row(row, told.get((row.pk, now)), told.get((row.pk, then)) if then else None, now, then)
        for row in mine
    ]


def figure(viewer: Viewer, figure_id: uuid.UUID) -> ItemFigure:
    """Give one bound measure of an item that the viewer may see. Raises NotVisible."""
    found = ItemFigure.objects.filter(item__in=queries.items(viewer).values("pk"))
    return one_of(found.select_related("item__case", "unit"), figure_id)


def _month(day: date) -> Period:
    """The last whole month before a day."""
    return Period.of(day, Grain.MONTH).previous()


def _total(rows: Iterable[Row]) -> Row | None:
    return next((row for row in rows if not row.by), None)


def _row(
    row: ItemFigure, now: Row | None, then: Row | None, month: Period, month_then: Period | None
) -> FigureRow:
    measure = MEASURES[row.measure]
    values = [None if each is None or each.value is None else float(each.value)
              for each in (now, then)]  # fmt: skip
    return FigureRow(
        row.pk, measure.title.sv, row.measure, row.unit.code, row.unit.name,
        written(measure, values[0]), written(measure, values[1]), month, month_then,
        moved(values[0], values[1]), row.item_id, row.item.case.title,
    )  # fmt: skip
