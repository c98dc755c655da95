"""Papers that somebody has had looked over, and what was found in them."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from vaka.foundation.files.models import StoredFile
from vaka.foundation.ids import uuid7
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed

if TYPE_CHECKING:
    from vaka.foundation.access.viewer import Viewer


class ProofQuerySet(models.QuerySet["Proof"]):
    """The door to papers."""

    def visible_to(self, viewer: "Viewer") -> "ProofQuerySet":
        """Keep the viewer's own; a paper may hold anything, so nobody else opens it."""
        return self if viewer.everywhere else self.filter(made_by=viewer.person)


@classed(
    Kept.PASSING, Secrecy.SECRET, made_at=Secrecy.INTERNAL, made_by=Secrecy.INTERNAL,
    delete_date=Secrecy.INTERNAL, job_id=Secrecy.INTERNAL,
)  # fmt: skip
class Proof(models.Model):
    """A paper that is looked over, kept until its day of deletion."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("filnamn"), max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("inlämnad"), auto_now_add=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    delete_date = models.DateField(_("raderas"))
    job_id = models.UUIDField(null=True)
    checked_at = models.DateTimeField(null=True)
    read = models.JSONField(default=dict)

    objects = ProofQuerySet.as_manager()

    class Meta:
        verbose_name = _("siffergranskning")
        verbose_name_plural = _("siffergranskningar")
        ordering = ("-made_at",)


@classed(Kept.PASSING, Secrecy.SECRET)
class ProofRemark(models.Model):
    """One contradiction or one advice on words; `reason` says why it is no error."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="remarks")
    at = models.PositiveIntegerField()
    is_advice = models.BooleanField(default=False)
    rule = models.CharField(_("regel"), max_length=20)
    line = models.PositiveIntegerField()
    quote = models.TextField(blank=True)
    printed = models.TextField(blank=True)
    computed = models.TextField(blank=True)
    confidence = models.FloatField(default=1.0)
    reason = models.TextField(blank=True)
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("anmärkning")
        verbose_name_plural = _("anmärkningar")
        ordering = ("proof", "at")
        constraints = [models.UniqueConstraint(fields=["proof", "at"], name="remark_once")]
