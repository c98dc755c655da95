"""Limits of charts made anew from a day, and what the responsible head says of a figure."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.REPORT, Secrecy.OPEN, reason=Secrecy.INTERNAL, withdrawn_reason=Secrecy.INTERNAL)
class LimitChange(models.Model):
    """From this day a measure's limits at a unit are made of the values from then on.

    Tied to a case (a remedy, an analysis) or to an event in words; never made by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    measure = models.CharField(_("mått"), max_length=80)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("enhet")
    )
    from_date = models.DateField(_("nya gränser från"))
    reason = models.TextField(_("skäl"))
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("ärende"),
    )  # fmt: skip
    event = models.CharField(_("händelse"), max_length=200, blank=True)
    decided_by = models.CharField(_("beslutad av"), max_length=200)
    decided_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("tillbakatagen"), null=True, blank=True)
    withdrawn_by = models.CharField(_("tillbakatagen av"), max_length=200, blank=True)
    withdrawn_reason = models.TextField(_("varför den togs tillbaka"), blank=True)

    class Meta:
        verbose_name = _("ändring av gränser")
        verbose_name_plural = _("ändringar av gränser")
        ordering = ("from_date",)
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "unit", "from_date"], condition=Q(withdrawn_at=None),
                name="one_limit_change_a_measure_and_day",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | ~Q(event=""), name="limit_change_is_tied"
            ),
        ]  # fmt: skip


@classed(Kept.REPORT, Secrecy.INTERNAL)
class MeasureComment(models.Model):
    """What the responsible head says of a measure at a unit in a period; every version stays."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    measure = models.CharField(_("mått"), max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(_("period"), max_length=20)
    version = models.PositiveSmallIntegerField(_("version"))
    words = models.TextField(_("kommentar"))
    value = models.FloatField(_("värde"), null=True, blank=True)
    before = models.FloatField(_("värde perioden före"), null=True, blank=True)
    is_against = models.BooleanField(_("säger annat än talen"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(_("skriven av"), max_length=200)
    by_role = models.CharField(_("roll"), max_length=80, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("kommentar till ett mått")
        verbose_name_plural = _("kommentarer till mått")
        ordering = ("-period", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "unit", "period", "version"], name="one_comment_a_version"
            )
        ]
