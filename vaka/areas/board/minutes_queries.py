"""Reads of minutes: who may read them, what the checks see, whether they are whole."""

import hashlib
import json
import uuid
from typing import Any

from django.db.models import Q, QuerySet

from vaka.areas.administration import queries as administration
from vaka.areas.board import lists, queries
from vaka.areas.board.minutes_models import (
    BoardAttendance,
    BoardMinutes,
    BoardParagraph,
    BoardVote,
    MinutesSignature,
    ParagraphMark,
)
from vaka.areas.board.minutes_rules import (
    SETTLED,
    MarkKind,
    MinutesFacts,
    MinutesState,
    ParagraphFacts,
)
from vaka.areas.board.models import BoardMeeting, seats
from vaka.areas.board.roll_rules import Choice, Seated, Seating, VoteFacts
from vaka.areas.board.rules import LEAD, SEE
from vaka.foundation.access.viewer import Viewer, one_of


def open_minutes(viewer: Viewer) -> Q:
    """Give which minutes are open: settled ones to all, before that to the body and secretary."""
    if viewer.everywhere or viewer.may(LEAD):
        return Q()
    if not viewer.may(SEE):
        return Q(pk__in=[])
    own = Q(state=MinutesState.ADJUSTING, meeting__body__in=seats(viewer))
    return Q(state__in=SETTLED) | own


def minutes(viewer: Viewer, minutes_id: uuid.UUID) -> BoardMinutes:
    """Give one set of minutes. Raises NotVisible."""
    found = BoardMinutes.objects.filter(open_minutes(viewer))
    return one_of(found.select_related("meeting"), minutes_id)


def own_names(viewer: Viewer, one: BoardMinutes) -> list[str]:
    """Give under which names the viewer signs: of a seat in the body that day, or as secretary."""
    if viewer.person is None:
        return []
    found = administration.names_in(viewer.person, one.meeting.body, one.meeting.date)
    return [*found, viewer.name] if viewer.may(LEAD) else found


def minutes_of(viewer: Viewer, one: BoardMeeting) -> list[BoardMinutes]:
    """Give a meeting's minutes that the viewer may read, the whole meeting's last."""
    return list(one.minutes.filter(open_minutes(viewer)))


def settled(viewer: Viewer, one: BoardMeeting) -> BoardMinutes | None:
    """Give a meeting's adjusted minutes, or None before there are any."""
    found = one.minutes.filter(open_minutes(viewer), state__in=SETTLED, is_immediate=False)
    return found.select_related("meeting").first()


def paragraphs(viewer: Viewer) -> QuerySet[BoardParagraph]:
    """Give the paragraphs that the viewer may read: of open minutes, of open items."""
    found = BoardParagraph.objects.filter(
        item__in=queries.items(viewer).values("pk"),
        minutes__in=_readable(viewer),
    )
    return found.select_related("item__case", "minutes__meeting").prefetch_related(
        "marks", "votes__ballots", "despatches"
    )


def paragraph(viewer: Viewer, paragraph_id: uuid.UUID) -> BoardParagraph:
    """Give one paragraph. Raises NotVisible."""
    return one_of(paragraphs(viewer), paragraph_id)


def attendance(viewer: Viewer, attendance_id: uuid.UUID) -> BoardAttendance:
    """Give one line of a roll. Raises NotVisible."""
    found = BoardAttendance.objects.filter(minutes__in=_readable(viewer))
    return one_of(found.select_related("minutes__meeting"), attendance_id)


def signature(viewer: Viewer, signature_id: uuid.UUID) -> MinutesSignature:
    """Give one signature. Raises NotVisible."""
    found = MinutesSignature.objects.filter(minutes__in=_readable(viewer))
    return one_of(found.select_related("minutes__meeting"), signature_id)


def mark(viewer: Viewer, mark_id: uuid.UUID) -> ParagraphMark:
    """Give one person's part in a paragraph. Raises NotVisible."""
    found = ParagraphMark.objects.filter(paragraph__in=paragraphs(viewer).values("pk"))
    return one_of(found.select_related("paragraph__minutes__meeting"), mark_id)


