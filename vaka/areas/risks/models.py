"""Risk analyses with their lines; internal control and continuity plans beside."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.risks.continuity_rules import FOUND_LABELS
from vaka.areas.risks.control_rules import OUTCOME_LABELS, PACE_LABELS
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


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class ControlPlan(models.Model):
    """A year's internal control, with the one kind of period that the board has decided."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    year = models.PositiveSmallIntegerField(_("år"))
    pace = models.CharField(_("rapporteras"), max_length=10, choices=list(PACE_LABELS.items()))
    decision = models.CharField(_("nämndens beslut"), max_length=200, blank=True)
    adopted_date = models.DateField(_("antagen"), null=True, blank=True)

    class Meta:
        verbose_name = _("internkontrollplan")
        verbose_name_plural = _("internkontrollplaner")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class ControlPoint(models.Model):
    """What is controlled because of which risk: how, how often and by whom."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(ControlPlan, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField(_("nummer"))
    risk = models.TextField(_("risk"))
    control = models.TextField(_("kontroll"))
    method = models.TextField(_("metod"))
    pace = models.CharField(_("hur ofta"), max_length=10, choices=list(PACE_LABELS.items()))
    responsible = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("kontrollpunkt")
        verbose_name_plural = _("kontrollpunkter")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_point_a_number")
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class ControlTest(models.Model):
    """One control done: for which period, on what sample, and what it found."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    point = models.ForeignKey(ControlPoint, on_delete=models.CASCADE, related_name="tests")
    period = models.CharField(_("period"), max_length=10)
    done_date = models.DateField(_("gjord"))
    sample = models.CharField(_("urval"), max_length=200, blank=True)
    outcome = models.CharField(_("resultat"), max_length=10, choices=list(OUTCOME_LABELS.items()))
    words = models.TextField(_("vad kontrollen visade"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("utförd kontroll")
        verbose_name_plural = _("utförda kontroller")
        ordering = ("period",)
        constraints = [
            models.UniqueConstraint(fields=["point", "period"], name="one_test_a_period")
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class ControlReport(models.Model):
    """A report of internal control for one period; what it counted is kept as it was."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(ControlPlan, on_delete=models.CASCADE, related_name="reports")
    period = models.CharField(_("period"), max_length=10)
    made_date = models.DateField(_("rapporterad"))
    words = models.TextField(_("sammanfattning"))
    results = models.JSONField(default=list)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("internkontrollrapport")
        verbose_name_plural = _("internkontrollrapporter")
        ordering = ("period",)
        constraints = [
            models.UniqueConstraint(fields=["plan", "period"], name="one_report_a_period")
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class ContinuityPlan(models.Model):
    """How an operation keeps its commitments when something fails."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    scope = models.TextField(_("vad planen omfattar"))
    approved_date = models.DateField(_("fastställd"), null=True, blank=True)
    review_date = models.DateField(_("ses över senast"), null=True, blank=True)

    class Meta:
        verbose_name = _("kontinuitetsplan")
        verbose_name_plural = _("kontinuitetsplaner")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Commitment(models.Model):
    """A priority commitment: what is acceptable, for how long at most, and the reserve routine."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(ContinuityPlan, on_delete=models.CASCADE, related_name="commitments")
    number = models.PositiveSmallIntegerField(_("nummer"))
    name = models.CharField(_("prioriterat åtagande"), max_length=200)
    depends_on = models.TextField(_("beror på"), blank=True)
    acceptable = models.TextField(_("acceptabel nivå"))
    longest_hours = models.PositiveSmallIntegerField(_("längsta avbrott i timmar"))
    reserve = models.TextField(_("reservrutin"), blank=True)

    class Meta:
        verbose_name = _("prioriterat åtagande")
        verbose_name_plural = _("prioriterade åtaganden")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_commitment_a_number")
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class Drill(models.Model):
    """A drill of a continuity plan: planned for a day, then done with what it taught."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(ContinuityPlan, on_delete=models.CASCADE, related_name="drills")
    scenario = models.TextField(_("vad som övas"))
    due_date = models.DateField(_("övas senast"))
    done_date = models.DateField(_("övad"), null=True, blank=True)
    found = models.CharField(
        _("fungerade"), max_length=10, blank=True, choices=list(FOUND_LABELS.items())
    )
    lessons = models.TextField(_("vad övningen visade"), blank=True)

    class Meta:
        verbose_name = _("övning")
        verbose_name_plural = _("övningar")
        ordering = ("due_date",)
