"""What is done with what has come in; each verb is one transaction with its row."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from vaka.areas.board import incoming_queries as queries
from vaka.areas.board import incoming_rules as rules
from vaka.areas.board import queries as items
from vaka.areas.board.assignment_actions import NewAssignment, give_assignment
from vaka.areas.board.incoming_models import IncomingLetter
from vaka.areas.board.incoming_rules import LetterSort, SenderKind
from vaka.areas.board.models import BoardAssignment, BoardItem
from vaka.areas.board.referral_actions import NewReferral, register_referral
from vaka.areas.board.rules import LEAD, Openness, in_one_form, may_class
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.law.verdict import require


@dataclass(frozen=True)
class ToldLetter:
    """What the register has of something that came."""

    body: str
    diary_number: str
    sort: LetterSort
    sender_kind: SenderKind
    sender: str
    subject: str
    received: date
    paragraph: str = ""
    openness: Openness = Openness.COMMON
    ground: str = ""


@action
def register_letter(*, by: Viewer, told: ToldLetter) -> IncomingLetter:
    """Write something that came in into the register. Raises NotAllowed, RuleRefused."""
    demand(by, LEAD)
    row = IncomingLetter()
    _fill(by, row, told)
    _note(by, "register_letter", row)
    return row


@action
def change_letter(*, by: Viewer, letter_id: uuid.UUID, told: ToldLetter) -> IncomingLetter:
    """Change what the register has, until the list it stands in has gone out."""
    row = _led(by, letter_id)
    meeting = row.item.meeting if row.item else None
    told_in = row.item.body if row.item else ""
    require(rules.may_change_letter(meeting.state if meeting else "")
            + rules.may_stay(body=told.body, told_in=told_in))  # fmt: skip
    _fill(by, row, told)
    _note(by, "change_letter", row)
    return row


@action
def take_in_letters(*, by: Viewer, case_id: uuid.UUID, version: int, until: date) -> Case:
    """Tell at an item all that has come up to a day and is told nowhere; none is left out.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    case, row = held(by, case_id, version)
    waiting = queries.untold(row.body, until)
    return fill_list(case, row, waiting, by=by, until=until, verb="board_item.take_in_letters")


@action
def put_back_letters(*, by: Viewer, case_id: uuid.UUID, version: int) -> Case:
    """Empty an item's list, so that it can be made anew."""
    case, row = held(by, case_id, version)
    told = row.incoming.all()
    return empty_list(case, row, told, by=by, verb="board_item.put_back_letters")


@action
def answer_letter(*, by: Viewer, letter_id: uuid.UUID, new: NewReferral) -> Case:
    """Write in that something must be answered, with owner and day, as secret as it came."""
    row = queries.letter(by, letter_id)
    require(rules.may_follow(is_followed=queries.is_followed(row)))
    case = register_referral(by=by, new=new)
    row.answer = BoardItem.objects.get(pk=case.pk)
    row.save(update_fields=["answer"])
    _note(by, "answer_letter", row)
    return case


@action
def assign_letter(
    *, by: Viewer, letter_id: uuid.UUID, new: NewAssignment
) -> BoardAssignment:  # fmt: skip
    """Make an assignment of what came, such as a decision of the council."""
    row = _led(by, letter_id)
    require(rules.may_assign(openness=row.openness, is_followed=queries.is_followed(row)))
    row.assignment = give_assignment(by=by, new=new)
    row.save(update_fields=["assignment"])
    _note(by, "assign_letter", row)
    return row.assignment


@action
def leave_letter(*, by: Viewer, letter_id: uuid.UUID, words: str) -> IncomingLetter:
    """Say why nothing more is done of what came."""
    row = _led(by, letter_id)
    require(rules.may_leave(is_followed=queries.is_followed(row), words=words))
    row.left = words.strip()[:500]
    row.save(update_fields=["left"])
    _note(by, "leave_letter", row)
    return row


def _fill(by: Viewer, row: IncomingLetter, told: ToldLetter) -> None:
    require(rules.may_register(
        number=told.diary_number, sender=told.sender, kind=told.sender_kind, sort=told.sort,
        paragraph=told.paragraph, received=told.received, today=by.on,
    ) + may_class(openness=told.openness, ground=told.ground))  # fmt: skip
    if row.item_id and row.item and row.openness != told.openness:
        _unmake(row.item)
    row.body, row.sort, row.sender_kind = told.body, told.sort, told.sender_kind
    row.diary_number, row.sender = in_one_form(told.diary_number), told.sender.strip()
    row.subject, row.paragraph = told.subject.strip(), told.paragraph.strip()
    row.received_date, row.openness = told.received, told.openness
    row.ground = told.ground.strip()
    row.save()


def _unmake(item: BoardItem) -> None:
    """What was printed before the list changed is no longer true."""
    if item.meeting:
        item.meeting.packs.filter(minutes=None).delete()


def _led(by: Viewer, letter_id: uuid.UUID) -> IncomingLetter:
    row = queries.letter(by, letter_id)
    demand(by, LEAD)
    return row


def held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, BoardItem]:
    """Give the item whose list the secretary makes. Raises NotAllowed, NotVisible."""
    demand(by, LEAD)
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    return case, items.item(by, case_id)


def fill_list(
    case: Case, row: BoardItem, waiting: QuerySet[Any], *,
    by: Viewer, until: date, verb: str, nothing: str = "",
) -> Case:  # fmt: skip
    """Tell at an item all that waits up to a day. Raises RuleRefused."""
    require(rules.may_take_in(
        sort=row.sort, meeting_state=_meeting_state(row), until=until, today=by.on,
        waiting=waiting.count(), nothing=nothing,
    ))  # fmt: skip
    chosen = list(waiting.values_list("pk", flat=True))
    count = waiting.model.objects.filter(pk__in=chosen).update(item=row)
    _unmake(row)
    told = Told(verb, data={"until": until.isoformat(), "count": count})
    return cases.change(by=by, case=case, told=told)


def empty_list(
    case: Case, row: BoardItem, told: QuerySet[Any], *, by: Viewer, verb: str
) -> Case:  # fmt: skip
    """Take all from an item's list; it waits again. Raises RuleRefused."""
    require(rules.may_put_back(meeting_state=_meeting_state(row), told=told.count()))
    told.update(item=None)
    _unmake(row)
    return cases.change(by=by, case=case, told=Told(verb))


def _meeting_state(row: BoardItem) -> str:
    return row.meeting.state if row.meeting else ""


def _note(by: Viewer, verb: str, row: IncomingLetter) -> None:
    note(by=by, verb=f"incoming_letter.{verb}", object_kind="incoming_letter", object_id=row.pk,
         data={"number": row.diary_number, "openness": row.openness})  # fmt: skip
