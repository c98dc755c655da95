"""A file on its way in: what was given, what it would become, and its receipt."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.foundation.files.models import StoredFile
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


class RunState(models.TextChoices):
    """How far a file has come."""

    CHECKING = "checking", _("Kontrolleras")
    READY = "ready", _("Väntar på att du läser in den")
    RUNNING = "running", _("Läses in")
    DONE = "done", _("Inläst")


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """The doors to runs."""

    def visible_to(self, viewer: "Viewer") -> "ImportRunQuerySet":
        """Keep the viewer's own; what is in a file is nobody else's to see."""
        return self if viewer.everywhere else self.filter(by=viewer.person)


@classed(
    Kept.OPERATION, Secrecy.INTERNAL,
    name=Secrecy.SECRET, mapping=Secrecy.SECRET, preview=Secrecy.SECRET, receipt=Secrecy.SECRET,
)  # fmt: skip
class ImportRun(models.Model):
    """One file that somebody reads in.

    The source file and the preview go when the run is done; the digest still tells which file
    it was. `unit` is empty for the whole municipality, as on the command line.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("slag"), max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    period = models.CharField(_("kvartal"), max_length=10, blank=True)
    name = models.CharField(_("filnamn"), max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("storlek"))
    source = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    state = models.CharField(
        _("läge"), max_length=10, choices=RunState, default=RunState.CHECKING, db_index=True
    )
    mapping = models.TextField(_("mappning"), blank=True)
    version = models.PositiveIntegerField(default=1)
    preview = models.JSONField(default=dict)
    receipt = models.JSONField(default=dict)
    rejects = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    remarks = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    job_id = models.UUIDField(null=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("när"), auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("inläsning")
        verbose_name_plural = _("inläsningar")
        ordering = ("-at",)
