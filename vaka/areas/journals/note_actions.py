"""What is done with notes of visits; a note is never changed, a later row stands for it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from vaka.areas.care_plans import journal_queries as plans
from vaka.areas.care_plans.journal_queries import Planned
from vaka.areas.journals import note_queries, note_rules
from vaka.areas.journals.models import VisitNote
from vaka.areas.journals.rules import HAND_OVER, WRITE
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases.models import Case
from vaka.foundation.people.numbers import find_numbers
from vaka.law.verdict import Verdict, require


@dataclass(frozen=True)
class NewVisit:
    """What somebody notes of a visit: what came of it, the words, when it was."""

    sort: str
    text: str
    at: datetime


@action
def write_visit(*, by: Viewer, plan_id: uuid.UUID, new: NewVisit) -> VisitNote:
    """Note a visit to the person of a plan.

    Raises:
        NotVisible, NotAllowed: the viewer does not see the plan, or notes nothing at its unit.
        RuleRefused: the note says nothing, holds a number, or its time cannot be.
    """
    plan = plans.plan(by, plan_id)
    demand(by, WRITE, plan.unit_id)
    require(_may_note(plan, new, is_repeated=_is_there(plan, new)))
    return _kept(by, plan, VisitNote(plan_id=plan_id, sort=new.sort, text=new.text, at=new.at))


@action
def correct_visit(*, by: Viewer, note_id: uuid.UUID, new: NewVisit) -> VisitNote:
    """Write a note anew; the one before is kept and no longer stands.

    Raises:
        NotVisible, NotAllowed, RuleRefused: as `write_visit`, or it is no longer the last.
    """
    before, plan = _held(by, note_id)
    require(_may_note(plan, new, is_repeated=_is_there(plan, new)))
    one = VisitNote(plan_id=plan.id, sort=new.sort, text=new.text, at=new.at, corrects=before,
                    root=before.root)  # fmt: skip
    return _kept(by, plan, one)


@action
def take_back_visit(*, by: Viewer, note_id: uuid.UUID, words: str) -> VisitNote:
    """Say that a note does not hold, and why; it is kept. Raises as `correct_visit`."""
    before, plan = _held(by, note_id)
    require(note_rules.may_take_back(words, has_number=bool(find_numbers(words))))
    one = VisitNote(plan_id=plan.id, sort=before.sort, text=words.strip(), at=before.at,
                    corrects=before, root=before.root, takes_back=True)  # fmt: skip
    return _kept(by, plan, one)


def _may_note(plan: Planned, new: NewVisit, *, is_repeated: bool) -> Verdict:
    return note_rules.may_note(
        sort=new.sort, text=new.text, has_number=bool(find_numbers(new.text)), at=new.at,
        now=timezone.now(), is_open=plan.is_open, is_repeated=is_repeated,
    )  # fmt: skip


def _is_there(plan: Planned, new: NewVisit) -> bool:
    """Whether the same stands already: a form sent twice."""
    same = VisitNote.objects.filter(plan=plan.id, at=new.at, sort=new.sort, text=new.text)
    return same.filter(corrected_by=None, takes_back=False).exists()


def _held(by: Viewer, note_id: uuid.UUID) -> tuple[VisitNote, Planned]:
    one = note_queries.found(by, note_id)
    plan = plans.plan(by, one.plan_id)
    Case.objects.select_for_update().get(pk=plan.id)
    is_last = not VisitNote.objects.filter(corrects=one).exists() and not one.takes_back
    require(note_rules.may_change(
        is_last=is_last, is_own=by.person is not None and one.by_id == by.person.pk,
        manages=by.may(HAND_OVER, plan.unit_id),
    ))  # fmt: skip
    return one, plan


def _kept(by: Viewer, plan: Planned, one: VisitNote) -> VisitNote:
    one.by, one.written_at = by.person, timezone.now()
    one.save(force_insert=True)
    note(by=by, verb=_verb(one), object_kind="visit_note", object_id=one.pk, unit_id=plan.unit_id,
         data={"plan": plan.reference, "sort": one.sort})  # fmt: skip
    return one


def _verb(one: VisitNote) -> str:
    if one.takes_back:
        return "visit_note.take_back_visit"
    return "visit_note.correct_visit" if one.corrects_id else "visit_note.write_visit"
