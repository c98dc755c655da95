"""What is done with the board's assignments; each verb is one transaction with its row."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.board import assignment_queries as queries
from vaka.areas.board import assignment_rules as rules
from vaka.areas.board.assignment_rules import (
    ASSIGNMENT_LABELS,
    ASSIGNMENT_TRANSITIONS,
    AssignmentState,
)
from vaka.areas.board.models import AssignmentStep, BoardAssignment, BoardItem, BoardMeeting
from vaka.areas.board.rules import LEAD, Openness, may_be_at
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import transitions
from vaka.law.verdict import require
from vaka.web.words import day


@dataclass(frozen=True)
class NewAssignment:
    """What a body told the administration to do: wording, paragraph, day, and when it is due."""

    body: str
    words: str
    decided_date: date
    paragraph: str = ""
    responsible: str = ""
    due: BoardMeeting | None = None
    item: BoardItem | None = None


@action
def give_assignment(*, by: Viewer, new: NewAssignment) -> BoardAssignment:
    """Write an assignment in as the body decided it. Raises NotAllowed, RuleRefused."""
    demand(by, LEAD)
    require(rules.may_give(words=new.words, decided=new.decided_date, today=by.on,
                           due=new.due.date if new.due else None)
            + may_be_at(body=new.body, meeting_body=new.due.body if new.due else None))  # fmt: skip
    row = BoardAssignment.objects.create(
        body=new.body, words=new.words.strip(), decided_date=new.decided_date, item=new.item,
        paragraph=new.paragraph, responsible=new.responsible, due=new.due,
    )  # fmt: skip
    _told(by, row, "give_assignment", _("Inskrivet"))
    return row


@action
def move_assignment(
    *, by: Viewer, assignment_id: uuid.UUID, due: BoardMeeting | None, words: str
) -> BoardAssignment:
    """Plan an assignment to another meeting, with the reason; the one before is kept."""
    row = queries.assignment(by, assignment_id)
    demand(by, LEAD)
    until = due.date if due else None
    require(rules.may_move(row.state) + rules.may_be_due(decided=row.decided_date, due=until)
            + may_be_at(body=row.body, meeting_body=due.body if due else None))  # fmt: skip
    was = day(row.due.date) if row.due else _("oplanerat")
    row.due = due
    row.save(update_fields=["due"])
    to = day(due.date) if due else _("oplanerat")
    moved = _("Flyttat från %(was)s till %(to)s") % {"was": was, "to": to}
    _told(by, row, "move_assignment", moved, words)
    return row


@action
def merge_assignment(
    *, by: Viewer, assignment_id: uuid.UUID, into_id: uuid.UUID, words: str
) -> BoardAssignment:
    """Follow an assignment in another, by what was decided; both tell of the other by number."""
    row = queries.assignment(by, assignment_id)
    into = queries.assignment(by, into_id)
    demand(by, LEAD)
    require(rules.may_merge(state=row.state, into_state=into.state, is_same=row.pk == into.pk)
            + may_be_at(body=row.body, meeting_body=into.body))  # fmt: skip
    row.state, row.into = AssignmentState.MERGED, into
    row.save(update_fields=["state", "into"])
    _told(by, row, "merge_assignment", _("Följs i %s") % _number(into), words)
    _told(by, into, "merge_assignment", _("Följer även %s") % _number(row), words)
    return row


@action
def relink_assignment(
    *, by: Viewer, assignment_id: uuid.UUID, number: str, words: str
) -> BoardAssignment:
    """Move an assignment to another item of its body; the history keeps both numbers."""
    row = queries.assignment(by, assignment_id)
    demand(by, LEAD)
    to = queries.item_numbered(by, row.body, number)
    require(rules.may_relink(
        state=row.state, openness=row.item.openness if row.item else Openness.COMMON,
        to_openness=to.openness if to else None, is_same=to is not None and to.pk == row.item_id,
    ))  # fmt: skip
    was, row.item = row.item, to
    row.save(update_fields=["item"])
    moved = _("Flyttat från ärende %(was)s till %(to)s") % {
        "was": _of(was) if was else _("utan ärende"), "to": _of(to) if to else ""}  # fmt: skip
    _told(by, row, "relink_assignment", moved, words)
    return row


@action
def step_assignment(
    *, by: Viewer, assignment_id: uuid.UUID, verb: str, words: str
) -> BoardAssignment:
    """Take an assignment a step on: reported, not done, ended by the body, taken up again."""
    row = queries.assignment(by, assignment_id)
    step = transitions.find(ASSIGNMENT_TRANSITIONS, verb)
    demand(by, step.capability)
    require(transitions.fits_in(ASSIGNMENT_TRANSITIONS, verb, row.state, words, ASSIGNMENT_LABELS))
    row.state = step.to_state
    if verb == "board_assignment.separate":
        row.into = None
    row.save(update_fields=["state", "into"])
    _told(by, row, verb.removeprefix("board_assignment."), str(step.label), words)
    return row


def _number(row: BoardAssignment) -> str:
    """What an assignment is known by: its day and paragraph, and its item's number."""
    said = " ".join((day(row.decided_date), row.paragraph)).strip()
    return f"{said} ({_of(row.item)})" if row.item else said


def _of(item: BoardItem) -> str:
    return item.diary_number or item.case.reference


def _told(by: Viewer, row: BoardAssignment, verb: str, what: str, words: str = "") -> None:
    AssignmentStep.objects.create(assignment=row, by_name=by.name, what=what, words=words.strip())
    note(by=by, verb=f"board_assignment.{verb}", object_kind="board_assignment", object_id=row.pk,
         data={"due": str(row.due_id or ""), "state": row.state})  # fmt: skip
