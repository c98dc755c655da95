"""Reading jobs: one's own with all of it, everybody's with kind and state only."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.jobs.kinds import UnknownJobKind, kind_of
from vaka.foundation.jobs.models import Job, JobState


@dataclass(frozen=True)
class JobView:
    """A job as the progress page draws it."""

    id: uuid.UUID
    title: str
    state: str
    step: str
    done: int
    is_finished: bool
    has_failed: bool
    result_url: str
    result_label: str
    total: int = 100
    seconds_left: int = 0


@dataclass(frozen=True)
class JobLine:
    """A job as a system administrator sees it: what sort, how it stands, when."""

    kind_label: str
    state: str
    state_label: str
    created_at: datetime
    ended_at: datetime | None


def own_job(viewer: Viewer, job_id: uuid.UUID) -> JobView:
    """Give a job the viewer started. Raises NotVisible for anybody else's."""
    job = Job.objects.visible_to(viewer).filter(pk=job_id).first()
    if job is None:
        raise NotVisible(str(job_id))
    failed = job.state == JobState.FAILED
    return JobView(
        id=job.pk,
        title=job.label,
        state=job.state,
        step=job.error if failed else job.step or str(JobState(job.state).label),
        done=job.progress,
        is_finished=job.is_ended,
        has_failed=failed,
        result_url=str(job.result.get("url", "")),
        result_label=str(job.result.get("label") or _("Visa resultatet")),
    )


def own_jobs(viewer: Viewer, limit: int = 20) -> list[Job]:
    """Give the viewer's own jobs, newest first."""
    return list(Job.objects.filter(started_by=viewer.person)[:limit])


def every_job(viewer: Viewer, limit: int = 100) -> list[JobLine]:
    """Give kind and state of the latest jobs. Raises NotAllowed without `job.see`."""
    demand(viewer, "job.see")
    rows = Job.objects.only("kind", "state", "created_at", "ended_at")[:limit]
    return [
        JobLine(_label(row.kind), row.state, str(JobState(row.state).label), row.created_at,
                row.ended_at)
        for row in rows
    ]  # fmt: skip


def _label(code: str) -> str:
    try:
        return str(kind_of(code).label)
    except UnknownJobKind:
        return code
