"""Risk analyses with their lines; internal control and continuity plans beside."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.risks.rules import CONCERNS_LABELS, OCCASION_LABELS
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class RiskAnalysis(models.Model):
    """What is analysed, why, and by when it must be decided."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    occasion = models.CharField(
        _("anledning"), max_length=12, choices=list(OCCASION_LABELS.items())
    )
    about = models.TextField(_("vad analysen gäller"))
    change_date = models.DateField(_("ändringen sker"), null=True, blank=True)
    participants = models.TextField(_("vilka som deltar"), blank=True)
    decided_date = models.DateField(_("fastställd"), null=True, blank=True)

    class Meta:
        verbose_name = _("riskanalys")
        verbose_name_plural = _("riskanalyser")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class RiskLine(models.Model):
    """One possible event: its cause, the risk before and after remedies, and any acceptance."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    analysis = models.ForeignKey(RiskAnalysis, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField(_("nummer"))
    concerns = models.CharField(_("drabbar"), max_length=12, choices=list(CONCERNS_LABELS.items()))
    event = models.TextField(_("möjlig händelse"))
    cause = models.TextField(_("orsak"), blank=True)
    likelihood = models.PositiveSmallIntegerField(_("sannolikhet"))
    consequence = models.PositiveSmallIntegerField(_("konsekvens"))
    likelihood_after = models.PositiveSmallIntegerField(
        _("sannolikhet efter"), null=True, blank=True
    )
    consequence_after = models.PositiveSmallIntegerField(
        _("konsekvens efter"), null=True, blank=True
    )
    accepted_reason = models.TextField(_("skäl till acceptans"), blank=True)
    accepted_until = models.DateField(_("accepterad till och med"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risker")
        ordering = ("number",)
        indexes = [models.Index(fields=["accepted_until"])]
        constraints = [
            models.UniqueConstraint(fields=["analysis", "number"], name="one_risk_a_number")
        ]
