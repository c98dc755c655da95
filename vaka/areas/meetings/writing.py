"""Writing what is talked about: points and notes, decisions, and answers to wishes."""

import uuid

from django.db.models import Max

from vaka.areas.meetings import rules, standing
from vaka.areas.meetings.actions import held_row, must_lead
from vaka.areas.meetings.models import Meeting, MeetingDecision, MeetingPoint
from vaka.areas.meetings.rules import Outcome
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.law.verdict import require


@action
def add_meeting_point(
    *, by: Viewer, case_id: uuid.UUID, version: int, heading: str, prompt: str = ""
) -> Case:
    """Add a point to talk about."""
    case, row = held_row(by, case_id, version)
    must_lead(by, case, row)
    require(standing.may_write(case, row))
    sort = standing.sort_of(row)
    require(standing.telling(sort, row.told_words, heading=heading, prompt=prompt))
    last = row.points.aggregate(last=Max("number"))["last"] or 0
    MeetingPoint.objects.create(meeting=row, number=last + 1, heading=heading, prompt=prompt)
    return cases.change(
        by=by, case=case, told=Told("meeting.add_meeting_point", data={"heading": heading})
    )


@action
def write_notes(
    *, by: Viewer, case_id: uuid.UUID, point_id: uuid.UUID, version: int, notes: str
) -> Case:
    """Write what was said under a point."""
    case, row = held_row(by, case_id, version)
    must_lead(by, case, row)
    require(standing.may_write(case, row))
    point = row.points.filter(pk=point_id).first()
    if point is None:
        raise NotVisible(str(point_id))
    point.notes = notes
    point.save(update_fields=["notes"])
    told = Told("meeting.write_notes", data={"number": point.number})
    return cases.change(by=by, case=case, told=told)


@action
def add_meeting_decision(
    *, by: Viewer, case_id: uuid.UUID, version: int, kind: Outcome, text: str
) -> Case:
    """Add a decision or a wish."""
    case, row = held_row(by, case_id, version)
    must_lead(by, case, row)
    require(standing.may_write(case, row))
    last = row.decisions.aggregate(last=Max("number"))["last"] or 0
    MeetingDecision.objects.create(meeting=row, number=last + 1, kind=kind, text=text)
    told = Told("meeting.add_meeting_decision", _worded(row, text), data={"number": last + 1})
    return cases.change(by=by, case=case, told=told)


@action
def amend_meeting_decision(
    *, by: Viewer, case_id: uuid.UUID, decision_id: uuid.UUID, version: int, kind: Outcome,
    text: str,
) -> Case:  # fmt: skip
    """Word a decision or wish anew while the meeting is written; the timeline keeps what it was,
    but where nobody may be known: there only its number, for the timeline is never amended."""
    case, row = held_row(by, case_id, version)
    must_lead(by, case, row)
    require(standing.may_write(case, row))
    found = row.decisions.filter(pk=decision_id).first()
    if found is None:
        raise NotVisible(str(decision_id))
    told = Told("meeting.amend_meeting_decision", _worded(row, text),
                data={"number": found.number, "was": _worded(row, found.text)})  # fmt: skip
    found.kind, found.text = kind, text
    found.save(update_fields=["kind", "text"])
    return cases.change(by=by, case=case, told=told)


@action
def answer_wish(
    *, by: Viewer, case_id: uuid.UUID, decision_id: uuid.UUID, version: int, answer: str
) -> Case:
    """Answer a wish in words that are read out at the next meeting; also when it is closed."""
    case, row = held_row(by, case_id, version)
    must_lead(by, case, row)
    wish = row.decisions.filter(pk=decision_id, kind=Outcome.WISH).first()
    if wish is None:
        raise NotVisible(str(decision_id))
    sort = standing.sort_of(row)
    require(rules.may_answer(answer) + standing.telling(sort, row.told_words, answer=answer))
    wish.answer, wish.answered_date = answer, wish.answered_date or by.on
    wish.save(update_fields=["answer", "answered_date"])
    told = Told("meeting.answer_wish", _worded(row, answer), data={"number": wish.number})
    return cases.change(by=by, case=case, told=told)


def _worded(row: Meeting, text: str) -> str:
    """What the timeline tells of a text; nothing where nobody may be known."""
    return "" if standing.sort_of(row).is_deidentified else text[:300]
