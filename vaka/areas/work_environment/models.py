"""Work-environment investigations: questions, risks, where the plan is gone through, time used."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.work_environment.rules import QUESTION_LABELS, SEE, TIME_LABELS, State
from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class WorkInvestigation(models.Model):
    """What is investigated, by whose order, at which units; `Case.due_date` is the order's day."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    ordered_by = models.CharField(_("vem som kräver det"), max_length=120, blank=True)
    number = models.CharField(_("beslutets nummer"), max_length=60, blank=True)
    about = models.TextField(_("vad som undersöks"))
    received_date = models.DateField(_("kom"))
    covers = models.ManyToManyField(Unit, related_name="+", verbose_name=_("enheter"))
    asked = models.PositiveIntegerField(_("tillfrågade"), null=True, blank=True)
    answered = models.PositiveIntegerField(_("svar"), null=True, blank=True)
    survey_period = models.CharField(_("när enkäten gjordes"), max_length=80, blank=True)
    survey_words = models.TextField(_("vad enkäten visar"), blank=True)
    decided_date = models.DateField(_("planen fastställd"), null=True, blank=True)

    class Meta:
        verbose_name = _("arbetsmiljöutredning")
        verbose_name_plural = _("arbetsmiljöutredningar")


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class WorkQuestion(models.Model):
    """One question of the order: how it was found out, what was found, what staff say."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    investigation = models.ForeignKey(
        WorkInvestigation, on_delete=models.CASCADE, related_name="questions"
    )
    number = models.PositiveSmallIntegerField(_("nummer"))
    kind = models.CharField(_("slag"), max_length=10, choices=list(QUESTION_LABELS.items()))
    time_kind = models.CharField(
        _("tid för"), max_length=10, choices=list(TIME_LABELS.items()), blank=True
    )
    text = models.TextField(_("frågan"))
    method = models.TextField(_("metod"), blank=True)
    finding = models.TextField(_("svar"), blank=True)
    felt_percent = models.PositiveSmallIntegerField(
        _("andel som svarar att tiden inte räcker"), null=True, blank=True
    )
    answered_date = models.DateField(_("besvarad"), null=True, blank=True)

    class Meta:
        verbose_name = _("fråga om arbetsmiljö")
        verbose_name_plural = _("frågor om arbetsmiljö")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "number"], name="one_work_question_a_number"
            )
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class WorkRisk(models.Model):
    """One risk, serious or not; remedies answer it as a cause."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    investigation = models.ForeignKey(
        WorkInvestigation, on_delete=models.CASCADE, related_name="risks"
    )
    number = models.PositiveSmallIntegerField(_("nummer"))
    text = models.TextField(_("risken"))
    source = models.TextField(_("hur den hittades"), blank=True)
    is_serious = models.BooleanField(_("allvarlig"), null=True, blank=True)
    reason = models.TextField(_("varför"), blank=True)
    done_at_once = models.TextField(_("gjort genast"), blank=True)

    class Meta:
        verbose_name = _("risk i arbetsmiljön")
        verbose_name_plural = _("risker i arbetsmiljön")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "number"], name="one_work_risk_a_number"
            )
        ]


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class PlanReview(models.Model):
    """A unit where the plan has been gone through, also one that the order does not name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    investigation = models.ForeignKey(
        WorkInvestigation, on_delete=models.CASCADE, related_name="reviews"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reviewed_date = models.DateField(_("genomgången"))
    words = models.TextField(_("vad enheten gör"), blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("genomgång av handlingsplan")
        verbose_name_plural = _("genomgångar av handlingsplan")
        constraints = [
            models.UniqueConstraint(fields=["investigation", "unit"], name="one_review_a_unit")
        ]


@classed(Kept.OPERATION, Secrecy.INTERNAL)
class WorkTime(models.Model):
    """A month's minutes of one kind at a unit: set aside, used, and for alarms how many.

    `odd_logs` counts visits with a log-in or log-out that is missing or odd, so that it can be said
    how far the performed time can be trusted.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("månad"))
    kind = models.CharField(_("tid för"), max_length=10, choices=list(TIME_LABELS.items()))
    planned_minutes = models.PositiveIntegerField(_("avsatta minuter"))
    performed_minutes = models.PositiveIntegerField(_("utförda minuter"))
    alarms = models.PositiveIntegerField(_("larm"), null=True, blank=True)
    odd_logs = models.PositiveIntegerField(_("in- och utloggningar som saknas"), default=0)

    class Meta:
        verbose_name = _("avsatt och utförd tid")
        verbose_name_plural = _("avsatt och utförd tid")
        ordering = ("month", "unit", "kind")
        constraints = [
            models.UniqueConstraint(fields=["unit", "month", "kind"], name="one_time_a_month"),
            models.CheckConstraint(
                condition=Q(alarms=None) | Q(kind="alarm"), name="alarms_on_the_row_of_alarms"
            ),
        ]


def opens(viewer: "Viewer") -> Q:
    """Give the condition under which roles open an investigation: at one's units and below, and
    from above once its plan holds, for the plan is gone through at every unit."""
    units = viewer.granted(SEE)
    if not units:
        return Q(pk__in=[])
    paths = UnitPath.objects.current()
    below = paths.filter(ancestor_id__in=units).values("descendant_id")
    above = paths.filter(descendant_id__in=units).values("ancestor_id")
    return Q(unit_id__in=below) | Q(unit_id__in=above, state__in=(State.DECIDED, State.CLOSED))
