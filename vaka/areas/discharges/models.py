"""Stays at hospital as the region's planning system tells of them; nobody's name stands here."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.discharges.rules import COORDINATED_LABELS, GOES_LABELS, REASON_LABELS, SEE
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


class DischargeQuerySet(models.QuerySet["Discharge"]):
    """The only door to the rows."""

    def visible_to(self, viewer: "Viewer") -> "DischargeQuerySet":
        """Give the stays of units where the viewer reads them."""
        if not viewer.may(SEE):
            return self.none()
        return self if viewer.everywhere else self.filter(unit__in=viewer.unit_ids(SEE))


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class Discharge(models.Model):
    """One stay at hospital; `number` is that of the case in the planning system."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("ärendenummer i planeringssystemet"), max_length=60)
    notice_date = models.DateField(_("inskrivningsmeddelande"), null=True, blank=True)
    ready_date = models.DateField(_("utskrivningsklar"), null=True, blank=True)
    told_date = models.DateField(_("kommunen underrättad"), null=True, blank=True)
    home_date = models.DateField(_("hemgång"), null=True, blank=True)
    goes_to = models.CharField(_("till"), max_length=12, choices=list(GOES_LABELS.items()),
                               blank=True)  # fmt: skip
    billed_days = models.PositiveSmallIntegerField(_("dygn enligt regionen"), null=True, blank=True)
    reason = models.CharField(_("skäl"), max_length=12, choices=list(REASON_LABELS.items()),
                              blank=True)  # fmt: skip
    sip = models.CharField(_("samordnad individuell plan"), max_length=10, blank=True,
                           choices=list(COORDINATED_LABELS.items()))  # fmt: skip
    words = models.CharField(_("skälet i ord"), max_length=300, blank=True)
    source = models.CharField(_("källa"), max_length=200, blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DischargeQuerySet.as_manager()

    class Meta:
        verbose_name = _("utskrivning")
        verbose_name_plural = _("utskrivningar")
        ordering = ("ready_date", "number")
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="one_discharge_a_number")
        ]
