"""What is done with a routine; each verb is one transaction with its log row."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from vaka.areas.routines import people, rules
from vaka.areas.routines.models import ReadReceipt, Routine, RoutineFailure, RoutineVersion
from vaka.areas.routines.rules import (
    APPROVE,
    FAIL,
    FAILED,
    TRANSITIONS,
    WORKING,
    WRITE,
    How,
    RoutineKind,
    State,
)
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

WRITING_DAYS = 30
"""How long a draft or an approval is expected to take; shown as the case's last day."""


@dataclass(frozen=True)
class NewRoutine:
    """A routine that somebody begins to write; it holds at `unit` when `valid_for` is empty."""

    unit: Unit
    kind: RoutineKind
    title: str
    owner: Person
    text: str = ""
    valid_for: Sequence[Unit] = ()
    laws: Sequence[str] = ()
    systems: str = ""


@dataclass(frozen=True)
class Draft:
    """What a version says while it is written."""

    text: str
    changed: str = ""
    laws: Sequence[str] = ()
    systems: str = ""


@action
def create(*, by: Viewer, new: NewRoutine) -> Case:
    """Begin a routine with its first version as a draft.

    Raises:
        NotAllowed: the viewer may not write at the unit.
        RuleRefused: it is to hold where the unit has no charge.
    """
    demand(by, WRITE, new.unit.pk)
    where = list(new.valid_for) or [new.unit]
    require(rules.may_reach(inside(new.unit, where)))
    last = Routine.objects.aggregate(last=Max("number"))["last"] or 0
    routine = Routine.objects.create(
        number=last + 1, kind=new.kind, title=new.title, unit=new.unit, owner=new.owner
    )
    routine.valid_for.set(where)
    draft = Draft(new.text, "", new.laws, new.systems)
    return _begin(by, routine, draft, Told("routine.create", to_state=State.DRAFT))


@action
def revise(*, by: Viewer, case_id: uuid.UUID) -> Case:
    """Begin a new version of the one in force, with its text to change."""
    old = _seen(by, case_id)
    demand(by, WRITE, old.case.unit_id)
    require(revising(old, timezone.localdate()))
    draft = Draft(old.text, "", old.laws, old.systems)
    return _begin(by, old.routine, draft, Told("routine.revise", to_state=State.DRAFT))


@action
def write(*, by: Viewer, case_id: uuid.UUID, version: int, draft: Draft) -> Case:
    """Write in a draft; what has been approved is never changed."""
    case, row = _held(by, case_id, version, {"text": draft.text}, WRITE)
    require(_is_draft(case))
    row.text, row.changed = draft.text, draft.changed
    row.laws, row.systems = list(draft.laws), draft.systems
    row.save(update_fields=["text", "changed", "laws", "systems"])
    return cases.change(by=by, case=case, told=Told("routine.write"))


