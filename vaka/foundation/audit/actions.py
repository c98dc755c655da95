"""Writing the log, and the wrapper that refuses a change that left no row in it."""

import functools
import uuid
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from django.db import transaction
from django.utils import timezone

from vaka.foundation import read_only
from vaka.foundation.audit.models import AuditKind, AuditRow

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.people.models import Subject

P = ParamSpec("P")
R = TypeVar("R")

_written: ContextVar[int] = ContextVar("audit_rows_written", default=0)


class UnauditedAction(RuntimeError):
    """An action ended without writing to the log; its change was rolled back."""


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run a verb in one transaction, and roll it back unless it wrote to the log.

    Raises:
        UnauditedAction: nothing was recorded.
        ReadOnly: Vaka is read-only just now.
    """

    @functools.wraps(function)
    def audited(*args: P.args, **kwargs: P.kwargs) -> R:
        read_only.demand_writable()
        with transaction.atomic():
            before = _written.get()
            result = function(*args, **kwargs)
            if _written.get() == before:
                raise UnauditedAction(f"{function.__module__}.{function.__qualname__}")
        return result

    audited.is_action = True  # type: ignore[attr-defined]
    return audited


def note(
    *,
    by: "Viewer",
    verb: str,
    kind: AuditKind = AuditKind.CHANGE,
    object_kind: str = "",
    object_id: object = "",
    unit_id: uuid.UUID | None = None,
    subject: "Subject | None" = None,
    data: dict[str, Any] | None = None,
) -> AuditRow:
    """Write one row. `data` holds what changed: `{"before": …, "after": …}` or the filter read."""
    row = _row(
        by, verb=verb, kind=kind, object_kind=object_kind, object_id=str(object_id),
        subject=subject, data=data or {}, **({"unit_id": unit_id} if unit_id else {}),
    )  # fmt: skip
    row.save(force_insert=True)
    count_rows(1)
    return row


def _row(by: "Viewer", **columns: Any) -> AuditRow:
    main = by.main
    who = {
        "at": timezone.now(),
        "actor": by.person,
        "actor_name": by.name,
        "role": main.role.code if main else "",
        "unit_id": main.unit_id if main else None,
    }
    return AuditRow(**(who | columns))


def count_rows(rows: int) -> None:
    """Tell the wrapper that rows were written by another way (bulk intake)."""
    _written.set(_written.get() + rows)


def note_read(*, by: "Viewer", object_kind: str, object_id: object, **more: Any) -> None:
    """Write that something secret was read; a command on the server is told as such."""
    note(
        by=by,
        verb=f"{object_kind}.read",
        kind=AuditKind.READ,
        object_kind=object_kind,
        object_id=object_id,
        **more,
    )


def note_reads(
    *, by: "Viewer", object_kind: str, subjects: Iterable["Subject"], data: dict[str, Any]
) -> None:
    """Write that each of these was read: a row each, as `note_read` writes it, in one go."""
    verb, kind = f"{object_kind}.read", AuditKind.READ
    rows = [
        _row(by, verb=verb, kind=kind, object_kind=object_kind, object_id=str(one.pk),
             subject=one, data=data)
        for one in subjects
    ]  # fmt: skip
    AuditRow.objects.bulk_create(rows, batch_size=1000)
    count_rows(len(rows))
