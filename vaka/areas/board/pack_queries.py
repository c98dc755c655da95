"""Reads of what goes out: a meeting's page with what the checks say, its packs and their files."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch

from vaka.areas.administration import queries as administration
from vaka.areas.board import lists, rules
from vaka.areas.board.check_rules import Fault, ItemFacts, PackFacts, PaperFacts, Slot, faults
from vaka.areas.board.minutes_rules import SETTLED
from vaka.areas.board.models import (
    BoardItem,
    BoardMeeting,
    BoardPack,
    BoardPaper,
    TimeSlot,
    open_papers,
    seats,
)
from vaka.areas.board.queries import AgendaRow, agenda, body_names, items, meeting, unplanned
from vaka.areas.board.rules import (
    LEAD,
    MEETING_TRANSITIONS,
    PREPARE,
    SEE,
    ItemSort,
    ItemState,
    MeetingState,
    Openness,
)
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.transitions import Transition, offered
from vaka.foundation.files.models import StoredFile


@dataclass(frozen=True)
class MeetingPage:
    """One meeting as its page shows it; `faults` only to those who lead."""

    meeting: BoardMeeting
    body_name: str
    agenda: list[AgendaRow]
    slots: list[TimeSlot]
    faults: list[Fault]
    steps: list[Transition]
    packs: list[BoardPack]
    may_lead: bool
    may_prepare: bool
    unplanned: list[AgendaRow] = field(default_factory=list)


def meeting_page(viewer: Viewer, meeting_id: uuid.UUID) -> MeetingPage:
    """Give one meeting with the agenda as the viewer may see it. Raises NotVisible."""
    one = meeting(viewer, meeting_id)
    leads = viewer.may(LEAD)
    shown = leads or viewer.may(PREPARE) or one.state in rules.OUT
    return MeetingPage(
        one, body_names().get(one.body, one.body), agenda(viewer, one) if shown else [],
        list(one.slots.all()) if shown else [],
        faults(pack_facts(viewer, one)) if leads else [],
        offered(MEETING_TRANSITIONS, one.state) if leads else [],
        [pack for pack in packs(viewer, one) if pack.minutes_id is None],
        leads, viewer.may(PREPARE),
        unplanned(viewer, one.body) if leads and one.state == MeetingState.PLANNED else [],
    )  # fmt: skip


def packs(viewer: Viewer, one: BoardMeeting) -> list[BoardPack]:
    """Give the packs that the viewer may fetch, the newest first."""
    found = one.packs.select_related("minutes").prefetch_related("files")
    return [pack for pack in found if _may_take(viewer, pack)]


def may_fetch_paper(viewer: Viewer, file: StoredFile) -> bool:
    """Say whether an attachment's file is open to a viewer who sees its item."""
    return BoardPaper.objects.filter(open_papers(viewer), file=file).exists()


def may_fetch_pack(viewer: Viewer, file: StoredFile) -> bool:
    """Say whether a pack's file is open to a viewer: the members' only to those of the body."""
    found = BoardPack.objects.filter(files=file).select_related("meeting", "minutes").first()
    return found is not None and _may_take(viewer, found)


def pack_items(viewer: Viewer, one: BoardMeeting, *, public: bool) -> list[BoardItem]:
    """Give the items that go into a pack: into the public one only what is common."""
    found = items(viewer).filter(meeting=one).exclude(case__state=ItemState.WITHDRAWN)
    rows = found.filter(openness=Openness.COMMON) if public else found
    open_to = BoardPaper.objects.filter(open_papers(viewer)).select_related("file")
    if public:
        open_to = open_to.filter(openness=Openness.COMMON)
    return list(rows.order_by("number").prefetch_related("texts", Prefetch("papers", open_to)))


def pack_facts(viewer: Viewer, one: BoardMeeting) -> PackFacts:
    """Give a meeting as the checks of the pack see it."""
    found = pack_items(viewer, one, public=False)
    form = lists.parts(one.date)
    days = {row.decided_date for row in found if row.decided_date}
    points = tuple(
        (day, frozenset(point.number for point in administration.points_on(day))) for day in days
    )
    slots = tuple(Slot(slot.starts, slot.ends, slot.words) for slot in one.slots.all())
    return PackFacts(one.date, tuple(_facts(row) for row in found), slots, form, points)


def _facts(row: BoardItem) -> ItemFacts:
    texts = {text.part: text.words for text in row.texts.all() if text.words.strip()}
    named = tuple(
        PaperFacts(one.title, one.dated, one.is_letter, one.is_named, one.file_id is not None,
                   Openness(one.openness))
        for one in row.papers.all()
    )  # fmt: skip
    return ItemFacts(
        row.number, row.case.title, row.diary_number, _needs_letter(row, texts, named),
        row.letter_date, frozenset(texts), "\n".join(texts.values()), named,
        row.reports_until_date, row.answer_due_date, row.chair_decides,
        row.point, row.decided_date, row.event_date,
    )  # fmt: skip


def _needs_letter(row: BoardItem, texts: Iterable[str], named: Iterable[PaperFacts]) -> bool:
    """A decision needs a letter of Vaka's form, unless one made elsewhere is attached."""
    is_elsewhere = any(one.is_letter and one.has_file for one in named)
    return row.sort == ItemSort.DECISION and (bool(list(texts)) or not is_elsewhere)


def _may_take(viewer: Viewer, pack: BoardPack) -> bool:
    if pack.meeting.state not in rules.OUT and not viewer.may(LEAD):
        return False
    if pack.minutes and pack.minutes.state not in SETTLED and not viewer.may(LEAD):
        return False
    if pack.is_public:
        return viewer.may(SEE)
    return viewer.may(LEAD) or pack.meeting.body in seats(viewer)
