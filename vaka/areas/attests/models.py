"""The lines of the list of attesters, each from a day until a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class AttestLine(models.Model):
    """Who attests for a responsibility, up to which amount, and who stands in; öre."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("rad"))
    responsibility = models.CharField(_("ansvar"), max_length=20)
    activity = models.CharField(_("verksamhet"), max_length=20, default="*")
    name = models.CharField(_("namn"), max_length=160, blank=True)
    attester = models.CharField(_("attestant"), max_length=120)
    substitutes = models.CharField(_("ersättare"), max_length=600, blank=True)
    operating = models.BigIntegerField(_("gräns för drift"), null=True, blank=True)
    investment = models.BigIntegerField(_("gräns för investering"), null=True, blank=True)
    note = models.CharField(_("anteckning"), max_length=300, blank=True)
    remark = models.CharField(_("anmärkning i källan"), max_length=300, blank=True)
    valid_from = models.DateField(_("från"))
    valid_until = models.DateField(_("till"), null=True, blank=True)

    class Meta:
        verbose_name = _("attestrad")
        verbose_name_plural = _("attestrader")
        ordering = ("number", "valid_from")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "responsibility", "activity", "valid_from"],
                name="one_attest_line_a_day",
            )
        ]
