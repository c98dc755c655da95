"""What has been told of the duties that come back by rule."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.areas.plans.rules import MARKED_LABELS
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


class DutyMarkQuerySet(models.QuerySet["DutyMark"]):
    """The doors to marks."""

    def visible_to(self, viewer: Viewer) -> "DutyMarkQuerySet":
        """Keep the marks of units at which the viewer may see the year wheel."""
        from vaka.areas.plans.rules import SEE

        return self if viewer.everywhere else self.filter(unit_id__in=viewer.unit_ids(SEE))


@classed(Kept.OPERATION, Secrecy.INTERNAL)
class DutyMark(models.Model):
    """That a duty of one day and unit is done, with what shows it, or why it is not."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=40)
    due_date = models.DateField(_("senast"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    marked = models.CharField(_("läge"), max_length=10, choices=list(MARKED_LABELS.items()))
    evidence = models.CharField(_("underlag"), max_length=300, blank=True)
    words = models.TextField(_("kommentar"), blank=True)
    marked_date = models.DateField(_("markerad"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DutyMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("markering i årshjulet")
        verbose_name_plural = _("markeringar i årshjulet")
        constraints = [
            models.UniqueConstraint(fields=["code", "due_date", "unit"], name="one_mark_a_duty")
        ]
