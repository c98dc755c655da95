"""What whoever wrote may read by their code: their own words, the state in plain words, answers."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from vaka.areas.feedback import actions, rules
from vaka.areas.feedback.models import Contact, Feedback
from vaka.areas.feedback.rules import IN_PLAIN_WORDS, KIND_LABELS, FeedbackKind, State
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases.models import CaseEvent
from vaka.foundation.organisation.models import Unit, UnitKind
from vaka.law.verdict import Verdict

BY_WRITER = ("feedback.write_more", "feedback.be_discontent")
SAID = (*BY_WRITER, "feedback.answer", "feedback.forward", "feedback.be_content")
PLACES = (
    UnitKind.SPECIAL_HOUSING, UnitKind.SHORT_TERM, UnitKind.HOME_CARE, UnitKind.NIGHT_PATROL,
    UnitKind.HEALTH_CARE, UnitKind.DAY_CARE, UnitKind.FUNCTIONAL_SUPPORT, UnitKind.CASE_OFFICE,
    UnitKind.SOCIAL_CARE,
)  # fmt: skip
"""Kinds of unit that somebody outside can know by name."""


@dataclass(frozen=True)
class Line:
    """Something that was said, by whoever wrote or to them."""

    at: datetime
    verb: str
    words: str
    is_mine: bool


@dataclass(frozen=True)
class Followed:
    """What the page of whoever wrote shows.

    Attributes:
        may_judge: whether they may still say what they think of the answer.
        until: the last day on which they may, once there is an answer.
    """

    id: uuid.UUID
    reference: str
    kind_label: str
    unit_name: str
    text: str
    state: str
    says: str
    opened_at: datetime
    promised_date: date
    is_late: bool
    owner_name: str
    explanation: str
    measures: str
    lines: list[Line]
    may_judge: Verdict
    until: date | None
    is_satisfied: bool | None
    has_contact: bool
    is_health_care: bool


def citizen() -> Viewer:
    """Give the viewer of whoever holds a code: no person, and named in the log as such."""
    return Viewer.system("citizen")


def by_code(code: str) -> uuid.UUID:
    """Give the case that a code belongs to. Raises NotVisible."""
    row = Feedback.objects.filter(code_digest=rules.code_digest(code)).only("pk").first()
    if row is None:
        raise NotVisible("code")
    return uuid.UUID(str(row.pk))


def followed(case_id: uuid.UUID) -> Followed:
    """Give one's own feedback to read; the read is logged. Raises NotVisible."""
    row = Feedback.objects.select_related("case__unit", "case__owner").filter(pk=case_id).first()
    if row is None:
        raise NotVisible(str(case_id))
    case, today = row.case, timezone.localdate()
    note_read(by=citizen(), object_kind="feedback", object_id=case.pk, unit_id=case.unit_id)
    state = State(case.state)
    due = case.due_date or row.promised_date
    days = actions.reopen_days(case.unit)
    return Followed(
        id=case.pk,
        reference=case.reference,
        kind_label=str(KIND_LABELS[FeedbackKind(row.kind)]),
        unit_name=case.unit.name if row.is_unit_known else "",
        text=row.text,
        state=case.state,
        says=str(IN_PLAIN_WORDS[state]),
        opened_at=case.opened_at,
        promised_date=due,
        is_late=state in rules.UNANSWERED and today > due,
        owner_name=case.owner.name if case.owner else "",
        explanation=row.explanation,
        measures=row.measures,
        lines=_lines(case.pk),
        may_judge=actions.judging(case, row),
        until=rules.reopens_until(row.answered_date, days) if row.answered_date else None,
        is_satisfied=row.is_satisfied,
        has_contact=Contact.objects.filter(pk=row.pk).exists(),
        is_health_care=row.is_health_care,
    )


def _lines(case_id: uuid.UUID) -> list[Line]:
    found = CaseEvent.objects.filter(case_id=case_id, verb__in=SAID).order_by("at", "id")
    return [Line(one.at, one.verb, one.words, one.verb in BY_WRITER) for one in found]


def places(on: date) -> list[tuple[str, list[Unit]]]:
    """Give the units that a visitor may choose among, by kind, in the order of the kinds."""
    found = Unit.objects.in_force(on).filter(kind__in=PLACES, is_reference=False)
    units = list(found.order_by("name"))
    groups = [(str(kind.label), [one for one in units if one.kind == kind]) for kind in PLACES]
    return [(label, some) for label, some in groups if some]
