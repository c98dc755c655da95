"""Files that name people, kept sealed until a last day and then removed by the machine."""

from datetime import date

from django.db.models import Model, QuerySet
from django.utils import timezone

from vaka.foundation.access.viewer import Viewer, demand_machine
from vaka.foundation.audit.actions import note


def old(rows: type[Model], today: date) -> QuerySet[Model]:
    """Give the rows whose sealed file's last day has passed."""
    found = rows._default_manager.filter(sealed_file__isnull=False)
    return found.filter(keep_until_date__lt=today)


def drop(*, by: Viewer, rows: type[Model], kind: str, today: date) -> int:
    """Remove the files whose last day has passed, with a row in the log; gives how many.

    Args:
        rows: a model with `sealed_file`, `key_id` and `keep_until_date`; what else it tells stands.
        kind: the kind of object that the log names.

    Raises:
        NotAllowed: this is the machine's own chore, and nobody else's.
    """
    demand_machine(by, f"{kind}.drop_files")
    gone = old(rows, today).update(sealed_file=None, key_id="")
    note(by=by, verb=f"{kind}.drop_files", object_kind=kind, data={"files": gone})
    return gone


def has_old(rows: type[Model]) -> bool:
    """Say whether anything waits to be removed, so that the hourly chore writes nothing else."""
    return old(rows, timezone.localdate()).exists()
