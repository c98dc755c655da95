"""What somebody has told, or a source printed, of a waiting list's month."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.waiting_lists.rules import LABELS, Shown, Value
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

SHOWN = [
    (Shown.NUMBER, _("tal")), (Shown.ZERO, _("noll")), (Shown.NOBODY, _("ingen")),
    (Shown.NOT_COUNTED, _("ej räknat")),
]  # fmt: skip


@classed(Kept.REPORT, Secrecy.INTERNAL)
class ToldCount(models.Model):
    """One cell of a list as it was told; it stands before what is counted out of decisions.

    `group` is empty for the list's total. `note` is the footnote that `mark` points to.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    list_code = models.CharField(_("lista"), max_length=20)
    group = models.CharField(_("grupp"), max_length=20, blank=True)
    measure = models.CharField(_("mått"), max_length=20, choices=list(LABELS.items()))
    month = models.DateField(_("månad"))
    shown = models.CharField(_("vad cellen säger"), max_length=12, choices=SHOWN)
    number = models.PositiveIntegerField(_("antal"), default=0)
    mark = models.CharField(_("fotnotstecken"), max_length=5, blank=True)
    note = models.CharField(_("fotnot"), max_length=300, blank=True)
    source = models.CharField(_("källa"), max_length=200, blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("angivet antal")
        verbose_name_plural = _("angivna antal")
        ordering = ("month", "group", "measure")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "list_code", "group", "measure", "month"],
                name="one_told_count_a_cell",
            )
        ]

    @property
    def value(self) -> Value:
        """The cell."""
        return Value(Shown(self.shown), self.number)
