"""Limits of charts that are made anew from a day, with the reason and what it is tied to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
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
