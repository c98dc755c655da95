"""What is done with meetings: planned, called, held, their timetable; one transaction each."""

import uuid
from dataclasses import dataclass
from datetime import date, time, timedelta

from vaka.areas.board import lists, pack_queries, queries, rules, year_actions
from vaka.areas.board.actions import NewItem, begin_raised, move
from vaka.areas.board.check_rules import faults
from vaka.areas.board.models import BoardMeeting, TimeSlot
from vaka.areas.board.rules import (
    ITEM_TRANSITIONS,
    LEAD,
    MEETING_LABELS,
    MEETING_TRANSITIONS,
    ItemSort,
    ItemState,
)
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import transitions
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require

DUE_DAYS = 14
"""Days before a meeting by which papers are asked for when nothing else is said."""


@dataclass(frozen=True)
class NewMeetings:
    """Meetings of one body on some days, at one hour and place."""

    body: str
    days: tuple[date, ...]
    begins: time | None = None
    place: str = ""
    with_standing: bool = True


@action
def plan_meetings(*, by: Viewer, new: NewMeetings, unit: Unit) -> list[BoardMeeting]:
    """Plan a body's meetings, each with the standing items of its day and what the year plan has.

    Raises:
        NotAllowed, RuleRefused.
    """
    demand(by, LEAD)
    taken = BoardMeeting.objects.filter(body=new.body).values_list("date", flat=True)
    require(rules.may_plan(days=new.days, taken=list(taken)))
    made = []
    for day in sorted(set(new.days)):
        row = BoardMeeting.objects.create(
            body=new.body, date=day, begins=new.begins, place=new.place,
            papers_due_date=day - timedelta(days=DUE_DAYS),
        )  # fmt: skip
        _note(by, "plan_meetings", row, day=day.isoformat())
        for one in lists.standing(day) if new.with_standing else ():
            standing = NewItem(unit, new.body, one.title, ItemSort(one.sort), meeting_id=row.pk)
            begin_raised(by=by, new=standing, meeting=row, state=ItemState.READY)
        if new.with_standing:
            year_actions.fill(by, row)
        made.append(row)
    return made


@action
def step_meeting(*, by: Viewer, meeting_id: uuid.UUID, verb: str, words: str) -> BoardMeeting:
    """Take a meeting a step on, by a verb of its table.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    row = _meeting(by, meeting_id)
    require(transitions.fits_in(MEETING_TRANSITIONS, verb, row.state, words, MEETING_LABELS))
    if verb == "board_meeting.call":
        facts = pack_queries.pack_facts(by, row)
        ready = [one.is_ready for one in queries.agenda(by, row)]
        require(rules.may_call(ready=ready, faults=len(faults(facts)), words=words))
        row.called_date = by.on
    if verb == "board_meeting.hold":
        require(rules.may_hold(day=row.date, today=by.on))
    if verb == "board_meeting.reopen":
        require(rules.may_reopen(has_minutes=row.minutes.exists()))
    if verb == "board_meeting.recall":
        row.packs.all().delete()
    row.state = transitions.find(MEETING_TRANSITIONS, verb).to_state
    row.words = words.strip()
    row.save(update_fields=["state", "words", "called_date"])
    if verb in rules.BY_MEETING:
        _treat(by, row, rules.BY_MEETING[verb])
    _note(by, verb.removeprefix("board_meeting."), row, words=row.words)
    return row


@action
def set_slot(
    *, by: Viewer, meeting_id: uuid.UUID, starts: time, ends: time | None, words: str,
    presenter: str = "", slot_id: uuid.UUID | None = None,
) -> TimeSlot:  # fmt: skip
    """Put a point into a meeting's timetable, or change one."""
    row = _meeting(by, meeting_id)
    require(rules.may_slot(starts=starts, ends=ends, words=words))
    slot = queries.slot(row, slot_id) if slot_id else TimeSlot(meeting=row)
    slot.starts, slot.ends, slot.words, slot.presenter = starts, ends, words.strip(), presenter
    slot.save()
    _note(by, "set_slot", row, starts=str(starts), words=slot.words)
    return slot


@action
def drop_slot(*, by: Viewer, meeting_id: uuid.UUID, slot_id: uuid.UUID) -> None:
    """Take a point out of a timetable."""
    row = _meeting(by, meeting_id)
    slot = queries.slot(row, slot_id)
    _note(by, "drop_slot", row, starts=str(slot.starts), words=slot.words)
    slot.delete()


def _treat(by: Viewer, meeting: BoardMeeting, verb: str) -> None:
    """Take every item of a meeting along when it is held, or when that is taken back."""
    step = transitions.find(ITEM_TRANSITIONS, verb)
    for row in meeting.items.filter(case__state__in=step.from_states).select_related("case__unit"):
        move(by, row, step, "")


def _meeting(by: Viewer, meeting_id: uuid.UUID) -> BoardMeeting:
    row = queries.meeting(by, meeting_id)
    demand(by, LEAD)
    return row


def _note(by: Viewer, verb: str, row: BoardMeeting, **data: object) -> None:
    note(by=by, verb=f"board_meeting.{verb}", object_kind="board_meeting", object_id=row.pk,
         data=data)  # fmt: skip
