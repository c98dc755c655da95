"""Reads of assignments: the late ones first; never past who may read what they came from."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from vaka.areas.board import assignment_rules as rules
from vaka.areas.board.assignment_rules import ASSIGNMENT_LABELS, AssignmentState
from vaka.areas.board.models import (
    AssignmentStep,
    BoardAssignment,
    BoardItem,
    BoardMeeting,
    open_assignments,
)
from vaka.areas.board.queries import body_names, items
from vaka.areas.board.rules import SEE, Openness, in_one_form
from vaka.foundation.access.viewer import NotVisible, Viewer, demand


@dataclass(frozen=True)
class AssignmentRow:
    """An assignment in a list; `age` is in days since it was decided."""

    id: uuid.UUID
    body_name: str
    words: str
    paragraph: str
    decided_date: date
    responsible: str
    due_date: date | None
    due_id: uuid.UUID | None
    state: str
    state_label: str
    is_late: bool
    age: int
    item_id: uuid.UUID | None


def assignments(viewer: Viewer) -> list[AssignmentRow]:
    """Give every assignment that the viewer may see, the late ones first. Raises NotAllowed."""
    demand(viewer, SEE)
    return _ordered(BoardAssignment.objects.filter(open_assignments(viewer)), viewer.on)


def due_at(viewer: Viewer, one: BoardMeeting) -> list[AssignmentRow]:
    """Give what a body waits for at a meeting: what is due there and what is late before it."""
    if not viewer.may(SEE):
        return []
    found = BoardAssignment.objects.filter(
        open_assignments(viewer), body=one.body, due__date__lte=one.date
    ).filter(state__in=rules.FOLLOWED)
    return _ordered(found, min(one.date, viewer.on))


def public_at(one: BoardMeeting) -> list[AssignmentRow]:
    """Give the same for a pack that is for everybody: none that came from what is not common."""
    found = BoardAssignment.objects.filter(
        body=one.body, due__date__lte=one.date, state__in=rules.FOLLOWED
    )
    hidden = BoardItem.objects.exclude(openness=Openness.COMMON)
    return _ordered(found.exclude(item__in=hidden), one.date)


def assignment(viewer: Viewer, assignment_id: uuid.UUID) -> BoardAssignment:
    """Give one assignment. Raises NotVisible."""
    found = BoardAssignment.objects.filter(open_assignments(viewer), pk=assignment_id)
    row = found.select_related("due", "item__case").first()
    if row is None:
        raise NotVisible(str(assignment_id))
    return row


def row_of(one: BoardAssignment, on: date) -> AssignmentRow:
    """Give an assignment as a row."""
    due = one.due.date if one.due else None
    return AssignmentRow(
        one.pk, body_names().get(one.body, one.body), one.words, one.paragraph, one.decided_date,
        one.responsible, due, one.due_id, one.state,
        str(ASSIGNMENT_LABELS[AssignmentState(one.state)]),
        rules.is_late(one.state, due, on), (on - one.decided_date).days, one.item_id,
    )  # fmt: skip


def steps(one: BoardAssignment) -> list[AssignmentStep]:
    """Give what has happened to an assignment, the oldest first."""
    return list(one.steps.all())


def others(viewer: Viewer, one: BoardAssignment) -> list[AssignmentRow]:
    """Give what an assignment may be merged into: those of its body that are followed."""
    found = BoardAssignment.objects.filter(
        open_assignments(viewer), body=one.body, state__in=rules.FOLLOWED
    )
    return _ordered(found.exclude(pk=one.pk), viewer.on)


def merged_into(viewer: Viewer, one: BoardAssignment) -> list[AssignmentRow]:
    """Give those that are followed in an assignment, of what the viewer may see."""
    return _ordered(one.merged.filter(open_assignments(viewer)), viewer.on)


def leads_to(viewer: Viewer, one: BoardAssignment) -> AssignmentRow | None:
    """Give where an assignment is followed, when it is merged and the viewer may see it."""
    if one.into_id is None:
        return None
    found = BoardAssignment.objects.filter(open_assignments(viewer), pk=one.into_id).first()
    return row_of(found, viewer.on) if found else None


def item_numbered(viewer: Viewer, body: str, number: str) -> BoardItem | None:
    """Give the latest item of a body by its own number or its diary number; None without one."""
    asked = number.strip()
    which = Q(case__reference__iexact=asked) | Q(diary_number=in_one_form(asked))
    return items(viewer).filter(which, body=body).order_by("-case__opened_at").first()


def item_to_follow(viewer: Viewer, case_id: str) -> BoardItem | None:
    """Give the item that an assignment is written from, or None when none is named."""
    try:
        asked = uuid.UUID(case_id)
    except ValueError:
        return None
    return items(viewer).filter(pk=asked).first()


def _ordered(found: Iterable[BoardAssignment], on: date) -> list[AssignmentRow]:
    rows = [row_of(one, on) for one in found]
    return sorted(rows, key=lambda row: rules.order(row.state, row.due_date, row.decided_date, on))
