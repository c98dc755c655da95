"""Minutes as a page or a paper shows them: the roll, paragraphs, signatures, what is not sent."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from vaka.areas.board import lists, queries, roll_rules
from vaka.areas.board import minutes_queries as minutes
from vaka.areas.board import minutes_rules as rules
from vaka.areas.board.minutes_models import BoardMinutes, BoardParagraph, BoardVote
from vaka.areas.board.minutes_queries import own_names, paragraphs, vote_facts
from vaka.areas.board.minutes_rules import (
    MARK_LABELS,
    MINUTES_TRANSITIONS,
    SETTLED,
    SIGNER_ROLES,
    MarkKind,
    MinutesState,
)
from vaka.areas.board.roll_rules import CHOICE_LABELS, SEATING_LABELS, Choice, Seating
from vaka.areas.board.rules import LEAD, OPENNESS_LABELS, Openness, clauses, shown_title
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.transitions import Transition, offered
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class RollRow:
    """One line of the roll as it is shown."""

    id: uuid.UUID
    name: str
    seating: Seating
    label: str
    is_here: bool
    serves_for: str
    since: time | None
    until: time | None
    presides: bool
    is_adjuster: bool
    serves: bool


@dataclass(frozen=True)
class VoteRow:
    """One vote with its result; `ballots` are the names by what they answered."""

    id: uuid.UUID
    yes_means: str
    no_means: str
    ballots: tuple[tuple[str, tuple[str, ...]], ...]
    yes: int
    no: int
    neither: int
    won: str
    by_chair: bool


@dataclass(frozen=True)
class MarkRow:
    """One person's part in a paragraph."""

    id: uuid.UUID
    name: str
    label: str
    words: str


@dataclass(frozen=True)
class ParagraphRow:
    """One paragraph; of one that is not open only number and what it is called stand."""

    id: uuid.UUID | None
    number: int
    title: str
    openness: str
    openness_label: str
    is_elsewhere: bool = False
    item_id: uuid.UUID | None = None
    diary_number: str = ""
    words: str = ""
    decision: tuple[str, ...] = ()
    proposals: str = ""
    recipients: tuple[str, ...] = ()
    unsent: tuple[str, ...] = ()
    appeal_label: str = ""
    marks: tuple[MarkRow, ...] = ()
    votes: tuple[VoteRow, ...] = ()


@dataclass(frozen=True)
class SignatureRow:
    """Who signs; `is_mine` where it is the viewer's own."""

    id: uuid.UUID
    name: str
    label: str
    signed_date: date | None
    how: str
    reference: str
    is_mine: bool


@dataclass(frozen=True)
class MinutesPage:
    """One set of minutes as its page shows it; `faults` only to those who lead.

    Attributes:
        other: the meeting's other minutes, where some was adjusted at once.
    """

    minutes: BoardMinutes
    body_name: str
    roll: list[RollRow]
    paragraphs: list[ParagraphRow]
    signatures: list[SignatureRow]
    faults: Verdict
    steps: list[Transition]
    may_lead: bool
    may_write: bool
    is_whole: bool
    adjust_due: date
    announce_due: date | None
    last_appeal: date | None
    other: BoardMinutes | None


def minutes_page(viewer: Viewer, minutes_id: uuid.UUID) -> MinutesPage:
    """Give one set of minutes for its page. Raises NotVisible."""
    one = minutes.minutes(viewer, minutes_id)
    leads = viewer.may(LEAD)
    told = minutes.facts(one)
    state = MinutesState(one.state)
    is_writing = state is MinutesState.WRITING
    return MinutesPage(
        one, queries.body_names().get(one.meeting.body, one.meeting.body), roll(one),
        paragraph_rows(viewer, one), _signatures(viewer, one),
        rules.may_hand_over(told) if leads and is_writing else Verdict.yes(),
        offered(MINUTES_TRANSITIONS, one.state) if leads else [], leads, leads and is_writing,
        minutes.is_whole(one), rules.due_adjusted(one.meeting.date),
        rules.due_announced(one.adjusted_date) if one.adjusted_date else None,
        rules.last_appeal_date(one.announced_date) if one.announced_date else None,
        other(viewer, one),
    )  # fmt: skip


def other(viewer: Viewer, one: BoardMinutes) -> BoardMinutes | None:
    """Give the meeting's other minutes that the viewer may read, or None when there are none."""
    found = BoardMinutes.objects.filter(minutes.open_minutes(viewer), meeting=one.meeting_id)
    return found.exclude(pk=one.pk).first()


