"""Made reports with their files, what is published of them, and what they are made with by date."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.reports.rules import REPORT_LABELS, ReportState
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
    state = models.CharField(
        _("läge"), max_length=10, choices=list(REPORT_LABELS.items()), default=ReportState.MADE
    )
    version = models.PositiveIntegerField(default=1)
    is_public = models.BooleanField(_("små tal dolda"), default=False)
    template_number = models.PositiveIntegerField(_("mallens version"), default=0)
    number = models.PositiveIntegerField(_("godkänd version"), null=True, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by"
    )
    correction = models.TextField(_("vad som rättas"), blank=True)
    decision = models.CharField(_("beslut"), max_length=200, blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("godkänd"), null=True, blank=True)
    digest = models.CharField(_("kontrollsumma"), max_length=64, blank=True)
    manifest = models.JSONField(_("filernas kontrollsummor"), default=list)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporter")
        ordering = ("-made_at",)


@classed(Kept.REPORT, Secrecy.OPEN, published_by=Secrecy.INTERNAL, withdrawn_by=Secrecy.INTERNAL)
class Publication(models.Model):
    """An approved report at its open address; withdrawn it leaves the reason there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="publication")
    slug = models.SlugField(_("adress"), max_length=120, unique=True)
    published_at = models.DateTimeField(_("publicerad"))
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("avpublicerad"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField(_("skäl"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("publicerad rapport")
        verbose_name_plural = _("publicerade rapporter")
        ordering = ("-published_at",)


class TemplateVersionQuerySet(models.QuerySet["TemplateVersion"]):
    """The doors to dated templates."""

    def in_force(self, on: date) -> "TemplateVersionQuerySet":
        """Keep those that hold on a day, the one that counts first."""
        found = self.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))
        return found.order_by("-number")


@classed(Kept.REPORT, Secrecy.INTERNAL)
class TemplateVersion(models.Model):
    """A report's template as changed in the web: never changed again, followed by the next."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("rapport"), max_length=60)
    number = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("mall"))
    valid_from = models.DateField(_("gäller från"))
    valid_to = models.DateField(_("gäller till och med"), null=True, blank=True)
    words = models.CharField(_("vad som är ändrat"), max_length=300)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("sparad"), auto_now_add=True)

    objects = TemplateVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version av en mall")
        verbose_name_plural = _("versioner av mallar")
        ordering = ("name", "-number")
        constraints = [
            models.UniqueConstraint(fields=["name", "number"], name="one_template_a_number")
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class ReferenceDocument(models.Model):
    """The municipality's own Word document, whose styles its reports take from a day on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("gäller från"))
    missing = models.JSONField(_("format som saknas"), default=list)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("sparad"), auto_now_add=True)

    class Meta:
        verbose_name = _("Word-dokument med kommunens utseende")
        verbose_name_plural = _("Word-dokument med kommunens utseende")
        ordering = ("-valid_from", "-made_at")
