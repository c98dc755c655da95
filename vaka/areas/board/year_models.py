"""A body's year plan: what comes up in which month."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.rules import SORT_LABELS, ItemSort
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.REPORT, Secrecy.INTERNAL)
class PlannedItem(models.Model):
    """An item that a body means to take up in a month, or has not planned yet; `item` once made.

    `unit` prepares it, the whole principal where none is said.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.SlugField(_("organ"), max_length=40)
    year = models.PositiveSmallIntegerField(_("år"))
    month = models.PositiveSmallIntegerField(_("månad"), null=True, blank=True)
    title = models.CharField(_("ärende"), max_length=200)
    sort = models.CharField(_("slag"), max_length=14, choices=list(SORT_LABELS.items()),
                            default=ItemSort.DECISION)  # fmt: skip
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True,
                             related_name="+")  # fmt: skip
    responsible = models.CharField(_("ansvarig roll"), max_length=200, blank=True)
    goes_to = models.CharField(_("går vidare till"), max_length=200, blank=True)
    earlier = models.CharField(_("tidigare beslut"), max_length=200, blank=True)
    note = models.CharField(_("anmärkning"), max_length=500, blank=True)
    item = models.OneToOneField("board.BoardItem", on_delete=models.SET_NULL, null=True,
                                blank=True, related_name="planned")  # fmt: skip

    class Meta:
        verbose_name = _("rad i årsplan")
        verbose_name_plural = _("rader i årsplaner")
        ordering = ("body", "year", "month", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(month=None) | Q(month__range=(1, 12)), name="planned_in_a_month"
            )
        ]
