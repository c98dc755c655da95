"""Figures whose cases only others hold: published aggregates, registers, earlier years."""

from django.db import models
from django.utils.translation import gettext_lazy as _

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

    class Meta:
        verbose_name = _("publicerad uppgift")
        verbose_name_plural = _("publicerade uppgifter")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "unit", "period", "type", "law", "sex", "area"],
                name="one_published_value_a_cell",
            )
        ]
