"""Plans that units owe after a survey, each with the weakest questions as they were answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.foundation.cases.models import Case
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class SurveyPlan(models.Model):
    """One unit's plan after one survey. `survey` is a national one's code or `form:<code>`."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    survey = models.CharField(_("undersökning"), max_length=60)
    period = models.CharField(_("period"), max_length=20)
    plan_due_date = models.DateField(_("lämnas senast"))
    analysis = models.TextField(_("analys"), blank=True)
    why_none = models.TextField(_("varför ingen åtgärd"), blank=True)
    handed_in_date = models.DateField(_("inlämnad"), null=True, blank=True)
    followed_up = models.TextField(_("uppföljning"), blank=True)
    followed_up_date = models.DateField(_("uppföljd"), null=True, blank=True)

    class Meta:
        verbose_name = _("handlingsplan efter undersökning")
        verbose_name_plural = _("handlingsplaner efter undersökningar")
        indexes = [models.Index(fields=["survey", "period"])]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class PlanQuestion(models.Model):
    """A weak question that the plan answers, with its result as it was when the plan was asked."""

    plan = models.ForeignKey(SurveyPlan, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=80)
    title = models.CharField(_("fråga"), max_length=300)
    value = models.FloatField(_("andel"))
    n = models.PositiveIntegerField(_("antal svar"), null=True, blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("svag fråga i en handlingsplan")
        verbose_name_plural = _("svaga frågor i handlingsplaner")
        ordering = ("plan", "place")
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="one_plan_question_a_key")
        ]
