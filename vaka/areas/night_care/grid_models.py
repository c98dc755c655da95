"""The grid behind an answer's sliders."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.foundation.audit.models import AddedOnly
from vaka.foundation.ids import uuid7
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.CASE_FILE, Secrecy.INTERNAL)
class AnswerGrid(AddedOnly):
    """The answers behind an answer's sliders: a cell for each place, worked out by the worker."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    answer = models.OneToOneField(
        "night_care.StaffingAnswer", on_delete=models.PROTECT, related_name="grid"
    )
    made_at = models.DateTimeField(_("räknat"))
    seed = models.PositiveIntegerField(_("frö"))
    nights = models.PositiveIntegerField(_("nätter"))
    model = models.CharField(_("modellens version"), max_length=20)
    data_digest = models.CharField(_("uppgifternas kontrollsumma"), max_length=64)
    digest = models.CharField(_("reglagens kontrollsumma"), max_length=64)
    cells = models.JSONField()

    class Meta:
        verbose_name = _("reglage till ett svar")
        verbose_name_plural = _("reglage till svar")
        ordering = ("made_at",)
