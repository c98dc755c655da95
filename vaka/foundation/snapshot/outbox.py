"""A row in the outbox wakes whoever writes the snapshot; bulk intake is met by the job's end."""

from typing import Any

from django.db import transaction

from vaka.foundation.jobs import wake


def wake_worker(**_: Any) -> None:
    """Wake the worker once this has been committed."""
    transaction.on_commit(wake.worker)
