"""Rounds of a night as they were planned, one row each time they were planned anew."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.night_care.tonight_rules import REPORT
from vaka.areas.night_care.walk_rules import WALK_LABELS
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.models import AddedOnly
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.SECRET)
class WalkPlan(AddedOnly):
    """A home's rounds of a night; never changed, for a plan made anew is a row of its own.

    `content` is the rounds with all they rest on (`replans.read`), `said` what they were planned
    anew for, `before` the rounds that an undo goes back to.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    night_date = models.DateField(_("natten som börjar"))
    kind = models.CharField(_("varför"), max_length=8, choices=list(WALK_LABELS.items()))
    minute = models.FloatField(_("minut in i natten"), default=0.0)
    said = models.JSONField(default=dict)
    content = models.JSONField()
    before = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("gjord"))

    class Meta:
        verbose_name = _("nattens rundor")
        verbose_name_plural = _("nattens rundor")
        ordering = ("-made_at", "-id")

    @classmethod
    def visible_to(cls, viewer: Viewer) -> "models.QuerySet[WalkPlan]":
        """Give the rounds of homes whose nights the viewer reports on."""
        rows: models.QuerySet[WalkPlan] = cls.objects.all()
        return rows if viewer.everywhere else rows.filter(unit__in=viewer.unit_ids(REPORT))
