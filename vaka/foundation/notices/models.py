"""What a person is told in the product, and which mornings a letter went out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vaka.foundation.cases.models import Case
from vaka.foundation.ids import uuid7
from vaka.foundation.people.models import Person
from vaka.foundation.retention.classes import Kept, Secrecy, classed


@classed(Kept.PASSING, Secrecy.INTERNAL, words=Secrecy.SECRET, object_id=Secrecy.SECRET)
class Notice(models.Model):
    """One notice to one person; `key` holds whom, kind, case and state, so it is told once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    to = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("slag"), max_length=40)
    key = models.CharField(max_length=200, unique=True)
    words = models.CharField(_("avisering"), max_length=300)
    url_name = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    at = models.DateTimeField(_("när"), auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("avisering")
        verbose_name_plural = _("aviseringar")
        ordering = ("-at",)
        indexes = [
            models.Index(fields=["to", "at"]),
            models.Index(fields=["to"], condition=Q(read_at=None), name="unread_notices"),
        ]


@classed(Kept.PASSING, Secrecy.INTERNAL)
class DigestSent(models.Model):
    """The morning letter went to a person on a day; none goes twice."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    unread = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("skickat morgonbrev")
        verbose_name_plural = _("skickade morgonbrev")
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_day")]
