"""Reads of the log for its reviewers: who, what, when, which object; never what stood there."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from vaka.areas.oversight import words
from vaka.areas.oversight.rules import READ
from vaka.foundation.access.roles import label_of
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit import queries as audit
from vaka.foundation.audit.actions import note_read
from vaka.foundation.audit.models import AuditDay, AuditKind, AuditRow
from vaka.foundation.audit.queries import LogFilter
from vaka.foundation.cases.models import Case
from vaka.foundation.people.models import Person


@dataclass(frozen=True)
class Row:
    """One row of the log in words; `place` is empty while the row stands in the open tail."""

    at: datetime
    actor_name: str
    actor_id: uuid.UUID | None
    role: str
    unit_name: str
    kind: str
    kind_label: str
    verb: str
    object_label: str
    object_kind: str
    object_id: str
    place: int | None


def rows(viewer: Viewer, wanted: LogFilter) -> QuerySet[AuditRow]:
    """Give the matching rows, newest first; the looking is logged. Raises NotAllowed."""
    return audit.log_rows(viewer, wanted)


def row(found: AuditRow) -> Row:
    """Give one row in words, without what was changed or read."""
    line = audit.line(found)
    return Row(
        at=line.at,
        actor_name=line.actor_name,
        actor_id=found.actor_id,
        role=label_of(line.role),
        unit_name=line.unit_name,
        kind=line.kind,
        kind_label=str(AuditKind(line.kind).label),
        verb=words.verb_label(line.verb),
        object_label=words.object_label(line.object_kind),
        object_kind=line.object_kind,
        object_id=line.object_id,
        place=found.place,
    )


def extract(viewer: Viewer, wanted: LogFilter) -> Iterator[Row]:
    """Give an extract's rows, oldest first; the extract is logged. Raises NotAllowed."""
    found = rows(viewer, wanted).order_by("id")
    return (row(one) for one in found.iterator(chunk_size=2000))


def days(viewer: Viewer) -> QuerySet[AuditDay]:
    """Give the days with their digests, newest first; the looking is logged. Raises NotAllowed."""
    demand(viewer, READ)
    note_read(by=viewer, object_kind="log", object_id="", data={"days": True})
    return AuditDay.objects.order_by("-day")


def unsealed(viewer: Viewer) -> int:
    """Give how many rows wait for their seal. Raises NotAllowed."""
    demand(viewer, READ)
    return AuditRow.objects.filter(place=None).count()


def people(viewer: Viewer) -> list[tuple[str, str]]:
    """Give everybody who may stand in the log, as choices. Raises NotAllowed."""
    demand(viewer, READ)
    found = Person.objects.order_by("given_name", "family_name")
    return [(str(person.pk), person.name) for person in found]


def by_reference(viewer: Viewer, wanted: LogFilter) -> LogFilter:
    """Give the filter with a case's number, such as AVV-2026-00041, put as the case's id.

    A reviewer sees no case, so this asks past `visible_to`; it tells no more of the case than
    the log does. Raises NotAllowed.
    """
    demand(viewer, READ)
    case_id = Case.objects.filter(reference__iexact=wanted.object_id).values_list("pk", flat=True)
    return replace(wanted, object_id=str(found)) if (found := case_id.first()) else wanted
