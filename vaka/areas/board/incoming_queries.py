"""Reads of what has come in: a month of the register, one, what an item tells; never past who may
see."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from vaka.areas.board import queries, rules
from vaka.areas.board.incoming_models import IncomingLetter, open_letters
from vaka.areas.board.incoming_rules import SENDER_LABELS, SenderKind, may_tell, must_follow
from vaka.areas.board.lists import told_in
from vaka.areas.board.models import BoardItem, BoardMeeting, seats
from vaka.areas.board.rules import LEAD, SEE, ItemSort, ItemState, MeetingState, Openness
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.law.period import Period

NOWHERE = (
    Q(item=None)
    | Q(item__case__state=ItemState.WITHDRAWN)
    | Q(item__meeting__state=MeetingState.CANCELLED)
)
"""What is told at no item that stands."""


@dataclass(frozen=True)
class LetterLine:
    """One line of the register; of one that is not the viewer's only its number is told."""

    id: uuid.UUID | None
    diary_number: str
    received_date: date
    sort_label: str = ""
    kind: str = ""
    kind_label: str = ""
    sender: str = ""
    subject: str = ""
    paragraph: str = ""
    openness: str = ""
    openness_label: str = ""
    told_date: date | None = None
    told_id: uuid.UUID | None = None
    must_follow: bool = False
    is_followed: bool = False

    @property
    def waits(self) -> bool:
        """True when it asks for something that nobody has taken up."""
        return self.must_follow and not self.is_followed


@dataclass(frozen=True)
class Waiting:
    """What a meeting being planned has not been told of, and the item that would tell it."""

    count: int
    item_id: uuid.UUID | None


def letters(viewer: Viewer) -> QuerySet[IncomingLetter]:
    """Give what the viewer may read."""
    found = IncomingLetter.objects.filter(open_letters(viewer, seats(viewer)))
    return found.select_related("item__meeting", "item__case", "answer__case", "assignment")


def month_of(viewer: Viewer, month: Period) -> list[LetterLine]:
    """Give all that came in a month, by sender and day, none left out. Raises NotAllowed."""
    demand(viewer, SEE)
    first, last = month.first_date, month.last_date
    every = IncomingLetter.objects.filter(received_date__range=(first, last))
    return _noted(viewer, _lines(every, letters(viewer)))


def to_follow(viewer: Viewer) -> list[LetterLine]:
    """Give what asks for an answer or a duty and has been taken up nowhere, the oldest first."""
    demand(viewer, SEE)
    found = letters(viewer).filter(answer=None, assignment=None, left="")
    return _noted(viewer, [line for line in map(line_of, found) if line.waits])


def _noted(viewer: Viewer, lines: list[LetterLine]) -> list[LetterLine]:
    """Write in the log which lines were shown that not everybody may read."""
    shown = [str(one.id) for one in lines if one.id and one.openness != Openness.COMMON]
    if shown:
        note_read(by=viewer, object_kind="incoming_letter", object_id="", data={"shown": shown})
    return lines


def letter(viewer: Viewer, letter_id: uuid.UUID) -> IncomingLetter:
    """Give one to read; the read of what is not common is logged. Raises NotVisible."""
    one = letters(viewer).filter(pk=letter_id).first()
    if one is None:
        raise NotVisible(str(letter_id))
    if one.openness != Openness.COMMON:
        note_read(by=viewer, object_kind="incoming_letter", object_id=one.pk)
    return one


def told_at(viewer: Viewer, item: BoardItem, *, public: bool = False) -> list[LetterLine]:
    """Give what an item tells, numbers of all; in public only what is common is told."""
    every = item.incoming.all()
    if public:
        return _lines(every, every.filter(openness=Openness.COMMON))
    return _noted(viewer, _lines(every, letters(viewer)))


def untold(body: str, until: date) -> QuerySet[IncomingLetter]:
    """Give what came to a body up to a day and is told at no item that stands."""
    found = IncomingLetter.objects.filter(NOWHERE)
    return found.filter(body=body, received_date__lte=until)


def waiting_for(viewer: Viewer, meeting: BoardMeeting) -> Waiting:
    """Give what the secretary has not put on a meeting's agenda yet."""
    if not viewer.may(LEAD) or meeting.state != MeetingState.PLANNED:
        return Waiting(0, None)
    return Waiting(untold(meeting.body, viewer.on).count(), telling_at(meeting, "letters"))


def telling_at(meeting: BoardMeeting, fills: str) -> uuid.UUID | None:
    """Give the item of a meeting that would tell something, the standing one before the last."""
    rows = meeting.items.filter(sort=ItemSort.NOTIFICATION).exclude(case__state=ItemState.WITHDRAWN)
    named = rows.filter(case__title__in=told_in(meeting.date, fills)).first()
    found = named or rows.order_by("-number").first()
    return found.pk if found else None


def may_fill(viewer: Viewer, item: BoardItem) -> bool:
    """Say whether the viewer puts what has come in on an item."""
    state = item.meeting.state if item.meeting else ""
    return viewer.may(LEAD) and may_tell(sort=item.sort, meeting_state=state).ok


def is_followed(one: IncomingLetter) -> bool:
    """Say whether something has come of it, or a reason why not is written."""
    return bool(one.answer_id or one.assignment_id or one.left)


def line_of(one: IncomingLetter) -> LetterLine:
    """Give one that is open as a line."""
    item = one.item
    stands = item is not None and item.case.state != ItemState.WITHDRAWN
    return LetterLine(
        one.pk, one.diary_number, one.received_date, str(one.get_sort_display()), one.sender_kind,
        str(SENDER_LABELS[SenderKind(one.sender_kind)]), one.sender, one.subject, one.paragraph,
        one.openness, str(rules.OPENNESS_LABELS[Openness(one.openness)]),
        item.meeting.date if stands and item and item.meeting else None,
        one.item_id if stands else None, must_follow(one.sort, one.sender_kind), is_followed(one),
    )  # fmt: skip


def _lines(every: QuerySet[IncomingLetter], opened: QuerySet[IncomingLetter]) -> list[LetterLine]:
    mine = set(opened.filter(pk__in=every.values("pk")).values_list("pk", flat=True))
    lines = [line_of(one) if one.pk in mine else _closed(one) for one in _sorted(every)]
    return sorted(lines, key=lambda line: line.id is None)  # a place would tell the sender


def _sorted(every: QuerySet[IncomingLetter]) -> Iterator[IncomingLetter]:
    order = list(SenderKind)
    found: Iterable[IncomingLetter] = every.select_related("item__meeting", "item__case")
    yield from sorted(found, key=lambda one: order.index(SenderKind(one.sender_kind)))


def _closed(one: IncomingLetter) -> LetterLine:
    label = str(rules.OPENNESS_LABELS[Openness(one.openness)])
    return LetterLine(None, one.diary_number, one.received_date, openness=one.openness,
                      openness_label=label)  # fmt: skip


def letter_to_follow(viewer: Viewer, letter_id: str) -> IncomingLetter | None:
    """Give what an answer or assignment is written from, or None when none is named."""
    try:
        asked = uuid.UUID(letter_id)
    except ValueError:
        return None
    return letters(viewer).filter(pk=asked).first()


def item_telling(viewer: Viewer, case_id: uuid.UUID) -> BoardItem:
    """Give an item whose list the secretary makes. Raises NotAllowed, NotVisible."""
    one = queries.item(viewer, case_id)
    demand(viewer, LEAD)
    return one