def vote(viewer: Viewer, vote_id: uuid.UUID) -> BoardVote:
    """Give one vote. Raises NotVisible."""
    found = BoardVote.objects.filter(paragraph__in=paragraphs(viewer).values("pk"))
    return one_of(found.select_related("paragraph__minutes__meeting"), vote_id)


def _readable(viewer: Viewer) -> QuerySet[BoardMinutes, Any]:
    return BoardMinutes.objects.filter(open_minutes(viewer)).values("pk")


def seated(row: BoardAttendance) -> Seated:
    """Give a line of the roll as rules see it."""
    return Seated(row.name, Seating(row.seating), row.is_here, row.serves_for, row.since,
                  row.until, row.is_adjuster, row.presides)  # fmt: skip


def voters(one: BoardParagraph) -> list[str]:
    """Give who may have voted in a paragraph: those who served and have no conflict."""
    conflicted = {row.name for row in one.marks.all() if row.kind == MarkKind.CONFLICT}
    served = [row.name for row in one.minutes.roll.all() if seated(row).serves]
    return [name for name in served if name not in conflicted]


def facts(one: BoardMinutes) -> MinutesFacts:
    """Give minutes as the checks see them."""
    rows = one.paragraphs.select_related("item__case").prefetch_related("marks", "votes__ballots")
    numbers = BoardParagraph.objects.filter(minutes__meeting=one.meeting_id)
    line = tuple(seated(row) for row in one.roll.all())
    presides = next((row.name for row in line if row.presides), "")
    told = tuple(
        ParagraphFacts(
            row.number, row.item.case.title, row.decision,
            tuple((mark.name, MarkKind(mark.kind)) for mark in row.marks.all()),
            tuple(vote_facts(vote, presides) for vote in row.votes.all()),
        )
        for row in rows
    )  # fmt: skip
    every = tuple(numbers.values_list("number", flat=True))
    return MinutesFacts(line, told, every, one.secretary)


def vote_facts(one: BoardVote, presides: str) -> VoteFacts:
    """Give a vote as rules see it."""
    return VoteFacts(tuple((row.name, Choice(row.choice)) for row in one.ballots.all()), presides)


def digest(one: BoardMinutes) -> str:
    """Give SHA-256 of all that minutes say, whatever has been signed or sent of them."""
    told: dict[str, Any] = {
        "meeting": [one.meeting.body, one.meeting.date.isoformat()], "secretary": one.secretary,
        "roll": [[row.name, row.seating, row.is_here, row.serves_for, str(row.since),
                  str(row.until), row.presides, row.is_adjuster] for row in one.roll.all()],
        "paragraphs": [_whole(row) for row in one.paragraphs.select_related("item__case")],
    }  # fmt: skip
    raw = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(raw).hexdigest()


def is_whole(one: BoardMinutes) -> bool:
    """Say whether minutes still read as they did when each signature in Vaka was put."""
    signed = set(one.signatures.exclude(digest="").values_list("digest", flat=True))
    return signed <= {digest(one)}


def appeal_words(one: BoardMinutes, code: str, last_day: str) -> str:
    """Give how decisions of minutes are appealed, in the words of their day."""
    appeal = lists.appeals(one.meeting.date)[code]
    return f"{appeal.words.format(last_day=last_day)} ({appeal.law})"


def appeal_label(one: BoardMinutes, code: str) -> str:
    """Give what a way to appeal is called."""
    return lists.appeals(one.meeting.date)[code].label


def _whole(row: BoardParagraph) -> list[Any]:
    return [
        row.number, row.item.case.title, row.words, row.decision, row.proposals, row.recipients,
        row.appeal, sorted([mark.kind, mark.name, mark.words] for mark in row.marks.all()),
        [[vote.yes_means, vote.no_means, sorted([b.name, b.choice] for b in vote.ballots.all())]
         for vote in row.votes.all()],
    ]  # fmt: skip
