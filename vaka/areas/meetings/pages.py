"""What the pages of meetings show, frozen."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from vaka.areas.meetings.lists import MeetingKind
from vaka.areas.meetings.prepared import Ready
from vaka.areas.remedies.queries import RemedyRow
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class TalkRow:
    """One point on the page of its meeting."""

    id: uuid.UUID
    number: int
    heading: str
    prompt: str
    notes: str


@dataclass(frozen=True)
class DecisionRow:
    """A decision or a wish, with the remedies that answer it and what came of them."""

    id: uuid.UUID
    number: int
    kind_label: str
    is_wish: bool
    text: str
    answer: str
    answered_date: date | None
    remedies: list[RemedyRow]

    @property
    def is_waiting(self) -> bool:
        """Neither a remedy nor an answer has come of it."""
        return not self.remedies and not self.answer


@dataclass(frozen=True)
class Before:
    """The meeting of the same kind before this one, and what came of what it decided."""

    id: uuid.UUID
    held_date: date
    decisions: list[DecisionRow]


@dataclass(frozen=True)
class HomesRow:
    """How many want to be visited at home; the note only for whoever asks them.

    Attributes:
        may_count: the viewer tells how many, while the visit is planned.
        may_enter: why the visit may not be said to be made yet.
    """

    asked: int
    willing: int
    taken_back: int
    asked_date: date | None
    asked_by: str
    note: str
    may_count: bool
    may_enter: Verdict


@dataclass(frozen=True)
class DespatchRow:
    """A receiver that has got the report, when and how."""

    receiver: str
    sent_date: date
    how: str


@dataclass(frozen=True)
class MeetingPage:
    """What the page of one meeting shows, to the screen and to paper."""

    frame: CaseFrame
    kind: MeetingKind
    planned_date: date
    time: time | None
    place: str
    leader_name: str
    prepared_date: date | None
    held_date: date | None
    present: str
    people: int | None
    staff_present: bool | None
    staff_reason: str
    homes: HomesRow | None
    checked_date: date | None
    checked_by: str
    ready: Ready
    is_kept: bool
    points: list[TalkRow]
    decisions: list[DecisionRow]
    before: Before | None
    next_date: date | None
    steps: list[str]
    may_write: bool
    may_lead: bool
    may_finish: Verdict
    may_hand_over: Verdict
    may_check: Verdict
    suspects: list[str]
    is_late: bool
    timeline: list[TimelineLine]
    onward: list[OnwardAction]
    despatches: list[DespatchRow]
    unsent: list[str]
    may_spread: bool


@dataclass(frozen=True)
class ListFilter:
    """What a list is narrowed by; empty does not narrow."""

    look: str = "coming"
    words: str = ""
    sort: str = ""
    unit_code: str = ""
    ids: Collection[uuid.UUID] | None = None
