"""Money with a purpose of its own, and what happened to it."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.earmarks.rules import ENTRY_LABELS, SORT_LABELS, STATE_LABELS, EarmarkState
from vaka.areas.economy.rules import SEE, SEE_CLOSED
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


class EarmarkQuerySet(models.QuerySet["Earmark"]):
    """The door to money with a purpose."""

    def visible_to(self, viewer: "Viewer") -> "EarmarkQuerySet":
        """Keep what is at units whose follow-up the viewer reads."""
        if viewer.everywhere:
            return self
        return self.filter(unit__in=viewer.unit_ids(SEE) | viewer.unit_ids(SEE_CLOSED))


@classed(Kept.REPORT, Secrecy.INTERNAL)
class Earmark(models.Model):
    """A state grant, a reserve, a fund or money set aside, with its conditions and days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(_("slag"), max_length=10, choices=list(SORT_LABELS.items()))
    name = models.CharField(_("namn"), max_length=160)
    giver = models.CharField(_("från"), max_length=160, blank=True)
    conditions = models.TextField(_("villkor"))
    amount = models.BigIntegerField(_("belopp eller tak"))
    apply_by = models.DateField(_("sök senast"), null=True, blank=True)
    use_by = models.DateField(_("använd senast"), null=True, blank=True)
    report_by = models.DateField(_("återrapportera senast"), null=True, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=list(STATE_LABELS.items()),
                             default=EarmarkState.PLANNED)  # fmt: skip
    moved_date = models.DateField(_("läget sedan"))
    words = models.TextField(_("senast skrivet"), blank=True)

    objects = EarmarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("särskilda medel")
        verbose_name_plural = _("särskilda medel")
        ordering = ("name", "id")


@classed(Kept.REPORT, Secrecy.INTERNAL)
class EarmarkEntry(models.Model):
    """One thing that happened to the money."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    earmark = models.ForeignKey(Earmark, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(_("slag"), max_length=10, choices=list(ENTRY_LABELS.items()))
    day = models.DateField(_("dag"))
    amount = models.BigIntegerField(_("belopp"))
    words = models.CharField(_("till vad"), max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("post i särskilda medel")
        verbose_name_plural = _("poster i särskilda medel")
        ordering = ("-day", "-id")
