"""What is done with an inspection; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.inspections import rules
from vaka.areas.inspections.models import Inspection, InspectionPoint
from vaka.areas.inspections.rules import TRANSITIONS, PointKind, PointStanding, Sort, State
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, Part
from vaka.foundation.notices import actions as notices
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

KIND = "inspection"


@dataclass(frozen=True)
class NewInspection:
    """What has come in from whom."""

    unit: Unit
    sort: Sort
    title: str
    authority: str
    about: str
    received_date: date
    due_date: date
    number: str = ""


@dataclass(frozen=True)
class NewInspectionPoint:
    """One question or criticised fault."""

    kind: PointKind
    text: str
    due_date: date
    owner: Person


@action
def receive(*, by: Viewer, new: NewInspection) -> Case:
    """Register what an authority or the auditors have sent."""
    demand(by, rules.HANDLE, new.unit.pk)
    case = Case(
        kind=KIND, unit=new.unit, title=new.title[:200], state=State.RECEIVED,
        opened_at=timezone.now(), owner=by.person, reporter=by.person, due_date=new.due_date,
    )  # fmt: skip
    row = Inspection(
        case=case, sort=new.sort, authority=new.authority, number=new.number, about=new.about,
        received_date=new.received_date,
    )  # fmt: skip
    told = Told("inspection.receive", to_state=State.RECEIVED, data={"authority": new.authority})
    return cases.start(by=by, case=case, told=told, save_also=row)


@action
def add_inspection_point(
    *, by: Viewer, case_id: uuid.UUID, version: int, new: NewInspectionPoint
) -> Case:  # fmt: skip
    """Add a point, and tell whoever is to answer it."""
    case, row = _held(by, case_id, version)
    require(rules.may_change(case.state))
    last = row.points.aggregate(last=Max("number"))["last"] or 0
    InspectionPoint.objects.create(inspection=row, number=last + 1, **vars(new))
    told = Told("inspection.add_inspection_point", new.text[:300], data={"number": last + 1})
    case = cases.change(by=by, case=case, told=told, due_date=_first_due(row, case))
    _tell_owner(by, case, new, last + 1)
    return case


@action
def answer_point(
    *, by: Viewer, case_id: uuid.UUID, point_id: uuid.UUID, version: int, answer: str, proof: str
) -> Case:
    """Answer a point: whoever owns it, and those who handle; answered anew, the day stands."""
    case, row = _held(by, case_id, version, "")
    point = row.points.filter(pk=point_id).first()
    if point is None:
        raise NotVisible(str(point_id))
    if not may_answer(by, case, point):
        raise NotAllowed(rules.HANDLE)
    is_fault = point.kind == PointKind.FAULT
    require(rules.may_change(case.state) + rules.may_answer(answer, proof, is_fault))
    point.answer, point.proof = answer, proof
    point.answered_date = point.answered_date or timezone.localdate()
    point.save(update_fields=["answer", "proof", "answered_date"])
    told = Told("inspection.answer_point", data={"number": point.number})
    return cases.change(by=by, case=case, told=told, due_date=_first_due(row, case))


@action
def send(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Tell that the answer has been sent; then it waits for the authority's decision."""
    case, row = _held(by, case_id, version)
    require(_fits("inspection.send", case, words) + rules.may_send(standings(row)))
    row.sent_date = timezone.localdate()
    row.save(update_fields=["sent_date"])
    told = Told("inspection.send", words, to_state=State.ANSWERED)
    return cases.change(by=by, case=case, told=told, due_date=None)


@action
def ask_again(
    *, by: Viewer, case_id: uuid.UUID, version: int, words: str, due_date: date
) -> Case:  # fmt: skip
    """Tell that the authority has come back with a question."""
    case, _row = _held(by, case_id, version)
    require(_fits("inspection.ask_again", case, words))
    told = Told("inspection.ask_again", words, to_state=State.RECEIVED)
    return cases.change(by=by, case=case, told=told, due_date=due_date)


@action
def close(
    *, by: Viewer, case_id: uuid.UUID, version: int, decided: date | None, number: str,
    words: str = "",
) -> Case:  # fmt: skip
    """Close on the authority's own decision, told by its day and number."""
    case, row = _held(by, case_id, version)
    require(
        _fits("inspection.close", case, words)
        + rules.may_close(
            decided=decided, number=number, received=row.received_date, today=timezone.localdate()
        )
    )
    row.decided_date, row.decision = decided, number
    row.save(update_fields=["decided_date", "decision"])
    told = Told("inspection.close", words, to_state=State.CLOSED,
                data={"decision": number, "decided": str(decided)})  # fmt: skip
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def reopen(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open a closed case again, with the reason."""
    case, row = _held(by, case_id, version)
    require(_fits("inspection.reopen", case, words))
    told = Told("inspection.reopen", words, to_state=State.RECEIVED)
    due = _first_due(row, case)
    return cases.change(by=by, case=case, told=told, closed_at=None, due_date=due)


def may_answer(by: Viewer, case: Case, point: InspectionPoint) -> bool:
    """Whoever owns a point answers it, and those who handle at the unit."""
    mine = by.person is not None and point.owner_id == by.person.pk
    return mine or by.may(rules.HANDLE, case.unit_id)


def standings(row: Inspection) -> list[PointStanding]:
    """Give what the rules ask of each point."""
    return [PointStanding(one.number, one.answered_date is not None) for one in row.points.all()]


def _first_due(row: Inspection, case: Case) -> date | None:
    """The first day of a point that waits; without any, the day that stands."""
    waiting = row.points.filter(answered_date=None).aggregate(first=Min("due_date"))["first"]
    return waiting or case.due_date


def _tell_owner(by: Viewer, case: Case, new: NewInspectionPoint, number: int) -> None:
    person = new.owner
    if not Case.objects.known(Viewer.of(person), case.pk).exists():
        cases.join(by=by, case=case, person=person, part=Part.CONTRIBUTOR)
    if by.person is None or person.pk != by.person.pk:
        words = _("Du ska svara på punkt %(number)s i %(reference)s senast %(date)s.")
        said = words % {"number": number, "reference": case.reference, "date": new.due_date}
        notices.tell(
            by=by, to=person, kind="inspection.point", case=case, state=str(number), words=said,
            url_name="inspections:case", object_id=case.pk,
        )  # fmt: skip


def _held(
    by: Viewer, case_id: uuid.UUID, version: int, capability: str = rules.HANDLE
) -> tuple[Case, Inspection]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = Inspection.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    if capability:
        demand(by, capability, case.unit_id)
    return case, row


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.STATE_LABELS)