@action
def submit(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Hand a draft over to whoever sets routines at its unit."""
    case, row = _held(by, case_id, version, {"words": words}, WRITE)
    whole = rules.may_submit(text=row.text, number=row.number, changed=row.changed)
    require(_fits("routine.submit", case, words) + whole)
    owner = people.approver(case.unit, row.author_id)
    told = Told("routine.submit", words, to_state=State.REVIEW)
    case = cases.change(by=by, case=case, told=told, owner=owner, due_date=_soon())
    people.tell_approver(by, case)
    return case


@action
def send_back(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Give a version back to whoever wrote it, with the reason."""
    case, row = _held(by, case_id, version, {"words": words}, APPROVE)
    require(_fits("routine.send_back", case, words))
    told = Told("routine.send_back", words, to_state=State.DRAFT)
    case = cases.change(by=by, case=case, told=told, owner=row.author, due_date=_soon())
    people.tell_author(by, case, row.author)
    return case


@action
def approve(
    *, by: Viewer, case_id: uuid.UUID, version: int, valid_from: date, valid_until: date,
    words: str = "",
) -> Case:  # fmt: skip
    """Set a version from a day; the one before it is superseded on the same day."""
    case, row = _held(by, case_id, version, {"valid_until": valid_until.isoformat()}, APPROVE)
    allowed = rules.may_approve(
        is_author=_is(by, row.author_id), today=timezone.localdate(), valid_from=valid_from,
        valid_until=valid_until,
    )  # fmt: skip
    require(_fits("routine.approve", case, words) + allowed)
    _supersede(by, row, valid_from)
    row.approver, row.approved_date = by.person, timezone.localdate()
    row.valid_from, row.valid_until = valid_from, valid_until
    row.save()
    told = Told("routine.approve", words, to_state=State.APPROVED)
    case = cases.change(
        by=by, case=case, told=told, owner=row.routine.owner, due_date=None,
        closed_at=timezone.now(),
    )  # fmt: skip
    row.case = case
    people.tell_readers(by, row)
    return case


@action
def extend(
    *, by: Viewer, case_id: uuid.UUID, version: int, valid_until: date, words: str
) -> Case:  # fmt: skip
    """Say that a version has been looked over and holds on as it is."""
    case, row = _held(by, case_id, version, {"valid_until": valid_until.isoformat()}, APPROVE)
    later = rules.may_hold_until(timezone.localdate(), valid_until)
    require(_fits("routine.extend", case, words) + later)
    row.valid_until, row.looked_over_date = valid_until, timezone.localdate()
    row.save(update_fields=["valid_until", "looked_over_date"])
    told = Told("routine.extend", words, to_state=State.APPROVED,
                data={"valid_until": valid_until.isoformat()})  # fmt: skip
    return cases.change(by=by, case=case, told=told, due_date=None, closed_at=timezone.now())


@action
def withdraw(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Say that a routine no longer holds, without another in its place."""
    case, row = _held(by, case_id, version, {"words": words}, APPROVE)
    require(_fits("routine.withdraw", case, words))
    return _end(by, row, timezone.localdate(), Told("routine.withdraw", words, State.WITHDRAWN))


@action
def drop(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Throw a draft away, with the reason; the version in force stands."""
    case, _row = _held(by, case_id, version, {"words": words}, WRITE)
    require(_fits("routine.drop", case, words))
    told = Told("routine.drop", words, to_state=State.DROPPED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def acknowledge(*, by: Viewer, case_id: uuid.UUID) -> ReadReceipt:
    """Say that one has read the version in force; twice changes nothing."""
    row = _seen(by, case_id)
    assert by.person is not None
    require(rules.may_read(is_in_force=holds(row, timezone.localdate())))
    receipt, _new = ReadReceipt.objects.get_or_create(
        version=row, person=by.person, defaults={"at": timezone.now()}
    )
    note(by=by, verb="routine.acknowledge", object_kind="routine", object_id=row.pk,
         unit_id=row.case.unit_id, data={"version": row.number})  # fmt: skip
    cases.touch(row.case)
    return receipt


@action
def fail(
    *, by: Viewer, event_id: uuid.UUID, case_id: uuid.UUID, how: How, words: str = ""
) -> RoutineFailure:
    """Say that a version failed in an event; again changes how and the words."""
    event = Case.objects.known(by, event_id).first()
    if event is None:
        raise NotVisible(str(event_id))
    demand(by, FAIL, event.unit_id)
    row = _seen(by, case_id)
    require(rules.may_fail(held=holds(row, event_day(event))))
    failure, _new = RoutineFailure.objects.update_or_create(
        event=event, version=row, defaults={"how": how, "words": words, "at": timezone.now()}
    )
    cases.link(by=by, from_case=row.case, to_case=event, relation=FAILED)
    note(by=by, verb="routine.fail", object_kind="routine", object_id=row.pk,
         unit_id=event.unit_id, data={"event": event.reference, "how": how})  # fmt: skip
    cases.touch(row.case)
    return failure


def wake_due(today: date | None = None) -> int:
    """Put each version whose time for review has come in its owner's list; gives how many."""
    day, by = today or timezone.localdate(), Viewer.system("routines")
    asleep = RoutineVersion.objects.in_force(day).filter(
        case__state=State.APPROVED, case__closed_at__isnull=False
    )
    found = asleep.select_related("case__unit", "routine__owner")
    due = [row for row in found if _must_wake(row, day)]
    for row in due:
        wake(by=by, row=row)
    return len(due)


@action
def wake(*, by: Viewer, row: RoutineVersion) -> Case:
    """Open an approved version for its review: its last day of validity is the case's last day."""
    row.case = cases.change(
        by=by, case=row.case, told=Told("routine.wake", to_state=State.APPROVED),
        owner=row.routine.owner, due_date=row.valid_until, closed_at=None,
    )  # fmt: skip
    people.tell_owner(by, row)
    return row.case


def revising(row: RoutineVersion, today: date) -> Verdict:
    """Ask whether a new version may be begun from this one."""
    working = RoutineVersion.objects.filter(routine=row.routine_id, case__state__in=WORKING)
    return rules.may_revise(is_in_force=holds(row, today), has_working=working.exists())


def holds(row: RoutineVersion, on: date) -> bool:
    """Say whether a version held on a day."""
    return rules.is_in_force(State(row.case.state), row.valid_from, row.ended_date, on)


def inside(unit: Unit, where: Sequence[Unit]) -> bool:
    """Say whether some units all lie at or below one."""
    below = UnitPath.objects.current().filter(ancestor=unit).values_list("descendant_id", flat=True)
    return {one.pk for one in where} <= set(below)


def event_day(event: Case) -> date:
    """Give the day that decides which version held: when it happened, else when it was told of."""
    return timezone.localdate(event.occurred_at or event.opened_at)


def _begin(by: Viewer, routine: Routine, draft: Draft, told: Told) -> Case:
    assert by.person is not None
    last = routine.versions.aggregate(last=Max("number"))["last"] or 0
    case = Case(
        kind="routine", unit=routine.unit, title=routine.title, state=State.DRAFT,
        opened_at=timezone.now(), owner=by.person, reporter=by.person, due_date=_soon(),
    )  # fmt: skip
    row = RoutineVersion(
        case=case, routine=routine, number=last + 1, text=draft.text, changed=draft.changed,
        laws=list(draft.laws), systems=draft.systems, author=by.person,
    )  # fmt: skip
    return cases.start(by=by, case=case, told=told, save_also=row)


def _supersede(by: Viewer, new: RoutineVersion, day: date) -> None:
    before = RoutineVersion.objects.filter(routine=new.routine_id, case__state=State.APPROVED)
    for old in before.select_related("case"):
        _end(by, old, day, Told("routine.supersede", to_state=State.SUPERSEDED,
                                data={"by_version": new.number}))  # fmt: skip


def _end(by: Viewer, row: RoutineVersion, day: date, told: Told) -> Case:
    row.ended_date = day
    row.save(update_fields=["ended_date"])
    return cases.change(by=by, case=row.case, told=told, due_date=None, closed_at=timezone.now())


def _must_wake(row: RoutineVersion, day: date) -> bool:
    assert row.valid_until is not None
    days = int(local_value("routine.review_days", day, row.case.unit))
    return rules.due_review(row.valid_until, day, days)


def _seen(by: Viewer, case_id: uuid.UUID) -> RoutineVersion:
    found = RoutineVersion.objects.visible_to(by).select_related("case__unit", "routine")
    row = found.filter(pk=case_id).first()
    if row is None:
        raise NotVisible(str(case_id))
    return row


def _held(
    by: Viewer, case_id: uuid.UUID, version: int, ours: dict[str, Any], capability: str
) -> tuple[Case, RoutineVersion]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours=ours)
    row = RoutineVersion.objects.select_related("routine__owner", "author").filter(case=case)
    found = row.first()
    if found is None:
        raise NotVisible(str(case_id))
    demand(by, capability, case.unit_id)
    found.case = case
    return case, found


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.STATE_LABELS)


def _is_draft(case: Case) -> Verdict:
    return rules.may_write(State(case.state))


def _is(by: Viewer, person_id: uuid.UUID) -> bool:
    return by.person is not None and by.person.pk == person_id


def _soon() -> date:
    return timezone.localdate() + timedelta(days=WRITING_DAYS)
