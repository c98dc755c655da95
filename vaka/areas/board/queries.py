"""Reads of the board: meetings with their agenda, one item, what the checks say; never past
who may see."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vaka.areas.administration import queries as administration
from vaka.areas.board import lists, rules
from vaka.areas.board.models import (
    BoardItem,
    BoardMeeting,
    BoardPaper,
    MemberNote,
    TimeSlot,
    open_items,
    open_papers,
)
from vaka.areas.board.rules import (
    ITEM_TRANSITIONS,
    LEAD,
    PREPARE,
    SEE,
    ItemSort,
    ItemState,
    MeetingState,
    Openness,
)
from vaka.areas.economy import queries as economy
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.cases.transitions import Transition, offered
from vaka.law.verdict import Verdict
from vaka.web import words as written

KIND = "board_item"
Date = date
FILE, PACK = "board_paper", "board_pack"
WITH_LETTER = (ItemSort.DECISION, ItemSort.NOTIFICATION)


@dataclass(frozen=True)
class AgendaRow:
    """One item of an agenda as somebody meets it; `id` is None where it is not open to them."""

    number: int
    title: str
    sort_label: str
    openness: str
    openness_label: str
    state: str
    state_label: str
    is_ready: bool
    id: uuid.UUID | None
    diary_number: str = ""
    responsible: str = ""
    letters: int = 0
    papers: int = 0


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in the list."""

    id: uuid.UUID
    body_name: str
    date: Date
    state: str
    state_label: str
    items: int
    waiting: int
    papers_due_date: Date | None


@dataclass(frozen=True)
class LetterRow:
    """One part of a letter: its heading, and its words or none."""

    code: str
    label: str
    words: str


@dataclass(frozen=True)
class ItemPage:
    """One item as its page shows it."""

    frame: CaseFrame
    item: BoardItem
    body_name: str
    letter: list[LetterRow]
    papers: list[BoardPaper]
    hidden_papers: int
    steps: list[Transition]
    timeline: list[TimelineLine]
    may_write: Verdict
    may_prepare: bool
    may_lead: bool
    own_note: str = ""
    shortfalls: Sequence[Any] = ()

    @property
    def has_letter(self) -> bool:
        """True when some part of the letter has words."""
        return any(row.words for row in self.letter)

    @property
    def told(self) -> list[tuple[str, str]]:
        """What is known of the item, label and words, without what is empty."""
        one = self.item
        pairs = (
            (_("Diarienummer"), one.diary_number),
            (_("Skrivelsens dag"), _day(one.letter_date)),
            (_("Ansvarig roll"), one.responsible),
            (_("Enhet som bereder"), self.frame.unit_name),
            (_("Går vidare till"), one.goes_to),
            (_("Tidigare beslut"), one.earlier),
            (_("Redovisar till och med"), _day(one.reports_until_date)),
            (_("Ska besvaras senast"), _day(one.answer_due_date)),
            (_("Delegationspunkt"), one.point),
            (_("Beslutet skrevs under"), _day(one.decided_date)),
            (_("Dagen som beslutet gäller"), _day(one.event_date)),
            (_("Anmärkning"), one.note),
        )
        return [(label, words) for label, words in pairs if words]


def body_names() -> dict[str, str]:
    """Give the elected bodies by code; the board before its committees."""
    return {one.code: one.name for one in administration.every_body()}


def meetings(viewer: Viewer) -> list[MeetingRow]:
    """Give every meeting, the earliest first. Raises NotAllowed."""
    demand(viewer, SEE)
    names = body_names()
    found = BoardMeeting.objects.visible_to(viewer).prefetch_related("items__case")
    return [_meeting_row(one, names) for one in found]


def unplanned(viewer: Viewer, body: str = "") -> list[AgendaRow]:
    """Give the open items without a meeting that the viewer may see, the oldest first; those of
    one body when it is named."""
    found = items(viewer).filter(meeting=None, case__closed_at=None).order_by("case__opened_at")
    found = found.filter(body=body) if body else found
    return [_agenda_row(one, True) for one in found]


def meeting(viewer: Viewer, meeting_id: uuid.UUID) -> BoardMeeting:
    """Give one meeting. Raises NotVisible."""
    found = BoardMeeting.objects.visible_to(viewer).filter(pk=meeting_id).first()
    if found is None:
        raise NotVisible(str(meeting_id))
    return found


def planned(viewer: Viewer, body: str = "") -> list[BoardMeeting]:
    """Give the meetings whose agenda may be changed; those of one body when it is named."""
    found = BoardMeeting.objects.visible_to(viewer).filter(state=MeetingState.PLANNED)
    return list(found.filter(body=body) if body else found)


def coming(viewer: Viewer) -> list[BoardMeeting]:
    """Give the meetings from the viewer's day on that are not cancelled."""
    found = BoardMeeting.objects.visible_to(viewer).exclude(state=MeetingState.CANCELLED)
    return list(found.filter(date__gte=viewer.on))


def slot(one: BoardMeeting, slot_id: uuid.UUID) -> TimeSlot:
    """Give one point of a meeting's timetable. Raises NotVisible."""
    found = one.slots.filter(pk=slot_id).first()
    if found is None:
        raise NotVisible(str(slot_id))
    return found


