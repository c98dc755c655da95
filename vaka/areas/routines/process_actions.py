"""What is done with processes and with the answers to the regulation's duties."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from vaka.areas.routines import coverage
from vaka.areas.routines.models import Activity, DutyAnswer, Process, Routine
from vaka.areas.routines.process_queries import visible
from vaka.areas.routines.rules import WRITE
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root
from vaka.foundation.people.models import Person


@dataclass(frozen=True)
class PlannedActivity:
    """One activity in its order."""

    name: str
    role: str = ""
    routine: Routine | None = None


@dataclass(frozen=True)
class Described:
    """A process as somebody describes it."""

    title: str
    unit: Unit
    owner: Person
    purpose: str = ""
    follow_up: str = ""
    activities: Sequence[PlannedActivity] = ()


@action
def describe(*, by: Viewer, described: Described, process_id: uuid.UUID | None = None) -> Process:
    """Describe a process anew, or change the one of an id; its activities are replaced whole.

    Raises:
        NotAllowed: the viewer may not write at its unit, before or after.
        NotVisible: there is no such process.
    """
    demand(by, WRITE, described.unit.pk)
    process = _known(by, process_id) if process_id else Process()
    before = [one.name for one in process.activities.all()] if process_id else []
    for name in ("title", "unit", "owner", "purpose", "follow_up"):
        setattr(process, name, getattr(described, name))
    process.changed_date = timezone.localdate()
    process.version += 1 if process_id else 0
    process.save()
    process.activities.all().delete()
    Activity.objects.bulk_create(
        Activity(process=process, place=place, name=one.name, role=one.role, routine=one.routine)
        for place, one in enumerate(described.activities, start=1)
    )
    note(by=by, verb="process.describe", object_kind="process", object_id=process.pk,
         unit_id=process.unit_id, data={"before": before, "version": process.version,
         "after": [one.name for one in described.activities]})  # fmt: skip
    return process


@action
def answer_duty(
    *, by: Viewer, key: str, process: Process | None, routine: Routine | None, role: str
) -> DutyAnswer:
    """Say how a duty of the regulation is met. Raises NotVisible for a duty that does not hold."""
    demand(by, WRITE, root_of(by))
    coverage.duty_of(key, by.on)
    values = {"process": process, "routine": routine, "role": role,
              "changed_date": timezone.localdate()}  # fmt: skip
    answer, _new = DutyAnswer.objects.update_or_create(key=key, defaults=values)
    note(by=by, verb="duty.answer", object_kind="duty", object_id=key,
         data={"process": str(process.pk) if process else "", "role": role,
               "routine": routine.number if routine else None})  # fmt: skip
    return answer


def root_of(by: Viewer) -> uuid.UUID:
    """Give the unit at which the regulation is answered: where the viewer writes highest up.

    The whole board's system is answered from its administration or the principal, not by one home.
    """
    top = root()
    above = [top, *Unit.objects.filter(parent=top)]
    return next((unit.pk for unit in above if by.may(WRITE, unit.pk)), top.pk)


def _known(by: Viewer, process_id: uuid.UUID) -> Process:
    process = visible(by).filter(pk=process_id).first()
    if process is None:
        raise NotVisible(str(process_id))
    demand(by, WRITE, process.unit_id)
    return process
