"""Running one job, and taking up those whose worker died."""

import errno
import logging
import secrets
import time
import traceback
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.jobs import actions
from vaka.foundation.jobs.kinds import JobKind, UnknownJobKind, kind_of
from vaka.foundation.jobs.models import ENDED, Job, JobState

log = logging.getLogger(__name__)
ATTEMPTS = 3
BETWEEN_SECONDS = 0.3
PAUSES_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EMFILE, errno.ENFILE)

T = TypeVar("T")


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
    """Run a job as whoever started it; whatever happens, its row tells how it ended.

    When the database or the disk is away for a while, the steps are tried again for half a minute.
    """
    if job := _patiently(lambda: _begun(job_id)):
        _patiently(_worked(job))


def _begun(job_id: uuid.UUID) -> Job | None:
    job = Job.objects.select_related("started_by").get(pk=job_id)
    return None if job.is_ended else actions.begin(by=_who(job), job=job)


def _who(job: Job) -> Viewer:
    return Viewer.of(job.started_by) if job.started_by else Viewer.system("jobs")


def _worked(job: Job) -> Callable[[], Job]:
    """Do the work; gives what writes how it ended."""
    by = _who(job)
    try:
        kind = kind_of(job.kind)
    except UnknownJobKind:
        words = _("Den här sortens arbete finns inte längre.")
        return lambda: actions.fail(by=by, job=job, words=words)
    try:
        result = _result(by, job, kind)
    except kind.refusals as error:
        told = str(error)
    except Exception as error:  # a job's fault must end the job, not the worker
        told = _fault(job, error)
    else:
        return lambda: actions.finish(by=by, job=job, result=result)
    return lambda: actions.fail(by=by, job=job, words=told)


def _result(by: Viewer, job: Job, kind: JobKind) -> dict[str, Any]:
    def once() -> dict[str, Any]:
        return kind.run(by=by, progress=Written(job.pk), **job.arguments)

    return _patiently(once) if kind.repeatable else once()


def _patiently(work: Callable[[], T]) -> T:
    """Do what may be done again, until the machine is there to do it on."""
    for pause in PAUSES_SECONDS:
        try:
            return work()
        except (OperationalError, InterfaceError, OSError) as error:
            if isinstance(error, OSError) and error.errno not in FULL:
                raise
            log.warning("%s, again in %s s", type(error).__name__, pause)
        close_old_connections()
        time.sleep(pause)
    return work()


def _fault(job: Job, error: Exception) -> str:
    """The log gets where it happened, not the message, which may hold what the job read."""
    reference = secrets.token_hex(4).upper()
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("job %s failed, reference %s: %s\n%s", job.pk, reference, type(error).__name__, where)
    words = _("Något gick fel hos oss. Inget är ditt fel. Referens: %(reference)s")
    return words % {"reference": reference}


def take_up_orphans() -> int:
    """Queue anew, or fail with words, what a dead worker left unended; returns how many.

    Only the one worker of a data directory calls this, while it runs no job.
    """
    by, found = Viewer.system("worker"), 0
    unended = Job.objects.exclude(state__in=ENDED).values("task_id")
    left = DBTaskResult.objects.finished().filter(pk__in=unended)
    for queued in [*DBTaskResult.objects.running(), *left]:
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