def agenda(viewer: Viewer, one: BoardMeeting) -> list[AgendaRow]:
    """Give a meeting's items in order; of one that is not open only its number is told."""
    seen = set(items(viewer).filter(meeting=one).values_list("pk", flat=True))
    rows = one.items.select_related("case").prefetch_related("texts", "papers")
    return [_agenda_row(row, row.pk in seen) for row in rows
            if row.case.state != ItemState.WITHDRAWN]  # fmt: skip


def items(viewer: Viewer) -> QuerySet[BoardItem]:
    """Give the items that the viewer may see."""
    rows = BoardItem.objects.filter(open_items(viewer)) if viewer.may(SEE) else _none()
    return rows.select_related("case__unit", "case__owner", "meeting").distinct()


def item(viewer: Viewer, case_id: uuid.UUID) -> BoardItem:
    """Give one item to read; the read is logged. Raises NotVisible."""
    cases.visible_case(viewer, case_id)
    found = items(viewer).filter(pk=case_id).first()
    if found is None:
        raise NotVisible(str(case_id))
    return found


def item_page(viewer: Viewer, case_id: uuid.UUID) -> ItemPage:
    """Give one item with its letter and the attachments open to the viewer. Raises NotVisible."""
    one = item(viewer, case_id)
    prepares = may_prepare(viewer, one)
    leads = viewer.may(LEAD)
    seen = papers(viewer, one)
    steps = [
        step for step in offered(ITEM_TRANSITIONS, one.case.state)
        if step.verb not in rules.BY_MEETING.values()
        and (leads if step.capability == LEAD else prepares)
    ]  # fmt: skip
    return ItemPage(
        cases.frame(one.case), one, body_names().get(one.body, one.body), letter(one), seen,
        one.papers.count() - len(seen), steps, cases.timeline(one.case),
        rules.may_write(one.case.state, one.meeting.state if one.meeting else ""),
        prepares, leads, own_note(viewer, one), economy.shortfalls_of_item(viewer, one.pk),
    )  # fmt: skip


def may_prepare(viewer: Viewer, one: BoardItem) -> bool:
    """Say whether the viewer writes of an item: its preparer, its unit's, or the secretary."""
    mine = viewer.person is not None and one.case.owner_id == viewer.person.pk
    own = viewer.may(PREPARE, one.case.unit_id) and one.openness != Openness.SECRET
    return viewer.may(LEAD) or (mine and viewer.may(PREPARE)) or own


def letter(one: BoardItem) -> list[LetterRow]:
    """Give the parts of an item's letter in the order of the form of its day."""
    told = {text.part: text.words for text in one.texts.all()}
    return [LetterRow(part.code, part.label, told.get(part.code, "")) for part in form_of(one)]


def form_of(one: BoardItem) -> tuple[lists.Part, ...]:
    """Give the form of the letter as it was on the day of its meeting."""
    day = one.meeting.date if one.meeting else one.case.opened_at.date()
    return lists.parts(day)


def own_note(viewer: Viewer, one: BoardItem) -> str:
    """Give what the viewer has written of an item for themselves; nobody else's is ever asked."""
    found = MemberNote.objects.filter(item=one, person=viewer.person).first()
    return found.words if found else ""


def papers(viewer: Viewer, one: BoardItem) -> list[BoardPaper]:
    """Give the attachments of an item that are open to the viewer."""
    return list(one.papers.filter(open_papers(viewer)).select_related("file"))


def paper(viewer: Viewer, paper_id: uuid.UUID) -> BoardPaper:
    """Give one attachment of an item that the viewer may see. Raises NotVisible."""
    found = BoardPaper.objects.filter(open_papers(viewer), pk=paper_id).first()
    if found is None:
        raise NotVisible(str(paper_id))
    item(viewer, found.item_id)
    return found


def meeting_on(viewer: Viewer, day: date) -> BoardMeeting:
    """Give the meeting of a day, the board's before a committee's. Raises NotVisible."""
    order = list(body_names())
    found = [one for one in BoardMeeting.objects.visible_to(viewer).filter(date=day)
             if one.state != MeetingState.CANCELLED]  # fmt: skip
    if not found:
        raise NotVisible(day.isoformat())
    return min(found, key=lambda one: order.index(one.body) if one.body in order else len(order))


def _day(day: date | None) -> str:
    return written.day(day) if day else ""


def _none() -> QuerySet[BoardItem]:
    return BoardItem.objects.none()


def _meeting_row(one: BoardMeeting, names: dict[str, str]) -> MeetingRow:
    states = [row.case.state for row in one.items.all() if row.case.state != ItemState.WITHDRAWN]
    return MeetingRow(
        one.pk, names.get(one.body, one.body), one.date, one.state,
        str(rules.MEETING_LABELS[MeetingState(one.state)]), len(states),
        states.count(ItemState.PLANNED), one.papers_due_date,
    )  # fmt: skip


def _agenda_row(row: BoardItem, is_open: bool) -> AgendaRow:
    state = ItemState(row.case.state)
    closed = AgendaRow(
        row.number, rules.shown_title(row.case.title, row.openness, is_open),
        str(rules.SORT_LABELS[ItemSort(row.sort)]), row.openness,
        str(rules.OPENNESS_LABELS[Openness(row.openness)]), state,
        str(rules.ITEM_LABELS[state]), state in (ItemState.READY, ItemState.TREATED), None,
    )  # fmt: skip
    if not is_open:
        return closed
    return replace(
        closed, id=row.pk, diary_number=row.diary_number, responsible=row.responsible,
        letters=len(row.texts.all()), papers=len(row.papers.all()),
    )  # fmt: skip
