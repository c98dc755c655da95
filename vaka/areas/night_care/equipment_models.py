"""What a room has for the night, and what has been wrong with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.night_care.equipment_rules import EQUIPMENT_LABELS
from vaka.areas.night_care.rules import SEE
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.ids import uuid7
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class RoomEquipment(models.Model):
    """One thing that a room has for the night; its faults hang on it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(
        "night_care.NightRoom", on_delete=models.PROTECT, related_name="equipment"
    )
    kind = models.CharField(_("utrustning"), max_length=10, choices=list(EQUIPMENT_LABELS.items()))
    since_date = models.DateField(_("sedan"))
    ended_date = models.DateField(_("finns inte från"), null=True)

    class Meta:
        verbose_name = _("utrustning i ett rum")
        verbose_name_plural = _("utrustning i rum")
        ordering = ("kind",)

    @classmethod
    def visible_to(cls, viewer: Viewer) -> "models.QuerySet[RoomEquipment]":
        """Give the equipment of homes where the viewer may see staffing."""
        rows: models.QuerySet[RoomEquipment] = cls.objects.all()
        return rows if viewer.everywhere else rows.filter(room__unit__in=viewer.unit_ids(SEE))


@classed(Kept.ORGANISATION, Secrecy.INTERNAL)
class EquipmentFault(models.Model):
    """What was wrong with a room's equipment, from when it was found until it was mended."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    equipment = models.ForeignKey(RoomEquipment, on_delete=models.PROTECT, related_name="faults")
    words = models.CharField(_("fel"), max_length=300)
    found_date = models.DateField(_("upptäckt"))
    mended_date = models.DateField(_("lagad"), null=True)
    found_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("fel på utrustning")
        verbose_name_plural = _("fel på utrustning")
        ordering = ("found_date",)
