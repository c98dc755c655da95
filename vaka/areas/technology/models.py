"""Kinds of welfare technology, dated counts of them at units, and trials."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.technology.rules import END_LABELS, STAGE_LABELS
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class Technology(models.Model):
    """One kind of welfare technology, whoever sells it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("namn"), max_length=80, unique=True)
    purpose = models.CharField(_("vad den är till för"), max_length=300, blank=True)
    supplier = models.CharField(_("leverantör"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("välfärdsteknik")
        verbose_name_plural = _("välfärdsteknik")
        ordering = ("name",)


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class TechnologyCount(models.Model):
    """What a unit has of a technology on a day; `area` is named where a source tells no unit.

    Published lists that say no numbers have none.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    technology = models.ForeignKey(Technology, on_delete=models.PROTECT, related_name="counts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(_("område"), max_length=80, blank=True)
    counted_date = models.DateField(_("räknad"))
    stage = models.CharField(_("läge"), max_length=10, choices=list(STAGE_LABELS.items()))
    bought = models.PositiveIntegerField(_("inköpta"), null=True, blank=True)
    installed = models.PositiveIntegerField(_("installerade"), null=True, blank=True)
    used = models.PositiveIntegerField(_("används"), null=True, blank=True)
    declined = models.PositiveIntegerField(_("avstår"), null=True, blank=True)
    words = models.CharField(_("försening eller annat"), max_length=300, blank=True)
    counted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("räkning av välfärdsteknik")
        verbose_name_plural = _("räkningar av välfärdsteknik")
        ordering = ("counted_date",)
        indexes = [models.Index(fields=["technology", "unit", "counted_date"])]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Trial(models.Model):
    """A technology tried at a unit: what is asked, from where, what came out, what was decided."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    technology = models.ForeignKey(Technology, on_delete=models.PROTECT, related_name="trials")
    question = models.TextField(_("fråga"))
    baseline = models.TextField(_("utgångsläge"))
    begun_date = models.DateField(_("började"))
    result = models.TextField(_("resultat"), blank=True)
    end = models.CharField(_("beslut"), max_length=10, choices=list(END_LABELS.items()), blank=True)
    decided_date = models.DateField(_("beslutat"), null=True, blank=True)

    class Meta:
        verbose_name = _("försök med välfärdsteknik")
        verbose_name_plural = _("försök med välfärdsteknik")
