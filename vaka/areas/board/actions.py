"""What is done with the board's meetings and items; each verb is one transaction with its row."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from django.utils import timezone

from vaka.areas.board import queries, rules
from vaka.areas.board.models import (
    BoardItem,
    BoardMeeting,
    BoardPaper,
    LetterText,
    MemberNote,
)
from vaka.areas.board.queries import FILE, KIND
from vaka.areas.board.rules import (
    ITEM_LABELS,
    ITEM_TRANSITIONS,
    LEAD,
    PREPARE,
    ItemSort,
    ItemState,
    Openness,
)
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, Confidentiality
from vaka.foundation.files import actions as files
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewItem:
    """An item for a body, planned to a meeting or waiting for one."""

    unit: Unit
    body: str
    title: str
    sort: ItemSort = ItemSort.DECISION
    openness: Openness = Openness.COMMON
    ground: str = ""
    meeting_id: uuid.UUID | None = None
    columns: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class NewPaper:
    """An attachment: what it is called and holds, of which day, for whom."""

    title: str
    description: str = ""
    dated: date | None = None
    openness: Openness = Openness.COMMON
    ground: str = ""
    is_letter: bool = False
    is_named: bool = True


@action
def begin_item(*, by: Viewer, new: NewItem) -> Case:
    """Begin an item: for a planned meeting, or to be planned later.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    if not by.may(LEAD):
        demand(by, PREPARE, new.unit.pk)
    require(rules.may_class(openness=new.openness, ground=new.ground))
    meeting = queries.meeting(by, new.meeting_id) if new.meeting_id else None
    if meeting:
        require(rules.may_be_at(body=new.body, meeting_body=meeting.body)
                + rules.may_change_agenda(meeting.state))  # fmt: skip
    return _begin(by, new, meeting, ItemState.PLANNED)


@action
def place_item(
    *, by: Viewer, case_id: uuid.UUID, version: int, meeting_id: uuid.UUID | None,
    number: int | None,
) -> Case:  # fmt: skip
    """Plan an item to a meeting and a place on its agenda, or take it off; the rest move."""
    demand(by, LEAD)
    case, row = _held(by, case_id, version)
    target = queries.meeting(by, meeting_id) if meeting_id else None
    require(rules.may_be_at(body=row.body, meeting_body=target.body if target else None))
    for one in (row.meeting, target):
        if one:
            require(rules.may_change_agenda(one.state))
    before = row.meeting
    row.meeting, row.number = target, 0
    row.save(update_fields=["meeting", "number"])
    if target:
        _put(target, row, number)
    if before and before != target:
        _renumber(before)
    told = Told("board_item.place_item", data={"day": target.date.isoformat() if target else ""})
    due = target.papers_due_date if target else row.answer_due_date
    return cases.change(by=by, case=case, told=told, due_date=due)


@action
def change_item(
    *, by: Viewer, case_id: uuid.UUID, version: int, title: str, openness: Openness,
    ground: str, columns: tuple[tuple[str, Any], ...],
) -> Case:  # fmt: skip
    """Change what an item is called, who it is for, and its dates and numbers."""
    case, row = written(by, case_id, version)
    require(rules.may_class(openness=openness, ground=ground))
    if row.meeting and row.openness != openness:
        row.meeting.packs.all().delete()  # what was made for other readers is no longer true
    row.openness, row.ground = openness, ground.strip()
    _fill(row, columns)
    row.save()
    told = Told("board_item.change_item", data={"openness": openness})
    return cases.change(by=by, case=case, told=told, title=title.strip(),
                        confidentiality=_class(openness))  # fmt: skip


@action
def write_letter(
    *, by: Viewer, case_id: uuid.UUID, version: int, texts: dict[str, str],
    letter_date: date | None,
) -> Case:  # fmt: skip
    """Write the parts of an item's board letter; an empty part is taken away."""
    case, row = written(by, case_id, version)
    for part in queries.form_of(row):
        words = texts.get(part.code, "").strip()
        if words:
            LetterText.objects.update_or_create(item=row, part=part.code, defaults={"words": words})
        else:
            LetterText.objects.filter(item=row, part=part.code).delete()
    row.letter_date = letter_date
    row.save(update_fields=["letter_date"])
    return cases.change(by=by, case=case, told=Told("board_item.write_letter"))


@action
def attach(
    *, by: Viewer, case_id: uuid.UUID, version: int, new: NewPaper,
    content: BinaryIO | None = None, name: str = "",
) -> BoardPaper:  # fmt: skip
    """Name an attachment, with its file when it is there; it has a class of its own."""
    case, row = written(by, case_id, version)
    within = Openness(row.openness)
    require(rules.may_class(openness=new.openness, ground=new.ground, within=within))
    kept = None
    if content is not None:
        kept = files.keep(by=by, content=content, name=name, kind=FILE, case=case,
                          largest=rules.LARGEST)  # fmt: skip
    paper = BoardPaper.objects.create(
        item=row, title=new.title.strip(), description=new.description.strip(), dated=new.dated,
        openness=new.openness, is_letter=new.is_letter, is_named=new.is_named, file=kept,
    )  # fmt: skip
    told = Told("board_item.attach", data={"openness": new.openness})
    cases.change(by=by, case=case, told=told)
    return paper


