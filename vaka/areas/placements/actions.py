"""What is done with placements; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.placements import queries, rules
from vaka.areas.placements.models import Consideration, Placement
from vaka.areas.placements.queries import KIND
from vaka.areas.placements.rules import (
    HANDLE,
    TRANSITIONS,
    Decider,
    Ground,
    Home,
    Owed,
    PlacementState,
)
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, Confidentiality
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import Verdict, require


@dataclass(frozen=True)
class NewPlacement:
    """A child's care outside the home, by the number of its file in the case system."""

    unit: Unit
    file_number: str
    ground: Ground
    home: Home
    begun_date: date
    home_since_date: date
    test_weeks: int | None = None


@dataclass(frozen=True)
class Considered:
    """One thing owed, done."""

    what: Owed
    on_date: date
    decider: Decider
    words: str
    informed_date: date | None = None


@action
def begin_placement(*, by: Viewer, new: NewPlacement) -> Case:
    """Write in a placement; its first last day is the case's own."""
    demand(by, HANDLE, new.unit.pk)
    today = timezone.localdate()
    require(rules.may_begin(begun=new.begun_date, home_since=new.home_since_date, today=today))
    case = Case(
        kind=KIND, unit=new.unit, title=str(rules.HOME_LABELS[new.home]), owner=by.person,
        state=PlacementState.UNDER_WAY, opened_at=timezone.now(), reporter=by.person,
        confidentiality=Confidentiality.SECRET,
    )  # fmt: skip
    row = Placement(
        case=case, file_number=new.file_number, ground=new.ground, home=new.home,
        begun_date=new.begun_date, home_since_date=new.home_since_date, test_weeks=new.test_weeks,
    )  # fmt: skip
    case.due_date = _due(row, new.unit)
    told = Told("placement.begin_placement", to_state=PlacementState.UNDER_WAY)
    return cases.start(by=by, case=case, told=told, save_also=row)


@action
def note_considered(*, by: Viewer, case_id: uuid.UUID, version: int, new: Considered) -> Case:
    """Write down that something owed has been done, by whom, why, and when they were told."""
    case, row = _held(by, case_id, version)
    require(
        rules.may_note(what=new.what, on=new.on_date, words=new.words, informed=new.informed_date,
                       care=queries.care_of(row), today=timezone.localdate())
    )  # fmt: skip
    Consideration.objects.create(
        placement=row, what=new.what, on_date=new.on_date, decider=new.decider, words=new.words,
        informed_date=new.informed_date, by=by.person,
    )  # fmt: skip
    told = Told("placement.note_considered", data={"what": str(rules.OWED_LABELS[new.what])})
    return _changed(by, case, row, told)


@action
def plan_end(*, by: Viewer, case_id: uuid.UUID, version: int, on_date: date) -> Case:
    """Say when the care is meant to end; a ban on moving is to be considered before that day."""
    case, row = _held(by, case_id, version)
    require(_open(case))
    row.end_planned_date = on_date
    row.save(update_fields=["end_planned_date"])
    return _changed(by, case, row, Told("placement.plan_end", data={"day": str(on_date)}))


@action
def end_care(*, by: Viewer, case_id: uuid.UUID, version: int, on_date: date, words: str) -> Case:
    """End the care, with the reason; the child is followed up afterwards."""
    case, row = _held(by, case_id, version)
    care = queries.care_of(row)
    moving = row.considered.filter(what=Owed.MOVING, on_date__gte=care.home_since)
    require(
        _fits("placement.end_care", case, words)
        + rules.may_end(on=on_date, care=care, moving_done=moving.exists(),
                        today=timezone.localdate())
    )  # fmt: skip
    row.ended_date = on_date
    row.save(update_fields=["ended_date"])
    told = Told("placement.end_care", words, to_state=PlacementState.ENDED)
    return _changed(by, case, row, told)


@action
def resume_care(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take a placement up that was ended by mistake, with the reason."""
    case, row = _held(by, case_id, version)
    require(_fits("placement.resume_care", case, words))
    row.ended_date = None
    row.save(update_fields=["ended_date"])
    told = Told("placement.resume_care", words, to_state=PlacementState.UNDER_WAY)
    return _changed(by, case, row, told)


def _changed(by: Viewer, case: Case, row: Placement, told: Told) -> Case:
    """The nearest last day is the case's; with nothing left after the care the case is closed."""
    due = _due(row, case.unit)
    closed = timezone.now() if row.ended_date and due is None else None
    return cases.change(by=by, case=case, told=told, due_date=due, closed_at=closed)


def _due(row: Placement, unit: Unit) -> date | None:
    owed = queries.owed_of(row, unit, timezone.localdate())
    return owed[0].due_date if owed else None


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, Placement]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = Placement.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    demand(by, HANDLE, case.unit_id)
    return case, row


def _open(case: Case) -> Verdict:
    return transitions.fits_in(TRANSITIONS, "placement.end_care", case.state, "-",
                               rules.PLACEMENT_LABELS)  # fmt: skip


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.PLACEMENT_LABELS)
