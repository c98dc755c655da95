"""A report that has been made: what it was made from, and its files."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.foundation.files.models import StoredFile
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


class ReportQuerySet(models.QuerySet["Report"]):
    """The doors to made reports."""

    def visible_to(self, viewer: "Viewer") -> "ReportQuerySet":
        """Keep the reports of units at which the viewer makes or reads reports, and the own."""
        if viewer.everywhere:
            return self
        units = viewer.unit_ids("report.make", "report.see")
        return self.filter(Q(unit_id__in=units) | Q(made_by=viewer.person))


@classed(Kept.REPORT, Secrecy.INTERNAL)
class Report(models.Model):
    """One report of a unit for a period, as known on a date, from one snapshot."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("rapport"), max_length=60)
    title = models.CharField(_("rubrik"), max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(_("period"), max_length=30)
    as_of = models.DateField(_("läget"))
    snapshot = models.CharField(max_length=40)
    findings = models.JSONField(default=list)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    files = models.ManyToManyField(StoredFile, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporter")
        ordering = ("-made_at",)
