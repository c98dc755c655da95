"""What is known of each kept file; its bytes lie in the store under their digest."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    """The doors to files."""

    def of_visible_cases(self, viewer: "Viewer") -> "StoredFileQuerySet":
        """Keep the files of cases that the viewer may see."""
        return self.filter(case__in=Case.objects.visible_to(viewer))


@classed(Kept.CASE_FILE, Secrecy.INTERNAL, name=Secrecy.SECRET)
class StoredFile(models.Model):
    """One file as somebody kept it; two rows with the same bytes share one place in the store."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    digest = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("filnamn"), max_length=200)
    media_type = models.CharField(_("filtyp"), max_length=100)
    size = models.PositiveBigIntegerField(_("storlek"))
    kind = models.CharField(_("slag"), max_length=40)
    made_at = models.DateTimeField(_("sparad"), auto_now_add=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="files"
    )

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")
        ordering = ("-made_at",)
        indexes = [models.Index(fields=["kind", "made_at"])]
