"""A foundation's yearly allocation with its applications, and allowances paid afterwards."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.allocations.rules import (
    OPERATION_LABELS,
    SETTING_LABELS,
    STATE_LABELS,
    AllocationState,
)
from vaka.foundation.ids import uuid7
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.REPORT, Secrecy.INTERNAL)
class Allocation(models.Model):
    """One year's money of a foundation; decided, its shares stand as the board set them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    year = models.PositiveSmallIntegerField(_("år"))
    foundation = models.CharField(_("stiftelse"), max_length=160)
    purpose = models.CharField(_("ändamål"), max_length=300)
    distributable = models.BigIntegerField(_("utdelningsbar avkastning"))
    percent = models.PositiveSmallIntegerField(_("procent till ändamålet"), default=25)
    amount = models.BigIntegerField(_("att fördela"))
    state = models.CharField(
        _("läge"), max_length=7, choices=list(STATE_LABELS.items()), default=AllocationState.OPEN
    )
    words = models.CharField(_("beslut"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("fördelning")
        verbose_name_plural = _("fördelningar")
        ordering = ("-year", "foundation")
        constraints = [
            models.UniqueConstraint(fields=["year", "foundation"], name="one_allocation_a_year")
        ]


@classed(Kept.REPORT, Secrecy.INTERNAL)
class AllocationApplication(models.Model):
    """One who asks for a share: which premises, for whom, run by whom, for what."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    allocation = models.ForeignKey(
        Allocation, on_delete=models.CASCADE, related_name="applications"
    )
    received_date = models.DateField(_("inkom"))
    unit_name = models.CharField(_("verksamhet"), max_length=160)
    setting = models.CharField(_("för"), max_length=10, choices=list(SETTING_LABELS.items()))
    operation = models.CharField(_("drivs av"), max_length=10,
                                 choices=list(OPERATION_LABELS.items()))  # fmt: skip
    fits_purpose = models.BooleanField(_("går till ändamålet"), default=True)
    words = models.CharField(_("vad pengarna ska gå till"), max_length=300, blank=True)
    share = models.BigIntegerField(_("andel"), null=True, blank=True)

    class Meta:
        verbose_name = _("ansökan")
        verbose_name_plural = _("ansökningar")
        ordering = ("received_date", "unit_name", "id")


@classed(Kept.REPORT, Secrecy.INTERNAL)
class AllowancePayment(models.Model):
    """A year's state grant paid out afterwards: only sums, nothing of those who got it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    year = models.PositiveSmallIntegerField(_("år"), unique=True)
    grant = models.BigIntegerField(_("statsbidrag"))
    persons = models.PositiveIntegerField(_("personer"))
    refused = models.PositiveIntegerField(_("uppfyller inte villkoren"))
    each = models.BigIntegerField(_("var och en"))
    counted_at = models.DateTimeField(_("räknad"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("utbetalning av ersättning i efterhand")
        verbose_name_plural = _("utbetalningar av ersättning i efterhand")
        ordering = ("-year",)
