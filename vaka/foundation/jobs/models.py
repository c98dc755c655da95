"""Long work, as whoever started it follows it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("Väntar")
    RUNNING = "running", _("Pågår")
    DONE = "done", _("Klart")
    FAILED = "failed", _("Misslyckades")


ENDED = (JobState.DONE, JobState.FAILED)


class JobQuerySet(models.QuerySet["Job"]):
    """The doors to jobs."""

    def visible_to(self, viewer: "Viewer") -> "JobQuerySet":
        """Keep the viewer's own jobs; nobody opens somebody else's."""
        return self if viewer.everywhere else self.filter(started_by=viewer.person)


@classed(
    Kept.OPERATION, Secrecy.INTERNAL,
    label=Secrecy.SECRET, arguments=Secrecy.SECRET, result=Secrecy.SECRET, step=Secrecy.SECRET,
    error=Secrecy.SECRET,
)  # fmt: skip
class Job(models.Model):
    """One piece of work that a worker does; `task_id` is its place in the queue."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("slag"), max_length=60)
    label = models.CharField(_("arbete"), max_length=200)
    state = models.CharField(
        _("läge"), max_length=10, choices=JobState, default=JobState.WAITING, db_index=True
    )
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="jobs")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    arguments = models.JSONField(default=dict)
    progress = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    task_id = models.UUIDField(null=True, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("arbete")
        verbose_name_plural = _("arbeten")
        ordering = ("-created_at",)
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="progress_in_percent")
        ]

    @property
    def is_ended(self) -> bool:
        """True when nothing more will happen."""
        return self.state in ENDED
