"""A technology thought through before it is used at night, factor by factor, and who decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.night_care.equipment_rules import EQUIPMENT_LABELS
from vaka.areas.night_care.rules import SEE
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.models import AddedOnly
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class TechnologyReview(AddedOnly):
    """What a home has come to of a kind of technology; reviewed anew it is a new row.

    `answers` are by the factors' keys, as they were worded on `wording_date`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("teknik"), max_length=10, choices=list(EQUIPMENT_LABELS.items()))
    wording_date = models.DateField(_("ordalydelse från"))
    answers = models.JSONField()
    decided_by = models.CharField(_("beslutat av"), max_length=120)
    decided_date = models.DateField(_("beslutat"))
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("inskrivet"))

    class Meta:
        verbose_name = _("prövning av teknik")
        verbose_name_plural = _("prövningar av teknik")
        ordering = ("-made_at", "-id")

    @classmethod
    def visible_to(cls, viewer: Viewer) -> "models.QuerySet[TechnologyReview]":
        """Give the reviews of homes where the viewer may see staffing."""
        rows: models.QuerySet[TechnologyReview] = cls.objects.all()
        return rows if viewer.everywhere else rows.filter(unit__in=viewer.unit_ids(SEE))
