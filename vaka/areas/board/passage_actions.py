"""What is done with an item on its way up; each verb is one transaction with its row."""

import uuid
from dataclasses import dataclass
from datetime import date

from vaka.areas.board import actions as board
from vaka.areas.board import passage_queries as queries
from vaka.areas.board import passage_rules as rules
from vaka.areas.board import queries as items
from vaka.areas.board.actions import NewItem
from vaka.areas.board.models import BoardItem
from vaka.areas.board.passage_models import ItemPassage
from vaka.areas.board.passage_rules import LEVEL_LABELS, Level, PassageState
from vaka.areas.board.rules import LEAD, ItemSort, Openness, clauses, in_one_form
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.law.verdict import require


@dataclass(frozen=True)
class Onward:
    """Where an item goes on, with which proposal; `name` only for another body."""

    level: Level
    proposal: str
    sent: date
    name: str = ""
    diary_number: str = ""


@dataclass(frozen=True)
class Answer:
    """What a body decided: how, when, by which paragraph, in which words."""

    state: PassageState
    decided: date
    paragraph: str
    decision: str
    diary_number: str = ""


@action
def send_on(*, by: Viewer, case_id: uuid.UUID, version: int, onward: Onward) -> ItemPassage:
    """Send an item on to the executive board, the council or another body; its number stays.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    case, row = _led(by, case_id, version)
    name = onward.name.strip()
    if onward.level is not Level.OTHER:
        name = str(LEVEL_LABELS[onward.level])
    require(rules.may_send_on(
        state=case.state, passed=queries.sent(row), level=onward.level, name=name,
        clauses=clauses(onward.proposal), sent=onward.sent, today=by.on,
    ))  # fmt: skip
    made = ItemPassage.objects.create(
        item=row, level=onward.level, name=name, proposal=onward.proposal.strip(),
        sent_date=onward.sent, diary_number=in_one_form(onward.diary_number),
    )  # fmt: skip
    cases.change(by=by, case=case, told=Told("board_item.send_on", data={"to": name}))
    return made


@action
def answer_passage(
    *, by: Viewer, passage_id: uuid.UUID, version: int, answer: Answer
) -> ItemPassage:
    """Write in what the body decided; written again it is corrected."""
    row, case = _passage(by, passage_id, version)
    require(rules.may_answer(
        is_last=queries.is_last(row), state=answer.state, decided=answer.decided,
        sent=row.sent_date, today=by.on, paragraph=answer.paragraph,
        proposal=clauses(row.proposal), decision=clauses(answer.decision),
    ))  # fmt: skip
    row.state, row.decided_date = answer.state, answer.decided
    row.paragraph, row.decision = answer.paragraph.strip(), answer.decision.strip()
    row.diary_number = in_one_form(answer.diary_number)
    row.save()
    told = Told("board_item.answer_passage", data={"to": row.name, "how": answer.state})
    cases.change(by=by, case=case, told=told)
    return row


@action
def drop_passage(*, by: Viewer, passage_id: uuid.UUID, version: int) -> Case:
    """Take the last passage away, when it was written in by mistake."""
    row, case = _passage(by, passage_id, version)
    require(rules.may_undo(is_last=queries.is_last(row), came_back=row.came_back_id is not None))
    told = Told("board_item.drop_passage", data={"to": row.name})
    row.delete()
    return cases.change(by=by, case=case, told=told)


@action
def take_back_up(*, by: Viewer, passage_id: uuid.UUID, version: int) -> Case:
    """Take a returned item up again in its body: a new item with the same number, linked both
    ways. Raises NotAllowed, NotVisible, RuleRefused."""
    row, case = _passage(by, passage_id, version)
    require(rules.may_take_up(state=row.state, came_back=row.came_back_id is not None))
    was = row.item
    earlier = f"{row.name} {row.decided_date} {row.paragraph}"[:200]
    columns = (("diary_number", was.diary_number), ("responsible", was.responsible),
               ("goes_to", was.goes_to), ("earlier", earlier))  # fmt: skip
    new = NewItem(case.unit, was.body, case.title, ItemSort(was.sort), Openness(was.openness),
                  was.ground, None, columns)  # fmt: skip
    made = board.begin_item(by=by, new=new)
    row.came_back = BoardItem.objects.get(pk=made.pk)
    row.save(update_fields=["came_back"])
    cases.change(by=by, case=case, told=Told("board_item.take_back_up", data={"to": row.name}))
    return made


def _passage(by: Viewer, passage_id: uuid.UUID, version: int) -> tuple[ItemPassage, Case]:
    row = queries.passage(by, passage_id)
    case, _item = _led(by, row.item_id, version)
    return row, case


def _led(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, BoardItem]:
    demand(by, LEAD)
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    return case, items.item(by, case_id)
