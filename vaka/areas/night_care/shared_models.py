"""A question on staff that homes share, with its answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.foundation.audit.models import AddedOnly
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class SharedAnswer(AddedOnly):
    """One question on staff that homes share, with its answer; `unit` is above them all."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(_("frågat"))
    model = models.CharField(_("modellens version"), max_length=20)
    data_digest = models.CharField(_("uppgifternas kontrollsumma"), max_length=64)
    digest = models.CharField(_("svarets kontrollsumma"), max_length=64)
    asked = models.JSONField()
    scenario = models.JSONField()
    found = models.JSONField()

    class Meta:
        verbose_name = _("svar om delad nattpersonal")
        verbose_name_plural = _("svar om delad nattpersonal")
        ordering = ("-asked_at",)
