"""Figures whose cases only others hold: published aggregates, registers, earlier years."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.REPORT, Secrecy.OPEN)
class Observation(models.Model):
    """One published number of a measure; what stands beside it is kept as delivered."""

    measure = models.CharField(_("mått"), max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(_("period"), max_length=30)
    type = models.CharField(_("typ"), max_length=120, blank=True)
    law = models.CharField(_("lagrum"), max_length=10, blank=True)
    sex = models.CharField(_("kön"), max_length=1, blank=True)
    area = models.CharField(_("verksamhetsområde"), max_length=120, blank=True)
    value = models.FloatField(_("värde"), null=True, blank=True)
    numerator = models.FloatField(_("täljare"), null=True, blank=True)
    denominator = models.FloatField(_("nämnare"), null=True, blank=True)
    n = models.FloatField(_("antal svar"), null=True, blank=True)
    measured_in = models.CharField(_("måttenhet"), max_length=20, default="count")
    source = models.CharField(_("källa"), max_length=300)
    note = models.CharField(_("anmärkning"), max_length=500, blank=True)
    is_unused = models.BooleanField(_("används inte"), default=False)
    given_at = models.DateTimeField(_("inskriven"), auto_now=True)

    class Meta:
        verbose_name = _("publicerad uppgift")
        verbose_name_plural = _("publicerade uppgifter")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "unit", "period", "type", "law", "sex", "area"],
                name="one_published_value_a_cell",
            )
        ]


@classed(Kept.REPORT, Secrecy.OPEN, reason=Secrecy.INTERNAL)
class ObservationBefore(models.Model):
    """What a published number was before it was corrected or read in anew, and why."""

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="before")
    value = models.FloatField(_("värde"), null=True)
    numerator = models.FloatField(_("täljare"), null=True)
    denominator = models.FloatField(_("nämnare"), null=True)
    n = models.FloatField(_("antal svar"), null=True)
    source = models.CharField(_("källa"), max_length=300)
    note = models.CharField(_("anmärkning"), max_length=500, blank=True)
    reason = models.CharField(_("varför det ändrades"), max_length=300, blank=True)
    replaced_by = models.CharField(_("ändrat av"), max_length=200)
    replaced_at = models.DateTimeField(_("ändrat"), auto_now_add=True)

    class Meta:
        verbose_name = _("tidigare uppgift")
        verbose_name_plural = _("tidigare uppgifter")
        ordering = ("-replaced_at",)


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class TypeTranslation(models.Model):
    """What an older type of another system is called here, for events between two dates."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source_system = models.CharField(_("källsystem"), max_length=40)
    old_type = models.CharField(_("typ i källan"), max_length=120)
    new_type = models.CharField(_("typ i Vaka"), max_length=120)
    law = models.CharField(_("lagrum"), max_length=10, blank=True)
    valid_from = models.DateField(_("gäller händelser från"))
    valid_until = models.DateField(_("gäller händelser till och med"), null=True, blank=True)
    reason = models.CharField(_("beslut eller skäl"), max_length=300)
    decided_by = models.CharField(_("beslutad av"), max_length=200)
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("översättning av typ")
        verbose_name_plural = _("översättningar av typer")
        ordering = ("source_system", "old_type", "-valid_from")
        constraints = [
            models.UniqueConstraint(
                fields=["source_system", "old_type", "valid_from"],
                name="one_translation_a_type_and_day",
            )
        ]


@classed(Kept.ORGANISATION, Secrecy.OPEN)
class SeriesBreak(models.Model):
    """From this day a fact's figures are not made as before: another system, type or rule."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fact = models.CharField(_("uppgifter"), max_length=40)
    source = models.CharField(_("källa"), max_length=40)
    on_date = models.DateField(_("från och med"))
    reason = models.CharField(_("vad som ändrades"), max_length=300)
    marked_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("brott i serien")
        verbose_name_plural = _("brott i serier")
        ordering = ("on_date",)
        constraints = [
            models.UniqueConstraint(fields=["fact", "source"], name="one_break_a_fact_and_source")
        ]
