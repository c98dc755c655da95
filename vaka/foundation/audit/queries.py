"""Reading the log: who did what to which object; the reading itself is logged."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.audit.models import AuditRow


@dataclass(frozen=True)
class LogFilter:
    """What to look for; empty fields do not restrict."""

    actor: str = ""
    actor_id: uuid.UUID | None = None
    verb: str = ""
    kind: str = ""
    object_kind: str = ""
    object_id: str = ""
    subject_id: uuid.UUID | None = None
    from_date: date | None = None
    to_date: date | None = None


@dataclass(frozen=True)
class LogLine:
    """One row of the log as its reader sees it; what was written in a case is not shown."""

    at: datetime
    actor_name: str
    role: str
    unit_name: str
    kind: str
    verb: str
    object_kind: str
    object_id: str
    sealed: bool


def log_rows(viewer: Viewer, wanted: LogFilter) -> QuerySet[AuditRow]:
    """Give the matching rows, newest first, and log that they were looked for.

    Raises:
        NotAllowed: the viewer does not read logs.
    """
    demand(viewer, "log.read")
    rows = AuditRow.objects.select_related("unit").order_by("-id")
    for column, value in _conditions(wanted).items():
        rows = rows.filter(**{column: value})
    note_read(by=viewer, object_kind="log", object_id="", data={"filter": _told(wanted)})
    return rows


def line(row: AuditRow) -> LogLine:
    """Give a row as its reader sees it."""
    unit = row.unit.name if row.unit else ""
    return LogLine(
        row.at, row.actor_name, row.role, unit, row.kind, row.verb, row.object_kind,
        row.object_id, row.place is not None,
    )  # fmt: skip


def _conditions(wanted: LogFilter) -> dict[str, object]:
    columns = {
        "actor_name__icontains": wanted.actor,
        "actor_id": wanted.actor_id,
        "verb__icontains": wanted.verb,
        "kind": wanted.kind,
        "object_kind": wanted.object_kind,
        "object_id": wanted.object_id,
        "subject_id": wanted.subject_id,
        "at__date__gte": wanted.from_date,
        "at__date__lte": wanted.to_date,
    }
    return {column: value for column, value in columns.items() if value}


def _told(wanted: LogFilter) -> dict[str, str]:
    return {name: str(value) for name, value in vars(wanted).items() if value}
