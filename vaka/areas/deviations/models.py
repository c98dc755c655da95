"""What a deviation has beyond its case, and what each of its tracks has."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.deviations.rules import (
    AUTHORITY_LABELS,
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


@classed(
    Kept.CASE_FILE,
    Secrecy.INTERNAL,
    proposed_because=Secrecy.SECRET,
    conclusion=Secrecy.SECRET,
    with_whom=Secrecy.SECRET,
)
class Track(models.Model):
    """An event under one more law: a case of its own, so that who sees it is its own too."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="track"
    )
    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="tracks")
    law = models.CharField(_("lagrum"), max_length=3, choices=list(LAW_LABELS.items()))
    type = models.CharField(_("typ"), max_length=120, blank=True)
    role = models.CharField(_("bedöms av"), max_length=40)
    proposed_because = models.TextField(_("varför spåret föreslogs"), blank=True)
    conclusion = models.TextField(_("bedömning"), blank=True)
    with_whom = models.CharField(_("skyddsombud"), max_length=200, blank=True)
    authority = models.CharField(
        _("Arbetsmiljöverket"), max_length=3, blank=True, choices=list(AUTHORITY_LABELS.items())
    )
    is_hidden = models.BooleanField(_("hålls utanför personens akt"), default=False)

    class Meta:
        verbose_name = _("spår")
        verbose_name_plural = _("spår")
        constraints = [models.UniqueConstraint(fields=["deviation", "law"], name="one_track_a_law")]
