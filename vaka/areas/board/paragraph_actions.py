"""What is done with a paragraph: written, voted in, marked, adjusted at once, sent."""

import uuid
from dataclasses import dataclass
from datetime import date

from vaka.areas.board import actions, lists, roll_rules
from vaka.areas.board import minutes_queries as minutes
from vaka.areas.board import minutes_rules as rules
from vaka.areas.board.actions import NewItem
from vaka.areas.board.minutes_actions import held, told, write, written
from vaka.areas.board.minutes_models import (
    BoardAttendance,
    BoardDespatch,
    BoardMinutes,
    BoardParagraph,
    BoardVote,
    ParagraphMark,
    RecordedBallot,
)
from vaka.areas.board.minutes_rules import MarkKind
from vaka.areas.board.models import BoardItem
from vaka.areas.board.roll_rules import Choice, VoteFacts
from vaka.areas.board.rules import ItemSort, ItemState, Openness, clauses, may_class
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@dataclass(frozen=True)
class Said:
    """What a paragraph says: decision and recipients a line each, its appeal by code."""

    decision: str
    words: str = ""
    proposals: str = ""
    recipients: str = ""
    appeal: str = "none"


@action
def write_paragraph(
    *, by: Viewer, paragraph_id: uuid.UUID, said: Said, at_once: bool
) -> BoardParagraph:
    """Write what a paragraph says, and whether it is adjusted at once in minutes of its own."""
    row, one = _open(by, paragraph_id)
    require(rules.may_appeal(said.appeal, lists.appeals(one.meeting.date)))
    row.decision, row.words = said.decision.strip(), said.words.strip()
    row.proposals, row.appeal = said.proposals.strip(), said.appeal
    row.recipients = "\n".join(clauses(said.recipients))
    if at_once != one.is_immediate:
        row.minutes = _moved(one, at_once)
    row.save()
    if one.is_immediate and not one.paragraphs.exists():
        one.delete()
    told(by, row.minutes, "write_paragraph", number=row.number, at_once=at_once)
    return row


@action
def raise_item(
    *, by: Viewer, minutes_id: uuid.UUID, unit: Unit, title: str, openness: Openness, ground: str
) -> BoardParagraph:
    """Add an item that was raised at the meeting, last in the list and in the numbers."""
    one = written(by, minutes_id)
    require(may_class(openness=openness, ground=ground))
    numbers = BoardParagraph.objects.filter(body=one.meeting.body, year=one.meeting.date.year)
    later = numbers.filter(minutes__meeting__date__gt=one.meeting.date)
    require(rules.may_drop(later=later.exists()))
    new = NewItem(unit, one.meeting.body, title, ItemSort.OTHER, openness, ground, one.meeting.pk)
    case = actions.begin_raised(by=by, new=new, meeting=one.meeting, state=ItemState.TREATED)
    last = numbers.order_by("-number").first()
    row = write(one, BoardItem.objects.get(pk=case.pk), last.number + 1 if last else 1)
    told(by, one, "raise_item", number=row.number)
    return row


@action
def record_vote(
    *, by: Viewer, paragraph_id: uuid.UUID, yes_means: str, no_means: str,
    ballots: dict[str, Choice],
) -> BoardVote:  # fmt: skip
    """Record a vote that was held: what yes and no meant, and how each one answered."""
    row, one = _open(by, paragraph_id)
    lines = [minutes.seated(line) for line in one.roll.all()]
    presides = next((line.name for line in lines if line.presides), "")
    conflicted = [mark.name for mark in row.marks.all() if mark.kind == MarkKind.CONFLICT]
    require(roll_rules.may_record(vote=VoteFacts(tuple(ballots.items()), presides), roll=lines,
                                  conflicted=conflicted))  # fmt: skip
    vote = BoardVote.objects.create(paragraph=row, yes_means=yes_means.strip(),
                                    no_means=no_means.strip())  # fmt: skip
    for name, choice in ballots.items():
        RecordedBallot.objects.create(vote=vote, name=name, choice=choice)
    told(by, one, "record_vote", number=row.number)
    return vote


@action
def drop_vote(*, by: Viewer, vote_id: uuid.UUID) -> None:
    """Take a recorded vote away while the minutes are being written."""
    vote = minutes.vote(by, vote_id)
    one = written(by, vote.paragraph.minutes_id)
    told(by, one, "drop_vote", number=vote.paragraph.number)
    vote.delete()


@action
def mark_person(
    *, by: Viewer, paragraph_id: uuid.UUID, name: str, kind: MarkKind, words: str
) -> ParagraphMark:
    """Write one person's part: conflict of interest, reservation, abstention, a statement."""
    row, one = _open(by, paragraph_id)
    line = one.roll.filter(name=name).first()
    voted = RecordedBallot.objects.filter(vote__paragraph=row, name=name).exists()
    require(rules.may_mark(kind=kind, seated=minutes.seated(line) if line else None, voted=voted))
    mark, _made = ParagraphMark.objects.update_or_create(
        paragraph=row, name=name, kind=kind, defaults={"words": words.strip()}
    )
    told(by, one, "mark_person", number=row.number, kind=kind)
    return mark


@action
def drop_mark(*, by: Viewer, mark_id: uuid.UUID) -> None:
    """Take one person's part away while the minutes are being written."""
    mark = minutes.mark(by, mark_id)
    one = written(by, mark.paragraph.minutes_id)
    told(by, one, "drop_mark", number=mark.paragraph.number, kind=mark.kind)
    mark.delete()


@action
def send_paragraph(
    *, by: Viewer, paragraph_id: uuid.UUID, recipients: list[str], on: date, how: str
) -> list[BoardDespatch]:
    """Write that a decision has gone to some of its recipients; each gets it once."""
    row = minutes.paragraph(by, paragraph_id)
    one = held(by, row.minutes_id)
    sent = set(row.despatches.values_list("recipient", flat=True))
    require(rules.may_send(state=one.state, wanted=recipients, sent=sent,
                           expected=clauses(row.recipients))
            + rules.may_date(sent=on, adjusted=one.adjusted_date, today=by.on))  # fmt: skip
    made = [BoardDespatch.objects.create(paragraph=row, recipient=name, sent_date=on,
                                         how=how.strip(), by_name=by.name)
            for name in recipients]  # fmt: skip
    told(by, one, "send_paragraph", number=row.number, sent=len(made))
    return made


def _open(by: Viewer, paragraph_id: uuid.UUID) -> tuple[BoardParagraph, BoardMinutes]:
    row = minutes.paragraph(by, paragraph_id)
    return row, written(by, row.minutes_id)


def _moved(one: BoardMinutes, at_once: bool) -> BoardMinutes:
    """Give the meeting's minutes of the other sort; those of their own begin with the same roll."""
    other, made = BoardMinutes.objects.get_or_create(
        meeting=one.meeting, is_immediate=at_once,
        defaults={"secretary": one.secretary, "kept_at": one.kept_at},
    )  # fmt: skip
    require(rules.may_write(other.state))
    if made:
        for line in one.roll.all():
            BoardAttendance.objects.create(
                minutes=other, name=line.name, seating=line.seating, is_here=line.is_here,
                serves_for=line.serves_for, since=line.since, until=line.until,
                presides=line.presides, is_adjuster=line.is_adjuster, place=line.place,
            )  # fmt: skip
    return other
