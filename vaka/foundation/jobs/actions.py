"""Starting jobs, and the steps that the worker writes of them."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.jobs import wake
from vaka.foundation.jobs.kinds import kind_of
from vaka.foundation.jobs.models import ENDED, Job, JobState
from vaka.foundation.organisation.models import Unit


@action
def start(*, by: Viewer, kind: str, label: str, unit: Unit | None = None, **arguments: Any) -> Job:
    """Put a job in the queue; it runs as whoever started it, when this has been committed.

    Args:
        label: what it does, in Swedish, for whoever started it.
        arguments: go to the kind's function as they are; JSON values only.

    Raises:
        UnknownJobKind: no installed part knows the kind.
    """
    kind_of(kind)
    job = Job(kind=kind, label=label[:200], started_by=by.person, unit=unit, arguments=arguments)
    job.task_id = uuid.UUID(str(run_task.enqueue(str(job.pk)).id))
    job.save(force_insert=True)
    transaction.on_commit(wake.worker)
    _noted(by, "start", job)
    return job


@task()
def run_task(job_id: str) -> None:
    """What the queue holds: the name of a job."""
    from vaka.foundation.jobs.running import run

    run(uuid.UUID(job_id))


@action
def begin(*, by: Viewer, job: Job) -> Job:
    """Mark a job as running."""
    job.state, job.started_at = JobState.RUNNING, timezone.now()
    job.attempts += 1
    job.save(update_fields=["state", "started_at", "attempts"])
    _noted(by, "begin", job)
    return job


@action
def finish(*, by: Viewer, job: Job, result: dict[str, Any]) -> Job:
    """Mark a job as done, with its result."""
    job.state, job.progress, job.result = JobState.DONE, 100, result
    return _ended(by, job, "finish")


@action
def fail(*, by: Viewer, job: Job, words: str) -> Job:
    """Mark a job as failed, with Swedish words for whoever started it."""
    job.state, job.error = JobState.FAILED, words[:500]
    return _ended(by, job, "fail")


@action
def requeue(*, by: Viewer, job: Job) -> Job:
    """Put a job whose worker died back in the queue."""
    job.state, job.progress, job.step = JobState.WAITING, 0, ""
    job.save(update_fields=["state", "progress", "step"])
    _noted(by, "requeue", job)
    return job


def forget_old(days: int = 30) -> int:
    """Remove jobs that ended long ago, and what the queue remembers of them."""
    from django_tasks_db.models import DBTaskResult

    oldest = timezone.now() - timedelta(days=days)
    DBTaskResult.objects.finished().filter(finished_at__lt=oldest).delete()
    return Job.objects.filter(state__in=ENDED, ended_at__lt=oldest).delete()[0]


def _ended(by: Viewer, job: Job, verb: str) -> Job:
    job.ended_at = timezone.now()
    job.save(update_fields=["state", "progress", "result", "error", "ended_at"])
    _noted(by, verb, job)
    return job


def _noted(by: Viewer, verb: str, job: Job) -> None:
    note(
        by=by, verb=f"jobs.{verb}", object_kind="job", object_id=job.pk, unit_id=job.unit_id,
        data={"kind": job.kind},
    )  # fmt: skip
