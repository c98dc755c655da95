"""What is done with consultations and motions; each verb is one transaction with its row."""

import uuid
from dataclasses import dataclass
from datetime import date

from vaka.areas.board import actions as board
from vaka.areas.board import queries as items
from vaka.areas.board import referral_queries as queries
from vaka.areas.board import referral_rules as rules
from vaka.areas.board.actions import NewItem, written
from vaka.areas.board.models import BoardItem
from vaka.areas.board.referral_models import BoardReferral
from vaka.areas.board.referral_rules import Answering, ReferralSort
from vaka.areas.board.rules import LEAD, PREPARE, ItemSort
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewReferral:
    """What came, from whom and when; `item` is the item it is prepared in, with the day due."""

    item: NewItem
    sort: ReferralSort
    sender: str
    received: date
    due: date
    sender_number: str = ""


@dataclass(frozen=True)
class Reply:
    """How something was answered; the point where somebody answered for the body."""

    how: Answering
    answered: date
    point: str = ""


@action
def register_referral(*, by: Viewer, new: NewReferral) -> Case:
    """Write a consultation or motion in, with the item that prepares the answer.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    require(rules.may_register(sender=new.sender, received=new.received, due=new.due,
                               today=by.on))  # fmt: skip
    case = board.begin_item(by=by, new=new.item)
    row = BoardItem.objects.get(pk=case.pk)
    row.answer_due_date = new.due
    row.save(update_fields=["answer_due_date"])
    BoardReferral.objects.create(
        item=row, sort=new.sort, sender=new.sender.strip(), received_date=new.received,
        sender_number=new.sender_number.strip(),
    )  # fmt: skip
    due = min(filter(None, (case.due_date, new.due)))
    return cases.change(by=by, case=case, told=Told("board_item.register_referral"), due_date=due)


@action
def propose_chair(*, by: Viewer, case_id: uuid.UUID, version: int) -> Case:
    """Propose that the chair answers, for the body does not meet in time."""
    case, row = written(by, case_id, version)
    found = queries.row_of(by, queries.referral(by, case_id)).prospect
    require(rules.may_propose_chair(found.outlook))
    row.chair_decides = True
    row.save(update_fields=["chair_decides"])
    return cases.change(by=by, case=case, told=Told("board_item.propose_chair"))


@action
def answer_referral(*, by: Viewer, case_id: uuid.UUID, version: int, reply: Reply) -> Case:
    """Write in that something is answered; what somebody answered for the body becomes an item
    to notify at its next meeting."""
    case, row = held(by, case_id, version)
    found = queries.referral(by, case_id)
    require(rules.may_answer(
        how=reply.how, state=case.state, answered=reply.answered, received=found.received_date,
        today=by.on, point=reply.point,
        has_point=queries.has_point(row, reply.point, reply.answered),
    ))  # fmt: skip
    found.answered_date, found.how = reply.answered, reply.how
    found.save(update_fields=["answered_date", "how"])
    if reply.how is not Answering.BODY:
        row.sort, row.point, row.decided_date = ItemSort.NOTIFICATION, reply.point, reply.answered
        row.save(update_fields=["sort", "point", "decided_date"])
    told = Told("board_item.answer_referral", data={"how": reply.how})
    return cases.change(by=by, case=case, told=told)


@action
def take_back_answer(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take an answer back that was written in by mistake, with the reason."""
    case, _row = held(by, case_id, version)
    found = queries.referral(by, case_id)
    require(rules.may_take_back(is_answered=found.answered_date is not None))
    found.answered_date, found.how = None, ""
    found.save(update_fields=["answered_date", "how"])
    return cases.change(by=by, case=case, told=Told("board_item.take_back_answer", words))


def held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, BoardItem]:
    """Give an item whose answer the viewer writes, also after the agenda stands still.

    Raises NotVisible, NotAllowed, ChangedByAnother.
    """
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = items.item(by, case_id)
    if not items.may_prepare(by, row) and not by.may(LEAD):
        raise NotAllowed(PREPARE)
    return case, row
