"""One table: what a deviation has beyond its case."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.deviations.rules import (
    CLOSED_LABELS,
    LAW_LABELS,
    LIKELIHOOD_LABELS,
    SEVERITY_LABELS,
)
from vaka.foundation.cases.models import Case
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(
    Kept.CASE_FILE,
    Secrecy.INTERNAL,
    text=Secrecy.SECRET,
    immediate_measure=Secrecy.SECRET,
    investigation=Secrecy.SECRET,
    closing_words=Secrecy.SECRET,
    place=Secrecy.SECRET,
)
class Deviation(models.Model):
    """An event that should not have happened; the reporter's own words never change."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    law = models.CharField(_("lagrum"), max_length=3, choices=list(LAW_LABELS.items()))
    type = models.CharField(_("typ"), max_length=120)
    place = models.CharField(_("plats"), max_length=120, blank=True)
    text = models.TextField(_("vad hände"))
    immediate_measure = models.TextField(_("vad gjordes direkt"), blank=True)
    sex = models.CharField(_("kön"), max_length=1, blank=True)
    has_time = models.BooleanField(_("klockslaget är känt"), default=True)
    severity = models.PositiveSmallIntegerField(
        _("allvarlighetsgrad"), null=True, blank=True, choices=list(SEVERITY_LABELS.items())
    )
    likelihood = models.PositiveSmallIntegerField(
        _("sannolikhet"), null=True, blank=True, choices=list(LIKELIHOOD_LABELS.items())
    )
    is_serious = models.BooleanField(_("allvarlig vårdskada"), default=False)
    investigation = models.TextField(_("utredning"), blank=True)
    closed_how = models.CharField(
        _("avslutad"), max_length=25, blank=True, choices=list(CLOSED_LABELS.items())
    )
    closing_words = models.TextField(_("återkoppling"), blank=True)

    class Meta:
        verbose_name = _("avvikelse")
        verbose_name_plural = _("avvikelser")
        indexes = [models.Index(fields=["type"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(severity=None, likelihood=None)
                | Q(severity__range=(1, 4), likelihood__range=(1, 4)),
                name="deviation_risk_in_matrix",
            )
        ]

    @property
    def score(self) -> int | None:
        """Likelihood times severity, or None before the risk is assessed."""
        return self.severity * self.likelihood if self.severity and self.likelihood else None
