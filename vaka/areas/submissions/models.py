"""Deliveries of statistics: what was made, from which layout, without whom, what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.submissions.rules import ANSWER_LABELS, FAULT_LABELS
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.REPORT, Secrecy.INTERNAL, sealed_file=Secrecy.SECRET)
class Submission(models.Model):
    """One file of statistics as it was made; the file itself is sealed and goes on a last day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    layout = models.CharField(_("leverans"), max_length=40)
    layout_since = models.DateField(_("postbeskrivning från"))
    period = models.CharField(_("period"), max_length=20)
    made_at = models.DateTimeField(_("skapad"), auto_now_add=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    rows = models.PositiveIntegerField(_("rader"))
    left_out = models.PositiveIntegerField(_("utelämnade rader"), default=0)
    why = models.CharField(_("varför de utelämnades"), max_length=300, blank=True)
    digest = models.CharField(_("kontrollsumma"), max_length=64)
    key_id = models.CharField(max_length=20, blank=True)
    sealed_file = models.BinaryField(null=True)
    keep_until_date = models.DateField(_("filen raderas efter"))
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by"
    )
    words = models.CharField(_("vad som rättas"), max_length=300, blank=True)
    sent_date = models.DateField(_("lämnad"), null=True, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField(
        _("svar"), max_length=10, blank=True, choices=list(ANSWER_LABELS.items())
    )
    receipt = models.CharField(_("kvittens"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("statistikleverans")
        verbose_name_plural = _("statistikleveranser")
        ordering = ("-made_at", "-id")
        indexes = [models.Index(fields=["unit", "layout", "period"])]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class LeftOut(models.Model):
    """A decision that was left out of a file, by its number, and why."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="without")
    decision = models.UUIDField()
    reference = models.CharField(_("beslut"), max_length=30)
    label = models.CharField(_("fält"), max_length=60, blank=True)
    fault = models.CharField(_("fel"), max_length=12, choices=list(FAULT_LABELS.items()))

    class Meta:
        verbose_name = _("utelämnad rad")
        verbose_name_plural = _("utelämnade rader")
        ordering = ("submission", "reference", "pk")