@action
def detach(*, by: Viewer, case_id: uuid.UUID, version: int, paper_id: uuid.UUID) -> Case:
    """Take an attachment off the list; its file stays with the case's history."""
    case, row = written(by, case_id, version)
    found = row.papers.filter(pk=paper_id).first()
    if found is None:
        raise NotVisible(str(paper_id))
    found.delete()
    return cases.change(by=by, case=case, told=Told("board_item.detach"))


@action
def write_own_note(*, by: Viewer, case_id: uuid.UUID, words: str) -> None:
    """Write for oneself of an item that one may read; the log tells that, never the words.

    An empty note is taken away. Raises NotVisible.
    """
    row = queries.item(by, case_id)
    said = words.strip()
    if said:
        MemberNote.objects.update_or_create(item=row, person=by.person, defaults={"words": said})
    else:
        MemberNote.objects.filter(item=row, person=by.person).delete()
    note(by=by, verb="board_item.write_own_note", object_kind=KIND, object_id=row.pk,
         unit_id=row.case.unit_id)  # fmt: skip


@action
def step_item(*, by: Viewer, case_id: uuid.UUID, version: int, verb: str, words: str) -> Case:
    """Take an item a step on, by a verb of its table.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    case, row = _held(by, case_id, version)
    step = transitions.find(ITEM_TRANSITIONS, verb)
    _demand_step(by, row, step)
    require(transitions.fits_in(ITEM_TRANSITIONS, verb, case.state, words, ITEM_LABELS))
    require(rules.may_step(verb, row.meeting.state if row.meeting else ""))
    case = move(by, row, step, words)
    if row.meeting:
        _renumber(row.meeting)
    return case


def _demand_step(by: Viewer, row: BoardItem, step: transitions.Transition) -> None:
    may = by.may(LEAD) if step.capability == LEAD else queries.may_prepare(by, row)
    if not may:
        raise NotAllowed(step.capability)


def move(by: Viewer, row: BoardItem, step: transitions.Transition, words: str) -> Case:
    """Take an item a step of its table, inside another action. Raises NotAllowed."""
    _demand_step(by, row, step)
    ended = step.to_state in (ItemState.WITHDRAWN, ItemState.TREATED)
    told = Told(step.verb, words, to_state=step.to_state)
    closed_at = timezone.now() if ended else None
    return cases.change(by=by, case=row.case, told=told, closed_at=closed_at)


def begin_raised(*, by: Viewer, new: NewItem, meeting: BoardMeeting, state: ItemState) -> Case:
    """Begin an item of a meeting in some state, inside another action. Raises NotAllowed."""
    demand(by, LEAD)
    return _begin(by, new, meeting, state)


def _begin(by: Viewer, new: NewItem, meeting: BoardMeeting | None, state: ItemState) -> Case:
    case = Case(
        kind=KIND, unit=new.unit, title=new.title.strip(), owner=by.person, reporter=by.person,
        state=state, opened_at=timezone.now(), confidentiality=_class(new.openness),
        due_date=meeting.papers_due_date if meeting else None,
    )  # fmt: skip
    row = BoardItem(case=case, body=new.body, sort=new.sort, openness=new.openness,
                    ground=new.ground.strip(), meeting=meeting)  # fmt: skip
    _fill(row, new.columns)
    told = Told("board_item.begin_item", to_state=state)
    case = cases.start(by=by, case=case, told=told, save_also=row)
    if meeting:
        _put(meeting, row, None)
    return case


def _fill(row: BoardItem, columns: Iterable[tuple[str, Any]]) -> None:
    for name, value in columns:
        setattr(row, name, rules.in_one_form(value) if name == "diary_number" else value)


def _put(meeting: BoardMeeting, row: BoardItem, number: int | None) -> None:
    """Give an item its place: a given number, or after the decisions and before notifications."""
    others = [one for one in _standing(meeting) if one.pk != row.pk]
    late = (ItemSort.NOTIFICATION, ItemSort.OTHER)
    last = [one for one in others if one.sort in late and row.sort not in late]
    place = len(others) - len(last) if number is None else min(max(number - 1, 0), len(others))
    _number([*others[:place], row, *others[place:]])


def _renumber(meeting: BoardMeeting) -> None:
    _number(_standing(meeting))


def _standing(meeting: BoardMeeting) -> list[BoardItem]:
    rows = meeting.items.exclude(case__state=ItemState.WITHDRAWN)
    return list(rows.order_by("number", "case__opened_at", "case_id"))


def _number(rows: Iterable[BoardItem]) -> None:
    for place, row in enumerate(rows, 1):
        BoardItem.objects.filter(pk=row.pk).update(number=place)


def _class(openness: str) -> Confidentiality:
    return Confidentiality.SECRET if openness == Openness.SECRET else Confidentiality.INTERNAL


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, BoardItem]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = queries.items(by).filter(pk=case_id).first()
    if row is None:
        raise NotVisible(str(case_id))
    return case, row


def written(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, BoardItem]:
    """Give an item that the viewer prepares and may write of. Raises NotAllowed, RuleRefused."""
    case, row = _held(by, case_id, version)
    if not queries.may_prepare(by, row):
        raise NotAllowed(PREPARE)
    require(rules.may_write(case.state, row.meeting.state if row.meeting else ""))
    return case, row
