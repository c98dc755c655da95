"""Running one job, and taking up those whose worker died."""

import logging
import secrets
import time
import traceback
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.jobs import actions
from vaka.foundation.jobs.kinds import JobKind, UnknownJobKind, kind_of
from vaka.foundation.jobs.models import Job, JobState

log = logging.getLogger(__name__)
ATTEMPTS = 3
BETWEEN_SECONDS = 0.3


class Written:
    """Writes how far a job has come, at most a few times a second; such steps are not logged."""

    def __init__(self, job_id: uuid.UUID) -> None:
        self._job_id = job_id
        self._last = float("-inf")

    def __call__(self, percent: int, words: str = "") -> None:
        """Write 0–100 and a few Swedish words for the step."""
        now = time.monotonic()
        if now - self._last < BETWEEN_SECONDS:
            return
        self._last = now
        columns = {
            "progress": min(max(percent, 0), 100),
            **({"step": words[:200]} if words else {}),
        }
        Job.objects.filter(pk=self._job_id).update(**columns)


def run(job_id: uuid.UUID) -> None:
    """Run a job as whoever started it; whatever happens, its row tells how it ended."""
    job = Job.objects.select_related("started_by").get(pk=job_id)
    if job.is_ended:
        return
    by = Viewer.of(job.started_by) if job.started_by else Viewer.system("jobs")
    actions.begin(by=by, job=job)
    try:
        kind = kind_of(job.kind)
    except UnknownJobKind:
        actions.fail(by=by, job=job, words=_("Den här sortens arbete finns inte längre."))
        return
    _run(by, job, kind)


def _run(by: Viewer, job: Job, kind: JobKind) -> None:
    try:
        result = kind.run(by=by, progress=Written(job.pk), **job.arguments)
    except kind.refusals as error:
        actions.fail(by=by, job=job, words=str(error))
    except Exception as error:  # a job's fault must end the job, not the worker
        actions.fail(by=by, job=job, words=_fault(job, error))
    else:
        actions.finish(by=by, job=job, result=result)


def _fault(job: Job, error: Exception) -> str:
    """The log gets where it happened, not the message, which may hold what the job read."""
    reference = secrets.token_hex(4).upper()
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("job %s failed, reference %s: %s\n%s", job.pk, reference, type(error).__name__, where)
    words = _("Något gick fel hos oss. Inget är ditt fel. Referens: %(reference)s")
    return words % {"reference": reference}


def take_up_orphans() -> int:
    """Queue anew, or fail with words, what a dead worker left running; returns how many.

    Only the one worker of a data directory calls this, before it takes its first job.
    """
    by, found = Viewer.system("worker"), 0
    for queued in DBTaskResult.objects.running():
        with transaction.atomic():
            job = Job.objects.filter(task_id=queued.pk).first()
            again = job is not None and _taken_up(by, job)
            _settle(queued, "READY" if again else "FAILED")
        found += 1
    return found


def _taken_up(by: Viewer, job: Job) -> bool:
    if job.is_ended:
        return False
    if job.state == JobState.WAITING or (_is_repeatable(job) and job.attempts < ATTEMPTS):
        actions.requeue(by=by, job=job)
        return True
    words = _("Arbetet avbröts när servern startade om. Starta det på nytt.")
    actions.fail(by=by, job=job, words=words)
    return False


def _is_repeatable(job: Job) -> bool:
    try:
        return kind_of(job.kind).repeatable
    except UnknownJobKind:
        return False


def _settle(queued: "DBTaskResult[Any, Any]", status: str) -> None:
    queued.status = status
    queued.save(update_fields=["status"])
