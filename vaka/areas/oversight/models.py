"""Random samples of the log's readings, and what was found of each; kept when the log goes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.oversight.rules import VERDICTS, ReadingVerdict
from vaka.foundation.ids import uuid7
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.REPORT, Secrecy.INTERNAL)
class LogSample(models.Model):
    """A sample of a period's readings; the seed shows that nobody chose them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    first_day = models.DateField(_("från och med"))
    last_day = models.DateField(_("till och med"))
    readings = models.PositiveIntegerField(_("läsningar i perioden"))
    seed = models.CharField(_("frö"), max_length=40)
    drawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    drawn_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(_("slutsats"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("stickprov i loggen")
        verbose_name_plural = _("stickprov i loggen")
        ordering = ("-drawn_at",)


@classed(Kept.REPORT, Secrecy.INTERNAL, object_id=Secrecy.SECRET, words=Secrecy.SECRET)
class LogSampleReading(models.Model):
    """One reading of a sample, as the log told it on the day, and the reviewer's verdict."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sample = models.ForeignKey(LogSample, on_delete=models.CASCADE, related_name="items")
    row = models.BigIntegerField(_("rad i loggen"))
    at = models.DateTimeField(_("tid"))
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(_("vem"), max_length=200)
    role = models.CharField(_("roll"), max_length=40, blank=True)
    unit_name = models.CharField(_("enhet"), max_length=200, blank=True)
    verb = models.CharField(_("vad"), max_length=80)
    object_kind = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    verdict = models.CharField(
        _("bedömning"), max_length=10, default=ReadingVerdict.WAITING,
        choices=[(one.value, VERDICTS[one]) for one in ReadingVerdict],
    )  # fmt: skip
    words = models.CharField(_("anteckning"), max_length=500, blank=True)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("läsning i stickprov")
        verbose_name_plural = _("läsningar i stickprov")
        ordering = ("row",)
        constraints = [models.UniqueConstraint(fields=["sample", "row"], name="one_row_a_sample")]