def roll(one: BoardMinutes) -> list[RollRow]:
    """Give who was there and who was not, in the order of their seats."""
    return [
        RollRow(row.pk, row.name, Seating(row.seating), str(SEATING_LABELS[Seating(row.seating)]),
                row.is_here, row.serves_for, row.since, row.until, row.presides, row.is_adjuster,
                minutes.seated(row).serves)
        for row in one.roll.all()
    ]  # fmt: skip


def paragraph_rows(
    viewer: Viewer, one: BoardMinutes, *, public: bool = False
) -> list[ParagraphRow]:
    """Give every number of a meeting that belongs to some minutes, in order.

    Args:
        public: whether only what is common is told, whoever asks.
    """
    found = paragraphs(viewer).filter(minutes__meeting=one.meeting)
    if public:
        found = found.filter(item__openness=Openness.COMMON)
    seen = {row.pk: row for row in found}
    every = BoardParagraph.objects.filter(minutes__meeting=one.meeting)
    return [
        _row(seen[row.pk], one) if row.pk in seen else _closed(row, one)
        for row in every.select_related("item__case")
        if row.minutes_id == one.pk or not one.is_immediate
    ]


def forgotten(viewer: Viewer) -> list[tuple[BoardMinutes, ParagraphRow]]:
    """Give every settled paragraph that some recipient has not been sent, the oldest first.

    Raises NotAllowed.
    """
    demand(viewer, LEAD)
    found = paragraphs(viewer).filter(minutes__state__in=SETTLED)
    rows = [(row.minutes, _row(row, row.minutes)) for row in
            found.order_by("minutes__adjusted_date", "number")]  # fmt: skip
    return [(one, row) for one, row in rows if row.unsent]


def unsent(row: BoardParagraph) -> tuple[str, ...]:
    """Give the recipients that a paragraph has not gone to."""
    sent = {one.recipient for one in row.despatches.all()}
    return tuple(rules.unsent(clauses(row.recipients), sent))


def _row(row: BoardParagraph, one: BoardMinutes) -> ParagraphRow:
    closed = _closed(row, one, is_open=True)
    presides = next((line.name for line in row.minutes.roll.all() if line.presides), "")
    return ParagraphRow(
        row.pk, row.number, closed.title, closed.openness, closed.openness_label,
        closed.is_elsewhere, row.item_id, row.item.diary_number, row.words,
        tuple(clauses(row.decision)), row.proposals, tuple(clauses(row.recipients)),
        unsent(row),
        lists.appeals(row.minutes.meeting.date)[row.appeal].label,
        tuple(MarkRow(mark.pk, mark.name, str(MARK_LABELS[MarkKind(mark.kind)]), mark.words)
              for mark in row.marks.all()),
        tuple(_vote_row(vote, presides) for vote in row.votes.all()),
    )  # fmt: skip


def _closed(row: BoardParagraph, one: BoardMinutes, is_open: bool = False) -> ParagraphRow:
    openness = Openness(row.item.openness)
    return ParagraphRow(
        None, row.number, shown_title(row.item.case.title, openness, is_open), openness,
        str(OPENNESS_LABELS[openness]), row.minutes_id != one.pk,
    )  # fmt: skip


def _vote_row(one: BoardVote, presides: str) -> VoteRow:
    told = vote_facts(one, presides)
    came = roll_rules.result(told)
    by_choice = tuple((str(CHOICE_LABELS[choice]), _names(told.ballots, choice))
                      for choice in Choice)  # fmt: skip
    means = {Choice.YES: one.yes_means, Choice.NO: one.no_means}
    won = means.get(came.won, "") if came.won else ""
    return VoteRow(one.pk, one.yes_means, one.no_means,
                   tuple(pair for pair in by_choice if pair[1]), came.yes, came.no, came.neither,
                   won, came.by_chair)  # fmt: skip


def _names(ballots: Iterable[tuple[str, Choice]], choice: Choice) -> tuple[str, ...]:
    return tuple(name for name, told in ballots if told is choice)


def _signatures(viewer: Viewer, one: BoardMinutes) -> list[SignatureRow]:
    own = own_names(viewer, one)
    return [
        SignatureRow(row.pk, row.name, str(SIGNER_ROLES[row.role]), row.signed_date,
                     str(row.get_how_display()), row.reference, row.name in own)
        for row in one.signatures.all()
    ]  # fmt: skip
